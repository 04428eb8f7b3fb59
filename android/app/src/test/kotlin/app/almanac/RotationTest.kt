package app.almanac

import android.content.res.Configuration
import android.widget.EditText
import app.almanac.core.Action
import app.almanac.core.Route
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNotEquals
import org.junit.Assert.assertSame
import org.junit.Assert.assertTrue
import org.junit.Test

/** The device changes, or the language: the person stays where they are. */
class RotationTest : AppTest() {
    @Test
    fun turning_the_phone_keeps_the_way_back() {
        val phone = Phone()
        phone.open("triage/me")
        phone.tap { it is Action.Go && it.route is Route.Triage }
        val before = phone.activity
        val way = phone.activity.places.routes
        phone.configure {
            orientation = Configuration.ORIENTATION_LANDSCAPE
            screenWidthDp = 640
            screenHeightDp = 360
        }
        assertSame(before, phone.activity)
        assertEquals(way, phone.activity.places.routes)
        assertEquals(3, way.size)
        assertFalse(phone.left)
    }

    @Test
    fun night_is_drawn_at_once() {
        val phone = Phone()
        val day = phone.title.currentTextColor
        phone.configure { uiMode = uiMode and Configuration.UI_MODE_NIGHT_MASK.inv() or Configuration.UI_MODE_NIGHT_YES }
        assertNotEquals(day, phone.title.currentTextColor)
    }

    @Test
    fun another_language_is_drawn_on_the_same_screen() {
        val phone = Phone()
        phone.open("languages")
        val title = phone.words()
        assertTrue(phone.tap { it is Action.SetLanguage && it.tag == "es" })
        assertEquals("languages", phone.routeText)
        assertNotEquals(title, phone.words())
        assertEquals("es", phone.title.textLocale.language)
        phone.back()
        assertEquals(phone.almanac.screen(Route.Home, null).title, phone.words())
    }

    @Test
    fun what_was_unfolded_stays_open_when_the_phone_is_turned() {
        val phone = Phone()
        phone.open("triage/me")
        phone.unfoldAll()
        phone.configure { screenWidthDp = 640 }
        assertTrue(phone.views().filter { it.header != null }.all { it.isShown })
    }

    @Test
    fun typing_goes_on_when_the_phone_is_turned() {
        val phone = Phone()
        phone.open("search?q=")
        phone.type("police")
        phone.configure { screenWidthDp = 640 }
        val field = phone.view<EditText>(R.id.field)
        assertEquals("police", field.text.toString())
        assertTrue(field.isFocused)
    }

    private fun Phone.words() = title.text.toString()
}
