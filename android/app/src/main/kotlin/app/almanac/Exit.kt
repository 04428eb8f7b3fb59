package app.almanac

import android.app.Activity
import android.content.Intent
import android.view.View

/** Leaving. */
internal object Exit {
    /**
     * Blanks the window, removes the task and, where nothing else is already in front, brings the launcher.
     *
     * The window goes blank first: what follows may take the system a moment, and the screen must not stay readable meanwhile.
     */
    fun leave(
        activity: Activity,
        launcher: Boolean,
    ) {
        activity.setContentView(View(activity))
        if (launcher) attempt { activity.startActivity(home()) }
        activity.finishAndRemoveTask()
    }

    private fun home(): Intent =
        Intent(Intent.ACTION_MAIN)
            .addCategory(Intent.CATEGORY_HOME)
            .addFlags(Intent.FLAG_ACTIVITY_NEW_TASK)
}
