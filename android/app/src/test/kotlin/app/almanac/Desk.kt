package app.almanac

import android.view.MotionEvent
import android.view.View
import android.view.ViewGroup
import android.widget.ScrollView
import org.junit.runner.JUnitCore
import org.robolectric.RuntimeEnvironment
import java.io.File
import kotlin.system.exitProcess

/** What Preview, Tour and ContactSheet share: started by a plain `main`, kept out of the ordinary tests. */
object Desk {
    /** Runs a class that is a test in form only, with options such as `--language es --theme dark`. */
    fun start(
        what: Class<*>,
        arguments: Array<String>,
    ) {
        val options = arguments.toList().chunked(2).associate { it[0].removePrefix("--") to it.getOrElse(1) { "" } }
        for ((name, value) in options) {
            require(name in setOf("language", "theme", "out", "phone")) { "no such option: $name" }
            System.setProperty("almanac.$name", value)
        }
        System.setProperty("almanac.desk", what.name)
        System.setProperty("robolectric.enabledSdks", "35")
        System.setProperty("robolectric.logging.enabled", "false")
        val result = JUnitCore.runClasses(what)
        result.failures.forEach { System.err.println(it.trace) }
        exitProcess(if (result.wasSuccessful()) 0 else 1)
    }

    fun isStarted(what: Any): Boolean = System.getProperty("almanac.desk") == what.javaClass.name

    val language: String get() = System.getProperty("almanac.language") ?: "en"
    val isDark: Boolean get() = System.getProperty("almanac.theme") == "dark"

    /** Where the phone of the window is kept. */
    val phone: File get() = File(checkNotNull(System.getProperty("almanac.phone")) { "--phone FOLDER" })
    val out: String get() = System.getProperty("almanac.out") ?: "target/pictures"

    /** Makes the phone: its size in dp, the density, the theme and the size of text. */
    fun shape(
        size: String,
        density: String,
        dark: Boolean,
        scale: Float = 1f,
    ) {
        RuntimeEnvironment.setQualifiers("$size-${if (dark) "night" else "notnight"}-$density")
        RuntimeEnvironment.setFontScale(scale)
    }
}

/** Scrolls the view into the window and touches it in its middle, as a finger does. */
fun Phone.touch(view: View) {
    unfold(view)
    idle()
    reveal(view)
    val at = IntArray(2).also { view.getLocationInWindow(it) }
    val window = checkNotNull(activity.window.peekDecorView())
    val x = at[0] + view.width / 2f
    val y = at[1] + view.height / 2f
    check(x in 0f..window.width.toFloat() && y in 0f..window.height.toFloat()) { "out of reach" }
    for (kind in listOf(MotionEvent.ACTION_DOWN, MotionEvent.ACTION_UP)) {
        val now = android.os.SystemClock.uptimeMillis()
        window.dispatchTouchEvent(MotionEvent.obtain(now, now, kind, x, y, 0))
        idle()
    }
}

private fun reveal(view: View) {
    val scroll = generateSequence(view.parent) { it.parent }.firstOrNull { it is ScrollView } as? ScrollView ?: return
    val box = android.graphics.Rect(0, 0, view.width, view.height)
    (scroll.getChildAt(0) as ViewGroup).offsetDescendantRectToMyCoords(view, box)
    scroll.scrollTo(0, (box.centerY() - scroll.height / 2).coerceAtLeast(0))
}
