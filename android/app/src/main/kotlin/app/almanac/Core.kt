package app.almanac

import android.content.Context
import android.os.SystemClock
import app.almanac.core.Almanac
import java.time.LocalDate

/** The core, opened once for the life of the process. */
internal object Core {
    private var opened: Almanac? = null

    /** The open core, or null when it cannot be opened: then there is nothing to draw with but the fallback. */
    fun open(context: Context): Almanac? =
        opened ?: attempt {
            Almanac.open(context.noBackupFilesDir.path, context.languages(), LocalDate.now().toEpochDay().toInt())
        }.getOrNull().also { opened = it }

    /** Puts another core in place: for tests, which choose the language and the day, or that none can be opened. */
    internal fun hold(almanac: Almanac?) {
        opened = almanac
    }

    /** Minutes on a clock that counts while the phone sleeps and that nobody can set. */
    fun minutes(): ULong = (SystemClock.elapsedRealtime() / MILLIS_A_MINUTE).toULong()

    private fun Context.languages(): List<String> =
        resources.configuration.locales.let { list -> List(list.size()) { list[it].toLanguageTag() } }

    private const val MILLIS_A_MINUTE = 60_000
}
