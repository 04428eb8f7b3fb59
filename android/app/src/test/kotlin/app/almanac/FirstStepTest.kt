package app.almanac

import android.widget.TextView
import app.almanac.core.Block
import app.almanac.core.Route
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config

/** What there is to do first, and its button, are on the screen without scrolling: on the smallest phone, at twice the text size. */
class FirstStepTest : AppTest() {
    @Test
    @Config(sdk = [35])
    fun the_first_step_and_its_button_need_no_scrolling() {
        val findings = mutableListOf<String>()
        var looked = 0
        for (language in listOf("en", "es")) {
            RuntimeEnvironment.setQualifiers("w320dp-h480dp-notnight-mdpi")
            RuntimeEnvironment.setFontScale(2f)
            val phone = Phone(language)
            val routes = Walk(phone.almanac, questions = 30, outcomes = 40).routes() + EARLY.map { phone.almanac.route("triage/$it") }
            for (route in routes.filterIsInstance<Route.Triage>()) {
                val step =
                    phone.almanac
                        .screen(route, null)
                        .blocks
                        .filterIsInstance<Block.Step>()
                        .firstOrNull() ?: continue
                phone.open(route)
                looked++
                val below = phone.lowest(step) - phone.content.height
                if (below > 0) findings.add("$language ${phone.routeText}: $below px too low: ${step.title}")
            }
        }
        assertTrue("only $looked outcomes", looked > 100)
        assertEquals("", findings.distinct().joinToString("\n"))
    }

    /** The lower edge of the first button; where nobody is called, of the title, which then is the step. */
    private fun Phone.lowest(step: Block.Step): Int {
        val card = root.walk().first { it.getTag(R.id.step) == step.anchor }
        val title = card.walk().first { it is TextView && it.text.toString() == step.title }
        val last = card.walk().firstOrNull { it.action != null }.takeIf { step.contacts.isNotEmpty() } ?: title
        val at = IntArray(2)
        last.getLocationInWindow(at)
        return at[1] + last.height
    }

    private companion object {
        val EARLY =
            listOf("me", "police").flatMap { graph -> listOf("danger", "hurt", "ending", "no&show=1").map { "$graph?now=$it" } } +
                listOf("danger", "missing", "ending", "no&show=1").map { "other?now=$it" }
    }
}
