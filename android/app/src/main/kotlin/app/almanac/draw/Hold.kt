package app.almanac.draw

import android.content.Context
import android.graphics.Canvas
import android.graphics.Paint
import android.os.SystemClock
import android.view.MotionEvent
import android.widget.Button

/**
 * A button that works when it is held for a second, so that no slip of a finger does it. While it is held it fills from its start.
 *
 * Keyboards, switches and screen readers hold it by the platform's long press.
 */
internal class Hold(
    context: Context,
    private val done: () -> Unit,
    tapped: () -> Unit,
) : Button(context, null, 0) {
    private val paint = Paint()
    private val over = Runnable { if (isPressed) release().also { done() } }
    private var since = 0L

    init {
        setOnLongClickListener { true.also { done() } }
        setOnClickListener { tapped() }
    }

    override fun onTouchEvent(event: MotionEvent): Boolean {
        when (event.actionMasked) {
            MotionEvent.ACTION_DOWN -> press()
            MotionEvent.ACTION_MOVE -> if (!holds(event)) release()
            MotionEvent.ACTION_UP -> if (isPressed) release().also { performClick() }
            MotionEvent.ACTION_CANCEL -> release()
        }
        return true
    }

    private fun press() {
        since = SystemClock.uptimeMillis()
        isPressed = true
        postDelayed(over, LONG)
        invalidate()
    }

    private fun release() {
        removeCallbacks(over)
        isPressed = false
        since = 0
        invalidate()
    }

    private fun holds(event: MotionEvent) = event.x in 0f..width.toFloat() && event.y in 0f..height.toFloat()

    override fun onDraw(canvas: Canvas) {
        if (since > 0) fill(canvas, (SystemClock.uptimeMillis() - since).toFloat() / LONG)
        super.onDraw(canvas)
    }

    private fun fill(
        canvas: Canvas,
        part: Float,
    ) {
        paint.color = currentTextColor and FAINT
        val wide = width * part.coerceAtMost(1f)
        val left = if (layoutDirection == LAYOUT_DIRECTION_RTL) width - wide else 0f
        canvas.drawRect(left, 0f, left + wide, height.toFloat(), paint)
        postInvalidateOnAnimation()
    }

    private companion object {
        const val LONG = 1_000L
        const val FAINT = 0x33FFFFFF
    }
}
