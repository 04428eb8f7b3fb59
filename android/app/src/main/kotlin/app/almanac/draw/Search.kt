package app.almanac.draw

import android.text.InputType
import android.view.Gravity
import android.view.View
import android.view.inputmethod.EditorInfo
import android.widget.EditText
import app.almanac.R
import app.almanac.core.Block

/** The search field. */
internal class Search(
    private val kit: Kit,
    private val typed: (String) -> Unit,
) {
    var field: EditText? = null
        private set

    fun view(block: Block.SearchField): View = field(block).also { field = it }

    private fun field(block: Block.SearchField): EditText =
        Field(kit).apply {
            id = R.id.field
            kit.dress(this, Style.BODY, kit.colors.ink, block.value)
            setLineSpacing(0f, 1f)
            hint = kit.said(block.label)
            setHintTextColor(kit.colors.muted)
            background = kit.shape(kit.colors.card, 14, kit.colors.muted)
            gravity = Gravity.CENTER_VERTICAL or Gravity.START
            setPaddingRelative(kit.dp(16), kit.dp(8), kit.dp(16), kit.dp(8))
            compoundDrawablePadding = kit.dp(12)
            setCompoundDrawablesRelative(kit.drawing(R.drawable.search, kit.colors.muted), null, null, null)
            isSingleLine = true
            minHeight = kit.dp(52) // After isSingleLine, which forgets it.
            inputType = InputType.TYPE_CLASS_TEXT or InputType.TYPE_TEXT_FLAG_NO_SUGGESTIONS
            imeOptions = imeOptions or EditorInfo.IME_ACTION_SEARCH
            // Asks once a frame at most: a keyboard may change the text several times within one.
            val ask = Runnable { typed(text.toString()) }
            addTextChangedListener(
                Typed {
                    removeCallbacks(ask)
                    postOnAnimation(ask)
                },
            )
        }
}
