package app.almanac

import android.graphics.Bitmap
import android.graphics.Canvas
import android.view.View
import android.view.ViewGroup
import android.widget.HorizontalScrollView
import android.widget.ScrollView
import android.widget.TextView
import com.google.android.apps.common.testing.accessibility.framework.AccessibilityCheckPreset
import com.google.android.apps.common.testing.accessibility.framework.AccessibilityCheckResult.AccessibilityCheckResultType
import com.google.android.apps.common.testing.accessibility.framework.Parameters
import com.google.android.apps.common.testing.accessibility.framework.checks.DuplicateSpeakableTextCheck
import com.google.android.apps.common.testing.accessibility.framework.uielement.AccessibilityHierarchyAndroid
import com.google.android.apps.common.testing.accessibility.framework.utils.contrast.BitmapImage
import java.util.Locale

/** This view and all below it, hidden ones too. */
fun View.walk(): Sequence<View> =
    sequence {
        yield(this@walk)
        if (this@walk is ViewGroup) for (i in 0 until childCount) yieldAll(getChildAt(i).walk())
    }

/** Lays the view out at this width and as high as its content, so that nothing has to be scrolled to. */
fun View.layOutTall(width: Int) {
    val wide = View.MeasureSpec.makeMeasureSpec(width, View.MeasureSpec.EXACTLY)
    forceAll()
    measure(wide, View.MeasureSpec.makeMeasureSpec(0, View.MeasureSpec.UNSPECIFIED))
    layout(0, 0, measuredWidth, measuredHeight)
}

private fun View.forceAll() = walk().forEach { it.forceLayout() }

fun View.bitmap(): Bitmap = Bitmap.createBitmap(width, height, Bitmap.Config.ARGB_8888).also { draw(Canvas(it)) }

/** What the accessibility checks find in what is laid out now. */
fun View.a11y(): List<String> {
    val hierarchy = AccessibilityHierarchyAndroid.newBuilder(this).build()
    val params = Parameters().apply { putScreenCapture(BitmapImage(bitmap())) }
    return AccessibilityCheckPreset
        .getAccessibilityHierarchyChecksForPreset(AccessibilityCheckPreset.LATEST)
        .flatMap { it.runCheckOnHierarchy(hierarchy, null, params) }
        .filter { it.type == AccessibilityCheckResultType.ERROR || it.type == AccessibilityCheckResultType.WARNING }
        .filter { it.sourceCheckClass != DuplicateSpeakableTextCheck::class.java }
        .map { "${it.type} ${it.sourceCheckClass.simpleName}: ${it.element?.text} ${it.getMessage(Locale.ENGLISH)}" }
        // What the lower edge of the window cuts through is a matter of scrolling.
        .filter { "partially visible within a scrollable container" !in it }
        .plus(ambiguous())
}

/** The same words for different things. (The library's own check also minds the same words for the same thing, such as 911 twice.) */
private fun View.ambiguous(): List<String> =
    walk()
        .filter { it.action != null && it.isShown }
        .groupBy({ it.spoken() }, { it.action })
        .filter { it.value.toSet().size > 1 }
        .map { "\"${it.key}\" does different things: ${it.value.toSet()}" }

private fun View.spoken(): String =
    (contentDescription ?: (this as? TextView)?.text)?.toString()
        ?: walk().filterIsInstance<TextView>().joinToString { it.text }

/** Texts that are not wholly seen, each with the way in which they are cut. */
fun View.cutText(): List<String> =
    walk()
        .filterIsInstance<TextView>()
        .filter { it.isShownWithin(this) && it.text.isNotEmpty() }
        .mapNotNull { view -> view.cut(this)?.let { "$it: ${view.text}" } }
        .toList()

private fun TextView.cut(root: View): String? {
    val lines = layout ?: return "no layout"
    val wide = width - compoundPaddingLeft - compoundPaddingRight
    val high = height - compoundPaddingTop - compoundPaddingBottom
    val all = 0 until lines.lineCount
    return when {
        all.any { lines.getEllipsisCount(it) > 0 } -> "ellipsis"
        maxLines in 1 until lines.lineCount -> "maxLines"
        lines.height > high -> "height"
        all.any { lines.getLineMax(it) > wide + textSize * OVERHANG } -> "width"
        outside(root) -> "outside parent"
        else -> null
    }
}

/** How far the last letter of a line may lean over what it is reckoned to take, such as the accent of an í: new Androids count it. */
private const val OVERHANG = 0.1f

private fun View.isShownWithin(root: View): Boolean =
    visibility == View.VISIBLE && (this === root || (parent as? View)?.isShownWithin(root) ?: true)

/** Whether part of the view lies beyond the bounds of something around it, short of what scrolls. */
private fun View.outside(root: View): Boolean {
    var left = 0
    var top = 0
    var view: View = this
    while (view !== root) {
        left += view.left
        top += view.top
        val parent = view.parent as? View ?: return false
        if (parent is ScrollView || parent is HorizontalScrollView) return false
        if (left < 0 || top < 0 || left + width > parent.width || top + height > parent.height) return true
        view = parent
    }
    return false
}
