package app.almanac

import android.app.Application
import android.app.LocaleConfig
import android.app.LocaleManager
import android.content.Intent
import android.content.pm.ActivityInfo
import android.content.pm.ApplicationInfo
import android.content.pm.PackageManager
import android.view.WindowManager
import app.almanac.core.Action
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config
import org.xmlpull.v1.XmlPullParser
import java.io.File

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

    /** What is open to be shared with, or offers to be, the phone shows in its lists; a shortcut or a person to share with too. */
    @Test
    fun nothing_of_the_app_stands_in_lists_for_sharing_or_for_marked_words() {
        for (action in listOf(Intent.ACTION_SEND, Intent.ACTION_SEND_MULTIPLE, Intent.ACTION_SENDTO, Intent.ACTION_PROCESS_TEXT)) {
            val asked =
                app.packageManager.queryIntentActivities(
                    Intent(action).setType("text/plain"),
                    PackageManager.MATCH_DISABLED_COMPONENTS,
                )
            assertEquals(emptyList<String>(), asked.map { it.activityInfo.name })
        }
        val info = info(PackageManager.GET_ACTIVITIES or PackageManager.GET_META_DATA or PackageManager.MATCH_DISABLED_COMPONENTS)
        assertTrue(info.activities!!.all { it.metaData == null })
        assertEquals(null, info.applicationInfo!!.metaData)
    }

    @Test
    @Config(minSdk = 33)
    fun the_language_is_chosen_in_the_app_and_the_phone_is_not_told() {
        assertEquals(LocaleConfig.STATUS_NOT_SPECIFIED, LocaleConfig(app).status)
        val phone = Phone()
        phone.open("languages")
        assertTrue(phone.tap { it is Action.SetLanguage && it.tag == "es" })
        assertEquals("es", phone.title.textLocale.language)
        assertTrue(app.getSystemService(LocaleManager::class.java)!!.applicationLocales.isEmpty)
    }

    /** Of everything that a phone can copy, nothing: neither to a new phone nor to a cloud, by the new rules and by the old ones. */
    @Test
    fun nothing_is_copied_to_a_new_phone() {
        val manifest = File("src/main/AndroidManifest.xml").readText()
        assertTrue("android:dataExtractionRules=\"@xml/keep_nothing\"" in manifest)
        assertTrue("android:fullBackupContent=\"@xml/keep_nothing_old\"" in manifest)
        assertEquals(mapOf("device-transfer" to DOMAINS, "cloud-backup" to DOMAINS), excluded(R.xml.keep_nothing))
        assertEquals(mapOf("full-backup-content" to DOMAINS), excluded(R.xml.keep_nothing_old))
    }

    /** What is excluded whole, by the element that says so. An element of any other kind would let something through. */
    private fun excluded(id: Int): Map<String, Set<String>> {
        val found = mutableMapOf<String, Set<String>>()
        val rules = app.resources.getXml(id)
        var within = ""
        while (rules.next() != XmlPullParser.END_DOCUMENT) {
            if (rules.eventType != XmlPullParser.START_TAG) continue
            if (rules.name != "exclude") {
                within = rules.name
                continue
            }
            assertEquals(".", rules.getAttributeValue(null, "path"))
            found[within] = found[within].orEmpty() + rules.getAttributeValue(null, "domain")
        }
        return found
    }

    private fun info(flags: Int) = app.packageManager.getPackageInfo(app.packageName, flags)

    private companion object {
        val DOMAINS =
            listOf("root", "file", "database", "sharedpref").flatMap { listOf(it, "device_$it") }.toSet() + "external"
    }
}
