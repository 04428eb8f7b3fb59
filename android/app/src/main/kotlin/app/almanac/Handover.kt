package app.almanac

import android.app.Activity
import android.content.ActivityNotFoundException
import android.content.Intent
import android.net.Uri
import app.almanac.core.Action

/**
 * Handing over to another app of the phone. Each answers whether there was one.
 *
 * Nothing is looked up beforehand: asking which apps are installed would need an entry in the manifest for each kind.
 */
internal object Handover {
    /** Opens the dialler with the number filled in; the person presses call. */
    fun dial(
        activity: Activity,
        action: Action.Dial,
    ): Boolean = activity.start(Intent(Intent.ACTION_DIAL, uri(TEL, action.number)))

    /** Opens the messages app with the number and, where the person chose words, the words filled in. */
    fun text(
        activity: Activity,
        action: Action.Text,
    ): Boolean {
        val intent = Intent(Intent.ACTION_SENDTO, uri(SMS, action.number))
        if (action.body.isNotEmpty()) intent.putExtra(SMS_BODY, action.body)
        return activity.start(intent)
    }

    /** Opens the browser. */
    fun browse(
        activity: Activity,
        action: Action.Browse,
    ): Boolean = activity.start(Intent(Intent.ACTION_VIEW, Uri.parse(action.url)).addCategory(Intent.CATEGORY_BROWSABLE))

    private fun Activity.start(intent: Intent): Boolean =
        try {
            startActivity(intent.addFlags(Intent.FLAG_ACTIVITY_NEW_TASK))
            true
        } catch (_: ActivityNotFoundException) {
            false
        } catch (_: SecurityException) {
            // A phone whose owner is forbidden to call or text says so this way.
            false
        }

    /** By `parse`: `fromParts` would write the plus sign of a number as %2B. */
    private fun uri(
        scheme: String,
        number: String,
    ): Uri = Uri.parse(scheme + number)

    private const val TEL = "tel:"
    private const val SMS = "smsto:"
    private const val SMS_BODY = "sms_body"
}
