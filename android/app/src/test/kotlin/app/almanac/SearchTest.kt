package app.almanac

import android.text.InputType
import android.view.View
import android.view.inputmethod.EditorInfo
import android.widget.EditText
import app.almanac.core.Route
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNotEquals
import org.junit.Assert.assertSame
import org.junit.Assert.assertTrue
import org.junit.Test

/** Typing into the search field. */
class SearchTest : AppTest() {
    @Test
    fun results_change_under_the_field_which_keeps_focus_and_cursor() {
        val phone = Phone()
        phone.open("search?q=")
        val field = phone.field()
        phone.type("p")
        val some = phone.actions()
        phone.type("police")
        assertSame(field, phone.field())
        assertTrue(field.isFocused)
        assertEquals("police".length, field.selectionStart)
        assertNotEquals(some, phone.actions())
    }

    @Test
    fun all_letters_are_one_place() {
        val phone = Phone()
        phone.open("search?q=")
        for (typed in listOf("p", "po", "pol", "poli")) phone.type(typed)
        assertEquals(listOf(Route.Home, Route.Search("poli")), phone.activity.places.routes)
        phone.back()
        assertEquals(Route.Home, phone.route)
    }

    @Test
    fun a_result_and_back_finds_the_results_again() {
        val phone = Phone()
        phone.open("search?q=")
        phone.type("police")
        assertTrue(phone.tap { it is app.almanac.core.Action.Go && it.route is Route.Page })
        phone.back()
        assertEquals(Route.Search("police"), phone.route)
        assertEquals("police", phone.field().text.toString())
    }

    @Test
    fun keyboards_and_other_helpers_are_asked_to_learn_nothing() {
        val phone = Phone()
        phone.open("search?q=")
        val field = phone.field()
        val info = EditorInfo()
        field.onCreateInputConnection(info)
        assertTrue(info.imeOptions and EditorInfo.IME_FLAG_NO_PERSONALIZED_LEARNING != 0)
        assertTrue(info.inputType and InputType.TYPE_TEXT_FLAG_NO_SUGGESTIONS != 0)
        assertEquals(View.IMPORTANT_FOR_AUTOFILL_NO_EXCLUDE_DESCENDANTS, field.importantForAutofill)
        assertEquals(false, field.isSaveEnabled)
    }

    private fun Phone.field() = view<EditText>(R.id.field)
}
