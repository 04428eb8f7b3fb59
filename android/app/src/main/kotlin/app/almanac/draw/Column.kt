package app.almanac.draw

import android.widget.LinearLayout

/** The content of a screen: never wider than about 60 characters of body text, in the middle of a wide window. */
internal class Column(
    kit: Kit,
) : LinearLayout(kit.context) {
    private val edge = kit.edge
    private val widest = kit.sp(READABLE)
    private val foot = kit.dp(32)

    init {
        orientation = VERTICAL
    }

    override fun onMeasure(
        widthMeasureSpec: Int,
        heightMeasureSpec: Int,
    ) {
        val beside = ((MeasureSpec.getSize(widthMeasureSpec) - widest) / 2).coerceAtLeast(edge)
        setPadding(beside, 0, beside, foot)
        super.onMeasure(widthMeasureSpec, heightMeasureSpec)
    }

    private companion object {
        const val READABLE = 520f
    }
}
