package app.almanac.draw

import android.content.Context
import android.view.View
import android.view.ViewGroup

/** Lays buttons out in rows of two where their words fit beside each other, else below each other. A whole one has its own row. */
internal class ButtonRows(
    context: Context,
    private val gap: Int,
) : ViewGroup(context) {
    private class Item(
        val view: View,
        val whole: Boolean,
        val stretched: Boolean,
        var natural: Int = 0,
    )

    private val items = mutableListOf<Item>()
    private var rows: List<List<Item>> = emptyList()

    fun add(
        view: View,
        whole: Boolean,
        stretched: Boolean,
    ) {
        items.add(Item(view, whole, stretched))
        addView(view)
    }

    override fun onMeasure(
        widthMeasureSpec: Int,
        heightMeasureSpec: Int,
    ) {
        val width = MeasureSpec.getSize(widthMeasureSpec)
        for (item in items) {
            item.view.measure(0, 0)
            item.natural = if (item.whole) width else item.view.measuredWidth.coerceAtMost(width)
        }
        rows = rows(width)
        val height = rows.sumOf { row -> measure(row, width) } + gap * (rows.size - 1).coerceAtLeast(0)
        setMeasuredDimension(width, height)
    }

    private fun rows(width: Int): List<List<Item>> {
        val rows = mutableListOf<MutableList<Item>>()
        for (item in items) {
            val row = rows.lastOrNull()
            val fits = row != null && row.size < MOST && row.sumOf { it.natural + gap } + item.natural <= width
            if (fits) row.add(item) else rows.add(mutableListOf(item))
        }
        return rows
    }

    private fun measure(
        row: List<Item>,
        width: Int,
    ): Int {
        val spare = width - row.sumOf { it.natural } - gap * (row.size - 1)
        val share = spare / row.count { it.stretched }.coerceAtLeast(1)
        for (item in row) measure(item, if (item.stretched) item.natural + share else item.natural, 0, MeasureSpec.UNSPECIFIED)
        val height = row.maxOf { it.view.measuredHeight }
        for (item in row) measure(item, item.view.measuredWidth, height, MeasureSpec.EXACTLY)
        return height
    }

    private fun measure(
        item: Item,
        width: Int,
        height: Int,
        mode: Int,
    ) {
        item.view.measure(MeasureSpec.makeMeasureSpec(width, MeasureSpec.EXACTLY), MeasureSpec.makeMeasureSpec(height, mode))
    }

    override fun onLayout(
        changed: Boolean,
        l: Int,
        t: Int,
        r: Int,
        b: Int,
    ) {
        var top = 0
        for (row in rows) {
            var start = 0
            for (item in row) {
                val left = if (layoutDirection == LAYOUT_DIRECTION_RTL) width - start - item.view.measuredWidth else start
                item.view.layout(left, top, left + item.view.measuredWidth, top + item.view.measuredHeight)
                start += item.view.measuredWidth + gap
            }
            top += row.maxOf { it.view.measuredHeight } + gap
        }
    }

    private companion object {
        const val MOST = 2
    }
}
