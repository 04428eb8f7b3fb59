package app.almanac

import app.almanac.core.Route

/** A screen on the way back, with what the person did on it: how far it was scrolled and what was unfolded. */
internal class Place(
    val route: Route,
) {
    var scrolled: Int = 0
    val unfolded: MutableSet<Int> = mutableSetOf()
}

/** Where the person has been, in memory only. Home is always at the bottom. */
internal class Places {
    private val stack = ArrayDeque(listOf(Place(Route.Home)))

    val top: Place get() = stack.last()
    val routes: List<Route> get() = stack.map { it.route }
    val canGoBack: Boolean get() = stack.size > 1

    /** Starts afresh at a route, with Home below it. */
    fun open(route: Route) {
        stack.clear()
        stack.add(Place(Route.Home))
        go(route)
    }

    /** Goes to a route. Home is where everything starts: going there forgets the way. */
    fun go(route: Route) {
        when (route) {
            top.route -> return
            Route.Home -> open(Route.Home)
            else -> stack.add(Place(route))
        }
    }

    /** Goes to what was typed: all letters of a search are one place. */
    fun search(route: Route.Search) {
        if (top.route is Route.Search) stack.removeLast()
        stack.add(Place(route))
    }

    /** Goes back, if there is anything to go back to. */
    fun back(): Boolean = canGoBack.also { if (it) stack.removeLast() }
}
