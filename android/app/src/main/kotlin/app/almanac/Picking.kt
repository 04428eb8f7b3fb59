package app.almanac

import android.content.Context
import android.net.Uri
import android.os.Handler
import android.os.Looper
import app.almanac.core.Almanac
import app.almanac.core.Next

/**
 * What the phone's list of files is in front for. It is the one thing that the person comes back from, so being stopped does not leave
 * the app meanwhile; the screen going off does, and so does staying away too long.
 */
internal class Picking(
    private val context: Context,
    private val leave: () -> Unit,
) {
    private val timer = Handler(Looper.getMainLooper())
    private val late = Runnable { leave() }
    private val screen = ScreenOff(context, leave)
    private var wanted: Next? = null

    val isOn: Boolean get() = wanted != null

    fun begin(next: Next) {
        wanted = next
        screen.listen()
        timer.postDelayed(late, LONGEST)
    }

    /** What is done with the file that was picked; null where nothing was asked for. None was picked when there is no address. */
    fun end(
        core: Almanac,
        uri: Uri?,
    ): (() -> Next)? {
        val next = wanted
        stop()
        return when (next) {
            is Next.WriteFile -> ({ core.wrote(uri != null && Documents.write(context, uri, next.bytes)).also { next.bytes.fill(0) } })
            is Next.PickFile -> ({ core.picked(uri?.let { Documents.read(context, it, next.mostBytes) }) })
            else -> null
        }
    }

    /** Forgets it: the app is left. */
    fun forget() {
        (wanted as? Next.WriteFile)?.bytes?.fill(0)
        stop()
    }

    private fun stop() {
        wanted = null
        screen.stop()
        timer.removeCallbacks(late)
    }

    private companion object {
        /** Long enough to find a place for a file. */
        const val LONGEST = 300_000L
    }
}
