package app.almanac

import android.content.Intent
import app.almanac.core.Action
import app.almanac.core.Route
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.shadows.ShadowSystemClock
import java.time.Duration

/** Handing over to the phone's own apps: exactly one intent, and the app is left behind it. */
class HandoverTest : AppTest() {
    @Test
    fun a_call_goes_to_the_dialler_with_the_number_and_its_plus_sign() {
        val intent = handOver(Action.Dial("+18883737888", false, Route.Home))
        assertEquals(Intent.ACTION_DIAL, intent.action)
        assertEquals("tel:+18883737888", intent.dataString)
        assertEquals(null, intent.extras)
    }

    @Test
    fun a_text_goes_to_the_messages_app_empty() {
        val intent = handOver(Action.Text("233733", "", false, Route.Home))
        assertEquals(Intent.ACTION_SENDTO, intent.action)
        assertEquals("smsto:233733", intent.dataString)
        assertEquals(null, intent.extras)
    }

    @Test
    fun a_text_takes_the_words_that_the_person_chose() {
        assertEquals("Hello", handOver(Action.Text("233733", "Hello", false, Route.Home)).getStringExtra("sms_body"))
    }

    @Test
    fun a_page_goes_to_the_browser() {
        val intent = handOver(Action.Browse("https://example.org/", Route.Home))
        assertEquals(Intent.ACTION_VIEW, intent.action)
        assertEquals("https://example.org/", intent.dataString)
    }

    @Test
    fun without_such_an_app_the_number_is_shown_and_nothing_is_left() {
        shadowOf(RuntimeEnvironment.getApplication()).checkActivities(true)
        val phone = Phone()
        val otherwise = phone.almanac.route("no-app/nhth")
        for (action in listOf(
            Action.Dial("+18883737888", false, otherwise),
            Action.Text("233733", "", false, otherwise),
            Action.Browse("https://example.org/", otherwise),
        )) {
            phone.open(Route.Home)
            phone.activity.perform(action)
            phone.idle()
            assertEquals("no-app/nhth", phone.routeText)
            assertFalse(phone.left)
        }
    }

    @Test
    fun afterwards_waits_half_an_hour_and_is_shown_once() {
        val phone = Phone()
        phone.activity.perform(Action.Dial("+18883737888", false, Route.Home))
        ShadowSystemClock.advanceBy(Duration.ofMinutes(5))
        phone.reopen()
        assertEquals(listOf(Route.Home, Route.After), phone.activity.places.routes)
        phone.back()
        assertEquals(Route.Home, phone.route)
        phone.reopen()
        assertEquals(listOf<Route>(Route.Home), phone.activity.places.routes)
    }

    @Test
    fun afterwards_is_forgotten_in_the_end() {
        val phone = Phone()
        phone.activity.perform(Action.Dial("+18883737888", false, Route.Home))
        ShadowSystemClock.advanceBy(Duration.ofMinutes(45))
        phone.reopen()
        assertEquals(Route.Home, phone.route)
    }

    @Test
    fun touches_through_another_window_reach_911_and_leave_but_no_other_call() {
        val phone = Phone()
        phone.open("before/call/nhth")
        val others = phone.views().filter { (it.action as? Action.Dial)?.number.orEmpty().length > "911".length }.toList()
        assertTrue(others.isNotEmpty() && others.all { it.filterTouchesWhenObscured })
        for (route in listOf("home", "before/call/nhth", "contact/911", "contact/911-mx")) {
            phone.open(route)
            val emergency =
                phone.views().filter { view ->
                    view.action.let { (it as? Action.Dial)?.number ?: (it as? Action.Text)?.number } ==
                        "911"
                }
            assertTrue(route, emergency.any() && emergency.none { it.filterTouchesWhenObscured })
            assertFalse(phone.find { it == Action.Leave }!!.filterTouchesWhenObscured)
        }
    }

    private fun handOver(action: Action): Intent {
        val phone = Phone()
        phone.activity.perform(action)
        phone.idle()
        assertTrue(phone.left)
        return phone.started().single()
    }
}
