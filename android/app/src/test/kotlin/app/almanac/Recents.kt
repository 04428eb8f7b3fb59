package app.almanac

import android.os.IBinder
import org.robolectric.annotation.Implementation
import org.robolectric.annotation.Implements

/** Remembers whether the app let the system take pictures for recents: the platform has no way to ask. */
@Implements(className = "android.app.ActivityClient", minSdk = 31, isInAndroidSdk = false)
class Recents {
    @Implementation
    fun setRecentsScreenshotEnabled(
        @Suppress("UNUSED_PARAMETER") token: IBinder,
        enabled: Boolean,
    ) {
        last = enabled
    }

    companion object {
        var last: Boolean? = null
    }
}
