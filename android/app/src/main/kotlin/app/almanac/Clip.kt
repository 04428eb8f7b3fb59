package app.almanac

import android.content.ClipData
import android.content.ClipDescription
import android.content.ClipboardManager
import android.content.Context
import android.os.Build
import android.os.PersistableBundle

/** The clipboard: written on a tap alone, and taken back when the app is left. */
internal object Clip {
    /**
     * Whether what is on it was copied here. While the app is in front nothing else of the phone copies, and it is left with the front.
     */
    private var isOurs = false

    /** Copies a text, marked so that the phone neither shows it nor hands it to other devices where it can be told to. */
    fun copy(
        context: Context,
        text: String,
    ) {
        val clip = ClipData.newPlainText(null, text)
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.TIRAMISU) {
            clip.description.extras = PersistableBundle().apply { putBoolean(ClipDescription.EXTRA_IS_SENSITIVE, true) }
        }
        isOurs = attempt { context.getSystemService(ClipboardManager::class.java)?.setPrimaryClip(clip) }.isSuccess
    }

    /** Takes back what was copied here. */
    fun clear(context: Context) {
        if (!isOurs) return
        isOurs = false
        val clipboard = context.getSystemService(ClipboardManager::class.java) ?: return
        attempt {
            if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.P) {
                clipboard.clearPrimaryClip()
            } else {
                clipboard.setPrimaryClip(ClipData.newPlainText(null, null))
            }
        }
    }
}
