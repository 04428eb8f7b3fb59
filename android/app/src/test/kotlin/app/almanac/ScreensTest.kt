package app.almanac

import app.almanac.core.Action
import app.almanac.core.Block
import app.almanac.core.Route
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config
import org.robolectric.shadows.ShadowLog
import java.util.concurrent.Executor

/**
 * Every screen that can be reached, in both languages, with notes closed and with notes open: nothing cut, nothing lost, nothing that
 * keeps somebody out, nothing logged, nothing written but the one file, the way out always there and at once.
 */
class ScreensTest : AppTest() {
    private val findings = mutableListOf<String>()

    @Test
    fun every_screen_is_whole_at_twice_the_text_size_on_the_smallest_phone() = everyScreenIsWhole("notnight", 2f)

    @Test
    @Config(sdk = [35])
    fun every_screen_is_whole_at_the_usual_text_size() = everyScreenIsWhole("night", 1f)

    @Test
    @Config(sdk = [35])
    fun every_screen_is_left_at_once_in_every_way_and_no_kind_of_screen_is_left_out() {
        val kinds = mutableSetOf<Class<*>>()
        for (language in LANGUAGES) {
            val phone = phone("w320dp-h480dp-mdpi", 1f, language)
            phone.everywhere(questions = 3, outcomes = 2) {
                val way = WAYS_OUT.keys.elementAt(count % WAYS_OUT.size)
                kinds.add(route.javaClass)
                faultsOfLeaving(way).forEach { findings.add("$language $it") }
            }
        }
        assertNone()
        val all = Route::class.java.declaredClasses.filter { Route::class.java.isAssignableFrom(it) }
        assertEquals(emptyList<String>(), (all - kinds).map { it.simpleName })
    }

    /** The checks see only what is in the window, so the phone is very high here. */
    @Test
    @Config(sdk = [35])
    fun no_screen_keeps_anybody_out() {
        val shapes = listOf("w320dp-h9000dp-notnight-mdpi" to 2f, "w411dp-h9000dp-night-mdpi" to 1f)
        for ((language, shape) in LANGUAGES.zip(shapes)) {
            phone(shape.first, shape.second, language).everywhere(questions = 6, outcomes = 4) {
                unfoldAll()
                idle()
                root.a11y().forEach { findings.add("$language $routeText: $it") }
            }
        }
        assertNone()
    }

    private fun everyScreenIsWhole(
        night: String,
        scale: Float,
    ) {
        for (language in LANGUAGES) {
            val phone = phone("w320dp-h480dp-$night-mdpi", scale, language)
            ShadowLog.clear()
            phone.everywhere(questions = 6, outcomes = 4) { faults().forEach { findings.add("$language $it") } }
            Folders.strangers().forEach { findings.add("$language $it") }
            ShadowLog.getLogs().filter { it.tag !in OTHERS }.forEach { findings.add("$language logged: $it") }
        }
        assertNone()
    }

    /** Goes to every screen: those that taps from Home lead to, then those of [Rooms], with notes closed and with notes open. */
    private fun Phone.everywhere(
        questions: Int,
        outcomes: Int,
        look: Phone.() -> Unit,
    ) {
        count = 0
        val routes = Walk(almanac, questions, outcomes).routes()
        assertTrue("only ${routes.size} screens", routes.size > ENOUGH)
        for (route in routes) see({ open(route) }, look)
        for (room in Rooms.shut) see(room.enter, look)
        // What was begun is given up by leaving.
        Commands.worker = Executor { it.run() }
        tap { it == Action.Leave }
        withANote()
        for (room in Rooms.open) {
            unlock()
            see(room.enter, look)
        }
        for (route in Walk(almanac.also { unlock() }, questions = 0, outcomes = 0).routes().filter { it !in routes }) {
            unlock()
            see({ open(route) }, look)
        }
        val troubles = mutableSetOf<List<Block>>()
        for (room in Rooms.broken) {
            see({
                room.enter(this)
                troubles.add(almanac.screen(route, null).blocks)
            }, look)
        }
        assertEquals("each room of broken notes is one of its own: $troubles", Rooms.broken.size, troubles.size)
    }

    private fun Phone.see(
        enter: Phone.() -> Unit,
        look: Phone.() -> Unit,
    ) {
        Commands.worker = Executor { it.run() }
        pack = null
        enter()
        count++
        look()
    }

    private var count = 0

    private fun assertNone() = assertEquals("", findings.distinct().joinToString("\n"))

    private fun phone(
        qualifiers: String,
        scale: Float,
        language: String,
    ): Phone {
        RuntimeEnvironment.setQualifiers(qualifiers)
        RuntimeEnvironment.setFontScale(scale)
        return Phone(language)
    }

    private companion object {
        const val ENOUGH = 50

        /** Lines of the test's own tools, and the platform's about a new window: its colours, and a switch of the manifest not read here. */
        val OTHERS = setOf("LifecycleMonitor", "ViewRootImpl", "WindowOnBackDispatcher")
        val LANGUAGES = listOf("en", "es")
    }
}
