package app.almanac

import android.graphics.Bitmap
import android.graphics.Canvas
import android.graphics.drawable.AdaptiveIconDrawable
import org.junit.Assume.assumeTrue
import org.junit.Test
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config
import java.io.File

/** The pictures for a store: the icon, and screens that say nothing about whoever looks at them. */
fun main(arguments: Array<String>) = Desk.start(StorePictures::class.java, arguments)

@Config(sdk = [35])
class StorePictures : AppTest() {
    @Test
    fun draw() {
        assumeTrue(Desk.isStarted(this))
        for ((folder, language) in listOf("en-US" to "en", "es-US" to "es")) {
            val images = File(Desk.out, "$folder/images")
            icon().image().writePng(File(images, "icon.png"))
            Desk.shape("w360dp-h720dp", "xhdpi", dark = false)
            val phone = Phone(language)
            ROUTES.forEachIndexed { index, route ->
                phone.open(route)
                val window = checkNotNull(phone.activity.window.peekDecorView())
                window.bitmap().image().writePng(File(images, "phoneScreenshots/${index + 1}.png"))
            }
        }
    }

    /** As a launcher draws it that cuts nothing off: the middle two thirds of both layers. */
    private fun icon(): Bitmap {
        val app = RuntimeEnvironment.getApplication()
        val icon = app.getDrawable(R.mipmap.icon) as AdaptiveIconDrawable
        val picture = Bitmap.createBitmap(SIDE, SIDE, Bitmap.Config.ARGB_8888)
        for (layer in listOf(icon.background, icon.foreground)) {
            layer.setBounds(-SIDE / 4, -SIDE / 4, SIDE + SIDE / 4, SIDE + SIDE / 4)
            layer.draw(Canvas(picture))
        }
        return picture
    }

    private companion object {
        const val SIDE = 512
        val ROUTES = listOf("notes", "plain", "languages")
    }
}
