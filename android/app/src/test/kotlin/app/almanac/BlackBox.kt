package app.almanac

import android.app.Activity
import android.content.Intent
import android.os.Looper
import android.view.View
import android.view.ViewGroup
import android.widget.EditText
import android.widget.TextView
import org.json.JSONObject
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
import kotlin.random.Random

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
    private lateinit var controller: ActivityController<out Activity>
    private val activity: Activity get() = controller.get()

    @Test
    fun walk() {
        assumeTrue(Desk.isStarted(this))
        FakeKeyStore.install()
        open()
        // The same choices in every run: what comes of them is what is compared.
        val choices = Random(SEED)
        for (door in activity.tappable().indices) way(listOf(door) + List(LONGEST_WAY) { choices.nextInt(Int.MAX_VALUE) })
        // A walk that ends at its beginning proves nothing.
        assertTrue("${seen.size} screens", seen.size >= FEWEST_SCREENS)
        assertTrue("nothing was handed over", lines.any { Intent.ACTION_DIAL in it })
        File(Desk.out).apply { absoluteFile.parentFile.mkdirs() }.writeText(lines.joinToString("\n", postfix = "\n"))
        println("${seen.size} screens")
    }

    /** Opens the app, taps one thing after the other and writes down what comes of each tap. */
    private fun way(choices: List<Int>) {
        lines += "opened"
        open()
        choices.forEachIndexed { index, choice ->
            if (activity.isFinishing) open()
            // What leaves the app is tapped at the beginning of a way alone, or no way would be long.
            val views = activity.tappable().filter { index == 0 || !it.leaves() }
            if (views.isEmpty()) return
            tap(views[choice % views.size])
        }
    }

    private fun tap(view: View) {
        val words = view.words()
        when {
            view is EditText -> view.setText(TYPED)
            view.isLongClickable -> view.performLongClick()
            else -> view.performClick()
        }
        settle()
        note("tapped $words")
    }

    private fun View.leaves(): Boolean = LEAVING.any { it in contentDescription?.toString().orEmpty() }

    private fun note(what: String) {
        lines += "$what left=${activity.isFinishing}"
        lines += handed().map { "  handed $it" }
        val shown = activity.views().filter { it.isClickable || it is TextView || it.contentDescription != null }.map { it.words() }
        if (seen.add(shown.toString())) lines += shown.map { "  $it" }
    }

    private fun open() {
        if (::controller.isInitialized) controller.close()
        val activity = Class.forName(ACTIVITY).asSubclass(Activity::class.java)
        controller =
            Robolectric
                .buildActivity(activity)
                .setup()
                .topActivityResumed(true)
                .windowFocusChanged(true)
        settle()
    }

    private fun Activity.views(): List<View> {
        val content = checkNotNull(findViewById<ViewGroup>(android.R.id.content))
        return content.walk().filter { it.isShown }.toList()
    }

    private fun Activity.tappable(): List<View> = views().filter { it.isClickable && it.isEnabled }

    /** What is read on it, and whether it can be tapped. Words that the core draws by lot are not the same twice. */
    private fun View.words(): String {
        val text = (this as? TextView)?.text?.toString().orEmpty()
        return "${if (isClickable) "> " else ""}${if (BY_LOT.matches(text)) "words" else text} [${contentDescription ?: ""}]"
    }

    private fun handed(): List<String> =
        generateSequence { shadowOf(RuntimeEnvironment.getApplication()).nextStartedActivity }
            .map { "${it.action} ${it.dataString} ${it.categories} ${it.flags}" }
            .toList()

    /** Lets everything happen that is due, on other threads too: one that waits for work has nothing but Java's own on its stack. */
    private fun settle() {
        do {
            idle()
            val pools = Thread.getAllStackTraces().filterKeys { it.name.startsWith("pool-") }
            val busy = pools.any { (_, stack) -> stack.isEmpty() || stack.any { frame -> OF_JAVA.none { frame.className.startsWith(it) } } }
            // Work that was just handed over may not have begun; the app says that it waits.
            val waits = activity.views().any { (it as? TextView)?.text?.toString() in WAITING }
            Thread.sleep(A_MOMENT)
        } while (busy || waits)
        idle()
    }

    private fun idle() = shadowOf(Looper.getMainLooper()).idleFor(Duration.ofMillis(FRAMES))

    private companion object {
        const val ACTIVITY = "app.almanac.MainActivity"
        const val TYPED = "police"
        const val FRAMES = 50L
        const val A_MOMENT = 20L
        val OF_JAVA = listOf("java.", "jdk.")

        /** What the app says while something takes its time. */
        val WAITING =
            listOf(
                "en",
                "es",
            ).map { JSONObject(File("../../core/content/text/$it.json").readText()).getString("ui.wait") }.toSet()
        const val SEED = 7
        const val LONGEST_WAY = 6
        val LEAVING = listOf("Leave", "9 1 1")
        const val FEWEST_SCREENS = 60
        val BY_LOT = Regex("""(\p{Ll}+ ){4}\p{Ll}+""")
    }
}
