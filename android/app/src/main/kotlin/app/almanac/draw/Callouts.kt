package app.almanac.draw

import android.view.Gravity
import android.view.View
import android.widget.LinearLayout
import app.almanac.R
import app.almanac.core.Block
import app.almanac.core.CalloutTone

private class Tone(
    val strong: Int,
    val soft: Int,
    val icon: Int,
)

private fun Kit.tone(tone: CalloutTone): Tone =
    when (tone) {
        CalloutTone.DANGER -> Tone(colors.danger, colors.dangerSoft, R.drawable.warning)
        CalloutTone.CAREFUL -> Tone(colors.caution, colors.cautionSoft, R.drawable.warning)
        CalloutTone.RIGHTS -> Tone(colors.accent, colors.accentSoft, R.drawable.card)
        CalloutTone.NOTE -> Tone(colors.accent, colors.accentSoft, R.drawable.page)
    }

/** A coloured note: a bar at the start, an icon and a word, so that colour never stands alone. */
internal fun Kit.callout(
    block: Block.Callout,
    folds: Folds,
): View {
    val tone = tone(block.tone)
    val foldable = block.folded && block.title.isNotEmpty()
    val head = column()
    if (foldable && cramped) {
        // Only the headline, beside its icon: the first step below must be seen without scrolling.
        head.put(calloutWord(block.title, tone))
    } else {
        if (block.word.isNotEmpty()) head.put(calloutWord(block.word, tone))
        if (block.title.isNotEmpty()) head.put(text(block.title, Style.STRONG), 4)
    }
    val body = column()
    if (block.text.isNotEmpty()) body.put(text(block.text), 4)
    if (block.buttons.isNotEmpty()) body.put(buttons(block.buttons), 12)
    val bar = Rounded(this, 12, tone.strong)
    bar.background = shape(tone.soft, 12)
    if (foldable) {
        bar.put(folds.foldable(head, body, tone.strong, padding = if (cramped) dp(8) else inside))
        body.setPadding(inside, 0, inside, inside)
    } else {
        head.setPadding(inside, inside, inside, 0)
        body.setPadding(inside, 0, inside, inside)
        bar.put(head)
        bar.put(body)
    }
    return bar.anchored(R.id.anchor, block.anchor)
}

private fun Kit.calloutWord(
    word: String,
    tone: Tone,
): View =
    row().apply {
        gravity = Gravity.CENTER_VERTICAL
        addView(image(tone.icon, tone.strong, 18f))
        putWide(text(word, Style.SMALL_STRONG, tone.strong))
        (getChildAt(1).layoutParams as LinearLayout.LayoutParams).marginStart = dp(8)
    }
