package app.almanac.draw

import android.view.View
import android.view.ViewGroup
import android.widget.LinearLayout
import app.almanac.R
import app.almanac.core.Block
import app.almanac.core.CardTone
import app.almanac.core.ContactRow
import app.almanac.core.Door

/** A surface with round corners and a hairline. */
internal fun Kit.card(
    content: View,
    tone: CardTone = CardTone.PLAIN,
): ViewGroup =
    Rounded(this, 16).apply {
        background =
            when (tone) {
                CardTone.PLAIN -> shape(colors.card, 16, colors.line)
                CardTone.DANGER -> shape(colors.dangerSoft, 16)
            }
        // What is inside must not cover the hairline.
        setPadding(dp(1), dp(1), dp(1), dp(1))
        put(content)
    }

internal fun Kit.padded(column: LinearLayout): LinearLayout = column.apply { setPadding(inside, inside, inside, inside) }

/** A line or organisation, or 911. */
internal fun Kit.contactCard(block: Block.Card): View {
    val words = padded(column())
    words.put(text(block.title, Style.HEADING).asHeading())
    block.lines.forEach { words.put(text(it), 4) }
    caution(block.caution)?.let { words.put(it, 8) }
    if (block.buttons.isNotEmpty()) words.put(buttons(block.buttons, block.tone), 12)
    block.footnotes.forEachIndexed { index, note ->
        words.put(text(note, Style.SMALL, if (block.tone == CardTone.DANGER) colors.ink else colors.muted), if (index == 0) 12 else 4)
    }
    return card(words, block.tone).anchored(R.id.contact, block.anchor).anchored(R.id.anchor, block.anchor)
}

/** One thing to do: its number in a circle, its buttons at once, so that they need no scrolling, then all that is said about it. */
internal fun Kit.step(block: Block.Step): View {
    val words = padded(column())
    val number = if (cramped) circle(block.number.toInt(), Style.SMALL_STRONG, 20f) else circle(block.number.toInt(), Style.STRONG, 32f)
    words.put(beside(number, text(block.title, Style.HEADING).asHeading()))
    contacts(words, block.contacts, if (cramped) 4 else 12, buttonsFirst = cramped)
    if (block.text.isNotEmpty()) words.put(text(block.text), 12)
    if (block.points.isNotEmpty()) words.put(bullets(block.points), 8)
    return withDoors(words, block.doors).anchored(R.id.step, block.anchor).anchored(R.id.anchor, block.anchor)
}

/** A line of help without a number. */
internal fun Kit.line(block: Block.Line): View {
    val words = padded(column())
    if (block.title.isNotEmpty()) words.put(text(block.title, Style.STRONG).asHeading())
    if (block.text.isNotEmpty()) words.put(text(block.text), if (block.title.isEmpty()) 0 else 4)
    contacts(words, block.contacts, 16, buttonsFirst = false)
    return withDoors(words, block.doors).anchored(R.id.anchor, block.anchor)
}

private fun Kit.contacts(
    words: LinearLayout,
    contacts: List<ContactRow>,
    gap: Int,
    buttonsFirst: Boolean,
) = contacts.forEachIndexed { index, contact ->
    words.put(contact(contact, ruled = index > 0, buttonsFirst), if (index == 0) gap else 16)
}

private fun Kit.withDoors(
    words: LinearLayout,
    doors: List<Door>,
): View {
    val whole = column().apply { put(words) }
    if (doors.isNotEmpty()) {
        whole.put(hairline())
        whole.put(doors(doors))
    }
    return card(whole)
}

/** Where there is little room its buttons stand before its name: the title of the step has said what they are for. */
private fun Kit.contact(
    row: ContactRow,
    ruled: Boolean,
    buttonsFirst: Boolean,
): View =
    column()
        .apply {
            if (ruled) put(hairline())
            if (buttonsFirst && row.buttons.isNotEmpty()) put(buttons(row.buttons))
            put(
                text(row.name, Style.STRONG),
                if (ruled) {
                    16
                } else if (buttonsFirst) {
                    8
                } else {
                    0
                },
            )
            if (row.hint.isNotEmpty()) put(text(row.hint, Style.SMALL, colors.muted), 2)
            if (row.number.isNotEmpty()) put(text(row.number, Style.NUMBER), 4)
            caution(row.caution)?.let { put(it, 4) }
            if (!buttonsFirst && row.buttons.isNotEmpty()) put(buttons(row.buttons), 8)
        }.anchored(R.id.contact, row.anchor)
        .anchored(R.id.anchor, row.anchor)

private fun Kit.beside(
    mark: View,
    words: View,
): View =
    row().apply {
        addView(mark)
        putWide(words)
        (words.layoutParams as LinearLayout.LayoutParams).marginStart = dp(12)
        (words.layoutParams as LinearLayout.LayoutParams).topMargin = sp(2f)
    }

internal fun Kit.hairline(): View = Hairline(this)

/** One dp high, however much room there is: a plain view would take it all. */
private class Hairline(
    kit: Kit,
) : View(kit.context) {
    private val high = kit.dp(1)

    init {
        setBackgroundColor(kit.colors.line)
    }

    override fun onMeasure(
        widthMeasureSpec: Int,
        heightMeasureSpec: Int,
    ) {
        setMeasuredDimension(MeasureSpec.getSize(widthMeasureSpec), high)
    }
}
