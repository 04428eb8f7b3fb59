package app.almanac

import app.almanac.core.Route

/** A screen on the way back, with what the person did on it: how far it was scrolled, what was unfolded, where they went from it. */
internal class Place(
    val route: Route,
) {
    var scrolled: Int = 0
    val unfolded: MutableSet<Int> = mutableSetOf()
    var went: Route? = null
}

/** Where the person has been, in memory only. Home is always at the bottom. */
internal class Places {
    private val stack = ArrayDeque(listOf(Place(Route.Home)))

    val top: Place get() = stack.last()
    val routes: List<Route> get() = stack.map { it.route }
    val canGoBack: Boolean get() = stack.size > 1

    /** Starts afresh at a route, with Home below it. */
    fun open(route: Route) {
        home()
        go(route)
    }

    /**
     * Goes to a route, which takes the place of the top one where it is to `replace` it.
     *
     * One that is on the way back is gone back to. Home is where everything starts: going there forgets the way.
     */
    fun go(
        route: Route,
        replace: Boolean = false,
    ) {
        val known = stack.firstOrNull { it.route == route }
        when {
            route == Route.Home -> home()
            known != null -> while (top !== known) stack.removeLast()
            else -> add(route, replace && canGoBack)
        }
    }

    private fun home() {
        stack.clear()
        stack.add(Place(Route.Home))
    }

    /** Goes to what was typed: all letters of a search are one place. */
    fun typed(route: Route) = add(route, top.route.javaClass == route.javaClass)

    private fun add(
        route: Route,
        replace: Boolean,
    ) {
        if (replace) stack.removeLast() else top.went = route
        stack.add(Place(route))
    }

    /** Goes back, if there is anything to go back to. */
    fun back(): Boolean = canGoBack.also { if (it) stack.removeLast() }
}
