package app.almanac.draw

import android.app.Activity
import android.view.Gravity
import android.view.View
import android.widget.Button
import android.widget.LinearLayout
import android.widget.TextView
import app.almanac.Exit
import app.almanac.Handover
import app.almanac.R
import app.almanac.core.Action
import app.almanac.core.Route

/** What is shown when the core cannot be opened: the app's name and one button. Words beyond these would need the core. */
internal object Fallback {
    fun view(activity: Activity): View =
        LinearLayout(activity).apply {
            orientation = LinearLayout.VERTICAL
            gravity = Gravity.CENTER
            fitsSystemWindows = true
            addView(TextView(activity).apply { setText(R.string.name) })
            addView(call(activity))
        }

    private fun call(activity: Activity): View {
        val action = Action.Dial(EMERGENCY, true, Route.Home)
        return Button(activity).apply {
            text = EMERGENCY
            setTag(R.id.action, action)
            setOnClickListener { if (Handover.dial(activity, action)) Exit.leave(activity, launcher = false) }
        }
    }

    private const val EMERGENCY: String = "911"
}
