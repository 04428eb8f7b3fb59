package app.almanac

import android.view.DragEvent
import android.view.Menu
import android.view.View
import android.view.accessibility.AccessibilityManager
import android.view.textclassifier.TextClassifier
import android.widget.EditText
import android.widget.PopupMenu
import android.widget.TextView
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import org.robolectric.shadows.DragEventBuilder

/** What other apps and services could do with the words on a screen. */
class OthersTest : AppTest() {
    @Test
    fun pages_cannot_be_marked_and_fields_offer_no_other_app() {
        val phone = Phone().withANote()
        for (enter in ROOMS) {
            phone.unlock()
            enter(phone)
            val (fields, words) = phone.views().filterIsInstance<TextView>().partition { it is EditText }
            words.forEach { assertFalse(it.isTextSelectable) }
            for (field in fields) {
                assertEquals(TextClassifier.NO_OP, field.textClassifier)
                for (callback in listOf(field.customSelectionActionModeCallback, field.customInsertionActionModeCallback)) {
                    val menu: Menu = PopupMenu(field.context, field).menu
                    menu.add(0, android.R.id.copy, 0, "Copy")
                    // As the phone adds whatever says that it processes text.
                    menu.add(0, OTHER_APP, 0, "Translate")
                    callback?.onPrepareActionMode(null, menu)
                    assertEquals(listOf(android.R.id.copy), (0 until menu.size()).map { menu.getItem(it).itemId })
                }
            }
        }
    }

    @Test
    fun nothing_is_dragged_out_of_a_field_or_into_it() {
        val phone = Phone().withANote()
        phone.open("notes")
        phone.open(phone.notes().single())
        val field = phone.field("title")
        val into = DragEventBuilder.newBuilder().setAction(DragEvent.ACTION_DRAG_STARTED).build()
        field.requestFocus()
        assertFalse(field.dispatchDragEvent(into))
        // The platform's own long press chooses a word; on chosen words it would drag them.
        var pressed = 0
        field.setOnLongClickListener { true.also { pressed++ } }
        assertTrue(field.performLongClick())
        assertEquals(1, pressed)
        field.selectAll()
        assertTrue(field.performLongClick())
        assertEquals(1, pressed)
    }

    @Test
    fun a_screen_reader_is_led_to_the_title_and_nothing_of_notes_is_said_by_itself() {
        val reader = RuntimeEnvironment.getApplication().getSystemService(AccessibilityManager::class.java)
        shadowOf(reader).setEnabled(true)
        shadowOf(reader).setTouchExplorationEnabled(true)
        val phone = Phone().withANote()
        for (enter in ROOMS) {
            phone.unlock()
            enter(phone)
            phone.idle()
            assertTrue(phone.routeText, phone.title.isAccessibilityFocused)
            assertEquals(
                emptyList<View>(),
                phone.views().filter { it.accessibilityLiveRegion != View.ACCESSIBILITY_LIVE_REGION_NONE }.toList(),
            )
        }
        phone.open("safety")
        assertEquals(View.ACCESSIBILITY_LIVE_REGION_POLITE, phone.view<View>(R.id.notice).accessibilityLiveRegion)
    }

    @Test
    @Config(minSdk = 34)
    fun what_was_written_is_shown_to_real_reading_aids_alone() {
        val phone = Phone().withANote()
        for (enter in ROOMS) {
            phone.unlock()
            enter(phone)
            val written = phone.view<View>(R.id.content).walk().toList()
            assertTrue(phone.routeText, written.size > 1 && written.all { it.isAccessibilityDataSensitive })
            assertFalse(phone.view<View>(R.id.leave).isAccessibilityDataSensitive)
        }
        phone.open("safety")
        assertFalse(phone.title.isAccessibilityDataSensitive)
    }

    private companion object {
        const val OTHER_APP = 7

        /** Screens that show or take what a person wrote. */
        val ROOMS: List<Phone.() -> Unit> =
            Rooms.open
                .filter {
                    it.name in
                        setOf("the list", "a note", "a new note", "a form", "its text", "deleting a note", "what was found")
                }.map { it.enter }
    }
}
