package app.almanac

import android.view.View
import android.view.WindowManager
import android.widget.EditText
import android.widget.TextView
import app.almanac.core.Action
import app.almanac.core.Almanac
import app.almanac.core.Block
import app.almanac.core.FieldKind
import app.almanac.core.Route
import app.almanac.core.Screen
import app.almanac.draw.isGuarded
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.shadows.ShadowDialog
import org.robolectric.shadows.ShadowToast

/** What is wrong with the screen in front, each as a line: nothing may be cut, lost, looked at by others, or without its way out. */
fun Phone.faults(): List<String> {
    val screen = almanac.screen(route, null)
    return (room() + window() + wayOut() + reach(screen) + text()).map { "$routeText: $it" }
}

private fun Phone.room(): List<String> =
    buildList {
        // Half of it; a third where something is said above it.
        val least = if (said().isEmpty()) content.height / 2 else content.height / 3
        if (view<View>(R.id.content).height < least) add("no room to read")
    }

/** Seen by nobody but whoever holds the phone: no other window, no picture, nothing filled in. */
private fun Phone.window(): List<String> =
    buildList {
        if (activity.window.attributes.flags and WindowManager.LayoutParams.FLAG_SECURE == 0) add("not secure")
        val popup = shadowOf(RuntimeEnvironment.getApplication()).latestPopupWindow
        if (ShadowDialog.getLatestDialog() != null || popup != null || ShadowToast.shownToastCount() > 0) add("another window")
        if (root.importantForAutofill != View.IMPORTANT_FOR_AUTOFILL_NO_EXCLUDE_DESCENDANTS) add("filled in")
        root.walk().filter { it.isImportantForAutofill || it.autofillHints != null }.forEach { add("filled in: $it") }
        val typed = root.walk().filterIsInstance<EditText>()
        typed.filter { it.autofillType != View.AUTOFILL_TYPE_NONE }.forEach { add("of a kind that is filled in: $it") }
        root.walk().filter { it.isSaveEnabled && (it is EditText || it.id == R.id.content) }.forEach { add("saved by the phone: $it") }
    }

/** Leave is there, comes first for a screen reader, and is among the actions of the window and of the title. */
private fun Phone.wayOut(): List<String> =
    buildList {
        val leave = view<View>(R.id.leave)
        if (leave.action != Action.Leave || !leave.isShown || !leave.isClickable || !leave.isEnabled) add("no way out")
        if (leave.height == 0 || leave.bottom > content.height / 2) add("Leave is out of reach")
        val back: View? = activity.findViewById(R.id.back)
        val order = listOfNotNull(leave, back, title).map { it.id }
        for ((one, next) in order.zipWithNext()) {
            if (view<View>(one).accessibilityTraversalBefore != next) add("not in order for a screen reader: $order")
        }
        val pulled = root.walk().filter { it.accessibilityTraversalBefore != View.NO_ID || it.accessibilityTraversalAfter != View.NO_ID }
        if (pulled.any { it.id !in order.dropLast(1) }) add("something else is pulled forward for a screen reader")
        for (view in listOf(root, title)) {
            val named = view.createAccessibilityNodeInfo().actionList.any { it.id == R.id.leave && !it.label.isNullOrEmpty() }
            if (!named) add("no action to leave on $view")
        }
    }

/** Everything of the screen can be tapped, by keys and switches too, and through another app's window just what may be. */
private fun Phone.reach(screen: Screen): List<String> =
    buildList {
        if (title.text.toString() != screen.title) add("another title: ${title.text}")
        if (actions().filter { it != Action.Leave } != screen.actions().filter { it != Action.Leave }) add("not everything can be tapped")
        val tapped = views().filter { it.action != null }.toList()
        tapped.filter { !it.isFocusable }.forEach { add("no key or switch reaches ${it.action}") }
        tapped.filter { it.filterTouchesWhenObscured != it.action!!.isGuarded() }.forEach { add("touches through a window: ${it.action}") }
        for (action in tapped.mapNotNull { it.action }) {
            if (action.isEmergency() == true && action.isGuarded()) add("911 is dead under a screen filter: $action")
        }
    }

/** No text is cut, in the window and beyond it. */
private fun Phone.text(): List<String> =
    buildList {
        unfoldAll()
        idle()
        root.cutText().forEach { add("in its window: $it") }
        layOutTall()
        root.cutText().forEach { add(it) }
    }

private fun Action.isEmergency(): Boolean? =
    when (this) {
        is Action.Dial -> number == "911" || otherwise == Route.NoApp("911")
        is Action.Text -> number == "911" || otherwise == Route.NoApp("911")
        else -> null
    }

/** Ways to leave that every screen has. */
val WAYS_OUT =
    mapOf<String, (Phone) -> Boolean>(
        "a tap" to { it.view<View>(R.id.leave).performClick() },
        "the window's action" to { it.root.performAccessibilityAction(R.id.leave, null) },
        "the title's action" to { it.title.performAccessibilityAction(R.id.leave, null) },
    )

/** Leaves in this way. What is wrong before anything else has had its turn, so before another frame is drawn. */
fun Phone.faultsOfLeaving(way: String): List<String> =
    buildList {
        val words = root.walk().filterIsInstance<TextView>().count()
        if (words < 2) add("nothing to be seen before")
        if (WAYS_OUT.getValue(way)(this@faultsOfLeaving)) Unit else add("does nothing")
        if (root.walk().count() != 1) add("still to be read")
        if (!left) add("not left")
        if (activity.places.routes != listOf<Route>(Route.Home)) add("still known where: ${activity.places.routes}")
        if (almanac.areNotesOpen()) add("notes are open")
    }.map { "$routeText, by $way: $it" }

fun Almanac.areNotesOpen(): Boolean =
    screen(Route.Notes(""), null).blocks.none { it is Block.Field && it.kind == FieldKind.SECRET } &&
        screen(Route.Notes(""), null).actions().any { it == Action.Run("close-notes") }
