package app.almanac

import android.graphics.Bitmap
import android.graphics.Canvas
import android.graphics.Matrix
import android.os.Build
import android.text.Layout
import android.view.View
import android.view.ViewGroup
import android.widget.Button
import android.widget.EditText
import android.widget.ImageView
import android.widget.TextView
import app.almanac.core.Action
import app.almanac.core.Block
import app.almanac.core.Route
import app.almanac.draw.Colors
import app.almanac.draw.Frame
import app.almanac.draw.Hands
import app.almanac.draw.Kit
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config

/** Every screen from right to left, in a language that is none: the words of ours, each turned round, as the pseudo-locale ar-XB has them. */
class RightToLeftTest : AppTest() {
    private val findings = mutableListOf<String>()

    @Test
    @Config(sdk = [26, 35])
    fun every_screen_is_whole_from_right_to_left() {
        for ((language, scale) in listOf("en" to 2f, "es" to 1f)) {
            val phone = phone(language, scale)
            val routes = Walk(phone.almanac, questions = 4, outcomes = 3).routes()
            assertTrue("only ${routes.size} screens", routes.size > ENOUGH)
            for (route in routes) {
                phone.open(route)
                phone.turn()
                phone.look("$language ${phone.routeText}")
            }
            phone.withANote()
            for (room in Rooms.shut.filter { "text" in it.name || "form" in it.name } + Rooms.open) {
                phone.unlock()
                room.enter(phone)
                phone.turn()
                phone.look("$language ${room.name}")
            }
        }
        assertEquals("", findings.joinToString("\n"))
    }

    @Test
    fun first_words_that_run_from_right_to_left_are_whole() {
        val phone = phone("ar", 2f)
        val routes = Walk(phone.almanac, questions = 2, outcomes = 2).routes().filter { phone.almanac.screen(it, null).rightToLeft }
        assertTrue("only ${routes.size} screens", routes.size > ENOUGH_FIRST_WORDS)
        for (route in routes) {
            phone.open(route)
            phone.look(phone.routeText)
        }
        assertEquals("", findings.joinToString("\n"))
    }

    @Test
    fun arrows_point_the_other_way() {
        val phone = phone("en", 1f)
        phone.open("before/call/nhth")
        val there = phone.arrows()
        phone.turn()
        val turned = phone.arrows()
        assertTrue("back" in there.map { it.first } && "a button's" in there.map { it.first })
        phone.open("safety")
        val doors = phone.arrows()
        phone.turn()
        val others = phone.arrows()
        assertTrue(doors.any { it.first == "a door's" })
        for ((one, other) in (there + doors).zip(turned + others)) {
            assertEquals(one.first, other.first)
            assertFalse("${one.first} arrow points nowhere", one.second.isLike(one.second.flipped()))
            assertTrue("${one.first} arrow", other.second.isLike(one.second.flipped()))
        }
    }

    /** Draws the same screen again from right to left. */
    private fun Phone.turn() {
        val screen = almanac.screen(route, null)
        val kit = Kit(activity, Colors(almanac.palette(false)), "ar-XB") {}
        activity.setContentView(Frame(kit, screen.copy(rightToLeft = true), activity.places, Hands({}, {}, {}, {})).root)
        unfoldAll()
        // Signs and lines in other languages have a direction of their own.
        val own =
            root
                .walk()
                .filterIsInstance<TextView>()
                .filter { it.layoutDirection == View.LAYOUT_DIRECTION_LTR || it.isMarked() }
                .toSet()
        for (view in root.walk().filterIsInstance<TextView>().filter { it !is EditText && it !in own }) view.text = turned(view.text)
        idle()
    }

    private fun TextView.isMarked() = textDirection == View.TEXT_DIRECTION_LTR || textDirection == View.TEXT_DIRECTION_RTL

    private fun Phone.look(where: String) {
        unfoldAll()
        idle()
        root.cutText().forEach { findings.add("$where, in its window: $it") }
        bar(where)
        layOutTall()
        root.cutText().forEach { findings.add("$where: $it") }
        root.walk().filter { it.layoutDirection != View.LAYOUT_DIRECTION_RTL && it.text() == null }.forEach {
            findings.add("$where: from left to right: $it")
        }
        // The stand-in for the oldest Android knows no direction of a paragraph.
        if (Build.VERSION.SDK_INT < Build.VERSION_CODES.P) return
        for (words in root.walk().filterIsInstance<TextView>().filter { it.text.startsWith(TURN) && it.layout != null }) {
            if (words.layout.getParagraphDirection(0) != Layout.DIR_RIGHT_TO_LEFT) findings.add("$where: from left to right: ${words.text}")
        }
    }

    private fun View.text() = (this as? TextView)?.text

    /** Leave at the end, which is left here; the way back at the start. */
    private fun Phone.bar(where: String) {
        val leave = view<View>(R.id.leave)
        val bar = leave.parent as ViewGroup
        if (leave.left != bar.paddingLeft) findings.add("$where: Leave is ${leave.left - bar.paddingLeft} from the left")
        val back = activity.findViewById<View>(R.id.back) ?: return
        if (back.right != bar.width - bar.paddingRight) findings.add("$where: Back is not at the right")
    }

    /** The drawings of everything that points somewhere, in order. */
    private fun Phone.arrows(): List<Pair<String, Bitmap>> =
        root
            .walk()
            .flatMap { view ->
                val door = (view as? ViewGroup)?.takeIf { it.action is Action.Go && it.childCount > 0 }
                val behind = (view as? Button)?.compoundDrawablesRelative?.get(2)
                listOfNotNull(
                    view.takeIf { it.id == R.id.back }?.let { "back" to it.bitmap() },
                    behind?.let { drawing ->
                        val picture = Bitmap.createBitmap(drawing.bounds.width(), drawing.bounds.height(), Bitmap.Config.ARGB_8888)
                        "a button's" to picture.also { drawing.draw(Canvas(it)) }
                    },
                    (door?.getChildAt(door.childCount - 1) as? ImageView)?.let { "a door's" to it.bitmap() },
                )
            }.toList()

    private fun Bitmap.flipped(): Bitmap = Bitmap.createBitmap(this, 0, 0, width, height, Matrix().apply { preScale(-1f, 1f) }, false)

    /** Whether hardly a point of it is another. */
    private fun Bitmap.isLike(other: Bitmap): Boolean {
        val points = (0 until width).flatMap { x -> (0 until height).map { y -> x to y } }
        val others = points.count { (x, y) -> kotlin.math.abs((getPixel(x, y) ushr ALPHA) - (other.getPixel(x, y) ushr ALPHA)) > FAINT }
        return width == other.width && height == other.height && others * FEW < points.count { (x, y) -> getPixel(x, y) ushr ALPHA > FAINT }
    }

    private fun phone(
        language: String,
        scale: Float,
    ): Phone {
        RuntimeEnvironment.setQualifiers("w320dp-h480dp-notnight-mdpi")
        RuntimeEnvironment.setFontScale(scale)
        return Phone(language)
    }

    private companion object {
        const val ENOUGH = 50
        const val ENOUGH_FIRST_WORDS = 5
        const val TURN = "\u200F\u202E"
        const val ALPHA = 24
        const val FAINT = 64
        const val FEW = 5

        /** Each word as it is, but running from right to left. */
        fun turned(words: CharSequence): String = words.replace(Regex("""\S+""")) { "$TURN${it.value}\u202C\u200F" }
    }
}
