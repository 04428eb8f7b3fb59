package app.almanac

import android.content.Intent
import android.view.KeyEvent
import android.view.View
import app.almanac.core.Action
import app.almanac.core.Route
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import java.io.File

/** Leaving: blank at once, nothing kept, the launcher next. */
class LeaveTest : AppTest() {
    @Test
    fun one_tap_on_any_screen_leaves() {
        for (route in listOf("home", "triage/me", "search?q=a", "before/call/nhth", "failed/internal")) {
            val phone = Phone()
            phone.open(route)
            assertTrue(phone.tap { it == Action.Leave })
            assertLeft(phone)
            assertTrue(Intent.CATEGORY_HOME in phone.started().single().categories)
        }
    }

    @Test
    fun back_goes_back_and_from_home_leaves() {
        val phone = Phone()
        phone.open("triage/me")
        phone.press(KeyEvent.KEYCODE_BACK)
        assertEquals(Route.Home, phone.route)
        assertFalse(phone.left)
        phone.press(KeyEvent.KEYCODE_BACK)
        assertLeft(phone)
    }

    @Test
    fun escape_is_back() {
        val phone = Phone()
        phone.open("triage/me")
        phone.press(KeyEvent.KEYCODE_ESCAPE)
        assertEquals(Route.Home, phone.route)
    }

    @Test
    fun the_screen_going_off_leaves_without_pulling_the_launcher_over_what_is_in_front() {
        val phone = Phone()
        phone.open("triage/me")
        phone.stop()
        assertLeft(phone)
        assertEquals(emptyList<Intent>(), phone.started())
    }

    @Test
    fun assistive_technology_leaves_from_the_title_and_from_the_window() {
        for (id in listOf(R.id.title, null)) {
            val phone = Phone()
            val view = id?.let { phone.view<View>(it) } ?: phone.root
            assertTrue(view.createAccessibilityNodeInfo().actionList.any { it.id == R.id.leave && it.label.isNotEmpty() })
            assertTrue(view.performAccessibilityAction(R.id.leave, null))
            assertLeft(phone)
        }
    }

    @Test
    fun leave_comes_first_for_a_screen_reader() {
        val phone = Phone()
        assertEquals(R.id.title, phone.view<View>(R.id.leave).accessibilityTraversalBefore)
    }

    @Test
    fun opened_again_it_starts_at_home() {
        val phone = Phone()
        phone.open("triage/me?now=no")
        phone.tap { it == Action.Leave }
        phone.reopen()
        assertEquals(listOf<Route>(Route.Home), phone.activity.places.routes)
    }

    @Test
    fun nothing_is_saved_for_later_and_no_file_is_written_but_the_one() {
        val phone = Phone()
        phone.open("search?q=police")
        assertTrue(phone.saved().isEmpty)
        phone.tap { it == Action.Leave }
        val files = File(phone.activity.applicationInfo.dataDir).walk().filter { it.isFile }.toList()
        assertEquals(listOf(File(phone.activity.noBackupFilesDir, "almanac")), files)
    }

    private fun assertLeft(phone: Phone) {
        assertTrue(phone.left)
        assertEquals(listOf<Route>(Route.Home), phone.activity.places.routes)
        assertEquals(1, phone.root.walk().count())
    }

    private fun Phone.press(key: Int) {
        activity.dispatchKeyEvent(KeyEvent(KeyEvent.ACTION_DOWN, key))
        activity.dispatchKeyEvent(KeyEvent(KeyEvent.ACTION_UP, key))
        idle()
    }
}
