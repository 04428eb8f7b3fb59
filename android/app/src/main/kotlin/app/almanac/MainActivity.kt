package app.almanac

import android.app.Activity
import android.content.Intent
import android.content.res.Configuration
import android.os.Build
import android.os.Bundle
import android.view.KeyEvent
import android.view.WindowManager
import android.window.OnBackInvokedDispatcher
import app.almanac.core.Action
import app.almanac.core.Almanac
import app.almanac.core.Route
import app.almanac.draw.Colors
import app.almanac.draw.Fallback
import app.almanac.draw.Frame
import app.almanac.draw.Kit

/** The one window: asks the core for a screen, draws it, and does what is tapped. */
public class MainActivity : Activity() {
    internal val places: Places = Places()
    private val voice = Voice(this)
    private var almanac: Almanac? = null
    private var frame: Frame? = null

    override fun onCreate(savedInstanceState: Bundle?) {
        super.onCreate(null)
        window.setFlags(WindowManager.LayoutParams.FLAG_SECURE, WindowManager.LayoutParams.FLAG_SECURE)
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.TIRAMISU) {
            setRecentsScreenshotEnabled(false)
            onBackInvokedDispatcher.registerOnBackInvokedCallback(OnBackInvokedDispatcher.PRIORITY_DEFAULT, ::back)
        }
        start()
    }

    override fun onNewIntent(intent: Intent?) {
        super.onNewIntent(intent)
        start()
    }

    /** Nothing is saved: the system would keep it on disk, and give it back to whoever holds the phone then. */
    override fun onSaveInstanceState(outState: Bundle): Unit = Unit

    override fun onConfigurationChanged(newConfig: Configuration) {
        super.onConfigurationChanged(newConfig)
        redraw()
    }

    /** Screen off, another app in front: nobody reads here now, and the next to look may be somebody else. */
    override fun onStop() {
        super.onStop()
        if (!isChangingConfigurations && !isFinishing) leave(launcher = false)
    }

    override fun onDestroy() {
        voice.stop()
        super.onDestroy()
    }

    override fun onKeyUp(
        keyCode: Int,
        event: KeyEvent?,
    ): Boolean =
        when (keyCode) {
            KeyEvent.KEYCODE_BACK, KeyEvent.KEYCODE_ESCAPE -> true.also { back() }
            else -> super.onKeyUp(keyCode, event)
        }

    private fun start() {
        almanac = Core.open(this)
        open(attempt { almanac?.start(Core.minutes()) }.getOrNull() ?: Route.Home)
    }

    /** Starts afresh at this route, with Home below it. */
    internal fun open(route: Route) {
        places.open(route)
        arrive()
    }

    internal fun back() {
        if (places.back()) arrive() else leave(launcher = true)
    }

    internal fun perform(action: Action) {
        when (action) {
            is Action.Go -> go(action.route)
            is Action.Dial -> handOver(Handover.dial(this, action), action.otherwise)
            is Action.Text -> handOver(Handover.text(this, action), action.otherwise)
            is Action.Browse -> handOver(Handover.browse(this, action), action.otherwise)
            is Action.Copy -> copy(action)
            is Action.Listen -> listen(action)
            is Action.SetLanguage -> speak(action.tag)
            Action.Back -> back()
            Action.Leave -> leave(launcher = true)
        }
    }

    private fun go(route: Route) {
        keepScroll()
        places.go(route)
        arrive()
    }

    private fun handOver(
        taken: Boolean,
        otherwise: Route,
    ) {
        if (!taken) return go(otherwise)
        attempt { almanac?.handedOver(Core.minutes()) }
        leave(launcher = false)
    }

    private fun copy(action: Action.Copy) {
        Clip.copy(this, action.text)
        frame?.notice(action.done)
    }

    private fun listen(action: Action.Listen) {
        val language = frame?.language ?: return
        voice.toggle(action.parts, language) { frame?.notice(action.unavailable) }
    }

    private fun speak(tag: String) {
        attempt { almanac?.setLanguage(tag) }
        arrive()
    }

    internal fun typed(text: String) {
        val route = Route.Search(text)
        if (route == places.top.route) return
        keepScroll()
        places.search(route)
        val screen = almanac?.screenOrFailure(route)
        if (screen == null || frame?.retype(screen, places.top) != true) draw()?.type()
    }

    private fun leave(launcher: Boolean) {
        voice.stop()
        frame = null
        places.open(Route.Home)
        Exit.leave(this, launcher)
    }

    /** Shows a screen that the person has just come to. */
    private fun arrive() {
        voice.stop()
        draw()?.arrive()
    }

    /** Shows the same screen again, after the device has changed. */
    private fun redraw() {
        if (isFinishing) return
        val typing = frame?.isTyping == true
        keepScroll()
        draw()?.let { if (typing) it.type() }
    }

    private fun draw(): Frame? {
        frame = almanac?.let { frame(it) }
        setContentView(frame?.root ?: Fallback.view(this))
        return frame
    }

    private fun frame(almanac: Almanac): Frame? {
        val screen = almanac.screenOrFailure(places.top.route) ?: return null
        val dark = resources.configuration.uiMode and Configuration.UI_MODE_NIGHT_MASK == Configuration.UI_MODE_NIGHT_YES
        val colors = attempt { Colors(almanac.palette(dark)) }.getOrNull() ?: return null
        val kit = Kit(this, colors, screen.language, ::perform)
        return Frame(kit, screen, places, ::back, ::typed)
    }

    private fun keepScroll() {
        frame?.let { places.top.scrolled = it.scrolled }
    }
}
