package app.almanac.draw

import android.os.Bundle
import android.view.Gravity
import android.view.View
import android.view.accessibility.AccessibilityNodeInfo
import android.view.accessibility.AccessibilityNodeInfo.AccessibilityAction
import android.widget.Button
import android.widget.ImageView
import android.widget.LinearLayout
import app.almanac.R

/**
 * Parts of a screen that are shown when their title is tapped.
 *
 * What is open is remembered by order, in the place that the screen belongs to. Hidden views are made at once and only not shown.
 */
internal class Folds(
    private val kit: Kit,
    private val open: MutableSet<Int>,
) {
    private var count = 0

    /** A title in a row of its own, and what it hides. */
    fun fold(
        title: String,
        hidden: View,
    ): View = foldable(kit.text(title, Style.STRONG, kit.colors.accent), hidden, kit.colors.accent, padding = 0)

    /** Any head to tap, and what it hides. */
    fun foldable(
        head: View,
        hidden: View,
        color: Int,
        padding: Int,
    ): View {
        val index = count++
        val arrow = kit.image(R.drawable.down, color)
        val header = header(head, arrow, padding)
        header.setOnClickListener { show(it, hidden, arrow, index, color, index !in open) }
        header.accessibilityDelegate = Expandable(hidden)
        hidden.setTag(R.id.header, header)
        show(header, hidden, arrow, index, color, index in open)
        return kit.column().apply {
            put(header)
            put(hidden)
        }
    }

    private fun header(
        head: View,
        arrow: ImageView,
        padding: Int,
    ): LinearLayout =
        kit.row().apply {
            id = R.id.fold
            gravity = Gravity.CENTER_VERTICAL
            minimumHeight = kit.dp(if (kit.cramped) 48 else 52)
            val high = kit.dp(if (kit.cramped) 2 else 12)
            setPadding(padding, high, padding, high)
            background = kit.touchable(null, kit.colors.accent)
            isFocusable = true
            putWide(head)
            addView(arrow)
            (arrow.layoutParams as LinearLayout.LayoutParams).marginStart = kit.dp(8)
        }

    private fun show(
        header: View,
        hidden: View,
        arrow: ImageView,
        index: Int,
        color: Int,
        shown: Boolean,
    ) {
        hidden.visibility = if (shown) View.VISIBLE else View.GONE
        arrow.setImageDrawable(kit.drawing(if (shown) R.drawable.up else R.drawable.down, color))
        if (shown) open.add(index) else open.remove(index)
        header.sendAccessibilityEvent(android.view.accessibility.AccessibilityEvent.TYPE_WINDOW_CONTENT_CHANGED)
    }

    /** Says "expanded" and "collapsed" in the screen reader's own words, by the actions that it knows. */
    private class Expandable(
        private val hidden: View,
    ) : View.AccessibilityDelegate() {
        override fun onInitializeAccessibilityNodeInfo(
            host: View,
            info: AccessibilityNodeInfo,
        ) {
            super.onInitializeAccessibilityNodeInfo(host, info)
            info.className = Button::class.java.name
            info.addAction(
                if (hidden.visibility ==
                    View.VISIBLE
                ) {
                    AccessibilityAction.ACTION_COLLAPSE
                } else {
                    AccessibilityAction.ACTION_EXPAND
                },
            )
        }

        override fun performAccessibilityAction(
            host: View,
            action: Int,
            args: Bundle?,
        ): Boolean =
            when (action) {
                AccessibilityNodeInfo.ACTION_EXPAND, AccessibilityNodeInfo.ACTION_COLLAPSE -> host.performClick()
                else -> super.performAccessibilityAction(host, action, args)
            }
    }
}
