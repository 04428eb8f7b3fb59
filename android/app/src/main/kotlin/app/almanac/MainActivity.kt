package app.almanac

import android.app.Activity
import android.content.ActivityNotFoundException
import android.content.Intent
import android.content.res.Configuration
import android.net.Uri
import android.os.Build
import android.os.Bundle
import android.os.Handler
import android.os.Looper
import android.view.KeyEvent
import android.view.WindowManager
import android.window.OnBackInvokedDispatcher
import app.almanac.core.Action
import app.almanac.core.Almanac
import app.almanac.core.Next
import app.almanac.core.Route
import app.almanac.draw.Colors
import app.almanac.draw.Fallback
import app.almanac.draw.Frame
import app.almanac.draw.Hands
import app.almanac.draw.Kit

/** The one window: asks the core for a screen, draws it, and does what is tapped. */
public class MainActivity :
    Activity(),
    Commands.Window {
    internal val places: Places = Places()
    private val voice = Voice(this)
    private val presses = Presses(this)
    private val timer = Handler(Looper.getMainLooper())
    private val pause = Runnable { keep() }
    private val hands = Hands(::perform, ::back, ::typed, ::wrote)
    private var almanac: Almanac? = null
    private var commands: Commands? = null
    private val picking = Picking(this) { leave(launcher = false) }
    private var frame: Frame? = null

    /** What is to be said when the window shows something again; null while it does. */
    private var unsaid: String? = null
    private val isBlank get() = unsaid != null

    override fun onCreate(savedInstanceState: Bundle?) {
        super.onCreate(null)
        window.setFlags(WindowManager.LayoutParams.FLAG_SECURE, WindowManager.LayoutParams.FLAG_SECURE)
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.TIRAMISU) {
            setRecentsScreenshotEnabled(false)
            onBackInvokedDispatcher.registerOnBackInvokedCallback(OnBackInvokedDispatcher.PRIORITY_DEFAULT, ::back)
        }
        start()
    }

    /** From the launcher, over whatever was there: a list of files too. */
    override fun onNewIntent(intent: Intent?) {
        super.onNewIntent(intent)
        forget()
        start()
    }

    /** Nothing is saved: the system would keep it on disk, and give it back to whoever holds the phone then. */
    override fun onSaveInstanceState(outState: Bundle): Unit = Unit

    override fun onConfigurationChanged(newConfig: Configuration) {
        super.onConfigurationChanged(newConfig)
        refresh()
    }

    /** Something of another app stands in front, if only a small window: what was written is kept, notes close, the window is blank. */
    override fun onPause() {
        super.onPause()
        if (isChangingConfigurations || isFinishing) return
        keep()
        voice.stop()
        keepScroll()
        frame?.fields?.secret()?.wipe()
        attempt { almanac?.lock() }
        unsaid = NO_WORDS
        Exit.blank(this)
    }

    override fun onResume() {
        super.onResume()
        val words = unsaid ?: return
        unsaid = null
        refresh()
        say(words)
    }

    /** Screen off, another app in front: nobody reads here now, and the next to look may be somebody else. */
    override fun onStop() {
        super.onStop()
        if (!isChangingConfigurations && !isFinishing && !picking.isOn) leave(launcher = false)
    }

    override fun onDestroy() {
        voice.stop()
        picking.forget()
        super.onDestroy()
    }

    /** The volume changes all the same: pressing the key looks like nothing else. */
    override fun onKeyDown(
        keyCode: Int,
        event: KeyEvent,
    ): Boolean {
        val action = frame?.volume.takeUnless { voice.isOn }
        if (action != null && presses.isThird(event)) perform(action)
        return super.onKeyDown(keyCode, event)
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
        unsaid = null
        almanac = Core.open(this)
        attempt { almanac?.onDay(Core.today()) }
        commands = almanac?.let { Commands(it, this) }
        open(attempt { almanac?.start(Core.minutes()) }.getOrNull() ?: Route.Home)
        commands?.wake()
    }

    /** Starts afresh at this route, with Home below it. */
    internal fun open(route: Route) {
        places.open(route)
        arrive()
    }

    internal fun back() {
        if (commands?.isBusy == true) return
        val said = keep() ?: return
        if (!places.back()) return leave(launcher = true)
        arrive()
        say(said)
    }

    internal fun perform(action: Action) {
        if (commands?.isBusy == true && !action.leaves()) return
        when (action) {
            is Action.Go -> go(action.route)
            is Action.Dial -> handOver(Handover.dial(this, action), action.otherwise)
            is Action.Text -> handOver(Handover.text(this, action), action.otherwise)
            is Action.Browse -> handOver(Handover.browse(this, action), action.otherwise)
            is Action.Copy -> copy(action)
            is Action.Listen -> listen(action)
            is Action.SetLanguage -> speak(action.tag)
            is Action.UseIcon -> if (Icons.use(this, action.icon)) say(action.done)
            is Action.Run -> run(action)
            Action.Back -> back()
            Action.Leave -> leave(launcher = true)
        }
    }

    /** These are never held up by a command that takes its time. */
    private fun Action.leaves(): Boolean =
        when (this) {
            is Action.Dial, is Action.Text, is Action.Browse, Action.Leave -> true
            is Action.Go, is Action.Copy, is Action.Listen, is Action.SetLanguage, is Action.UseIcon, is Action.Run, Action.Back -> false
        }

    private fun go(route: Route) {
        show(route, replace = false, said = keep() ?: return)
    }

    private fun run(action: Action.Run) {
        val fields = frame?.fields ?: return
        timer.removeCallbacks(pause)
        commands?.run(action.command, fields.values(), fields.secret())
    }

    /** Keeps what stands in the fields where the screen wants it kept: what to say of it, or null when it was refused. */
    private fun keep(): String? {
        timer.removeCallbacks(pause)
        val shown = frame ?: return NO_WORDS
        return commands?.keep(shown.autosave ?: return NO_WORDS, shown.fields.values())
    }

    /** Something was written into a field. */
    private fun wrote() {
        timer.removeCallbacks(pause)
        if (frame?.autosave != null) timer.postDelayed(pause, PAUSE)
    }

    override fun show(
        route: Route,
        replace: Boolean,
        said: String,
    ) {
        keepScroll()
        places.go(route, replace)
        arrive()
        say(said)
    }

    override fun stay(said: String) {
        keepScroll()
        draw()?.settle()
        say(said)
    }

    override fun say(words: String) {
        if (isBlank) {
            unsaid = words
        } else if (words.isNotEmpty()) {
            frame?.notice(words)
        }
    }

    override fun wait(waits: Boolean) {
        frame?.wait(waits)
    }

    override fun pick(next: Next) {
        val intent =
            when (next) {
                is Next.WriteFile -> Documents.create(next)
                else -> Documents.open()
            }
        keep()
        attempt { almanac?.lock() }
        picking.begin(next)
        try {
            startActivityForResult(intent, PICK)
        } catch (_: ActivityNotFoundException) {
            picked(null)
        }
    }

    override fun onActivityResult(
        requestCode: Int,
        resultCode: Int,
        data: Intent?,
    ) {
        super.onActivityResult(requestCode, resultCode, data)
        picked(data?.data.takeIf { resultCode == RESULT_OK })
    }

    private fun picked(uri: Uri?) {
        val answer = picking.end(almanac ?: return, uri) ?: return
        commands?.start(answer)
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
        val core = almanac ?: return
        val route = core.typed(places.top.route, text)
        if (route == places.top.route) return
        keepScroll()
        places.typed(route)
        val screen = core.screenOrFailure(route, null)
        if (screen == null || frame?.retype(screen, places.top) != true) draw()?.type()
    }

    /** Blank first; then what was written is kept if it can be, and whether or not it can, the app is gone. */
    private fun leave(launcher: Boolean) {
        Exit.blank(this)
        keep()
        forget()
        Exit.leave(this, launcher)
    }

    private fun forget() {
        voice.stop()
        timer.removeCallbacks(pause)
        commands?.leave()
        attempt { almanac?.leave() }
        picking.forget()
        Clip.clear(this)
        frame = null
        places.open(Route.Home)
    }

    /** Shows a screen that the person has just come to. */
    private fun arrive() {
        voice.stop()
        draw()?.arrive()
    }

    /** Shows the same screen again, after the device has changed: with what was typed, kept or not. */
    override fun refresh() {
        if (isFinishing || isBlank) return
        val before = frame
        val typing = before?.typing
        keepScroll()
        draw()?.carry(before ?: return, typing ?: return)
    }

    private fun draw(): Frame? {
        timer.removeCallbacks(pause)
        if (isBlank) return null
        frame = almanac?.let { frame(it) }
        setContentView(frame?.root ?: Fallback.view(this))
        return frame
    }

    private fun frame(almanac: Almanac): Frame? {
        val screen = almanac.screenOrFailure(places.top.route, places.top.went) ?: return null
        val dark = resources.configuration.uiMode and Configuration.UI_MODE_NIGHT_MASK == Configuration.UI_MODE_NIGHT_YES
        val colors = attempt { Colors(almanac.palette(dark)) }.getOrNull() ?: return null
        return Frame(Kit(this, colors, screen.language, hands.perform), screen, places, hands)
    }

    private fun keepScroll() {
        frame?.let { places.top.scrolled = it.scrolled }
    }

    private companion object {
        const val PAUSE = 2_000L
        const val PICK = 1
        const val NO_WORDS = ""
    }
}
