package app.almanac.draw

import android.content.Context
import android.content.res.ColorStateList
import android.graphics.Typeface
import android.graphics.drawable.Drawable
import android.graphics.drawable.GradientDrawable
import android.graphics.drawable.RippleDrawable
import android.graphics.text.LineBreaker
import android.os.Build
import android.text.Layout
import android.text.SpannableString
import android.text.Spanned
import android.text.style.LocaleSpan
import android.util.TypedValue
import android.view.View
import android.widget.ImageView
import android.widget.LinearLayout
import android.widget.TextView
import app.almanac.R
import app.almanac.core.Action
import app.almanac.core.Icon
import java.util.Locale
import kotlin.math.roundToInt

/** The kinds of text that there are, in sp. */
internal enum class Style(
    val size: Float,
    val medium: Boolean,
) {
    SIGN(34f, true),
    TITLE(24f, true),
    NUMBER(24f, true),
    HEADING(19f, true),
    LEAD(19f, false),
    BODY(17f, false),
    STRONG(17f, true),
    SMALL(14f, false),
    SMALL_STRONG(14f, true),
}

/** What every renderer needs: sizes, colours, the language, and what to do with a tap. One for each drawing of a screen. */
internal class Kit(
    val context: Context,
    val colors: Colors,
    language: String,
    val perform: (Action) -> Unit,
) {
    val locale: Locale = Locale.forLanguageTag(language)

    /** What a mere tap does on a button that works by being held: says so, once there is a screen to say it on. */
    var tapped: () -> Unit = {}
    private val metrics = context.resources.displayMetrics
    private val configuration = context.resources.configuration
    private val foreign = configuration.locales[0].language != locale.language

    /** Whether text is so large for this screen that margins give way to it and things stand below each other. */
    val cramped: Boolean = configuration.screenWidthDp / configuration.fontScale < CRAMPED

    val edge: Int = dp(if (cramped) 12 else 20)
    val inside: Int = dp(if (cramped) 8 else 16)

    fun dp(size: Int): Int = (size * metrics.density).roundToInt()

    fun sp(size: Float): Int = TypedValue.applyDimension(TypedValue.COMPLEX_UNIT_SP, size, metrics).roundToInt()

    fun text(
        words: CharSequence,
        style: Style = Style.BODY,
        color: Int = colors.ink,
    ): TextView = TextView(context).also { dress(it, style, color, words) }

    /** Gives a text view its face. */
    fun dress(
        view: TextView,
        style: Style,
        color: Int,
        words: CharSequence,
    ) {
        view.setTextSize(TypedValue.COMPLEX_UNIT_SP, style.size)
        view.typeface = if (style.medium) MEDIUM else Typeface.DEFAULT
        view.setTextColor(color)
        view.setLineSpacing(0f, LINE_HEIGHT)
        view.textLocale = locale
        view.textAlignment = View.TEXT_ALIGNMENT_VIEW_START
        // Line by line: balanced paragraphs take more lines, which counts most where text is large.
        view.breakStrategy =
            if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.Q) LineBreaker.BREAK_STRATEGY_SIMPLE else Layout.BREAK_STRATEGY_SIMPLE
        view.hyphenationFrequency = if (cramped) Layout.HYPHENATION_FREQUENCY_NORMAL else Layout.HYPHENATION_FREQUENCY_NONE
        view.text = said(words)
    }

    /** Words marked with their language, where it is not the phone's, so that a screen reader takes the right voice. */
    fun said(words: CharSequence): CharSequence {
        // What is marked already has a language of its own.
        val marked = words is Spanned && words.getSpans(0, words.length, LocaleSpan::class.java).isNotEmpty()
        if (!foreign || marked || words.isEmpty()) return words
        return SpannableString(words).apply { setSpan(LocaleSpan(locale), 0, length, Spanned.SPAN_INCLUSIVE_INCLUSIVE) }
    }

    /** Words marked with a language of their own; empty: the screen's. */
    fun foreignWords(
        words: CharSequence,
        language: String,
    ): CharSequence {
        if (language.isEmpty() || words.isEmpty()) return words
        return SpannableString(words).apply {
            setSpan(LocaleSpan(Locale.forLanguageTag(language)), 0, length, Spanned.SPAN_INCLUSIVE_INCLUSIVE)
        }
    }

    fun column(): LinearLayout = LinearLayout(context).apply { orientation = LinearLayout.VERTICAL }

    fun row(): LinearLayout = LinearLayout(context).apply { isBaselineAligned = false }

    /** A shape with round corners. */
    fun shape(
        fill: Int,
        radius: Int,
        stroke: Int? = null,
    ): GradientDrawable =
        GradientDrawable().apply {
            setColor(fill)
            cornerRadius = dp(radius).toFloat()
            if (stroke != null) setStroke(dp(1), stroke)
        }

    /** The platform's answer to a touch, over a background and within its shape. */
    fun touchable(
        background: Drawable?,
        tint: Int,
        mask: Drawable = shape(tint, 0),
    ): Drawable = RippleDrawable(ColorStateList.valueOf(tint and RIPPLE_ALPHA), background, mask)

    /** A drawing that grows with the text beside it. */
    fun drawing(
        id: Int,
        color: Int,
        size: Float = 20f,
    ): Drawable =
        checkNotNull(context.getDrawable(id)).mutate().apply {
            setTint(color)
            setBounds(0, 0, sp(size), sp(size))
        }

    fun image(
        id: Int,
        color: Int,
        size: Float = 20f,
    ): ImageView =
        ImageView(context).apply {
            setImageDrawable(drawing(id, color, size))
            importantForAccessibility = View.IMPORTANT_FOR_ACCESSIBILITY_NO
            layoutParams = LinearLayout.LayoutParams(sp(size), sp(size))
        }

    private companion object {
        const val CRAMPED = 240
        const val LINE_HEIGHT = 1.2f // The face's own lines are 1.17 high: 1.4 together.
        const val RIPPLE_ALPHA = 0x33FFFFFF
        val MEDIUM: Typeface = Typeface.create("sans-serif-medium", Typeface.NORMAL)
    }
}

/** The drawing of an icon; null for none. */
internal fun Icon.drawable(): Int? =
    when (this) {
        Icon.NONE -> null
        Icon.PHONE -> R.drawable.phone
        Icon.MESSAGE -> R.drawable.message
        Icon.PAGE -> R.drawable.page
        Icon.PENCIL -> R.drawable.pencil
        Icon.LOCK -> R.drawable.lock
        Icon.LEAVE -> R.drawable.leave
        Icon.SEARCH -> R.drawable.search
        Icon.GLOBE -> R.drawable.globe
        Icon.SPEAKER -> R.drawable.speaker
        Icon.CARD -> R.drawable.card
        Icon.WARNING -> R.drawable.warning
        Icon.CHECK -> R.drawable.check
    }

/** Adds a view below what is there, at full width, `gap` dp further down. */
internal fun LinearLayout.put(
    view: View,
    gap: Int = 0,
) {
    val params = LinearLayout.LayoutParams(LinearLayout.LayoutParams.MATCH_PARENT, LinearLayout.LayoutParams.WRAP_CONTENT)
    params.topMargin = (gap * resources.displayMetrics.density).roundToInt()
    addView(view, params)
}

/** Adds a view that takes what the row has left. */
internal fun LinearLayout.putWide(view: View) {
    addView(view, LinearLayout.LayoutParams(0, LinearLayout.LayoutParams.WRAP_CONTENT, 1f))
}

/** Marks a view as a heading, where the platform knows headings. */
internal fun <T : View> T.asHeading(): T =
    apply {
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.P) isAccessibilityHeading = true
    }

/** Says what a view stands for, so that tests find it in any language. */
internal fun <T : View> T.anchored(
    key: Int,
    anchor: String,
): T = apply { setTag(key, anchor) }
