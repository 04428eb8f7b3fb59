package app.almanac.draw

import android.text.Editable
import android.text.TextWatcher
import android.view.ActionMode
import android.view.DragEvent
import android.view.Menu
import android.view.MenuItem
import android.view.View
import android.view.inputmethod.EditorInfo
import android.view.textclassifier.TextClassifier
import android.widget.EditText
import app.almanac.Clip
import android.R.id as system

/**
 * A field that nothing learns from: keyboards and the phone's other helpers are asked not to, no other app's entry stands in its
 * menus, and nothing is dragged out of it or into it.
 */
internal class Field(
    kit: Kit,
    private val isSecret: Boolean = false,
) : EditText(kit.context, null, 0) {
    init {
        isFocusable = true
        isFocusableInTouchMode = true
        imeOptions = EditorInfo.IME_FLAG_NO_PERSONALIZED_LEARNING or EditorInfo.IME_FLAG_NO_EXTRACT_UI
        importantForAutofill = View.IMPORTANT_FOR_AUTOFILL_NO_EXCLUDE_DESCENDANTS
        setTextClassifier(TextClassifier.NO_OP)
        isSaveEnabled = false
        customSelectionActionModeCallback = Own
        customInsertionActionModeCallback = Own
    }

    /** None at all: one that is only said to be unimportant is still looked at, and that is logged. */
    override fun getAutofillType(): Int = AUTOFILL_TYPE_NONE

    /** Nor any hint: the platform puts one of its own on fields for secrets. */
    override fun getAutofillHints(): Array<String>? = null

    /** A long press on chosen words would drag them, for any app to take. */
    override fun performLongClick(): Boolean = hasSelection() || super.performLongClick()

    override fun onDragEvent(event: DragEvent?): Boolean = false

    /** Copies as the app copies everything: marked, and taken back when it is left. Hidden words are copied nowhere. */
    override fun onTextContextMenuItem(id: Int): Boolean {
        if (id != system.copy && id != system.cut) return super.onTextContextMenuItem(id)
        if (isSecret || !hasSelection()) return true
        val chosen = minOf(selectionStart, selectionEnd) until maxOf(selectionStart, selectionEnd)
        Clip.copy(context, text.substring(chosen))
        if (id == system.cut) text.delete(chosen.first, chosen.last + 1) else setSelection(chosen.last + 1)
        return true
    }

    /** Leaves only what the field itself does in its menus. */
    private object Own : ActionMode.Callback {
        private val kept = setOf(system.selectAll, system.cut, system.copy, system.paste, system.pasteAsPlainText, system.undo, system.redo)

        override fun onCreateActionMode(
            mode: ActionMode?,
            menu: Menu,
        ): Boolean = true

        override fun onPrepareActionMode(
            mode: ActionMode?,
            menu: Menu,
        ): Boolean {
            (0 until menu.size()).map { menu.getItem(it).itemId }.filter { it !in kept }.forEach(menu::removeItem)
            return true
        }

        override fun onActionItemClicked(
            mode: ActionMode?,
            item: MenuItem,
        ): Boolean = false

        override fun onDestroyActionMode(mode: ActionMode?): Unit = Unit
    }
}

/** Hears that what stands in a field has changed. */
internal class Typed(
    private val changed: () -> Unit,
) : TextWatcher {
    override fun afterTextChanged(s: Editable?): Unit = changed()

    override fun beforeTextChanged(
        s: CharSequence?,
        start: Int,
        count: Int,
        after: Int,
    ): Unit = Unit

    override fun onTextChanged(
        s: CharSequence?,
        start: Int,
        before: Int,
        count: Int,
    ): Unit = Unit
}

/** Overwrites what stands there before it goes. */
internal fun Editable.forget() {
    filters = emptyArray()
    replace(0, length, Blank(length))
    clear()
}

/** So many signs that say nothing. */
private class Blank(
    override val length: Int,
) : CharSequence {
    override fun get(index: Int): Char = ' '

    override fun subSequence(
        startIndex: Int,
        endIndex: Int,
    ): CharSequence = Blank(endIndex - startIndex)
}
