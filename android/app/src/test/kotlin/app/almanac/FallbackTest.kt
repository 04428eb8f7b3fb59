package app.almanac

import android.content.Intent
import android.view.View
import android.view.WindowManager
import android.widget.TextView
import app.almanac.core.Action
import app.almanac.core.FailureKind
import app.almanac.core.Route
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.robolectric.Robolectric
import org.robolectric.Shadows.shadowOf

/** What is left when the core fails. */
class FallbackTest : AppTest() {
    @Test
    fun without_a_core_there_is_the_name_and_911() {
        Core.opener = { throw UnsatisfiedLinkError() }
        val activity = Robolectric.buildActivity(MainActivity::class.java).setup().get()
        val root = checkNotNull(activity.findViewById<View>(android.R.id.content))
        assertEquals(
            listOf("Almanac", "911"),
            root
                .walk()
                .filterIsInstance<TextView>()
                .map { it.text.toString() }
                .toList(),
        )
        assertTrue(activity.window.attributes.flags and WindowManager.LayoutParams.FLAG_SECURE != 0)
        assertEquals(emptyList<String>(), root.a11y())
        root.walk().first { it.action is Action.Dial }.performClick()
        val intent = shadowOf(activity).nextStartedActivity
        assertEquals(Intent.ACTION_DIAL, intent.action)
        assertEquals("tel:911", intent.dataString)
        assertTrue(activity.isFinishing)
    }

    @Test
    fun a_screen_that_is_not_there_says_so_and_offers_911() {
        val phone = Phone()
        phone.open("page/there-is-none")
        assertEquals(phone.almanac.screen(Route.Failed(FailureKind.NOT_FOUND), null).title, phone.title.text.toString())
        assertTrue(phone.find { it is Action.Dial && it.number == "911" } != null)
    }
}
