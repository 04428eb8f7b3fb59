package app.almanac

import android.app.Activity
import android.content.Intent
import android.view.View

/** Leaving. */
internal object Exit {
    /** Blanks the window. First of all: what follows may take a moment, and the screen must not stay readable meanwhile. */
    fun blank(activity: Activity) = activity.setContentView(View(activity))

    /** Removes the task and, where nothing else is already in front, brings the launcher. */
    fun leave(
        activity: Activity,
        launcher: Boolean,
    ) {
        if (launcher) attempt { activity.startActivity(home()) }
        activity.finishAndRemoveTask()
    }

    private fun home(): Intent =
        Intent(Intent.ACTION_MAIN)
            .addCategory(Intent.CATEGORY_HOME)
            .addFlags(Intent.FLAG_ACTIVITY_NEW_TASK)
}
