package app.almanac

import android.os.SystemClock
import android.view.KeyEvent
import app.almanac.core.Action
import app.almanac.core.FailureKind
import app.almanac.core.FfiConverterTypeScreen
import app.almanac.core.Form
import app.almanac.core.NotesPart
import app.almanac.core.Route
import java.io.File
import java.nio.ByteBuffer

/** A screen by what it is, and the way into it. */
class Room(
    val name: String,
    val enter: Phone.() -> Unit,
)

/** Screens that no tap from Home leads to at once, or that look otherwise after something was done. */
object Rooms {
    /** Those of closed notes, and of what stands beside notes. */
    val shut: List<Room> =
        FailureKind.entries.map { kind -> Room("failed: $kind") { open(Route.Failed(kind)) } } +
            listOf(
                Room("after a call") { open(Route.After) },
                Room("the plain page") { open(Route.Plain) },
                Room("wrong words") {
                    open("notes")
                    openNotes("not these words at all")
                },
                Room("words are offered") {
                    open(Route.NotesPart(NotesPart.START))
                    run("offer-words")
                },
                Room("a form that is being filled in") { fill(Form.SAW) },
                Room("its text") { textOf(Form.SAW) },
                Room("the other form") { fill(Form.TIMELINE) },
                Room("the other text") { textOf(Form.TIMELINE) },
                Room("a form without anything in it") { open(Route.ReportText(Form.SAW)) },
                Room("a file that is no pack") {
                    file = "notes.txt" to "not a pack".toByteArray()
                    open(Route.Pack)
                    run("pick-pack")
                    pick()
                },
                Room("a pack is offered") { packIs("offered") },
                Room("a pack is used") { packIs("used") },
                Room("volume was tried") {
                    open(Route.Volume)
                    repeat(PRESSES) {
                        val now = SystemClock.uptimeMillis()
                        activity.onKeyDown(
                            KeyEvent.KEYCODE_VOLUME_DOWN,
                            KeyEvent(now, now, KeyEvent.ACTION_DOWN, KeyEvent.KEYCODE_VOLUME_DOWN, 0),
                        )
                    }
                    idle()
                },
                Room("everything is turned on") {
                    open(Route.Volume)
                    activity.perform(Action.Run("turn-on/volume-leaves"))
                    activity.perform(Action.Run("turn-on/plain-first"))
                    idle()
                    open(Route.Safety)
                },
                Room("volume leaves") {
                    open(Route.Volume)
                    activity.perform(Action.Run("turn-on/volume-leaves"))
                    idle()
                },
                Room("another icon") {
                    open(Route.Icons)
                    tap { it is Action.UseIcon }
                },
                Room("a command takes its time") {
                    open("notes")
                    Commands.worker = java.util.concurrent.Executor { }
                    openNotes()
                },
            )

    /** What is shown when the notes cannot be opened at all. */
    val broken: List<Room> =
        listOf(
            Room("the key store fails") {
                FakeKeyStore.works = false
                restart()
                open("notes")
            },
            Room("the key is lost") {
                FakeKeyStore.works = true
                FakeKeyStore.keys.clear()
                restart()
                open("notes")
            },
            Room("the file is damaged") {
                almanac.close()
                Folders.theOne.writeBytes(ByteArray(Folders.theOne.length().toInt()))
                restart()
                open("notes")
            },
            Room("an erase cannot be finished") {
                FakeKeyStore.works = false
                open(Route.Erase)
                activity.perform(Action.Run("erase"))
                idle()
                open("notes")
            },
        )

    /** Those of open notes. */
    val open: List<Room> =
        listOf(
            Room("the list") { open("notes") },
            Room("what was found") { open(Route.Notes("white van")) },
            Room("nothing was found") { open(Route.Notes("zeppelin")) },
            Room("a new note") {
                open("notes")
                run("new-note/note")
            },
            Room("a note") { openNote() },
            Room("a note that was written into") {
                openNote()
                write("body", "Three men, a white van and a dog.")
            },
            Room("a note with a date that is none") {
                openNote()
                write("event", "the day before")
                activity.perform(Action.Run("keep-note/${(route as Route.Note).id}"))
                idle()
            },
            Room("deleting a note") { open(Route.NoteDelete(noteId())) },
            Room("a note as plain text") { open(Route.NoteExport(noteId())) },
            Room("a form") { fill(Form.SAW) },
            Room("its text") { textOf(Form.SAW) },
            Room("the text was kept") {
                textOf(Form.TIMELINE)
                run("keep-form/timeline")
            },
            Room("a picked file, notes closed") { pickNotes() },
            Room("a picked file, notes open") {
                pickNotes()
                openNotes()
                open(Route.NotesPart(NotesPart.IMPORT))
            },
            Room("erasing") { open(Route.Erase) },
        ) +
            NotesPart.entries.map { part -> Room("notes: $part") { open(Route.NotesPart(part)) } }

    /** Shows a screen of a pack that the publisher has signed, as `bindings/examples/offered.rs` wrote it. */
    private fun Phone.packIs(state: String) {
        val language = checkNotNull(screen).language
        val bytes = File(System.getProperty("almanac.offered"), "$language-$state.screen").readBytes()
        pack = FfiConverterTypeScreen.read(ByteBuffer.wrap(bytes))
        open(Route.Pack)
    }

    private fun Phone.fill(form: Form) {
        open(Route.Report(form))
        fields().keys.toList().forEach { write(it, "At the station, behind the shop: a white van.") }
    }

    private fun Phone.textOf(form: Form) {
        fill(form)
        run("make-text/${if (form == Form.SAW) "saw" else "timeline"}")
    }

    private fun Phone.openNote() {
        open("notes")
        open(notes().first())
    }

    private fun Phone.noteId(): Long {
        open("notes")
        return (notes().first() as Route.Note).id
    }

    private fun Phone.pickNotes() {
        file = "almanac.age" to "any bytes".toByteArray()
        open(Route.NotesPart(NotesPart.IMPORT))
        run("pick-import")
        pick()
    }

    private const val PRESSES = 3
}

/** Opens notes and keeps one, where none are. */
fun Phone.withANote(): Phone =
    apply {
        startNotes()
        newNote("Bus", "Two men at the door, a white van.")
        run("keep-note/${(route as Route.Note).id}")
    }

/** Opens the notes again, where they are closed. */
fun Phone.unlock() {
    if (almanac.areNotesOpen()) return
    open("notes")
    openNotes()
}
