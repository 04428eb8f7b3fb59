package app.almanac.draw

import android.text.InputFilter
import android.text.InputType
import android.text.method.PasswordTransformationMethod
import android.view.Gravity
import android.view.View
import android.view.inputmethod.EditorInfo
import android.widget.EditText
import app.almanac.R
import app.almanac.core.Block
import app.almanac.core.Button
import app.almanac.core.ButtonLook
import app.almanac.core.FieldKind
import app.almanac.core.FieldValue
import app.almanac.core.Icon
import app.almanac.secret
import java.nio.ByteBuffer

/** The fields of a screen that are written into. */
internal class Fields(
    private val kit: Kit,
    private val wrote: () -> Unit,
) {
    private class Written(
        val block: Block.Field,
        val view: EditText,
    )

    private val all = mutableListOf<Written>()

    /** The field that is being written into. */
    val active: String? get() = all.firstOrNull { it.view.isFocused }?.block?.anchor

    /** What stands in the fields; of a secret one nothing. */
    fun values(): List<FieldValue> =
        all.filter { it.block.kind != FieldKind.SECRET }.map { FieldValue(it.block.anchor, it.view.text.toString()) }

    /** What stands in the secret field, for the caller to wipe. The field is empty then. */
    fun secret(): ByteBuffer {
        val text = all.firstOrNull { it.block.kind == FieldKind.SECRET }?.view?.text ?: return app.almanac.NOTHING
        return text.secret().also { text.forget() }
    }

    /** Takes over what was typed into the same fields before they were drawn again, and where the cursor stood. */
    fun carry(
        from: Fields,
        active: String?,
    ) {
        for (mine in all) {
            val theirs = from.all.firstOrNull { it.block.anchor == mine.block.anchor }?.view ?: continue
            mine.view.text.replace(0, mine.view.length(), theirs.text)
            mine.view.setSelection(theirs.selectionEnd.coerceIn(0, mine.view.length()))
            if (mine.block.anchor == active) mine.view.requestFocus()
            if (mine.block.kind == FieldKind.SECRET) theirs.text.forget()
        }
    }

    fun view(block: Block.Field): View {
        val field = field(block)
        all.add(Written(block, field))
        return kit.column().apply {
            val label = kit.text(block.label, Style.STRONG)
            label.labelFor = field.id
            put(label)
            if (block.hint.isNotEmpty()) put(kit.text(block.hint, Style.SMALL, kit.colors.muted), 2)
            put(field, 8)
            if (block.beside.isNotEmpty()) put(beside(block, field), 4)
        }
    }

    private fun field(block: Block.Field): EditText =
        Field(kit, isSecret = block.kind == FieldKind.SECRET).apply {
            id = View.generateViewId()
            kit.dress(this, Style.BODY, kit.colors.ink, block.value)
            setLineSpacing(0f, 1f)
            background = kit.shape(kit.colors.card, 14, kit.colors.muted)
            setPaddingRelative(kit.dp(16), kit.dp(12), kit.dp(16), kit.dp(12))
            inputType = type(block.kind)
            // A long line goes on below and is seen whole.
            setHorizontallyScrolling(false)
            maxLines = Int.MAX_VALUE
            gravity = if (block.kind == FieldKind.LONG) Gravity.TOP or Gravity.START else Gravity.CENTER_VERTICAL or Gravity.START
            // Not both: the platform remembers the last alone.
            if (block.kind == FieldKind.LONG) minLines = LINES else minHeight = kit.dp(52)
            // What is there already is never cut.
            filters = arrayOf(InputFilter.LengthFilter(maxOf(block.longest.toInt(), length())))
            addTextChangedListener(Typed(wrote))
            filterTouchesWhenObscured = true
            anchored(R.id.anchor, block.anchor)
        }

    private fun type(kind: FieldKind): Int =
        InputType.TYPE_TEXT_FLAG_NO_SUGGESTIONS or
            when (kind) {
                FieldKind.LINE -> InputType.TYPE_CLASS_TEXT or InputType.TYPE_TEXT_FLAG_CAP_SENTENCES
                FieldKind.LONG -> InputType.TYPE_CLASS_TEXT or InputType.TYPE_TEXT_FLAG_CAP_SENTENCES or InputType.TYPE_TEXT_FLAG_MULTI_LINE
                FieldKind.DATE -> InputType.TYPE_CLASS_TEXT
                FieldKind.SECRET -> InputType.TYPE_CLASS_TEXT or InputType.TYPE_TEXT_VARIATION_PASSWORD
            }

    /** Shows what was typed into a secret field; into any other it writes its own words. */
    private fun beside(
        block: Block.Field,
        field: EditText,
    ): View =
        kit.small(block.beside) {
            if (block.kind != FieldKind.SECRET) {
                field.setText(block.beside)
            } else {
                field.transformationMethod =
                    if (field.transformationMethod == null) PasswordTransformationMethod.getInstance() else null
            }
            field.setSelection(field.length())
        }

    private companion object {
        const val LINES = 3
    }
}
