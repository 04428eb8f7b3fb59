package app.almanac.draw

import android.graphics.drawable.GradientDrawable
import android.os.Build
import android.text.SpannableString
import android.text.Spanned
import android.text.style.LocaleSpan
import android.view.Gravity
import android.view.View
import android.widget.LinearLayout
import android.widget.TextView
import app.almanac.R
import app.almanac.core.Block
import app.almanac.core.SourceRow
import app.almanac.core.TextTone
import java.text.NumberFormat
import java.util.Locale

internal fun Kit.heading(block: Block.Heading): View = text(block.text, Style.HEADING).asHeading()

internal fun Kit.paragraph(block: Block.Text): View =
    when (block.tone) {
        TextTone.PLAIN -> text(block.text)
        TextTone.LEAD -> text(block.text, Style.LEAD)
        TextTone.MUTED -> text(block.text, Style.SMALL, colors.muted)
    }

/** A line in another language than the screen's: written in its own direction, said by its own voice. */
internal fun Kit.foreign(block: Block.Foreign): View =
    text(foreignWords(block.text, block.language), Style.SMALL, colors.muted).apply {
        textDirection = if (block.rightToLeft) View.TEXT_DIRECTION_RTL else View.TEXT_DIRECTION_LTR
    }

internal fun Kit.bullets(items: List<String>): LinearLayout =
    column().also { list ->
        items.forEachIndexed { index, item -> list.put(point(dot(), text(item)), if (index == 0) 0 else 8) }
    }

internal fun Kit.numbered(items: List<String>): LinearLayout =
    column().also { list ->
        items.forEachIndexed { index, item ->
            list.put(point(circle(index + 1, Style.SMALL_STRONG, 26f), text(item)), if (index == 0) 0 else 12)
        }
    }

/** A number in a circle of the soft accent. */
internal fun Kit.circle(
    number: Int,
    style: Style,
    size: Float,
): TextView =
    text(NumberFormat.getIntegerInstance(locale).format(number), style, colors.accent).apply {
        background =
            GradientDrawable().also {
                it.shape = GradientDrawable.OVAL
                it.setColor(colors.accentSoft)
            }
        gravity = Gravity.CENTER
        textAlignment = View.TEXT_ALIGNMENT_CENTER
        includeFontPadding = false
        // Digits of other scripts come from another face, whose lines are higher than the circle.
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.P) isFallbackLineSpacing = false
        setLineSpacing(0f, 1f)
        layoutParams = LinearLayout.LayoutParams(sp(size), sp(size))
    }

private fun Kit.point(
    mark: View,
    words: View,
): View =
    row().apply {
        addView(mark)
        putWide(words)
        (words.layoutParams as LinearLayout.LayoutParams).marginStart = dp(12)
    }

private fun Kit.dot(): View =
    View(context).apply {
        background =
            GradientDrawable().also {
                it.shape = GradientDrawable.OVAL
                it.setColor(colors.accent)
            }
        layoutParams =
            LinearLayout.LayoutParams(sp(6f), sp(6f)).also {
                it.topMargin = sp(9f)
                it.marginStart = sp(4f)
            }
    }

/** A number to read out or remember. */
internal fun Kit.number(block: Block.Number): View =
    card(
        padded(
            column().apply {
                put(text(block.label, Style.SMALL, colors.muted))
                put(text(block.number, Style.NUMBER).apply { contentDescription = said(block.spoken) }, 4)
                caution(block.caution)?.let { put(it, 8) }
            },
        ),
    )

/** A card to show to somebody, in a language of its own. */
internal fun Kit.sign(block: Block.Sign): View {
    val words = SpannableString(block.text)
    val language = Locale.forLanguageTag(block.language)
    words.setSpan(LocaleSpan(language), 0, words.length, Spanned.SPAN_INCLUSIVE_INCLUSIVE)
    val sign = text("", Style.SIGN)
    sign.textLocale = language
    sign.text = words
    sign.layoutDirection = if (block.rightToLeft) View.LAYOUT_DIRECTION_RTL else View.LAYOUT_DIRECTION_LTR
    return card(padded(column().apply { put(sign) }))
}

/** A caution beside a number: never by colour alone. */
internal fun Kit.caution(words: String): View? {
    if (words.isEmpty()) return null
    return row().apply {
        addView(image(R.drawable.warning, colors.caution, 18f))
        putWide(text(words, Style.SMALL, colors.caution))
        (getChildAt(1).layoutParams as LinearLayout.LayoutParams).marginStart = dp(8)
    }
}

internal fun Kit.sources(items: List<SourceRow>): View =
    column().also { list ->
        items.forEachIndexed { index, item -> list.put(source(item), if (index == 0) 0 else 16) }
    }

private fun Kit.source(item: SourceRow): View =
    column().apply {
        put(text(item.title, Style.SMALL))
        if (item.detail.isNotEmpty()) put(text(item.detail, Style.SMALL, colors.muted), 2)
        if (item.address.isNotEmpty()) put(address(item.address), 2)
    }

/**
 * A web address as text, with leave to break after every sign: old Androids break an address nowhere else than at its slashes, and a
 * long one would run out of the screen.
 */
private fun Kit.address(words: String): View =
    text(
        buildString {
            for (sign in words) {
                append(sign)
                if (!sign.isLetterOrDigit()) append(MAY_BREAK)
            }
        },
        Style.SMALL,
        colors.muted,
    )

private const val MAY_BREAK = '\u200B'
