package app.almanac.draw

import android.content.Context
import android.os.Build
import android.os.Bundle
import android.view.Gravity
import android.view.View
import android.view.ViewStructure
import android.view.WindowInsets
import android.view.accessibility.AccessibilityNodeInfo
import android.view.inputmethod.InputMethodManager
import android.widget.LinearLayout
import android.widget.ScrollView
import android.widget.TextView
import app.almanac.Place
import app.almanac.Places
import app.almanac.R
import app.almanac.core.Action
import app.almanac.core.Block
import app.almanac.core.Command
import app.almanac.core.Screen

/** One screen as it stands in the window: the bar, which stays, and the content, which scrolls. */
internal class Frame(
    private val kit: Kit,
    private val screen: Screen,
    places: Places,
    hands: Hands,
) {
    private val search = Search(kit, hands.typed)
    private val title = kit.text(screen.title, if (kit.cramped) Style.HEADING else Style.TITLE).asHeading().apply { id = R.id.title }
    private val notice = kit.text("", if (kit.cramped) Style.SMALL else Style.BODY).apply { id = R.id.notice }
    private val content = Column(kit)
    private val scroll = ScrollView(kit.context)
    private val place = places.top
    private var route = screen.route
    private val bar = Bar(kit, screen.bar, hands.back.takeIf { places.canGoBack })

    val root: LinearLayout = Sheet(kit.context)
    val language: String = screen.language
    val scrolled: Int get() = scroll.scrollY
    val fields: Fields = Fields(kit, hands.wrote)
    val typing: Typing get() = Typing(search.field?.isFocused == true, fields.active)
    val autosave: Command? = screen.autosave
    val volume: Action? = screen.volume

    init {
        kit.tapped = { notice(screen.bar.hold) }
        if (!bar.take(title)) content.put(title, if (kit.cramped) 0 else 8)
        fill(screen.blocks, place)
        scroll.id = R.id.content
        scroll.addView(content)
        scroll.isSaveEnabled = false
        scroll.scrollBarSize = kit.dp(3)
        if (screen.private) hide()
        notice()
        root.put(bar.view)
        root.put(notice)
        root.addView(scroll, LinearLayout.LayoutParams(LinearLayout.LayoutParams.MATCH_PARENT, 0, 1f))
        root.setBackgroundColor(kit.colors.paper)
        root.layoutDirection = if (screen.rightToLeft) View.LAYOUT_DIRECTION_RTL else View.LAYOUT_DIRECTION_LTR
        describe()
        fitInsets()
    }

    /** Shows that the person has come here: back to where it was scrolled, and a screen reader to the title. */
    fun arrive() {
        scroll.post {
            scroll.scrollTo(0, place.scrolled)
            title.performAccessibilityAction(AccessibilityNodeInfo.ACTION_ACCESSIBILITY_FOCUS, null)
        }
    }

    /** Puts the cursor behind what is typed already. */
    fun type() {
        val field = search.field ?: return arrive()
        field.requestFocus()
        field.setSelection(field.length())
        kit.context.getSystemService(InputMethodManager::class.java)?.showSoftInput(field, 0)
    }

    /** Takes over from the same screen as it was drawn before: what was typed, and where, as it was while it was in the window. */
    fun carry(
        from: Frame,
        typing: Typing,
    ) {
        if (from.route != route) return arrive()
        if (typing.searches) return type()
        fields.carry(from.fields, typing.field)
        settle()
    }

    /** Back to where it was scrolled. */
    fun settle() {
        scroll.post { scroll.scrollTo(0, place.scrolled) }
    }

    /** Replaces what stands below the search field. False when this screen or the new one has none: then all must be drawn. */
    fun retype(
        screen: Screen,
        place: Place,
    ): Boolean {
        val kept = content.indexOfChild(search.field ?: return false)
        val below = screen.blocks.indexOfFirst { it is Block.SearchField }
        if (kept < 0 || below < 0) return false
        route = screen.route
        content.removeViews(kept + 1, content.childCount - kept - 1)
        fill(screen.blocks.drop(below + 1), place)
        return true
    }

    /** Says something that a tap has done, below the bar, in this window: Leave stays in reach and nothing covers the words. */
    fun notice(words: String) {
        notice.text = kit.said(words)
        notice.visibility = View.VISIBLE
        if (screen.private) notice.performAccessibilityAction(AccessibilityNodeInfo.ACTION_ACCESSIBILITY_FOCUS, null)
    }

    /** Says that something takes its time, and takes it back. */
    fun wait(waits: Boolean) {
        if (waits) notice(screen.bar.wait) else notice.visibility = View.GONE
    }

    private fun notice() {
        notice.visibility = View.GONE
        notice.background = kit.shape(kit.colors.accentSoft, 0)
        notice.setPadding(kit.edge, kit.dp(12), kit.edge, kit.dp(12))
        // Where something was written nothing speaks by itself: a screen reader is led there instead.
        if (!screen.private) notice.accessibilityLiveRegion = View.ACCESSIBILITY_LIVE_REGION_POLITE
    }

    /** Keeps what a person wrote from whatever reads the screen and is no tool for somebody who needs one. */
    private fun hide() {
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.UPSIDE_DOWN_CAKE) {
            scroll.setAccessibilityDataSensitive(View.ACCESSIBILITY_DATA_SENSITIVE_YES)
        }
    }

    private fun fill(
        blocks: List<Block>,
        place: Place,
    ) {
        Blocks(kit, Folds(kit, place.unfolded), search::view, fields::view).fill(content, blocks)
    }

    private fun describe() {
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.P) scroll.accessibilityPaneTitle = kit.said(screen.title)
        val leaving = Leaving(screen.bar.leaveSpoken, kit)
        root.accessibilityDelegate = leaving
        title.accessibilityDelegate = leaving
    }

    /** From Android 15 on the window reaches under the system's bars and the keyboard; before, the system keeps them apart. */
    private fun fitInsets() {
        if (Build.VERSION.SDK_INT < Build.VERSION_CODES.R) return
        root.setOnApplyWindowInsetsListener { view, insets ->
            val kinds = WindowInsets.Type.systemBars() or WindowInsets.Type.displayCutout() or WindowInsets.Type.ime()
            val taken = insets.getInsets(kinds)
            view.setPadding(taken.left, taken.top, taken.right, taken.bottom)
            WindowInsets.CONSUMED
        }
    }
}

/** A screen that tells nothing to those who fill in, learn from or help with what others show. */
private class Sheet(
    context: Context,
) : LinearLayout(context) {
    init {
        orientation = VERTICAL
        importantForAutofill = IMPORTANT_FOR_AUTOFILL_NO_EXCLUDE_DESCENDANTS
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.R) {
            importantForContentCapture = IMPORTANT_FOR_CONTENT_CAPTURE_NO_EXCLUDE_DESCENDANTS
        }
    }

    override fun dispatchProvideStructure(structure: ViewStructure): Unit = Unit

    override fun dispatchProvideAutofillStructure(
        structure: ViewStructure,
        flags: Int,
    ): Unit = Unit
}

/** Where something is being typed. */
internal class Typing(
    val searches: Boolean,
    val field: String?,
)

/** Lets assistive technology leave from wherever it is, without looking for the button. */
private class Leaving(
    private val words: String,
    private val kit: Kit,
) : View.AccessibilityDelegate() {
    override fun onInitializeAccessibilityNodeInfo(
        host: View,
        info: AccessibilityNodeInfo,
    ) {
        super.onInitializeAccessibilityNodeInfo(host, info)
        info.addAction(AccessibilityNodeInfo.AccessibilityAction(R.id.leave, kit.said(words)))
    }

    override fun performAccessibilityAction(
        host: View,
        action: Int,
        args: Bundle?,
    ): Boolean {
        if (action != R.id.leave) return super.performAccessibilityAction(host, action, args)
        kit.perform(Action.Leave)
        return true
    }
}
