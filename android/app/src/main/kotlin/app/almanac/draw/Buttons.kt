package app.almanac.draw

import android.graphics.drawable.Drawable
import android.view.Gravity
import android.view.View
import app.almanac.R
import app.almanac.core.Action
import app.almanac.core.Button
import app.almanac.core.ButtonLook
import app.almanac.core.CardTone
import app.almanac.core.Icon
import app.almanac.core.Route
import android.widget.Button as ButtonView

internal fun Kit.buttons(
    buttons: List<Button>,
    tone: CardTone = CardTone.PLAIN,
): View =
    ButtonRows(context, dp(8)).also { rows ->
        buttons.forEach { rows.add(button(it, tone), whole = it.look == ButtonLook.MAIN, stretched = it.look != ButtonLook.THIRD) }
    }

private fun Kit.button(
    button: Button,
    tone: CardTone,
): View {
    val strong = if (tone == CardTone.DANGER) colors.danger else colors.accent
    return when (button.look) {
        ButtonLook.MAIN -> plain(button, colors.onAccent, shape(colors.accent, 14))
        ButtonLook.DANGER -> plain(button, colors.onDanger, shape(colors.danger, 14))
        ButtonLook.SECOND -> plain(button, strong, shape(0, 14, strong))
        ButtonLook.THIRD -> plain(button, strong, null)
        ButtonLook.HOLD -> plain(button, strong, shape(0, 14, strong), Hold(context, { perform(button.action) }, { tapped() }))
    }.also { it.filterTouchesWhenObscured = button.action.isGuarded() }
}

private fun Kit.plain(
    button: Button,
    color: Int,
    background: Drawable?,
    view: ButtonView = ButtonView(context, null, 0),
): ButtonView =
    view.also {
        dress(view, Style.STRONG, color, button.label)
        view.background = touchable(background, color, shape(color, 14))
        view.gravity = Gravity.CENTER_VERTICAL or Gravity.START
        view.minHeight = dp(52)
        val beside = dp(if (background == null) 0 else 16)
        view.setPadding(beside, dp(8), beside, dp(8))
        view.compoundDrawablePadding = dp(if (background == null) 6 else 12)
        val chevron = if (button.look == ButtonLook.THIRD) drawing(R.drawable.chevron, color, 18f) else null
        view.setCompoundDrawablesRelative(drawing(button.icon, color), null, chevron, null)
        view.contentDescription = if (button.spoken != button.label) said(button.spoken) else null
        view.isFocusable = true
        if (view is Hold) view.setTag(R.id.action, button.action) else view.tapped(button.action, perform)
    }

/** A small button of the shell's own kind beside something: words in the accent. */
internal fun Kit.small(
    words: String,
    tap: () -> Unit,
): ButtonView =
    ButtonView(context, null, 0).also { view ->
        dress(view, Style.STRONG, colors.accent, words)
        view.background = touchable(null, colors.accent, shape(colors.accent, 14))
        view.gravity = Gravity.CENTER_VERTICAL or Gravity.START
        view.minHeight = dp(48)
        view.isFocusable = true
        view.setOnClickListener { tap() }
    }

private fun Kit.drawing(
    icon: Icon,
    color: Int,
): Drawable? = icon.drawable()?.let { drawing(it, color) }

/**
 * Whether touches through another app's window are not taken: those that hand something out of the app or change what it keeps, but
 * never 911 and Leave. Reading stays possible under a screen filter.
 */
internal fun Action.isGuarded(): Boolean =
    when (this) {
        is Action.Dial -> !urgent
        is Action.Text -> !urgent
        is Action.Browse, is Action.Copy, is Action.UseIcon, is Action.Run -> true
        is Action.Go, is Action.Listen, is Action.SetLanguage, Action.Back, Action.Leave -> false
    }

/** Ties a view to what a tap on it does. */
internal fun View.tapped(
    action: Action,
    perform: (Action) -> Unit,
) {
    setTag(R.id.action, action)
    setOnClickListener { perform(action) }
}
