package app.almanac

import android.graphics.Color
import android.text.Spanned
import android.text.style.LocaleSpan
import android.view.View
import android.widget.TextView
import app.almanac.core.Block
import app.almanac.core.Screen
import app.almanac.draw.Colors
import app.almanac.draw.Frame
import app.almanac.draw.Hands
import app.almanac.draw.Kit
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.robolectric.RuntimeEnvironment

/** Each kind of block, drawn from a sample that has them all, in ways that the core's own languages do not reach. */
class BlocksTest : AppTest() {
    @Test
    fun the_sample_has_every_kind_of_block() {
        val kinds = Sample.blocks.map { it::class }.toSet()
        assertEquals(
            Block::class.java.declaredClasses
                .filter { Block::class.java.isAssignableFrom(it) }
                .map { it.kotlin }
                .toSet(),
            kinds,
        )
    }

    @Test
    fun every_block_is_whole_small_and_large() = assertWhole(draw("w320dp-h16000dp-notnight-mdpi", 2f))

    @Test
    fun every_block_is_whole_on_a_wide_screen() {
        val root = draw("w1280dp-h16000dp-notnight-mdpi", 1f)
        assertWhole(root)
        val widest =
            root.walk().filterIsInstance<TextView>().maxOf { view ->
                view.layout?.let { it.getLineEnd(0) - it.getLineStart(0) }
                    ?: 0
            }
        assertTrue("$widest characters in a line", widest <= LONGEST_LINE)
    }

    @Test
    fun every_block_is_whole_from_right_to_left() {
        val root = draw("w360dp-h16000dp-notnight-mdpi", 1f, Sample.screen(language = "ar", rightToLeft = true))
        assertWhole(root)
        val leave = checkNotNull(root.findViewById<View>(R.id.leave))
        val back = checkNotNull(root.findViewById<View>(R.id.back))
        assertTrue("Leave is at the end, which is left here", leave.left < back.left)
    }

    @Test
    fun words_in_another_language_than_the_phones_say_so() {
        val title =
            draw(
                "w360dp-h16000dp-notnight-mdpi",
                1f,
                Sample.screen(language = "es"),
            ).walk().first { it.id == R.id.title } as TextView
        assertEquals("es", title.textLocale.language)
        assertTrue(title.text is Spanned)
    }

    @Test
    fun a_line_in_a_third_language_has_its_own_voice_and_direction() {
        val line =
            draw("w360dp-h16000dp-notnight-mdpi", 1f, Sample.screen(language = "ar", rightToLeft = true))
                .walk()
                .filterIsInstance<TextView>()
                .first { it.text.toString() == "Dieser Teil ist auf Deutsch." }
        val spans = (line.text as Spanned).getSpans(0, line.text.length, LocaleSpan::class.java)
        assertEquals(listOf("de"), spans.map { it.locale?.language })
        assertEquals(View.TEXT_DIRECTION_LTR, line.textDirection)
    }

    @Test
    fun a_fold_is_shut_and_opens_by_a_tap_and_by_assistive_technology() {
        val root = draw("w360dp-h16000dp-notnight-mdpi", 1f, unfolded = false)
        val hidden = root.walk().first { it.header != null }
        assertFalse(hidden.visibility == View.VISIBLE)
        assertTrue(hidden.header!!.performClick())
        assertEquals(View.VISIBLE, hidden.visibility)
        val info = hidden.header!!.createAccessibilityNodeInfo()
        val collapse = android.view.accessibility.AccessibilityNodeInfo.AccessibilityAction.ACTION_COLLAPSE
        assertTrue(collapse in info.actionList)
        hidden.header!!.performAccessibilityAction(collapse.id, null)
        assertEquals(View.GONE, hidden.visibility)
    }

    @Test
    fun the_window_has_the_palettes_paper_before_anything_is_drawn() {
        for ((qualifiers, dark) in listOf("notnight" to false, "night" to true)) {
            RuntimeEnvironment.setQualifiers(qualifiers)
            val paper = RuntimeEnvironment.getApplication().getColor(R.color.paper)
            assertEquals(Color.valueOf(Colors(Phone().almanac.palette(dark)).paper), Color.valueOf(paper))
        }
    }

    private fun assertWhole(root: View) {
        assertFalse("only seen in part", root.findViewById<View>(R.id.content)!!.canScrollVertically(1))
        assertEquals(emptyList<String>(), root.cutText())
        assertEquals(emptyList<String>(), root.a11y())
    }

    private fun draw(
        qualifiers: String,
        scale: Float,
        screen: Screen = Sample.screen(),
        unfolded: Boolean = true,
    ): View {
        RuntimeEnvironment.setQualifiers(qualifiers)
        RuntimeEnvironment.setFontScale(scale)
        val phone = Phone()
        phone.activity.places.go(screen.route)
        val kit = Kit(phone.activity, Colors(phone.almanac.palette(false)), screen.language) {}
        phone.activity.setContentView(Frame(kit, screen, phone.activity.places, Hands({}, {}, {}, {})).root)
        if (unfolded) phone.unfoldAll()
        phone.idle()
        return phone.root
    }

    private companion object {
        const val LONGEST_LINE = 75 // About 60 on average.
    }
}
