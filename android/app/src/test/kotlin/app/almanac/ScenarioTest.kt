package app.almanac

import android.os.Build
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import java.io.File

/**
 * Every scenario of the project, or the one named by the property `almanac.scenario`, through the real views.
 *
 * All on Android 35; on the others the journeys, because the rules are the core's and the same everywhere. What was seen of all is
 * written where the property `almanac.screens` says, to be compared.
 */
class ScenarioTest : AppTest() {
    private val all = Build.VERSION.SDK_INT == Build.VERSION_CODES.VANILLA_ICE_CREAM
    private val seen = StringBuilder()

    @Test
    fun every_scenario_holds() {
        val files = files()
        assertTrue("no scenarios", files.isNotEmpty())
        assertEquals("", files.flatMap(::failures).joinToString("\n"))
        val path = System.getProperty("almanac.screens").orEmpty()
        if (all && path.isNotEmpty()) File(path).writeText("$seen")
    }

    private fun files(): List<File> {
        val one = System.getProperty("almanac.scenario").orEmpty()
        if (one.isNotEmpty()) return listOf(File(one))
        val folder = File(System.getProperty("almanac.scenarios") ?: "../../tests/scenarios")
        return folder
            .listFiles()
            .orEmpty()
            .filter { it.extension == "json" && (all || it.name.startsWith("journey")) }
            .sorted()
    }

    private fun failures(file: File): List<String> {
        val scenario = attempt { Scenario.read(file) }.getOrElse { return listOf("${file.name}: ${it.message}") }
        return scenario.languages.mapNotNull { language -> failure(file, scenario, language) }
    }

    private fun failure(
        file: File,
        scenario: Scenario,
        language: String,
    ): String? {
        val run = ScenarioRun(scenario, language)
        scenario.steps.forEachIndexed { index, step ->
            attempt { run.step(step) }.onFailure { return "${file.name} [$language] step ${index + 1}: ${it.message ?: it}" }
            if (step !is Step.Expect) seen.append("${file.nameWithoutExtension} $language ${index + 1} ${run.seen}\n")
        }
        return null
    }
}
