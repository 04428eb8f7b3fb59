package app.almanac

import android.content.ComponentName
import android.content.pm.PackageManager
import org.robolectric.annotation.Implementation
import org.robolectric.annotation.Implements
import org.robolectric.shadows.ShadowApplicationPackageManager

/** Remembers in which order the launcher's names were turned on and off, and whether that would have ended the app. */
@Implements(className = "android.app.ApplicationPackageManager", isInAndroidSdk = false)
class Names : ShadowApplicationPackageManager() {
    @Implementation
    override fun setComponentEnabledSetting(
        componentName: ComponentName,
        newState: Int,
        flags: Int,
    ) {
        val name = componentName.className.substringAfterLast('.')
        turned.add(Triple(name, newState == PackageManager.COMPONENT_ENABLED_STATE_ENABLED, flags))
        super.setComponentEnabledSetting(componentName, newState, flags)
    }

    companion object {
        val turned = mutableListOf<Triple<String, Boolean, Int>>()
    }
}
