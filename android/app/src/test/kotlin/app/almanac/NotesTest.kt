package app.almanac

import android.content.Context
import android.content.Intent
import android.text.InputType
import android.view.Menu
import android.view.View
import android.view.inputmethod.EditorInfo
import android.widget.PopupMenu
import app.almanac.core.Action
import app.almanac.core.Block
import app.almanac.core.Next
import app.almanac.core.NotesPart
import app.almanac.core.Route
import org.junit.Assert.assertArrayEquals
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNotEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.robolectric.RuntimeEnvironment
import java.io.File

/** Notes in a person's hand: kept before anything is gone, closed with the front, opened by the right words on this phone alone. */
class NotesTest : AppTest() {
    private val app: Context get() = RuntimeEnvironment.getApplication()

    @Test
    fun what_was_written_is_kept_when_the_app_is_left_and_opens_with_the_words_alone() {
        val phone = withNote("Bus", "Two men at the door.")
        phone.write("body", "Three men at the door.")
        assertTrue(phone.tap { it == Action.Leave })
        assertTrue(phone.left)
        phone.reopen()
        phone.open("notes")
        phone.openNotes("not these words at all")
        assertEquals(emptyList<Route>(), phone.notes())
        phone.openNotes()
        phone.open(phone.notes().single())
        assertEquals("Three men at the door.", phone.field("body").text.toString())
    }

    @Test
    fun what_was_written_is_kept_two_seconds_after_the_last_letter() {
        val phone = withNote("Bus", "One")
        val here = phone.route
        phone.write("body", "Two")
        phone.pass(1_900)
        assertEquals("One", phone.kept(here, "body"))
        phone.write("body", "Three")
        phone.pass(1_900)
        assertEquals("One", phone.kept(here, "body"))
        phone.pass(200)
        assertEquals("Three", phone.kept(here, "body"))
        assertEquals("Three", phone.field("body").text.toString())
    }

    @Test
    fun every_way_out_keeps_what_was_written() {
        val outs =
            mapOf<String, (Phone) -> Unit>(
                "back" to { it.back() },
                "a door" to { phone -> phone.tap { it is Action.Go && it.route is Route.NoteDelete } },
                "another app" to { it.stop() },
                "a small window" to { phone ->
                    phone.pause()
                    phone.resume()
                },
                "a call" to { it.activity.perform(Action.Dial("+18883737888", false, Route.Home)) },
            )
        for ((name, out) in outs) {
            val phone = withNote("Bus", "One")
            phone.write("body", name)
            out(phone)
            if (phone.left) phone.reopen()
            phone.open("notes")
            if (phone.notes().isEmpty()) phone.openNotes()
            phone.open(phone.notes().single())
            assertEquals(name, phone.field("body").text.toString())
        }
    }

    @Test
    fun a_small_window_in_front_closes_notes_and_blanks_until_it_is_gone() {
        val phone = withNote("Bus", "Two men")
        phone.pause()
        assertEquals(1, phone.root.walk().count())
        phone.resume()
        assertFalse(phone.left)
        assertTrue("words" in phone.fields())
        assertFalse("Two men" in phone.shown())
    }

    @Test
    fun words_that_may_not_be_seen_become_no_string_and_are_wiped() {
        val typed = CharArray(40) { 'a' + it % 26 }
        val bytes = Unsayable(typed + 'ñ' + '字').secret()
        assertArrayEquals((String(typed) + "ñ字").toByteArray(), ByteArray(bytes.remaining()) { bytes.get(it) })
        val phone = Phone()
        Commands(phone.almanac, Nowhere).run("open-notes", emptyList(), bytes)
        phone.idle()
        assertTrue((0 until bytes.capacity()).all { bytes.get(it) == 0.toByte() })
    }

    @Test
    fun a_secret_field_is_empty_as_soon_as_it_was_read_and_when_the_app_is_not_in_front() {
        val phone = withNote("Bus", "One")
        phone.open("notes/words")
        val field = phone.field("words")
        phone.write("words", "these are other words")
        phone.pause()
        assertEquals(0, field.length())
        phone.resume()
        phone.write("words", "not these words at all")
        val other = phone.field("words")
        phone.run("open-notes")
        assertEquals(0, other.length())
        assertNotEquals("", phone.said())
    }

    @Test
    fun fields_are_seen_and_helped_by_nobody() {
        val phone = withNote("Bus", "One")
        for (field in phone.fields().values) assertShut(field)
        phone.open("notes/words")
        val secret = phone.field("words")
        assertShut(secret)
        assertEquals(InputType.TYPE_TEXT_VARIATION_PASSWORD, secret.inputType and InputType.TYPE_MASK_VARIATION)
        phone.write("words", "these are my words")
        secret.selectAll()
        assertTrue(secret.onTextContextMenuItem(android.R.id.copy))
        assertEquals(null, app.clip())
        if (android.os.Build.VERSION.SDK_INT >= android.os.Build.VERSION_CODES.UPSIDE_DOWN_CAKE) {
            assertTrue(secret.isAccessibilityDataSensitive)
            assertFalse(phone.view<View>(R.id.leave).isAccessibilityDataSensitive)
        }
        assertEquals(View.ACCESSIBILITY_LIVE_REGION_NONE, phone.view<View>(R.id.notice).accessibilityLiveRegion)
    }

    @Test
    fun what_is_copied_out_of_a_field_is_gone_when_the_app_is_left() {
        val phone = withNote("Bus", "Two men")
        val field = phone.field("body")
        field.requestFocus()
        field.setSelection(0, 3)
        assertTrue(field.onTextContextMenuItem(android.R.id.copy))
        assertEquals("Two", app.clip())
        phone.tap { it == Action.Leave }
        assertEquals("", app.clip().orEmpty())
    }

    @Test
    fun a_lost_key_is_said_and_a_new_beginning_is_offered() {
        val phone = withNote("Bus", "One")
        FakeKeyStore.keys.clear()
        phone.restart()
        phone.open("notes")
        assertEquals(emptyMap<String, Any>(), phone.fields())
        assertTrue(phone.find { it is Action.Go && it.route == Route.Erase } != null)
        phone.open("erase")
        phone.run("erase")
        assertEquals(Route.Home, phone.route)
        phone.open("notes")
        phone.openNotes()
        assertEquals(emptyList<Route>(), phone.notes())
        phone.startNotes()
        assertTrue(phone.find { it is Action.Run && it.command.startsWith("new-note") } != null)
    }

    @Test
    fun a_key_store_that_fails_loses_nothing() {
        val phone = withNote("Bus", "One")
        val file = File(app.noBackupFilesDir, "almanac").readBytes()
        FakeKeyStore.works = false
        phone.restart()
        phone.open("notes")
        assertEquals(emptyMap<String, Any>(), phone.fields())
        assertEquals(null, phone.find { it is Action.Go && it.route == Route.Erase })
        assertArrayEquals(file, File(app.noBackupFilesDir, "almanac").readBytes())
        FakeKeyStore.works = true
        phone.restart()
        phone.open("notes")
        phone.openNotes()
        assertEquals(1, phone.notes().size)
    }

    @Test
    fun all_notes_go_into_one_sealed_file_and_nowhere_else_and_come_back_from_it() {
        val phone = withNote("Bus", "Two men at the door.")
        phone.open("notes/export")
        phone.write("passphrase", "a passphrase that is long enough")
        phone.run("export-all")
        phone.pick()
        val (name, bytes) = checkNotNull(phone.file)
        assertEquals("almanac.age", name)
        assertTrue(bytes.decodeToString(0, 21) == "age-encryption.org/v1")
        val files = File(app.applicationInfo.dataDir).walk().filter { it.isFile }.toList()
        assertEquals(listOf(File(app.noBackupFilesDir, "almanac")), files)

        val other = Phone()
        other.file = name to bytes
        other.open("notes")
        other.startNotes()
        other.newNote("Mine", "Before")
        other.run("keep-note/${(other.route as Route.Note).id}")
        other.open("notes/import")
        other.run("pick-import")
        other.pick()
        assertTrue("closed while the list of files was in front", "words" in other.fields())
        other.openNotes()
        other.open("notes/import")
        other.write("passphrase", "not this passphrase")
        other.run("import-all")
        assertNotEquals("", other.said())
        other.open("notes")
        assertEquals(1, other.notes().size)
        other.open("notes/import")
        other.write("passphrase", "a passphrase that is long enough")
        other.run("import-all")
        assertEquals(Route.Notes(""), other.route)
        assertEquals(2, other.notes().size)
    }

    @Test
    fun the_list_of_files_is_come_back_from_but_not_when_the_screen_went_off_or_after_too_long() {
        for (end in listOf<(Phone) -> Unit>({ app.sendBroadcast(Intent(Intent.ACTION_SCREEN_OFF)) }, { it.pass(301_000) })) {
            val phone = withNote("Bus", "One")
            phone.open("notes/import")
            phone.run("pick-import")
            assertTrue(phone.picker() != null)
            phone.stop()
            assertFalse(phone.left)
            assertEquals(NotesPart.IMPORT, (phone.route as Route.NotesPart).part)
            end(phone)
            phone.idle()
            assertTrue(phone.left)
            assertEquals(Route.Home, phone.route)
        }
    }

    @Test
    fun nothing_comes_back_after_the_process_has_died() {
        val phone = withNote("Bus", "One")
        phone.write("body", "Never kept")
        phone.restart()
        assertEquals(listOf<Route>(Route.Home), phone.activity.places.routes)
        phone.open("notes")
        assertTrue("words" in phone.fields())
        phone.openNotes()
        phone.open(phone.notes().single())
        assertEquals("One", phone.field("body").text.toString())
    }

    @Test
    fun while_a_command_takes_its_time_taps_wait_but_not_leaving() {
        val phone = withNote("Bus", "One")
        phone.run("keep-note/${(phone.route as Route.Note).id}")
        phone.run("close-notes")
        val later = ArrayDeque<Runnable>()
        Commands.worker = java.util.concurrent.Executor { later.add(it) }
        phone.openNotes()
        assertEquals(
            phone.almanac
                .screen(phone.route, null)
                .bar.wait,
            phone.said(),
        )
        assertTrue(phone.tap { it is Action.Go && it.route == Route.NotesPart(NotesPart.KEEPS) })
        assertEquals(Route.Notes(""), phone.route)
        phone.tap { it == Action.Leave }
        assertTrue(phone.left)
        later.forEach { it.run() }
        phone.idle()
        assertEquals(1, phone.root.walk().count())
        Commands.worker = java.util.concurrent.Executor { it.run() }
        phone.reopen()
        phone.open("notes")
        assertTrue("words" in phone.fields())
    }

    private fun withNote(
        title: String,
        body: String,
    ): Phone {
        val phone = Phone()
        phone.open("notes")
        phone.startNotes()
        phone.newNote(title, body)
        phone.pass(2_100)
        // As somebody sees it who comes back to it.
        phone.open(phone.route)
        return phone
    }

    private fun assertShut(field: android.widget.EditText) {
        val info = EditorInfo()
        field.onCreateInputConnection(info)
        assertTrue(info.imeOptions and EditorInfo.IME_FLAG_NO_PERSONALIZED_LEARNING != 0)
        assertTrue(info.inputType and InputType.TYPE_TEXT_FLAG_NO_SUGGESTIONS != 0)
        assertEquals(View.IMPORTANT_FOR_AUTOFILL_NO_EXCLUDE_DESCENDANTS, field.importantForAutofill)
        assertFalse(field.isSaveEnabled)
        assertTrue(field.filterTouchesWhenObscured)
        val menu: Menu = PopupMenu(field.context, field).menu
        menu.add(0, android.R.id.paste, 0, "Paste")
        menu.add(0, 7, 0, "Look up in another app")
        field.customSelectionActionModeCallback.onPrepareActionMode(null, menu)
        assertEquals(listOf(android.R.id.paste), (0 until menu.size()).map { menu.getItem(it).itemId })
    }

    private fun Phone.kept(
        route: Route,
        anchor: String,
    ) = almanac
        .screen(route, null)
        .blocks
        .filterIsInstance<Block.Field>()
        .first { it.anchor == anchor }
        .value

    private fun Context.clip(): String? =
        getSystemService(android.content.ClipboardManager::class.java)!!
            .primaryClip
            ?.getItemAt(0)
            ?.text
            ?.toString()

    /** Throws when somebody makes a string of it. */
    private class Unsayable(
        private val signs: CharArray,
    ) : CharSequence {
        override val length: Int get() = signs.size

        override fun get(index: Int): Char = signs[index]

        override fun subSequence(
            startIndex: Int,
            endIndex: Int,
        ): CharSequence = Unsayable(signs.copyOfRange(startIndex, endIndex))

        override fun toString(): String = error("a string of it")
    }

    private object Nowhere : Commands.Window {
        override fun show(
            route: Route,
            replace: Boolean,
            said: String,
        ): Unit = Unit

        override fun stay(said: String): Unit = Unit

        override fun refresh(): Unit = Unit

        override fun say(words: String): Unit = Unit

        override fun wait(waits: Boolean): Unit = Unit

        override fun pick(next: Next): Unit = Unit
    }
}
