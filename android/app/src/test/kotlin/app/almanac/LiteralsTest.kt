package app.almanac

import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import java.io.File

/** The shell has no words of its own: every string in its sources is listed in `literals.txt`, and there are few. */
class LiteralsTest {
    private val sources =
        File("src/main/kotlin")
            .walk()
            .filter { it.extension == "kt" }
            .sortedBy { it.path }
            .toList()

    @Test
    fun every_string_is_listed() {
        val found = sources.flatMap { file -> literals(file.readText()).map { "${file.nameWithoutExtension}: $it" } }
        assertEquals(File("literals.txt").readText().trim(), found.joinToString("\n"))
        assertTrue("${found.size} strings", found.size <= MOST)
        assertTrue("no string is put together", found.none { '$' in it })
    }

    /** What the content means is the core's to say: the shell asks whether an action is urgent, not whether it is 911. */
    @Test
    fun no_code_compares_with_a_text() {
        val naming = Regex("""val (\w+)(?:: String)? = "[^"]""")
        val names = sources.flatMap { naming.findAll(it.readText()).map { found -> found.groupValues[1] } }
        assertTrue("$names", "EMERGENCY" in names)
        val text = """(?:"[^"\n]+"|\b(?:${names.joinToString("|")})\b)"""
        val ways =
            listOf(
                """(?:[!=]=|\bin\b)\s*(?:[\w.]+\()?$text""",
                """$text\)?\s*(?:->|[!=]=)""",
                """\b(?:equals|startsWith|contains)\($text""",
            )
        val comparing = Regex(ways.joinToString("|"))
        val bad =
            listOf(
                "number == EMERGENCY",
                "it != Route.NoApp(\"911\")",
                "\"988\" -> true",
                "id in setOf(\"911\")",
                "id.equals(\"911\")",
            )
        assertEquals(bad, bad.filter { comparing.containsMatchIn(it) })
        assertEquals(emptyList<String>(), sources.filter { comparing.containsMatchIn(it.readText()) }.map { it.name })
    }

    @Test
    fun no_line_of_the_shell_writes_a_log() {
        val logging = Regex("""\bLog\.|println|printStackTrace|Logger""")
        assertEquals(emptyList<String>(), sources.filter { logging.containsMatchIn(it.readText()) }.map { it.name })
    }

    private fun literals(source: String): List<String> {
        val comments = Regex("""/\*.*?\*/|//[^\n]*""", RegexOption.DOT_MATCHES_ALL)
        return Regex(""""{3}.*?"{3}|"(?:\\.|[^"\\\n])*"|'(?:\\u[0-9A-F]{4}|\\.|[^'\\])'""", RegexOption.DOT_MATCHES_ALL)
            .findAll(comments.replace(source, ""))
            .map { it.value }
            .toList()
    }

    private companion object {
        const val MOST = 40
    }
}
