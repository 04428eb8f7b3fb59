package app.almanac

import android.content.ComponentName
import android.content.Context
import android.content.pm.PackageManager
import app.almanac.core.AppIcon

/** The names and icons that the launcher can show the app under: aliases of its one window, of which one is enabled. */
internal object Icons {
    /** Shows the app under this name. The new one comes before the old one goes: the app is never without any. */
    fun use(
        context: Context,
        icon: AppIcon,
    ): Boolean =
        attempt {
            set(context, icon, PackageManager.COMPONENT_ENABLED_STATE_ENABLED)
            AppIcon.entries.filter { it != icon }.forEach { set(context, it, PackageManager.COMPONENT_ENABLED_STATE_DISABLED) }
        }.isSuccess

    private fun set(
        context: Context,
        icon: AppIcon,
        state: Int,
    ) {
        val name = ComponentName(context.packageName, context.packageName + alias(icon))
        context.packageManager.setComponentEnabledSetting(name, state, PackageManager.DONT_KILL_APP)
    }

    private fun alias(icon: AppIcon): String =
        when (icon) {
            AppIcon.ALMANAC -> ".Almanac"
            AppIcon.READER -> ".Reader"
            AppIcon.PAGES -> ".Pages"
            AppIcon.FIELD_NOTES -> ".FieldNotes"
        }
}
