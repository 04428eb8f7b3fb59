package app.almanac

import android.app.Activity
import android.app.Application
import android.content.Intent
import android.content.res.Configuration
import android.net.Uri
import android.os.Bundle
import android.os.Looper
import android.view.View
import android.view.ViewGroup
import android.widget.EditText
import android.widget.TextView
import app.almanac.core.Action
import app.almanac.core.Almanac
import app.almanac.core.Platform
import app.almanac.core.Route
import app.almanac.core.Screen
import app.almanac.core.UniffiWithHandle
import app.almanac.draw.Hold
import org.robolectric.Robolectric
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.android.controller.ActivityController
import java.io.ByteArrayOutputStream
import java.io.File
import java.time.Duration
import java.time.LocalDate
import java.util.concurrent.Executor

/**
 * The app in a person's hand, on a phone with nothing on it: opened in a language on a day, looked at and tapped through its real
 * views. Its commands run at once.
 */
class Phone(
    private val language: String = "en",
    today: LocalDate = LocalDate.parse("2026-11-25"),
    private val platform: Platform = Platform.ANDROID,
    /** Where a phone that outlives the process keeps what it has; none is a phone with nothing on it. */
    private val kept: File? = null,
) {
    var almanac: Almanac
        private set
    private var controller: ActivityController<MainActivity>

    /** The screen that the app asked the core for last: what its views show. */
    var screen: Screen? = null
        private set

    /** What the core says of packs, where it is not to be asked itself. */
    var pack: Screen? = null

    init {
        last?.close()
        if (kept == null) folder.listFiles().orEmpty().forEach { it.delete() }
        FakeKeyStore.install(kept?.resolve("keys")?.also { it.mkdirs() })
        Core.today = { today.toEpochDay().toInt() }
        Commands.worker = Executor { it.run() }
        almanac = openCore()
        controller = launch()
    }

    /** The app's private folder. */
    private val folder: File get() = kept?.resolve("private")?.also { it.mkdirs() } ?: app.noBackupFilesDir

    private fun openCore(): Almanac {
        val phone = Core.phone(app).copy(platform = platform)
        val core = Almanac.open(folder.path, listOf(language), Core.today(), phone).use { Watched(it, { pack }) { seen -> screen = seen } }
        last = core
        Core.opener = { core }
        return core
    }

    /** Ends the process, wherever it is, and starts the app again from the launcher. */
    fun restart() {
        almanac.close()
        almanac = openCore()
        controller = launch()
    }

    val activity: MainActivity get() = controller.get()
    val content: ViewGroup get() = checkNotNull(activity.findViewById(android.R.id.content))

    /** What the app has put into its window. */
    val root: View get() = content.getChildAt(0)
    val route: Route get() = activity.places.top.route
    val routeText: String get() = almanac.routeText(route)
    val left: Boolean get() = activity.isFinishing

    fun open(route: String) = open(almanac.route(route))

    fun open(route: Route) {
        if (left) reopen()
        activity.open(route)
        idle()
    }

    /** Taps the launcher's icon. */
    fun reopen() {
        // What was left is gone; what was not still has its window.
        if (left) controller.close()
        controller = launch()
    }

    /** Changes something of the device while the app is shown: the activity is not made anew. */
    fun configure(change: Configuration.() -> Unit) {
        controller.configurationChange(Configuration(activity.resources.configuration).apply(change))
        idle()
    }

    /** What the app would have the system keep for it. */
    fun saved(): Bundle = Bundle().also { controller.saveInstanceState(it) }

    /** Puts something else in front, or turns the screen off. */
    fun stop() {
        controller.pause().stop()
        idle()
    }

    /** Puts a small window in front. */
    fun pause() {
        controller.pause()
        idle()
    }

    /** Takes it away. */
    fun resume() {
        controller.resume()
        idle()
    }

    fun pass(millis: Long) = shadowOf(Looper.getMainLooper()).idleFor(Duration.ofMillis(millis))

    fun back() {
        activity.back()
        idle()
    }

    fun type(text: String) {
        val field = view<EditText>(R.id.field)
        field.requestFocus()
        field.setText(text)
        field.setSelection(field.length())
        idle()
    }

    /** Writes into the field with this anchor. */
    fun write(
        anchor: String,
        text: String,
    ) {
        val field = field(anchor)
        unfold(field)
        field.requestFocus()
        field.setText(text)
        field.setSelection(field.length())
        idle()
    }

    fun field(anchor: String): EditText = checkNotNull(fields()[anchor]) { "no field $anchor" }

    /** The fields to write into, by anchor. */
    fun fields(): Map<String, EditText> =
        views().filterIsInstance<EditText>().mapNotNull { view -> (view.getTag(R.id.anchor) as? String)?.let { it to view } }.toMap()

    /** What the app says below its bar; empty when nothing. */
    fun said(): String = views().firstOrNull { it.id == R.id.notice && it.isShown }?.let { (it as TextView).text.toString() }.orEmpty()

    /** Runs a command of the screen by the view that does. */
    fun run(command: String) = check(tap { it == Action.Run(command) }) { "nothing does $command" }

    /** Starts notes under these words. */
    fun startNotes(words: String = WORDS) {
        open("notes/start")
        write("words", words)
        run("start-notes")
    }

    /** Opens them where they are closed. */
    fun openNotes(words: String = WORDS) {
        write("words", words)
        run("open-notes")
    }

    fun newNote(
        title: String,
        body: String,
    ) {
        open("notes")
        run("new-note/note")
        write("title", title)
        write("body", body)
    }

    /** The notes that the list in front shows. */
    fun notes(): List<Route> = actions().mapNotNull { (it as? Action.Go)?.route as? Route.Note }

    /** All words that stand there. */
    fun shown(): String = views().filterIsInstance<TextView>().joinToString("\n") { it.text }

    fun <T : View> view(id: Int): T = checkNotNull(activity.findViewById(id)) { "there is no such view" }

    val title: TextView get() = view(R.id.title)

    fun views(): Sequence<View> = content.walk()

    /** Everything that can be tapped here, hidden parts too. */
    fun actions(): List<Action> = views().mapNotNull { it.action }.toList()

    fun anchors(key: Int): List<String> = views().mapNotNull { it.getTag(key) as? String }.toList()

    /** The first view that does this. */
    fun find(which: (Action) -> Boolean): View? = views().firstOrNull { it.action?.let(which) == true }

    /** Taps the first view that does this, unfolding what hides it. */
    fun tap(which: (Action) -> Boolean): Boolean = find(which)?.let { tap(it) } != null

    fun tap(view: View) {
        unfold(view)
        check(if (view is Hold) view.performLongClick() else view.performClick()) { "nothing happens on a tap" }
        idle()
    }

    /** Opens every folded part around this view. */
    fun unfold(view: View) {
        generateSequence(view) { it.parent as? View }
            .toList()
            .asReversed()
            .filter { it.visibility != View.VISIBLE }
            .forEach { it.header?.performClick() }
    }

    fun unfoldAll() {
        views().filter { it.visibility != View.VISIBLE }.toList().forEach { it.header?.performClick() }
    }

    /** Lays the whole screen out, so that nothing has to be scrolled to. */
    fun layOutTall() {
        root.layOutTall(activity.resources.displayMetrics.widthPixels)
    }

    /** The file that was written last, by its name: the one that is picked, too. */
    var file: Pair<String, ByteArray>? = null

    /** The list of files that the app has opened in front of itself, if it has. */
    fun picker(): Intent? =
        shadowOf(activity).peekNextStartedActivityForResult()?.intent?.takeIf {
            it.action == Intent.ACTION_CREATE_DOCUMENT || it.action == Intent.ACTION_OPEN_DOCUMENT
        }

    /** Picks a file in the list of files and comes back. */
    fun pick() {
        val uri = Uri.parse("content://files/1")
        val resolver = shadowOf(activity.contentResolver)
        val written = ByteArrayOutputStream()
        resolver.registerOutputStreamSupplier(uri) { written }
        resolver.registerInputStreamSupplier(uri) { file?.second?.inputStream() }
        val intent = comeBack(Activity.RESULT_OK, Intent().setData(uri)) ?: return
        if (intent.action == Intent.ACTION_CREATE_DOCUMENT) file = intent.getStringExtra(Intent.EXTRA_TITLE)!! to written.toByteArray()
    }

    /** Comes back from the list of files with nothing. */
    fun pickNothing() {
        comeBack(Activity.RESULT_CANCELED, null)
    }

    /** What the list of files was opened with; nothing where the app was left before. */
    private fun comeBack(
        result: Int,
        data: Intent?,
    ): Intent? {
        val intent = checkNotNull(picker()) { "no list of files" }
        shadowOf(activity).nextStartedActivityForResult
        controller.pause().stop()
        idle()
        if (left) return null
        controller.restart()
        shadowOf(activity).receiveResult(intent, result, data)
        idle()
        controller.resume()
        idle()
        return intent
    }

    /** What was handed to the phone since the last call, oldest first. */
    fun started(): List<Intent> =
        generateSequence { shadowOf(RuntimeEnvironment.getApplication()).nextStartedActivity }
            // The list of files is come back from.
            .filter { it.action != Intent.ACTION_CREATE_DOCUMENT && it.action != Intent.ACTION_OPEN_DOCUMENT }
            .toList()

    /** Lets everything happen that is due, within some frames of time. */
    fun idle() = shadowOf(Looper.getMainLooper()).idleFor(Duration.ofMillis(FRAMES))

    private fun launch(): ActivityController<MainActivity> =
        Robolectric
            .buildActivity(MainActivity::class.java)
            .setup()
            .topActivityResumed(true)
            .windowFocusChanged(true)
            .also { idle() }

    private companion object {
        const val FRAMES = 50L
        const val WORDS = "seven quiet rivers run east"

        /** The app of the phone before, whose file it holds. */
        var last: Almanac? = null
        val app: Application get() = RuntimeEnvironment.getApplication()
    }
}

/** The same core, that tells of every screen that it was asked for, and says of packs what it is told to say. */
private class Watched(
    core: Almanac,
    private val pack: () -> Screen?,
    private val seen: (Screen) -> Unit,
) : Almanac(UniffiWithHandle, core.uniffiCloneHandle()) {
    override fun screen(
        route: Route,
        went: Route?,
    ): Screen = (pack().takeIf { route == Route.Pack } ?: super.screen(route, went)).also(seen)
}

/** What a tap on this view does. */
val View.action: Action? get() = getTag(R.id.action) as? Action

/** The title that hides and shows this view. */
val View.header: View? get() = getTag(R.id.header) as? View
