package app.almanac

import org.junit.Assume.assumeTrue
import org.junit.Test
import org.robolectric.annotation.Config
import java.awt.image.BufferedImage
import java.io.File

/**
 * All main screens beside each other, in both languages, light and dark, on a usual phone and on the smallest at twice the text size;
 * and those that have first words, from right to left.
 */
fun main(arguments: Array<String>) = Desk.start(ContactSheet::class.java, arguments)

@Config(sdk = [35])
class ContactSheet : AppTest() {
    @Test
    fun draw() {
        assumeTrue(Desk.isStarted(this))
        for (language in listOf("en", "es")) {
            for (dark in listOf(false, true)) {
                val theme = if (dark) "dark" else "light"
                write("usual-$language-$theme", "w411dp-h891dp", 1f, language, dark)
                write("small-$language-$theme", "w320dp-h480dp", 2f, language, dark)
            }
        }
        Desk.shape("w411dp-h891dp", "mdpi", dark = false)
        write("usual-ar-light", Phone("ar"), FIRST_WORDS)
        Desk.shape("w320dp-h480dp", "mdpi", dark = true, scale = 2f)
        write("small-ar-dark", Phone("ar"), FIRST_WORDS)
    }

    private fun write(
        name: String,
        size: String,
        scale: Float,
        language: String,
        dark: Boolean,
    ) {
        Desk.shape(size, "mdpi", dark, scale)
        val phone = Phone(language)
        write(name, phone, ROUTES)
        write("$name-closed", phone, CLOSED)
        phone.startNotes()
        phone.newNote("Bus", "Two men at the door, a white van.")
        phone.pass(SAVED)
        val note = phone.routeText
        write("$name-open", phone, OPEN + listOf(note, "$note/delete", "$note/export"))
    }

    private fun write(
        name: String,
        phone: Phone,
        routes: List<String>,
    ) {
        val there = routes.filter { route -> attempt { phone.almanac.screen(phone.almanac.route(route), null) }.isSuccess }
        for ((index, part) in there.chunked(A_SHEET).withIndex()) {
            val pictures = part.flatMap { route -> picture(phone, route).columns().map { route to it } }
            val file = File(Desk.out, "$name-${index + 1}.png")
            sheet(pictures).writePng(file)
            println(file.name)
        }
    }

    private fun picture(
        phone: Phone,
        route: String,
    ): BufferedImage {
        phone.open(route)
        phone.layOutTall()
        return phone.root.bitmap().image()
    }

    private fun BufferedImage.columns(): List<BufferedImage> =
        (0 until height step TALLEST).take(MOST_COLUMNS).map { getSubimage(0, it, width, minOf(TALLEST, height - it)) }

    private companion object {
        const val A_SHEET = 4
        const val TALLEST = 1400
        const val MOST_COLUMNS = 3
        const val SAVED = 2_100L
        val CLOSED =
            listOf(
                "notes",
                "notes/start",
                "notes/keeps",
                "report/saw",
                "report/timeline",
                "erase",
                "icons",
                "volume",
                "plain",
                "cards",
                "card/interpreter",
                "say",
                "pack",
            )
        val FIRST_WORDS =
            listOf(
                "home",
                "before/call/nhth",
                "before/text/nhth",
                "before/call/911",
                "after",
                "languages",
                "safety",
                "cards",
                "card/interpreter",
                "card/hotline",
                "no-app/nhth",
                "failed/internal",
                "erase",
                "pack",
                "page/signs",
                "triage/me",
            )
        val OPEN = listOf("notes", "notes/words", "notes/export", "notes/import", "report/saw/text")
        val ROUTES =
            listOf(
                "home",
                "triage/me",
                "triage/me?now=danger",
                "triage/me?now=no&phone=mine&show=1",
                "triage/other",
                "topic/about",
                "topic/lines",
                "page/signs",
                "page/helpers",
                "contact/nhth",
                "before/call/nhth",
                "before/text/nhth",
                "before/web/nhth/0",
                "after",
                "search?q=visa",
                "languages",
                "safety",
                "traces",
                "about",
                "no-app/nhth",
                "failed/internal",
            )
    }
}
