package app.almanac.draw

import android.graphics.Typeface
import android.text.SpannableString
import android.text.Spanned
import android.text.style.ForegroundColorSpan
import android.text.style.StyleSpan
import android.view.Gravity
import android.view.View
import android.widget.LinearLayout
import app.almanac.R
import app.almanac.core.Door
import app.almanac.core.Mark

/** Rows that lead somewhere, with hairlines between. */
internal fun Kit.doors(rows: List<Door>): LinearLayout =
    column().also { list ->
        rows.forEachIndexed { index, row ->
            if (index > 0) list.put(hairline())
            list.put(door(row))
        }
    }

private fun Kit.door(door: Door): View =
    row().apply {
        gravity = Gravity.CENTER_VERTICAL
        minimumHeight = dp(56)
        setPadding(inside, dp(12), inside, dp(12))
        background = touchable(if (door.chosen) shape(colors.accentSoft, 0) else null, colors.accent)
        // Where there is little room the words have all of it: the drawing says nothing that they do not.
        door.icon
            .drawable()
            ?.takeUnless { cramped }
            ?.let { addView(image(it, colors.accent, 22f)) }
        putWide(doorWords(door))
        if (childCount > 1) (getChildAt(1).layoutParams as LinearLayout.LayoutParams).marginStart = dp(16)
        addView(image(if (door.chosen) R.drawable.check else R.drawable.chevron, if (door.chosen) colors.accent else colors.muted))
        (getChildAt(childCount - 1).layoutParams as LinearLayout.LayoutParams).marginStart = dp(8)
        isSelected = door.chosen
        isFocusable = true
        filterTouchesWhenObscured = door.action.isGuarded()
        tapped(door.action, perform)
    }

private fun Kit.doorWords(door: Door): View =
    column().apply {
        put(
            text(
                foreignWords(marked(door.title, door.titleMarks), door.language),
                Style.BODY,
                if (door.chosen) colors.accent else colors.ink,
            ),
        )
        if (door.hint.isNotEmpty()) {
            put(
                text(marked(door.hint, door.hintMarks), Style.SMALL, if (door.chosen) colors.ink else colors.muted),
                2,
            )
        }
    }

/** Words with what was searched for in bold and in the accent. */
private fun Kit.marked(
    words: String,
    marks: List<Mark>,
): CharSequence {
    if (marks.isEmpty()) return words
    return SpannableString(words).apply {
        for (mark in marks) {
            val start = mark.start.toInt().coerceIn(0, length)
            val end = mark.end.toInt().coerceIn(start, length)
            setSpan(StyleSpan(Typeface.BOLD), start, end, Spanned.SPAN_EXCLUSIVE_EXCLUSIVE)
            setSpan(ForegroundColorSpan(colors.accent), start, end, Spanned.SPAN_EXCLUSIVE_EXCLUSIVE)
        }
    }
}
