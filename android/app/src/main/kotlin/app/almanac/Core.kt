package app.almanac

import android.app.ActivityManager
import android.content.Context
import android.os.SystemClock
import app.almanac.core.Almanac
import app.almanac.core.Phone
import app.almanac.core.Platform
import java.time.LocalDate

/** The core, opened once for the life of the process. */
internal object Core {
    private var opened: Almanac? = null

    /** How the core is opened: tests choose the language and the day, or that it fails. */
    internal var opener: (Context) -> Almanac = ::openHere
        set(value) {
            field = value
            opened = null
        }

    /** The open core, or null when it cannot be opened: then there is nothing to draw with but the fallback. */
    fun open(context: Context): Almanac? = opened ?: attempt { opener(context) }.getOrNull().also { opened = it }

    /** Minutes on a clock that counts while the phone sleeps and that nobody can set. */
    fun minutes(): ULong = (SystemClock.elapsedRealtime() / MILLIS_A_MINUTE).toULong()

    /** Days since 1970, where the phone is. Tests choose another. */
    internal var today: () -> Int = { LocalDate.now().toEpochDay().toInt() }

    private fun openHere(context: Context): Almanac =
        Almanac.open(context.noBackupFilesDir.path, languages(context), today(), phone(context))

    /** What the core cannot know of the phone: whether it has its key, and how much memory. */
    internal fun phone(context: Context): Phone {
        val memory = ActivityManager.MemoryInfo()
        context.getSystemService(ActivityManager::class.java)?.getMemoryInfo(memory)
        return Phone(DeviceKey.state(), memory.totalMem.toULong(), Platform.ANDROID)
    }

    private fun languages(context: Context): List<String> =
        context.resources.configuration.locales
            .let { list -> List(list.size()) { list[it].toLanguageTag() } }

    private const val MILLIS_A_MINUTE = 60_000
}
