package app.almanac

import android.content.Context
import android.view.KeyEvent
import android.view.accessibility.AccessibilityManager

/** Counts presses of volume-down: the third within two seconds means something where a screen says so. */
internal class Presses(
    private val context: Context,
) {
    private val times = ArrayDeque<Long>()

    /** Whether this is the third. A finger that stays on the key is one press. */
    fun isThird(event: KeyEvent): Boolean {
        if (event.keyCode != KeyEvent.KEYCODE_VOLUME_DOWN || event.repeatCount > 0 || isSpokenTo()) return false
        times.addLast(event.eventTime)
        while (event.eventTime - times.first() > WITHIN) times.removeFirst()
        return (times.size >= WANTED).also { if (it) times.clear() }
    }

    /** Whoever listens to a screen reader presses the key to hear it less loud. */
    private fun isSpokenTo(): Boolean = context.getSystemService(AccessibilityManager::class.java)?.isTouchExplorationEnabled == true

    private companion object {
        const val WANTED = 3
        const val WITHIN = 2_000L
    }
}
