package app.almanac

import android.app.Application
import android.content.pm.ActivityInfo
import android.content.pm.ApplicationInfo
import android.content.pm.PackageManager
import android.view.WindowManager
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config

/** What the app asks of the phone and shows to it. */
class ManifestTest : AppTest() {
    private val app: Application = RuntimeEnvironment.getApplication()

    @Test
    fun no_permission_is_asked_for() {
        assertEquals(null, info(PackageManager.GET_PERMISSIONS).requestedPermissions)
    }

    @Test
    fun one_activity_is_there_under_four_names_for_the_launcher_and_nothing_else() {
        val everything =
            PackageManager.GET_ACTIVITIES or PackageManager.GET_SERVICES or PackageManager.GET_RECEIVERS or PackageManager.GET_PROVIDERS
        val info = info(everything or PackageManager.MATCH_DISABLED_COMPONENTS)
        val (aliases, activities) = info.activities!!.partition { it.targetActivity != null }
        assertEquals(listOf(MainActivity::class.java.name), activities.map { it.name })
        assertEquals(listOf(".Almanac", ".FieldNotes", ".Pages", ".Reader"), aliases.map { it.name.removePrefix("app.almanac") }.sorted())
        assertTrue(aliases.all { it.exported && it.targetActivity == MainActivity::class.java.name })
        assertFalse(activities.single().exported)
        assertEquals(listOf(null, null, null), listOf(info.services, info.receivers, info.providers))
    }

    @Test
    fun it_stays_out_of_recents_and_of_backups() {
        val activity = info(PackageManager.GET_ACTIVITIES).activities!!.single { it.targetActivity == null }
        assertTrue(activity.flags and ActivityInfo.FLAG_EXCLUDE_FROM_RECENTS != 0)
        assertEquals(0, app.applicationInfo.flags and ApplicationInfo.FLAG_ALLOW_BACKUP)
        assertEquals("Almanac", app.packageManager.getApplicationLabel(app.applicationInfo))
    }

    @Test
    fun the_window_is_secure() {
        assertTrue(
            Phone()
                .activity.window.attributes.flags and WindowManager.LayoutParams.FLAG_SECURE != 0,
        )
    }

    @Test
    @Config(minSdk = 33)
    fun recents_take_no_picture() {
        Recents.last = null
        Phone()
        assertEquals(false, Recents.last)
    }

    private fun info(flags: Int) = app.packageManager.getPackageInfo(app.packageName, flags)
}
