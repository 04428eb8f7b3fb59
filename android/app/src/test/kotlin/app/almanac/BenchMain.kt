package app.almanac

import app.almanac.core.Almanac
import app.almanac.core.KeyState
import app.almanac.core.Phone
import app.almanac.core.Platform

/** Measures what a screen costs through the bindings: prints figures, judges none. Needs the library, and nothing of Android. */
object BenchMain {
    private const val ROUNDS = 2_000

    @JvmStatic
    fun main(args: Array<String>) {
        val almanac = Almanac.open("", listOf("en"), TODAY, Phone(KeyState.UNREACHABLE, MEMORY, Platform.ANDROID))
        val routes = listOf("home", "page/signs", "contact/nhth", "triage/me?now=danger", "triage/me?now=no&phone=seen&show=1", "about")
        for (text in routes) {
            val route = almanac.route(text)
            val blocks = almanac.screen(route, null).blocks.size
            val times = LongArray(ROUNDS) { measure { almanac.screen(route, null) } }.sorted()
            println(
                "%-36s %4d blocks  median %7.3f ms  p99 %7.3f ms".format(
                    text,
                    blocks,
                    times[ROUNDS / 2] / NANOS,
                    times[ROUNDS * 99 / 100] / NANOS,
                ),
            )
        }
        val bare = LongArray(ROUNDS) { measure { almanac.palette(false) } }.sorted()
        println("%-36s              median %7.3f ms".format("a bare call", bare[ROUNDS / 2] / NANOS))
    }

    private inline fun measure(what: () -> Unit): Long {
        val start = System.nanoTime()
        what()
        return System.nanoTime() - start
    }

    private const val NANOS = 1e6
    private const val MEMORY = 4_000_000_000uL
    private const val TODAY = 20_782
}
