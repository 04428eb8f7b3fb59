package app.almanac

import app.almanac.core.Platform
import org.json.JSONArray
import org.json.JSONObject
import java.io.File
import java.time.LocalDate

/** A person's way through the app, as it stands in a file (docs/scenarios.md). Unknown members are errors. */
class Scenario(
    val languages: List<String>,
    val today: LocalDate,
    val platform: Platform,
    val steps: List<Step>,
) {
    companion object {
        private val LANGUAGES = listOf("en", "es")
        private const val TODAY = "2026-11-25"

        fun read(file: File): Scenario {
            val json = JSONObject(file.readText())
            json.allow("name", "languages", "today", "phone", "steps")
            json.getString("name")
            val languages = json.optJSONArray("languages")?.strings().orEmpty()
            return Scenario(
                languages.ifEmpty { LANGUAGES },
                LocalDate.parse(json.optString("today", TODAY)),
                Platform.valueOf(json.optString("phone", "android").uppercase()),
                json.getJSONArray("steps").objects().map(Step::read),
            )
        }
    }
}

/** One step. */
sealed class Step {
    class Open(
        val route: String,
    ) : Step()

    class Choose(
        val answer: String,
    ) : Step()

    class Tap(
        val doing: Doing,
    ) : Step()

    class Type(
        val text: String,
    ) : Step()

    class Write(
        val fields: Map<String, String>,
    ) : Step()

    class Reopen(
        val minutes: Long,
    ) : Step()

    class Expect(
        val expected: JSONObject,
    ) : Step()

    data object Back : Step()

    companion object {
        fun read(json: JSONObject): Step =
            when (val name = json.only()) {
                "open" -> Open(json.getString(name))
                "choose" -> Choose(json.getString(name))
                "tap" -> Tap(Doing.read(json.getJSONObject(name)))
                "type" -> Type(json.getString(name))
                "write" -> Write(json.getJSONObject(name).run { keys().asSequence().associateWith(::getString) })
                "reopen" -> Reopen(json.getLong(name))
                "back" -> Back
                "expect" -> Expect(json.getJSONObject(name).apply { allow(*EXPECTATIONS) })
                else -> error("no such step: $name")
            }

        private val EXPECTATIONS =
            arrayOf(
                "route",
                "steps",
                "has",
                "lacks",
                "contacts",
                "never_contacts",
                "actions",
                "no_actions",
                "text",
                "no_text",
                "title",
                "fields",
                "said",
                "wrote",
                "handed",
                "left",
            )
    }
}

/** What a tap does, as a scenario names it. */
data class Doing(
    val kind: String,
    val what: String,
) {
    companion object {
        private val KINDS = setOf("go", "dial", "text", "browse", "copy", "language", "run", "icon", "listen", "leave")

        fun read(json: JSONObject): Doing {
            val kind = json.only()
            check(kind in KINDS) { "no such action: $kind" }
            return Doing(kind, json.get(kind).toString())
        }
    }
}

fun JSONObject.allow(vararg names: String) {
    for (name in keys()) check(name in names) { "unknown member: $name" }
}

private fun JSONObject.only(): String {
    check(length() == 1) { "one member is wanted: $this" }
    return keys().next()
}

fun JSONArray.strings(): List<String> = (0 until length()).map { getString(it) }

fun JSONArray.objects(): List<JSONObject> = (0 until length()).map { getJSONObject(it) }
