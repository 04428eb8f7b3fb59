package app.almanac

import app.almanac.core.Action
import app.almanac.core.Almanac
import app.almanac.core.Block
import app.almanac.core.Button
import app.almanac.core.ContactRow
import app.almanac.core.Door
import app.almanac.core.Route
import app.almanac.core.Screen
import kotlin.random.Random

/**
 * The routes that can be reached from Home by tapping.
 *
 * Questions branch without end, so of each graph only the first screens are taken, and some ways to the end by chance that is the same
 * every time.
 */
class Walk(
    private val almanac: Almanac,
    private val questions: Int = 12,
    private val outcomes: Int = 6,
) {
    private val seen = LinkedHashSet<Route>()
    private val asked = mutableMapOf<String, Int>()
    private val chance = Random(7)

    fun routes(): List<Route> {
        val next = ArrayDeque<Route>(listOf(Route.Home))
        seen.add(Route.Home)
        while (next.isNotEmpty()) beyond(next.removeFirst()).filter { it !in seen && wanted(it) && seen.add(it) }.forEach(next::add)
        asked.keys.toList().forEach { graph -> repeat(outcomes) { seen.add(byChance(graph)) } }
        return seen.toList()
    }

    private fun beyond(route: Route): List<Route> = almanac.screen(route, null).actions().mapNotNull { it.beyond() }

    private fun Action.beyond(): Route? =
        when (this) {
            is Action.Go -> route
            is Action.Dial -> otherwise
            is Action.Text -> otherwise
            is Action.Browse -> otherwise
            is Action.Copy, is Action.Listen, is Action.SetLanguage, is Action.UseIcon, is Action.Run -> null
            Action.Back, Action.Leave -> null
        }

    private fun wanted(route: Route): Boolean = route !is Route.Triage || asked.merge(route.graph, 1, Int::plus)!! <= questions

    private fun byChance(graph: String): Route {
        var here = Route.Triage(graph, emptyList(), false, false)
        while (true) {
            val answers = beyond(here).filterIsInstance<Route.Triage>().filter { it.graph == graph && it.answers.size > here.answers.size }
            here = answers.randomOrNull(chance) ?: return here
        }
    }
}

/** Everything that can be tapped on a screen, in order. */
fun Screen.actions(): List<Action> = blocks.flatMap { it.actions() }

private fun Block.actions(): List<Action> =
    when (this) {
        is Block.Callout -> buttons.actions()
        is Block.Doors -> rows.doors()
        is Block.Card -> buttons.actions()
        is Block.Step -> contacts.contacts() + doors.doors()
        is Block.Line -> contacts.contacts() + doors.doors()
        is Block.Buttons -> buttons.actions()
        is Block.Heading, is Block.Text, is Block.Foreign, is Block.Bullets, is Block.Numbered, is Block.Number -> emptyList()
        is Block.Fold, is Block.SearchField, is Block.Field, is Block.Sign, is Block.Sources -> emptyList()
    }

private fun List<Button>.actions() = map { it.action }

private fun List<Door>.doors() = map { it.action }

private fun List<ContactRow>.contacts() = flatMap { it.buttons.actions() }
