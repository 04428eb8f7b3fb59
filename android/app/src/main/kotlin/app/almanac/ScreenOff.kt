package app.almanac

import android.content.BroadcastReceiver
import android.content.Context
import android.content.Intent
import android.content.IntentFilter
import android.os.Build

/**
 * Hears that the screen goes off while the phone's list of files is in front: then the app is not told by being stopped, because it is
 * already. Nobody but the system can say it.
 */
internal class ScreenOff(
    private val context: Context,
    private val then: () -> Unit,
) {
    private var receiver: BroadcastReceiver? = null

    fun listen() {
        if (receiver != null) return
        val new =
            object : BroadcastReceiver() {
                override fun onReceive(
                    context: Context?,
                    intent: Intent?,
                ) = then()
            }
        val off = IntentFilter(Intent.ACTION_SCREEN_OFF)
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.TIRAMISU) {
            context.registerReceiver(new, off, Context.RECEIVER_NOT_EXPORTED)
        } else {
            context.registerReceiver(new, off)
        }
        receiver = new
    }

    fun stop() {
        receiver?.let { context.unregisterReceiver(it) }
        receiver = null
    }
}
