package app.almanac

import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode

/**
 * A test of the app on the oldest Android that it runs on, on 35 and on the one that it is made for. Which of them run is said by
 * the property `test.sdks`; 36 needs a newer Java than the others.
 */
@RunWith(RobolectricTestRunner::class)
@GraphicsMode(GraphicsMode.Mode.NATIVE)
@Config(sdk = [26, 35, 36], shadows = [Recents::class])
abstract class AppTest
