package app.almanac

import android.content.ComponentName
import android.content.pm.PackageManager
import android.os.SystemClock
import android.view.KeyEvent
import android.view.MotionEvent
import android.view.View
import app.almanac.core.Action
import app.almanac.core.AppIcon
import app.almanac.core.Route
import app.almanac.draw.Hold
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config

/** What a person can turn on, and the button that works by being held. */
class SwitchesTest : AppTest() {
    @Test
    fun the_launcher_shows_one_name_at_a_time() {
        val phone = Phone()
        for (icon in AppIcon.entries.reversed()) {
            phone.open("icons")
            assertTrue(phone.tap { it is Action.UseIcon && it.icon == icon })
            assertTrue(phone.said().isNotEmpty())
            assertEquals(listOf(NAMES[icon.ordinal]), enabled())
        }
    }

    @Test
    @Config(shadows = [Names::class])
    fun a_new_name_is_there_before_the_old_one_goes_and_the_app_goes_on() {
        val phone = Phone()
        var now = AppIcon.ALMANAC
        for (icon in listOf(AppIcon.PAGES, AppIcon.FIELD_NOTES, AppIcon.ALMANAC)) {
            phone.open("icons")
            Names.turned.clear()
            assertTrue(phone.tap { it is Action.UseIcon && it.icon == icon })
            val turned = Names.turned.map { (name, on, _) -> name to on }
            assertEquals(NAMES[icon.ordinal] to true, turned.first())
            assertTrue(NAMES[now.ordinal] to false in turned)
            assertEquals(NAMES.toSet(), turned.map { it.first }.toSet())
            assertEquals(1, turned.count { it.second })
            assertTrue(Names.turned.all { (_, _, flags) -> flags == PackageManager.DONT_KILL_APP })
            assertFalse(phone.left)
            now = icon
        }
    }

    @Test
    fun three_presses_within_two_seconds_do_it_and_the_volume_still_changes() {
        val phone = Phone()
        phone.open("volume")
        repeat(2) { assertFalse(phone.pressVolume(300)) }
        assertEquals("", phone.said())
        assertFalse(phone.pressVolume(300))
        assertEquals(phone.tried(), phone.said())
        phone.run("turn-on/volume-leaves")
        phone.open(Route.Home)
        repeat(3) { phone.pressVolume(1_100) }
        assertFalse(phone.left)
        phone.pass(3_000)
        repeat(3) { phone.pressVolume(100) }
        assertTrue(phone.left)
    }

    @Test
    fun it_is_off_at_first_and_a_finger_that_stays_on_the_key_is_one_press() {
        val phone = Phone()
        repeat(5) { phone.pressVolume(100) }
        assertFalse(phone.left)
        phone.open("volume")
        repeat(5) { phone.pressVolume(100, repeat = it) }
        assertEquals("", phone.said())
    }

    @Test
    fun the_plain_page_comes_first_once_it_is_turned_on() {
        val phone = Phone()
        phone.open("safety")
        phone.run("turn-on/plain-first")
        phone.tap { it == Action.Leave }
        phone.reopen()
        assertEquals(Route.Plain, phone.route)
        assertTrue(phone.tap { it is Action.Go && it.route == Route.Home })
        assertEquals(listOf<Route>(Route.Home), phone.activity.places.routes)
    }

    @Test
    fun a_button_that_must_be_held_says_so_on_a_tap_and_does_it_after_a_second() {
        val phone = Phone()
        phone.open("report/saw")
        phone.write("where", "At the station")
        val hold = checkNotNull(phone.find { it == Action.Run("clear-form/saw") }) as Hold
        hold.touch(MotionEvent.ACTION_DOWN)
        phone.pass(500)
        hold.touch(MotionEvent.ACTION_UP)
        phone.pass(1_000)
        assertEquals(
            phone.almanac
                .screen(phone.route, null)
                .bar.hold,
            phone.said(),
        )
        assertEquals("At the station", phone.field("where").text.toString())
        hold.touch(MotionEvent.ACTION_DOWN)
        phone.pass(900)
        assertEquals("At the station", phone.field("where").text.toString())
        phone.pass(200)
        assertEquals("", phone.field("where").text.toString())
    }

    @Test
    fun assistive_technology_holds_by_its_own_action() {
        val phone = Phone()
        phone.open("report/saw")
        phone.write("where", "At the station")
        val hold = checkNotNull(phone.find { it == Action.Run("clear-form/saw") })
        val info = hold.createAccessibilityNodeInfo()
        val action = android.view.accessibility.AccessibilityNodeInfo.AccessibilityAction.ACTION_LONG_CLICK
        assertTrue(action in info.actionList)
        hold.performAccessibilityAction(action.id, null)
        phone.idle()
        assertEquals("", phone.field("where").text.toString())
    }

    private fun View.touch(kind: Int) {
        val now = SystemClock.uptimeMillis()
        dispatchTouchEvent(MotionEvent.obtain(now, now, kind, width / 2f, height / 2f, 0))
    }

    private fun Phone.pressVolume(
        after: Long,
        repeat: Int = 0,
    ): Boolean {
        pass(after)
        val now = SystemClock.uptimeMillis()
        val event = KeyEvent(now, now, KeyEvent.ACTION_DOWN, KeyEvent.KEYCODE_VOLUME_DOWN, repeat)
        return activity.onKeyDown(event.keyCode, event).also { idle() }
    }

    /** The words that the core says where it is tried. */
    private fun Phone.tried() =
        (almanac.run("tried-volume", emptyList(), java.nio.ByteBuffer.allocateDirect(0)) as app.almanac.core.Next.Stay).said

    private fun enabled(): List<String> {
        val app = RuntimeEnvironment.getApplication()
        return NAMES.filter { name ->
            when (app.packageManager.getComponentEnabledSetting(ComponentName(app, "app.almanac.$name"))) {
                PackageManager.COMPONENT_ENABLED_STATE_ENABLED -> true
                PackageManager.COMPONENT_ENABLED_STATE_DEFAULT -> name == NAMES.first()
                else -> false
            }
        }
    }

    private companion object {
        val NAMES = listOf("Almanac", "Reader", "Pages", "FieldNotes")
    }
}
