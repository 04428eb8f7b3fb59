package app.almanac

import android.view.View
import android.view.WindowManager
import app.almanac.core.Action
import app.almanac.core.Route
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config
import org.robolectric.shadows.ShadowLog
import java.io.File

/** Every screen that can be reached: nothing cut, nothing lost, nothing that keeps somebody out, the way out always there. */
class ScreensTest : AppTest() {
    private val findings = mutableListOf<String>()

    @Test
    fun every_screen_is_whole_at_twice_the_text_size_on_the_smallest_phone() = everyScreenIsWhole("w320dp-h480dp-notnight-mdpi", 2f)

    @Test
    @Config(sdk = [35])
    fun every_screen_is_whole_at_the_usual_text_size() = everyScreenIsWhole("w320dp-h480dp-notnight-mdpi", 1f)

    @Test
    @Config(sdk = [35])
    fun no_screen_keeps_anybody_out_light_and_large() = noScreenKeepsAnybodyOut("w320dp-h9000dp-notnight-mdpi", 2f, "en")

    @Test
    @Config(sdk = [35])
    fun no_screen_keeps_anybody_out_dark() = noScreenKeepsAnybodyOut("w411dp-h9000dp-night-mdpi", 1f, "es")

    @Test
    @Config(sdk = [35])
    fun every_screen_of_open_notes_is_whole_and_keeps_nobody_out() {
        for ((language, qualifiers) in listOf("en" to "w320dp-h480dp-notnight-mdpi", "es" to "w320dp-h480dp-night-mdpi")) {
            val phone = phone(qualifiers, 2f, language).withANote()
            val routes = phone.ofNotes()
            assertTrue("only ${routes.size} screens", routes.size > ENOUGH_OF_NOTES)
            routes.forEach { look(phone, it, language) }
            val high = phone(qualifiers.replace("h480", "h9000"), 2f, language).withANote()
            for (route in high.ofNotes()) {
                high.open(route)
                high.unfoldAll()
                high.root.a11y().forEach { findings.add("$language ${high.routeText}: $it") }
            }
        }
        assertEquals("", findings.joinToString("\n"))
    }

    private fun Phone.withANote(): Phone =
        apply {
            startNotes()
            newNote("Bus", "Two men at the door, a white van.")
            pass(SAVED)
            open("report/saw")
            write("where", "At the station, behind the shop.")
            run("make-text/saw")
        }

    /** The screens that are others when notes are open. */
    private fun Phone.ofNotes(): List<Route> =
        Walk(almanac, questions = 1, outcomes = 1).routes().filter {
            it is Route.Notes || it is Route.NotesPart || it is Route.Note || it is Route.NoteDelete || it is Route.NoteExport ||
                it is Route.Report
        } + almanac.route("report/saw/text")

    private fun everyScreenIsWhole(
        qualifiers: String,
        scale: Float,
    ) {
        for (language in listOf("en", "es")) {
            val phone = phone(qualifiers, scale, language)
            val routes = Walk(phone.almanac, questions = 6, outcomes = 4).routes()
            assertTrue("only ${routes.size} screens", routes.size > ENOUGH)
            ShadowLog.clear()
            routes.forEach { look(phone, it, language) }
            ShadowLog.getLogs().forEach { findings.add("logged: $it") }
            val files = File(phone.activity.applicationInfo.dataDir).walk().filter { it.isFile && it.name != "almanac" }
            files.forEach { findings.add("written: $it") }
        }
        assertEquals("", findings.joinToString("\n"))
    }

    private fun look(
        phone: Phone,
        route: Route,
        language: String,
    ) {
        val where = "$language ${phone.almanac.routeText(route)}"
        phone.open(route)
        if (phone.view<View>(R.id.content).height < phone.content.height / 2) findings.add("$where: no room to read")
        phone.unfoldAll()
        phone.idle()
        phone.root.cutText().forEach { findings.add("$where, in its window: $it") }
        phone.layOutTall()
        phone.root.cutText().forEach { findings.add("$where: $it") }
        val screen = phone.almanac.screen(route, null)
        if (phone.actions().filter { it != Action.Leave } !=
            screen.actions().filter { it != Action.Leave }
        ) {
            findings.add("$where: not everything can be tapped")
        }
        if (phone.activity.window.attributes.flags and WindowManager.LayoutParams.FLAG_SECURE == 0) findings.add("$where: not secure")
        val leave = phone.view<View>(R.id.leave)
        if (leave.action != Action.Leave || !leave.isShown || !leave.isClickable) findings.add("$where: no way out")
        if (leave.accessibilityTraversalBefore !in setOf(R.id.title, R.id.back)) findings.add("$where: Leave does not come first")
        if (phone.root
                .createAccessibilityNodeInfo()
                .actionList
                .none { it.id == R.id.leave }
        ) {
            findings.add("$where: no action to leave")
        }
        if (phone.root.importantForAutofill != View.IMPORTANT_FOR_AUTOFILL_NO_EXCLUDE_DESCENDANTS) findings.add("$where: filled in")
        val lost = phone.views().filter { it.action != null && !it.isFocusable }
        lost.forEach { findings.add("$where: no key or switch reaches ${it.action}") }
        if (phone.title.text.toString() != screen.title) findings.add("$where: another title")
    }

    /**
     * The checks see only what is in the window, so the phone is very high here. Screens of one kind are built alike: one of each is
     * enough for checks that take a picture of the whole.
     */
    private fun noScreenKeepsAnybodyOut(
        qualifiers: String,
        scale: Float,
        language: String,
    ) {
        val phone = phone(qualifiers, scale, language)
        val kinds = Walk(phone.almanac).routes().groupBy { if (it is Route.Triage) it.graph + it.show + it.answers.size else it::class }
        for (route in kinds.values.map { it.first() }) {
            phone.open(route)
            phone.unfoldAll()
            phone.idle()
            phone.root.a11y().forEach { findings.add("${phone.routeText}: $it") }
        }
        assertEquals("", findings.joinToString("\n"))
    }

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
        const val ENOUGH_OF_NOTES = 8
        const val SAVED = 2_100L
    }
}
