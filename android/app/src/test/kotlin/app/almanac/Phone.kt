package app.almanac

import android.content.Intent
import android.content.res.Configuration
import android.os.Bundle
import android.os.Looper
import android.view.View
import android.view.ViewGroup
import android.widget.EditText
import android.widget.TextView
import app.almanac.core.Action
import app.almanac.core.Almanac
import app.almanac.core.Route
import org.robolectric.Robolectric
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.android.controller.ActivityController
import java.time.Duration
import java.time.LocalDate

/** The app in a person's hand: opened in a language on a day, looked at and tapped through its real views. */
class Phone(
    language: String = "en",
    today: LocalDate = LocalDate.parse("2026-11-25"),
) {
    val almanac: Almanac = Almanac.open("", listOf(language), today.toEpochDay().toInt())
    private var controller: ActivityController<MainActivity>

    init {
        Core.opener = { almanac }
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
        if (left) controller = launch()
        activity.open(route)
        idle()
    }

    /** Taps the launcher's icon. */
    fun reopen() {
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
        check(view.performClick()) { "nothing happens on a tap" }
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

    /** What was handed to the phone since the last call, oldest first. */
    fun started(): List<Intent> = generateSequence { shadowOf(RuntimeEnvironment.getApplication()).nextStartedActivity }.toList()

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
    }
}

/** What a tap on this view does. */
val View.action: Action? get() = getTag(R.id.action) as? Action

/** The title that hides and shows this view. */
val View.header: View? get() = getTag(R.id.header) as? View
