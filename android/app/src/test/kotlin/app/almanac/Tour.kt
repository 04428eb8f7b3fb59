package app.almanac

import android.content.Intent
import app.almanac.core.Action
import app.almanac.core.NotesPart
import app.almanac.core.Route
import org.junit.Assume.assumeTrue
import org.junit.Test
import org.robolectric.annotation.Config
import org.robolectric.shadows.ShadowSystemClock
import java.io.File
import java.time.Duration

/** Walks through the main journeys by real touches, says what happens, and takes a picture of each screen. */
fun main(arguments: Array<String>) = Desk.start(Tour::class.java, arguments)

@Config(sdk = [35])
class Tour : AppTest() {
    private lateinit var phone: Phone
    private var count = 0

    @Test
    fun walk() {
        assumeTrue(Desk.isStarted(this))
        Desk.shape("w411dp-h891dp", "xhdpi", Desk.isDark)
        phone = Phone(Desk.language)
        see("opens")
        read()
        search()
        ask()
        changeLanguage()
        keep()
        text()
        call()
        leave()
        println("$count pictures in ${File(Desk.out).absoluteFile.normalize()}")
    }

    private fun read() {
        say("Reading")
        touch("a topic") { it is Action.Go && it.route is Route.Topic && leadsToPages(it.route) }
        touch("its first page") { it is Action.Go && it.route is Route.Page }
        home()
    }

    private fun leadsToPages(route: Route) =
        phone.almanac
            .screen(route, null)
            .actions()
            .any { it is Action.Go && it.route is Route.Page }

    private fun search() {
        say("Searching")
        touch("search") { it is Action.Go && it.route is Route.Search }
        for (typed in listOf("v", "vi", "visa")) {
            phone.type(typed)
            println("   types \"$typed\": ${phone.actions().count { it is Action.Go }} places to go")
        }
        see("results")
        touch("the first result") { it is Action.Go && it.route !is Route.Home }
        home()
    }

    private fun ask() {
        say("Answering questions")
        touch("questions about me") { it is Action.Go && (it.route as? Route.Triage)?.graph == "me" }
        touch("none of these") { answers(it, "no") }
        repeat(QUESTIONS) { if (has(::answersLast)) touch("an answer") { answersLast(it) } }
        if (has(::shows)) touch("what to do now") { shows(it) }
        home()
    }

    private fun keep() {
        say("Keeping notes")
        touch("notes") { it is Action.Go && it.route == Route.Notes("") }
        touch("start new notes") { it == Action.Go(Route.NotesPart(NotesPart.START)) }
        touch("other words") { it == Action.Run("offer-words") }
        phone.startNotes()
        see("holds the button: \"${phone.said()}\"")
        phone.newNote("Bus", "Two men at the door, a white van.")
        see("writes a note")
        phone.back()
        see("goes back: \"${phone.said()}\"")
        phone.stop()
        println("   another app comes to the front: the app is ${if (phone.left) "left" else "still there"}")
        phone.restart()
        phone.open("notes")
        see("the phone was restarted; notes are closed")
        phone.openNotes("these are not the words")
        see("tries other words: \"${phone.said()}\"")
        phone.openNotes()
        see("opens them")
        phone.open("notes/export")
        phone.write("passphrase", "a long passphrase for the file")
        see("all notes into one file")
        phone.run("export-all")
        phone.pick()
        val (name, bytes) = checkNotNull(phone.file)
        File(Desk.out, name).writeBytes(bytes)
        see("the phone wrote $name, ${bytes.size} bytes: \"${phone.said()}\"")
        phone.open("erase")
        see("the one question")
        phone.run("erase")
        see("erased: \"${phone.said()}\"")
        phone.open("notes")
        phone.openNotes()
        see("the same words open nothing: \"${phone.said()}\"")
        phone.open(Route.Home)
    }

    private fun changeLanguage() {
        say("Changing the language, and back")
        touch("languages") { it is Action.Go && it.route == Route.Languages }
        val other = if (Desk.language == "es") "en" else "es"
        touch("the other language") { it is Action.SetLanguage && it.tag == other }
        touch("the first language again") { it is Action.SetLanguage && it.tag == Desk.language }
        home()
    }

    private fun text() {
        say("Sending a text")
        touch("text the line") { it is Action.Go && it.route is Route.BeforeText }
        touch("text", picture = false) { it is Action.Text }
        handed()
        ShadowSystemClock.advanceBy(Duration.ofMinutes(2))
        phone.reopen()
        see("opened again two minutes later")
        home()
    }

    private fun call() {
        say("Calling")
        touch("call the line") { it is Action.Go && it.route is Route.BeforeCall }
        touch("call", picture = false) { it is Action.Dial && it.number != "911" }
        handed()
        ShadowSystemClock.advanceBy(Duration.ofMinutes(45))
        phone.reopen()
        see("opened again much later")
    }

    private fun leave() {
        say("Leaving")
        touch("questions about me") { it is Action.Go && (it.route as? Route.Triage)?.graph == "me" }
        touch("Leave") { it == Action.Leave }
        handed()
    }

    private fun home() {
        while (phone.route != Route.Home) {
            phone.touch(phone.view(R.id.back))
            println("   back to ${phone.routeText}")
        }
        phone.started()
    }

    private fun touch(
        what: String,
        picture: Boolean = true,
        which: (Action) -> Boolean,
    ) {
        phone.touch(checkNotNull(phone.find(which)) { "not found: $what" })
        if (picture) see("touches $what")
    }

    private fun has(which: (Action) -> Boolean) = phone.find(which) != null

    private fun answers(
        action: Action,
        answer: String,
    ) = ((action as? Action.Go)?.route as? Route.Triage)?.answers?.lastOrNull()?.answer == answer

    /** An answer to the question shown: it adds one to the answers given. */
    private fun answersLast(action: Action): Boolean {
        val here = phone.route as? Route.Triage ?: return false
        val next = (action as? Action.Go)?.route as? Route.Triage ?: return false
        return next.graph == here.graph && !next.show && next.answers.size == here.answers.size + 1
    }

    private fun shows(action: Action) = ((action as? Action.Go)?.route as? Route.Triage)?.show == true

    private fun handed() {
        for (intent in phone.started()) {
            val to = if (intent.hasCategory(Intent.CATEGORY_HOME)) "the launcher" else intent.data
            println("   the phone is handed: ${intent.action?.substringAfterLast('.')} $to")
        }
        println("   the app is ${if (phone.left) "left" else "still there"}")
    }

    private fun see(what: String) {
        count += 1
        val name =
            "%02d-%s.png".format(
                count,
                phone.routeText
                    .replace(Regex("[^a-z0-9]+"), "-")
                    .trim('-')
                    .take(LONGEST_NAME),
            )
        checkNotNull(phone.activity.window.peekDecorView()).bitmap().image().writePng(File(Desk.out, name))
        println("   $what: ${phone.routeText} \"${if (phone.left) "" else phone.title.text}\" -> $name")
    }

    private fun say(what: String) = println("\n$what")

    private companion object {
        const val QUESTIONS = 3
        const val LONGEST_NAME = 40
    }
}
