package app.almanac.draw

import android.graphics.drawable.InsetDrawable
import android.view.Gravity
import android.view.View
import android.widget.Button
import android.widget.ImageButton
import android.widget.ImageView
import android.widget.LinearLayout
import android.widget.TextView
import app.almanac.R
import app.almanac.core.Action
import app.almanac.core.Bar as BarWords

/** The bar that every screen has and that does not scroll: the way back at its start, Leave at its end. */
internal class Bar(
    private val kit: Kit,
    private val words: BarWords,
    back: (() -> Unit)?,
) {
    val view: LinearLayout =
        kit.row().apply {
            val beside = kit.dp(if (kit.cramped) 0 else 4)
            gravity = Gravity.CENTER_VERTICAL
            minimumHeight = kit.dp(if (kit.cramped) 48 else 56)
            setPaddingRelative(if (back == null) kit.edge else kit.edge - kit.dp(12), beside, kit.edge, beside)
        }
    private val hasBack = back != null
    private val leave = leave()

    init {
        if (back != null) view.addView(back(back))
        view.addView(View(kit.context), LinearLayout.LayoutParams(0, 0, 1f))
        view.addView(leave)
    }

    /** Takes the title, where it is the only thing beside Leave and fits on one line. Elsewhere it stands at the top of the content. */
    fun take(title: TextView): Boolean {
        if (hasBack) return false
        // Reckoned and not measured: outside a window a view does not know yet on which side its icon and its margins are.
        val words = title.paint.measureText(title.text.toString()) + leave.paint.measureText(leave.text.toString())
        val around = kit.sp(ICON) + kit.dp(BEFORE + BETWEEN + AFTER) + 2 * kit.edge + kit.dp(8)
        if (words + around > kit.context.resources.displayMetrics.widthPixels) return false
        view.addView(title, 0)
        return true
    }

    private fun back(back: () -> Unit): View =
        ImageButton(kit.context, null, 0).apply {
            id = R.id.back
            setImageDrawable(kit.drawing(R.drawable.back, kit.colors.ink, 24f))
            background = kit.touchable(null, kit.colors.ink, kit.shape(kit.colors.ink, 24))
            contentDescription = kit.said(words.backSpoken)
            val around = ((kit.dp(48) - kit.sp(22f) + 1) / 2).coerceAtLeast(kit.dp(4))
            setPadding(around, around, around, around)
            scaleType = ImageView.ScaleType.FIT_CENTER
            layoutParams = LinearLayout.LayoutParams(kit.sp(22f) + 2 * around, kit.sp(22f) + 2 * around)
            isFocusable = true
            accessibilityTraversalBefore = R.id.title
            setOnClickListener { back() }
        }

    /** First for a screen reader, whatever stands before it: the way out is the first thing that it finds. */
    private fun leave(): Button =
        Button(kit.context, null, 0).apply {
            id = R.id.leave
            kit.dress(this, Style.STRONG, kit.colors.ink, words.leave)
            setLineSpacing(0f, 1f)
            gravity = Gravity.CENTER
            setCompoundDrawablesRelative(kit.drawing(R.drawable.leave, kit.colors.ink, ICON), null, null, null)
            compoundDrawablePadding = kit.dp(BETWEEN)
            val pill = kit.shape(kit.colors.card, 24, kit.colors.muted)
            background = InsetDrawable(kit.touchable(pill, kit.colors.ink, kit.shape(kit.colors.ink, 24)), 0, kit.dp(4), 0, kit.dp(4))
            setPaddingRelative(kit.dp(BEFORE), kit.dp(8), kit.dp(AFTER), kit.dp(8))
            minHeight = kit.dp(48)
            minWidth = kit.dp(48)
            contentDescription = kit.said(words.leaveSpoken)
            accessibilityTraversalBefore = if (hasBack) R.id.back else R.id.title
            isFocusable = true
            tapped(Action.Leave, kit.perform)
        }

    private companion object {
        const val ICON = 18f
        const val BEFORE = 12
        const val BETWEEN = 6
        const val AFTER = 16
    }
}
