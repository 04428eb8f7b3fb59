package app.almanac

import android.content.Intent
import android.graphics.Bitmap
import android.graphics.Canvas
import android.os.SystemClock
import android.view.InputDevice
import android.view.KeyEvent
import android.view.MotionEvent
import android.view.View
import android.view.inputmethod.EditorInfo
import org.junit.Assume.assumeTrue
import org.junit.Test
import org.robolectric.annotation.Config
import java.awt.Dimension
import java.awt.Graphics
import java.awt.event.KeyAdapter
import java.awt.event.MouseAdapter
import java.awt.event.MouseEvent
import java.awt.event.MouseWheelEvent
import java.awt.event.WindowAdapter
import java.awt.event.WindowEvent
import java.awt.image.BufferedImage
import java.awt.image.DataBufferInt
import java.io.File
import java.time.LocalDate
import java.util.concurrent.LinkedBlockingQueue
import java.util.concurrent.TimeUnit
import javax.swing.JFileChooser
import javax.swing.JFrame
import javax.swing.JOptionPane
import javax.swing.JPanel
import javax.swing.SwingUtilities
import java.awt.event.KeyEvent as DeskKey

/**
 * The app in a window of this computer: mouse, wheel, keyboard; Escape goes back. What it hands to the phone is shown as a message. Its
 * phone is there again the next time, key store and all, with nothing of a phone's protection: it is for trying, not for keeping.
 */
fun main(arguments: Array<String>) = Desk.start(Preview::class.java, arguments)

@Config(sdk = [35])
class Preview : AppTest() {
    private val events = LinkedBlockingQueue<Runnable>()
    private lateinit var phone: Phone
    private lateinit var picture: Picture
    private var pressed = 0L
    private var closed = false
    private var folder: File? = null

    @Test
    fun show() {
        assumeTrue(Desk.isStarted(this))
        // Robolectric says that there is no display; the first use of a window must find another answer.
        System.setProperty("java.awt.headless", "false")
        Desk.shape("w411dp-h891dp", "mdpi", Desk.isDark)
        phone = Phone(Desk.language, LocalDate.now(), kept = Desk.phone)
        picture = Picture(window.width, window.height)
        SwingUtilities.invokeAndWait { open() }
        while (!closed) frame()
        // Closing the window is turning to something else; only what kills this process takes the app by surprise.
        phone.stop()
    }

    private val window: View get() = checkNotNull(phone.activity.window.peekDecorView())

    private fun frame() {
        val first = events.poll(FRAME, TimeUnit.MILLISECONDS)
        generateSequence(first) { events.poll() }.forEach { it.run() }
        phone.idle()
        picture.take(window)
        if (phone.picker() != null) pick()
        val handed = phone.started()
        if (!phone.left) return
        // The window is blank now, as on the phone; what would come next there can only be told here.
        val next = handed.joinToString { intent -> intent.data?.toString() ?: "the launcher" }
        tell("The app was left. What comes next on a phone: $next. OK opens the app again.")
        phone.reopen()
    }

    /** The phone's list of files is this computer's; it begins at home. */
    private fun pick() {
        val intent = checkNotNull(phone.picker())
        val writes = intent.action == Intent.ACTION_CREATE_DOCUMENT
        val list = JFileChooser(folder)
        if (writes) list.selectedFile = File(list.currentDirectory, intent.getStringExtra(Intent.EXTRA_TITLE).orEmpty())
        val answer = if (writes) list.showSaveDialog(picture) else list.showOpenDialog(picture)
        folder = list.currentDirectory
        if (answer != JFileChooser.APPROVE_OPTION) return phone.pickNothing()
        val file = list.selectedFile
        phone.file = if (writes) null else file.name to file.readBytes()
        phone.pick()
        if (writes) phone.file?.let { (_, bytes) -> file.writeBytes(bytes) }
    }

    private fun tell(words: String) = JOptionPane.showMessageDialog(picture, words, "Almanac", JOptionPane.PLAIN_MESSAGE)

    private fun open() {
        val frame = JFrame("Almanac")
        frame.defaultCloseOperation = JFrame.DISPOSE_ON_CLOSE
        frame.addWindowListener(
            object : WindowAdapter() {
                override fun windowClosed(event: WindowEvent) {
                    events.add(Runnable { closed = true })
                }
            },
        )
        picture.addMouseListener(Mouse())
        picture.addMouseMotionListener(Mouse())
        picture.addMouseWheelListener { event -> later { scroll(event) } }
        picture.addKeyListener(Keys())
        picture.isFocusable = true
        frame.contentPane.add(picture)
        frame.pack()
        frame.isResizable = false
        frame.setLocationRelativeTo(null)
        frame.isVisible = true
        picture.requestFocusInWindow()
    }

    private fun touch(
        kind: Int,
        event: MouseEvent,
    ) {
        val now = SystemClock.uptimeMillis()
        if (kind == MotionEvent.ACTION_DOWN) pressed = now
        val touch = MotionEvent.obtain(pressed, now, kind, event.x.toFloat(), event.y.toFloat(), 0)
        touch.source = InputDevice.SOURCE_TOUCHSCREEN
        window.dispatchTouchEvent(touch)
    }

    private fun scroll(event: MouseWheelEvent) {
        phone.content.findViewById<View>(R.id.content)?.scrollBy(0, (event.preciseWheelRotation * A_NOTCH).toInt())
    }

    private fun key(code: Int) {
        window.dispatchKeyEvent(KeyEvent(KeyEvent.ACTION_DOWN, code))
        window.dispatchKeyEvent(KeyEvent(KeyEvent.ACTION_UP, code))
    }

    private inner class Mouse : MouseAdapter() {
        override fun mousePressed(event: MouseEvent) = later { touch(MotionEvent.ACTION_DOWN, event) }

        override fun mouseReleased(event: MouseEvent) = later { touch(MotionEvent.ACTION_UP, event) }

        override fun mouseDragged(event: MouseEvent) = later { touch(MotionEvent.ACTION_MOVE, event) }
    }

    private inner class Keys : KeyAdapter() {
        override fun keyTyped(event: DeskKey) {
            val sign = event.keyChar
            if (!sign.isISOControl()) later { window.findFocus()?.onCreateInputConnection(EditorInfo())?.commitText(sign.toString(), 1) }
        }

        override fun keyPressed(event: DeskKey) {
            if (event.keyCode == DeskKey.VK_ESCAPE) return later { phone.back() }
            CODES[event.keyCode]?.let { later { key(it) } }
        }
    }

    private fun later(what: Runnable) {
        events.add(what)
    }

    private companion object {
        const val FRAME = 33L
        const val A_NOTCH = 60
        val CODES =
            mapOf(
                DeskKey.VK_BACK_SPACE to KeyEvent.KEYCODE_DEL,
                DeskKey.VK_ENTER to KeyEvent.KEYCODE_ENTER,
                DeskKey.VK_TAB to KeyEvent.KEYCODE_TAB,
                DeskKey.VK_LEFT to KeyEvent.KEYCODE_DPAD_LEFT,
                DeskKey.VK_RIGHT to KeyEvent.KEYCODE_DPAD_RIGHT,
                DeskKey.VK_UP to KeyEvent.KEYCODE_DPAD_UP,
                DeskKey.VK_DOWN to KeyEvent.KEYCODE_DPAD_DOWN,
                DeskKey.VK_PAGE_UP to KeyEvent.KEYCODE_PAGE_UP,
                DeskKey.VK_PAGE_DOWN to KeyEvent.KEYCODE_PAGE_DOWN,
            )
    }
}

/** The window's picture, drawn anew for each frame. */
private class Picture(
    width: Int,
    height: Int,
) : JPanel() {
    private val image = BufferedImage(width, height, BufferedImage.TYPE_INT_RGB)
    private val bitmap = Bitmap.createBitmap(width, height, Bitmap.Config.ARGB_8888)

    init {
        preferredSize = Dimension(width, height)
        focusTraversalKeysEnabled = false
    }

    fun take(view: View) {
        view.draw(Canvas(bitmap))
        bitmap.getPixels((image.raster.dataBuffer as DataBufferInt).data, 0, image.width, 0, 0, image.width, image.height)
        repaint()
    }

    override fun paintComponent(pen: Graphics) {
        pen.drawImage(image, 0, 0, null)
    }
}
