package app.almanac

import android.content.Intent
import android.widget.TextView
import app.almanac.core.Action
import app.almanac.core.Route
import org.json.JSONObject
import org.robolectric.shadows.ShadowSystemClock
import java.time.Duration

/** One run of a scenario through the real views, in one language. */
class ScenarioRun(
    scenario: Scenario,
    language: String,
) {
    private val phone = Phone(language, scenario.today, scenario.platform)
    private var handed: Doing? = null

    /** What is seen now, as one line of a dump. */
    val seen: String get() = if (phone.left) "left" else Dump.json(phone.screen)

    fun step(step: Step) {
        if (phone.left && step !is Step.Open && step !is Step.Reopen && step !is Step.Expect) error("the app was left")
        when (step) {
            is Step.Open -> open(step.route)
            is Step.Choose -> choose(step.answer)
            is Step.Tap -> check(phone.tap { does(it, step.doing) }) { "nothing does ${step.doing}" }
            is Step.Type -> phone.type(step.text)
            is Step.Write -> step.fields.forEach(phone::write)
            is Step.Reopen -> reopen(step.minutes)
            is Step.Expect -> expect(step.expected)
            Step.Back -> phone.back()
        }
        if (phone.picker() != null) phone.pick()
        phone
            .started()
            .mapNotNull(::handed)
            .lastOrNull()
            ?.let { handed = it }
    }

    private fun open(route: String) {
        handed = null
        phone.open(route)
        val shown = phone.screen?.route?.let(phone.almanac::routeText)
        check(shown == route) { "opened at $shown" }
    }

    private fun reopen(minutes: Long) {
        if (!phone.left) phone.stop()
        handed = null
        ShadowSystemClock.advanceBy(Duration.ofMinutes(minutes))
        phone.reopen()
    }

    private fun choose(answer: String) {
        val here = phone.route as? Route.Triage ?: error("not a question")
        val found =
            phone.tap { action ->
                val next = (action as? Action.Go)?.route as? Route.Triage
                next != null && next.graph == here.graph && !next.show && !next.more &&
                    next.answers.size == here.answers.size + 1 &&
                    next.answers.last().answer == answer
            }
        check(found) { "no answer $answer" }
    }

    private fun expect(expected: JSONObject) {
        if (expected.has("left")) holds(expected.getBoolean("left") == phone.left) { "left is ${phone.left}" }
        if (expected.has("wrote")) holds(expected.getString("wrote") == phone.file?.first) { "the last file is ${phone.file?.first}" }
        if (expected.has("handed")) holds(Doing.read(expected.getJSONObject("handed")) == handed) { "handed is $handed" }
        if (phone.left) return
        for (name in expected.keys()) expect(name, expected)
    }

    private fun expect(
        name: String,
        expected: JSONObject,
    ) {
        fun strings() = expected.getJSONArray(name).strings()

        fun doings() = expected.getJSONArray(name).objects().map(Doing::read)

        when (name) {
            "route" -> holds(expected.getString(name) == phone.routeText) { "route is ${phone.routeText}" }
            "steps" -> phone.anchors(R.id.step).let { holds(strings() == it) { "steps are $it" } }
            "has" -> strings().forEach { holds(it in phone.anchors(R.id.anchor)) { "$it is not there" } }
            "lacks" -> strings().forEach { holds(it !in phone.anchors(R.id.anchor)) { "$it is there" } }
            "contacts" -> strings().forEach { holds(it in contacts()) { "contact $it is not offered" } }
            "never_contacts" -> strings().forEach { holds(it !in contacts()) { "contact $it is offered" } }
            "actions" -> doings().forEach { holds(can(it)) { "nothing does $it" } }
            "no_actions" -> doings().forEach { holds(!can(it)) { "something does $it" } }
            "text" -> said(expected.get(name)).let { holds(it in words()) { "\"$it\" does not stand there" } }
            "no_text" -> said(expected.get(name)).let { holds(it !in words()) { "\"$it\" stands there" } }
            "fields" -> fields(expected.getJSONObject(name))
            "said" -> said(expected.get(name)).let { holds(it == phone.said()) { "said is ${phone.said()}" } }
            "title" -> said(expected.get(name)).let { holds(it == phone.title.text.toString()) { "title is ${phone.title.text}" } }
        }
    }

    private fun fields(expected: JSONObject) {
        val there = phone.fields()
        for (anchor in expected.keys()) {
            val text = there[anchor]?.text?.toString()
            holds(said(expected.get(anchor)) == text) { "in $anchor stands $text" }
        }
    }

    private fun can(doing: Doing): Boolean = phone.actions().any { does(it, doing) }

    private fun does(
        action: Action,
        doing: Doing,
    ): Boolean =
        when (action) {
            is Action.Go -> {
                doing.kind == "go" && phone.almanac.routeText(action.route) == doing.what
            }

            is Action.Dial -> {
                doing == Doing("dial", action.number)
            }

            is Action.Text -> {
                doing == Doing("text", action.number)
            }

            is Action.Browse -> {
                doing == Doing("browse", action.url)
            }

            is Action.Copy -> {
                doing == Doing("copy", action.text)
            }

            is Action.SetLanguage -> {
                doing == Doing("language", action.tag)
            }

            is Action.UseIcon -> {
                doing ==
                    Doing(
                        "icon",
                        action.icon.name
                            .lowercase()
                            .replace('_', '-'),
                    )
            }

            is Action.Run -> {
                doing == Doing("run", action.command)
            }

            is Action.Listen -> {
                doing.kind == "listen"
            }

            Action.Leave -> {
                doing.kind == "leave"
            }

            Action.Back -> {
                false
            }
        }

    /** Contacts that are named, or reached by a button. */
    private fun contacts(): Set<String> = (phone.anchors(R.id.contact) + phone.actions().mapNotNull(::contact)).toSet()

    private fun contact(action: Action): String? =
        when (action) {
            is Action.Go -> contact(action.route)
            is Action.Dial -> contact(action.otherwise)
            is Action.Text -> contact(action.otherwise)
            is Action.Browse -> contact(action.otherwise)
            is Action.Copy, is Action.Listen, is Action.SetLanguage, is Action.UseIcon, is Action.Run -> null
            Action.Back, Action.Leave -> null
        }

    private fun contact(route: Route): String? =
        when (route) {
            is Route.Contact -> route.id
            is Route.BeforeCall -> route.id
            is Route.BeforeText -> route.id
            is Route.BeforeWeb -> route.id
            is Route.NoApp -> route.id
            else -> null
        }

    private fun words(): String =
        phone
            .views()
            .filterIsInstance<TextView>()
            .joinToString("\n") { it.text }
            .replace("\u200B", "")

    /** Words that are the same in all languages, or by language: the language shown now. */
    private fun said(words: Any): String =
        when (words) {
            is JSONObject -> words.getString(phone.title.textLocale.language)
            else -> words as String
        }

    private fun handed(intent: Intent): Doing? =
        when (intent.action) {
            Intent.ACTION_DIAL -> Doing("dial", intent.dataString!!.removePrefix("tel:"))
            Intent.ACTION_SENDTO -> Doing("text", intent.dataString!!.removePrefix("smsto:"))
            Intent.ACTION_VIEW -> Doing("browse", intent.dataString!!)
            else -> null
        }

    private fun holds(
        holds: Boolean,
        why: () -> String,
    ) = check(holds, why)
}
