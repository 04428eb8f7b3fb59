package app.almanac

import android.app.Activity
import android.content.Intent
import android.os.Looper
import android.view.View
import android.view.ViewGroup
import android.widget.EditText
import android.widget.TextView
import org.junit.Assert.assertTrue
import org.junit.Assume.assumeTrue
import org.junit.Test
import org.robolectric.Robolectric
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.android.controller.ActivityController
import org.robolectric.annotation.Config
import java.io.File
import java.time.Duration

/** Taps through the app without knowing any of its classes, and writes down all that it shows: `--out FILE`. */
fun main(arguments: Array<String>) = Desk.start(BlackBox::class.java, arguments)

/**
 * The app as whoever holds the phone meets it. Of its classes only the name that the manifest gives is known here, so that this runs on
 * classes that were renamed and made small as well as on those that were not: both must write the same.
 */
@Config(sdk = [35])
class BlackBox : AppTest() {
    private val seen = mutableSetOf<String>()
    private val lines = mutableListOf<String>()
    private var ways = 0

    @Test
    fun walk() {
        assumeTrue(Desk.isStarted(this))
        val ahead = ArrayDeque(listOf(emptyList<Int>()))
        while (ahead.isNotEmpty() && ways < MOST_WAYS) {
            val way = ahead.removeFirst()
            ahead.addAll(go(way).map { way + it })
        }
        // A walk that ends at its beginning proves nothing.
        assertTrue("$ways ways, ${seen.size} screens", seen.size >= FEWEST_SCREENS)
        assertTrue("nothing was handed over", lines.any { Intent.ACTION_DIAL in it })
        File(Desk.out).apply { absoluteFile.parentFile.mkdirs() }.writeText(lines.joinToString("\n", postfix = "\n"))
        println("$ways ways, ${seen.size} screens")
    }

    /** Opens the app and taps these in turn. Returns what can be tapped then, if nobody has been there before. */
    private fun go(way: List<Int>): List<Int> {
        ways += 1
        val controller = launch()
        val activity = controller.get()
        for (step in way) {
            val views = activity.tappable()
            if (activity.isFinishing || step >= views.size) break
            views[step].let { if (it is EditText) it.setText(TYPED) else it.performClick() }
            idle()
        }
        val shown = activity.words()
        val handed = handed()
        lines += "$way left=${activity.isFinishing}"
        lines += handed.map { "  handed $it" }
        val isNew = seen.add(shown.toString())
        if (isNew) lines += shown.map { "  $it" }
        val next = if (isNew && !activity.isFinishing && way.size < LONGEST_WAY) activity.tappable().indices.toList() else emptyList()
        controller.close()
        idle()
        return next
    }

    private fun launch(): ActivityController<out Activity> {
        val activity = Class.forName(ACTIVITY).asSubclass(Activity::class.java)
        return Robolectric
            .buildActivity(activity)
            .setup()
            .topActivityResumed(true)
            .windowFocusChanged(true)
            .also { idle() }
    }

    private fun Activity.views(): List<View> {
        val content = checkNotNull(findViewById<ViewGroup>(android.R.id.content))
        return content.walk().filter { it.isShown }.toList()
    }

    private fun Activity.tappable(): List<View> = views().filter { it.isClickable }

    /** All words, and which of them can be tapped. */
    private fun Activity.words(): List<String> =
        views()
            .filter { it.isClickable || it is TextView || it.contentDescription != null }
            .map { "${if (it.isClickable) "> " else ""}${(it as? TextView)?.text ?: ""} [${it.contentDescription ?: ""}]" }

    private fun handed(): List<String> =
        generateSequence { shadowOf(RuntimeEnvironment.getApplication()).nextStartedActivity }
            .map { "${it.action} ${it.dataString} ${it.categories} ${it.flags}" }
            .toList()

    private fun idle() = shadowOf(Looper.getMainLooper()).idleFor(Duration.ofMillis(FRAMES))

    private companion object {
        const val ACTIVITY = "app.almanac.MainActivity"
        const val TYPED = "police"
        const val FRAMES = 50L
        const val MOST_WAYS = 250
        const val LONGEST_WAY = 6
        const val FEWEST_SCREENS = 60
    }
}
