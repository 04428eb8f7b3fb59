package app.almanac

import android.view.View
import app.almanac.core.Action
import app.almanac.core.Block
import app.almanac.core.FieldKind
import app.almanac.core.Form
import app.almanac.core.NotesPart
import app.almanac.core.Route
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import java.io.File
import java.util.Base64

/** The process can end anywhere, with no time to tidy up: what was read, answered or typed is on no disk then, and nothing comes back. */
class KillTest : AppTest() {
    private val planted = mutableListOf<String>()
    private val kinds = mutableSetOf<Any>()
    private val found = mutableListOf<String>()

    @Test
    fun nothing_that_was_typed_lies_anywhere_at_any_moment() {
        val phone = Phone().withANote()
        for (room in forms) {
            phone.unlock()
            room.enter(phone)
            kinds.addAll(phone.fieldKinds())
            val typed = phone.typeEverywhere()
            look(room.name, typed)
            // Longer than what is kept by itself waits for.
            phone.pass(LATER)
            look("${room.name}, later", typed)
        }
        assertEquals(FieldKind.entries.toSet() + Block.SearchField::class, kinds)
        assertTrue("only ${planted.size} fields", planted.size > ENOUGH)
        phone.restart()
        look("started again")
        assertEquals("", found.joinToString("\n"))
        for (form in Form.entries) {
            phone.open(Route.Report(form))
            assertTrue(phone.fields().values.all { it.length() == 0 })
        }
    }

    @Test
    fun nothing_that_was_typed_lies_anywhere_while_notes_are_closed() {
        val phone = Phone()
        for (room in listOf(
            Room("the way in") { open("notes") },
            Room("a form") { open(Route.Report(Form.SAW)) },
            Room("its text") { run("make-text/saw") },
            Room("what is looked for") { open(Route.Search("")) },
            Room("new words") { open(Route.NotesPart(NotesPart.START)) },
        )) {
            room.enter(phone)
            val typed = phone.typeEverywhere()
            look(room.name, typed)
            phone.pass(LATER)
            look("${room.name}, later", typed)
        }
        look("in the end")
        assertEquals("", found.joinToString("\n"))
    }

    @Test
    fun nothing_that_was_read_or_answered_lies_anywhere() {
        val phone = Phone()
        val read = mutableListOf<String>()
        for (route in Walk(phone.almanac, questions = 6, outcomes = 4).routes()) {
            phone.open(route)
            read.add(phone.title.text.toString())
            read.add(phone.routeText)
            read.add(route.toString())
        }
        // A short word could stand in sealed bytes by chance.
        val telling = read.distinct().filter { it.length > SHORT }
        assertTrue("only ${telling.size}", telling.size > ENOUGH)
        assertEquals(emptyList<String>(), Folders.find(telling))
        phone.restart()
        assertEquals(emptyList<String>(), Folders.find(telling))
        assertEquals(listOf<Route>(Route.Home), phone.activity.places.routes)
    }

    @Test
    fun what_was_chosen_to_be_kept_is_there_but_not_to_be_read() {
        val phone = Phone()
        phone.startNotes()
        val (title, body) = canary() to canary()
        phone.newNote(title, body)
        phone.run("keep-note/${(phone.route as Route.Note).id}")
        assertEquals(emptyList<String>(), Folders.find(planted))
        phone.restart()
        assertEquals(emptyList<String>(), Folders.find(planted))
        phone.open("notes")
        phone.openNotes()
        phone.open(phone.notes().single())
        assertEquals(listOf(title, body), listOf("title", "body").map { phone.field(it).text.toString() })
    }

    /** The search itself: a word is found in every folder and in every form, whatever stands before and behind it. */
    @Test
    fun a_word_that_does_lie_there_is_found() {
        val word = canary()
        Phone()
        assertEquals(emptyList<String>(), Folders.find(listOf(word)))
        for (folder in Folders.all) {
            val before = Folders.find(listOf(word)).size
            folder.mkdirs()
            val file = File(folder, "0").apply { writeText("before $word behind") }
            assertEquals("$folder", before + 1, Folders.find(listOf(word)).size)
            file.delete()
        }
        val file = File(Folders.all.first(), "0")
        for (charset in listOf(Charsets.UTF_8, Charsets.UTF_16LE, Charsets.UTF_16BE)) {
            for (before in listOf("", "a", "bc", "def")) {
                val bytes = "$before$word behind".toByteArray(charset)
                for (form in listOf(bytes, Base64.getEncoder().encode(bytes), Base64.getUrlEncoder().encode(bytes))) {
                    file.writeBytes(form)
                    assertTrue("$charset behind \"$before\"", Folders.find(listOf(word)).isNotEmpty())
                }
            }
        }
        file.delete()
        val named = File(Folders.all.last(), word).apply { writeText("") }
        assertEquals(1, Folders.find(listOf(word)).size)
        named.delete()
    }

    /** Everything that can be typed into. */
    private val forms =
        listOf(
            Room("a note") { open(notesList().first()) },
            Room("a new note") {
                open("notes")
                run("new-note/note")
            },
            Room("a form") { open(Route.Report(Form.SAW)) },
            Room("the other form") { open(Route.Report(Form.TIMELINE)) },
            Room("their text") { run("make-text/timeline") },
            Room("other words") { open(Route.NotesPart(NotesPart.WORDS)) },
            Room("new notes") { open(Route.NotesPart(NotesPart.START)) },
            Room("a passphrase") { open(Route.NotesPart(NotesPart.EXPORT)) },
            Room("the passphrase of a file") { Rooms.open.first { it.name == "a picked file, notes open" }.enter(this) },
            Room("what is looked for in notes") { open("notes") },
            Room("what is looked for") { open(Route.Search("")) },
            Room("questions") {
                open("triage/me")
                tap { it is Action.Go && it.route is Route.Triage }
            },
        )

    /** Types another word into every field that there is. How many there are. */
    private fun Phone.typeEverywhere(): Int {
        unfoldAll()
        val before = planted.size
        for (anchor in fields().keys.toList()) write(anchor, canary())
        if (activity.findViewById<View>(R.id.field) != null) type(canary())
        return planted.size - before
    }

    private fun Phone.notesList(): List<Route> {
        open("notes")
        return notes()
    }

    private fun Phone.fieldKinds(): List<Any> =
        almanac.screen(route, null).blocks.mapNotNull { block ->
            when (block) {
                is Block.Field -> block.kind
                is Block.SearchField -> Block.SearchField::class
                else -> null
            }
        }

    /** Looks for what was typed last, and in the end for all of it. */
    private fun look(
        where: String,
        last: Int = planted.size,
    ) = Folders.find(planted.takeLast(last)).forEach { found.add("$where: $it") }

    /** A word that is written nowhere else, another each time. */
    private fun canary(): String = "Zaunkönig${planted.size}Nachtigall".also { planted.add(it) }

    private companion object {
        const val LATER = 3_000L
        const val ENOUGH = 20
        const val SHORT = 6
    }
}
