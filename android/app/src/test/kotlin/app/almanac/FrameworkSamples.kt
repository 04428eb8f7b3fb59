package app.almanac

import android.app.Activity
import android.os.Build
import android.os.Vibrator
import android.window.OnBackInvokedCallback

/** Code that is never run: what the checks of class files must find, and what they must leave alone. */
@Suppress("unused", "DEPRECATION")
internal class FrameworkSamples(
    private val activity: Activity,
) {
    fun needs(vibrator: Vibrator) = vibrator.vibrate(1L)

    fun badWithoutQuestion() = activity.setRecentsScreenshotEnabled(false)

    fun badQuestionOfAnOlderLevel() {
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.S) activity.setRecentsScreenshotEnabled(false)
    }

    fun badOnTheWrongSide() {
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.TIRAMISU) activity.finish() else activity.setRecentsScreenshotEnabled(false)
    }

    fun badAfterTheQuestion() {
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.TIRAMISU) activity.finish()
        activity.setRecentsScreenshotEnabled(false)
    }

    fun badEither(other: Boolean) {
        if (other || Build.VERSION.SDK_INT >= Build.VERSION_CODES.TIRAMISU) activity.setRecentsScreenshotEnabled(false)
    }

    fun badLater(): Runnable = Runnable { activity.setRecentsScreenshotEnabled(false) }

    fun badType(any: Any) = any is OnBackInvokedCallback

    fun goodBehindTheQuestion() {
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.TIRAMISU) activity.setRecentsScreenshotEnabled(false)
    }

    fun goodBehindTheQuestionTheOtherWayRound() {
        if (Build.VERSION.SDK_INT < Build.VERSION_CODES.TIRAMISU) return
        activity.setRecentsScreenshotEnabled(false)
    }

    fun goodBoth(other: Boolean) {
        if (other && Build.VERSION.SDK_INT > Build.VERSION_CODES.S_V2) activity.setRecentsScreenshotEnabled(false)
    }

    fun goodLater(): Runnable? {
        if (Build.VERSION.SDK_INT < Build.VERSION_CODES.TIRAMISU) return null
        return Runnable { activity.setRecentsScreenshotEnabled(false) }
    }

    fun goodCaller() {
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.TIRAMISU) called()
    }

    private fun called() = activity.setRecentsScreenshotEnabled(false)

    fun goodObject(): Any? =
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.TIRAMISU) {
            object : OnBackInvokedCallback {
                override fun onBackInvoked() = activity.setRecentsScreenshotEnabled(true)
            }
        } else {
            null
        }
}
