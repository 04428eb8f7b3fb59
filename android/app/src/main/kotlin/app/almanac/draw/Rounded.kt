package app.almanac.draw

import android.graphics.Canvas
import android.graphics.Paint
import android.graphics.Path
import android.widget.LinearLayout

/**
 * A column with round corners that cut off what is inside, and if wanted a bar of 4 dp at its start.
 *
 * Cut by a path and not by the outline, which only the phone's graphics chip obeys: pictures of a screen would show other corners.
 */
internal class Rounded(
    kit: Kit,
    corner: Int,
    private val bar: Int? = null,
) : LinearLayout(kit.context) {
    private val radius = kit.dp(corner).toFloat()
    private val wide = kit.dp(4)
    private val paint = Paint()
    private val edge = Path()

    init {
        orientation = VERTICAL
        if (bar != null) setPaddingRelative(wide, 0, 0, 0)
    }

    override fun onSizeChanged(
        w: Int,
        h: Int,
        oldw: Int,
        oldh: Int,
    ) {
        edge.reset()
        edge.addRoundRect(0f, 0f, w.toFloat(), h.toFloat(), radius, radius, Path.Direction.CW)
    }

    override fun dispatchDraw(canvas: Canvas) {
        canvas.save()
        canvas.clipPath(edge)
        if (bar != null) drawBar(canvas, bar)
        super.dispatchDraw(canvas)
        canvas.restore()
    }

    private fun drawBar(
        canvas: Canvas,
        color: Int,
    ) {
        paint.color = color
        val left = if (layoutDirection == LAYOUT_DIRECTION_RTL) width - wide else 0
        canvas.drawRect(left.toFloat(), 0f, (left + wide).toFloat(), height.toFloat(), paint)
    }
}
