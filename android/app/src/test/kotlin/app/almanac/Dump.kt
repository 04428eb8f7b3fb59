package app.almanac

import java.lang.reflect.Modifier

/** A value of the core as JSON, in the one form of docs/scenarios.md and whatever its type: what is new is written by itself. */
object Dump {
    fun json(value: Any?): String =
        when (value) {
            null, is Boolean, is Long -> "$value"

            // Java knows no numbers without a sign, and the core has no others of this size.
            is Int -> "${value.toUInt()}"

            is String -> quoted(value)

            is Enum<*> -> quoted(camel(value.name))

            is List<*> -> value.joinToString(",", "[", "]", transform = ::json)

            else -> members(value)
        }

    private fun members(value: Any): String {
        val type = value.javaClass
        val fields = type.declaredFields.filterNot { Modifier.isStatic(it.modifiers) }.onEach { it.isAccessible = true }
        val members = fields.joinToString(",", "{", "}") { "${quoted(it.name)}:${json(it.get(value))}" }
        val name = quoted(type.simpleName.replaceFirstChar(Char::lowercaseChar))
        return when {
            type.superclass == Any::class.java -> members
            fields.isEmpty() -> name
            else -> "{$name:$members}"
        }
    }

    private fun camel(name: String): String =
        name.lowercase().split('_').reduce { all, part -> all + part.replaceFirstChar(Char::uppercaseChar) }

    private fun quoted(words: String): String = words.map(::escaped).joinToString("", "\"", "\"")

    private fun escaped(letter: Char): String =
        when (letter) {
            '"', '\\' -> "\\$letter"
            '\n' -> "\\n"
            '\r' -> "\\r"
            '\t' -> "\\t"
            '\b' -> "\\b"
            '\u000C' -> "\\f"
            in '\u0000'..'\u001F' -> "\\u%04x".format(letter.code)
            else -> "$letter"
        }
}
