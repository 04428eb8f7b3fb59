package app.almanac

import app.almanac.core.Action
import app.almanac.core.Bar
import app.almanac.core.Block
import app.almanac.core.Button
import app.almanac.core.ButtonLook
import app.almanac.core.CalloutTone
import app.almanac.core.CardTone
import app.almanac.core.ContactRow
import app.almanac.core.Door
import app.almanac.core.FieldKind
import app.almanac.core.Icon
import app.almanac.core.Mark
import app.almanac.core.Route
import app.almanac.core.Screen
import app.almanac.core.SourceRow
import app.almanac.core.TextTone

/** A screen with every kind of block in it, so that none is drawn for the first time in front of a person. */
object Sample {
    private val go = Action.Go(Route.About)

    private fun button(
        label: String,
        look: ButtonLook,
        icon: Icon = Icon.NONE,
        action: Action = go,
    ) = Button(label, label.replace("1-888", "1 8 8 8"), look, icon, action)

    private fun door(
        title: String,
        hint: String = "",
        icon: Icon = Icon.NONE,
        chosen: Boolean = false,
        marks: List<Mark> = emptyList(),
    ) = Door(title, "", hint, marks, emptyList(), icon, chosen, go)

    private val call = button("Call 911", ButtonLook.DANGER, Icon.PHONE, Action.Dial("911", true, Route.Home))

    private val line =
        ContactRow(
            "line",
            "National telephone line for everybody",
            "Day and night, in many languages.",
            "1-888-373-7888",
            "This number has not been checked lately.",
            listOf(
                button("Call 1-888-373-7888", ButtonLook.MAIN, Icon.PHONE),
                button("Text", ButtonLook.SECOND, Icon.MESSAGE),
                button("More", ButtonLook.THIRD),
            ),
        )

    private val words =
        "Short sentences stand here, one after the other, so that the width of a line and its height can be judged. " +
            "You can stop reading at any time."

    private fun field(
        anchor: String,
        label: String,
        kind: FieldKind,
        value: String,
        beside: String = "",
    ) = Block.Field(anchor, label, "A hint", value, kind, 100u, beside)

    val blocks: List<Block> =
        listOf(
            Block.Card(
                "911",
                CardTone.DANGER,
                "In danger now?",
                listOf("Say where you are first."),
                "",
                listOf(
                    call,
                    button("Text 911", ButtonLook.SECOND, Icon.MESSAGE),
                ),
                listOf("Texting does not work everywhere. A call is surer."),
            ),
            Block.Heading("What is this about?"),
            Block.Doors(
                listOf(
                    door("It is about me", "Questions, then what to do now"),
                    door("I am worried about someone", icon = Icon.SEARCH, marks = listOf(Mark(5u, 12u))),
                    door("I help others", "Advocate, teacher, nurse", chosen = true),
                ),
            ),
            Block.Text("The first lines of a page are a little larger than the others.", TextTone.LEAD),
            Block.Text(words, TextTone.PLAIN),
            Block.Text("Checked 2026-11-20", TextTone.MUTED),
            Block.Bullets(listOf("One point.", words)),
            Block.Numbered(listOf("First this.", words)),
            Block.Callout("a", CalloutTone.DANGER, "Danger", "If somebody is hurt", words, false, listOf(call)),
            Block.Callout("b", CalloutTone.CAREFUL, "Careful", "This leaves a trace", words, true, emptyList()),
            Block.Callout("c", CalloutTone.RIGHTS, "Your rights", "", words, false, emptyList()),
            Block.Callout("d", CalloutTone.NOTE, "Good to know", "", words, false, listOf(button("More", ButtonLook.THIRD))),
            Block.Card(
                "line",
                CardTone.PLAIN,
                "National telephone line for everybody",
                listOf("Day and night, in many languages.", "Not the police."),
                "This number has not been checked lately.",
                line.buttons,
                listOf("The call will be in this phone's call list."),
            ),
            Block.Heading("What you can do now"),
            Block.Step(
                "s1",
                1u,
                "Talk to someone who can help",
                words,
                listOf("No name is needed."),
                listOf(line, line),
                listOf(door("What happens on a call")),
            ),
            Block.Step("s2", 12u, "Extraordinarily long responsibilities", "", emptyList(), emptyList(), emptyList()),
            Block.Line("l", "Where to sleep tonight", words, listOf(line), emptyList()),
            Block.Fold("Why these", 2u),
            Block.Text(words, TextTone.PLAIN),
            Block.Doors(listOf(door("Hidden at first"))),
            Block.Number("The number", "1-888-373-7888", "1 8 8 8, 3 7 3, 7 8 8 8", "Not checked lately."),
            Block.Buttons(
                listOf(
                    button("Start again", ButtonLook.SECOND),
                    button("Listen", ButtonLook.SECOND, Icon.SPEAKER, Action.Listen(listOf(words), "No voice here.")),
                    button("Not now", ButtonLook.THIRD),
                ),
            ),
            Block.SearchField("Search", "wor"),
            field("one", "A line", FieldKind.LINE, "What stands there"),
            field("many", "Many lines", FieldKind.LONG, words, "I don't know"),
            field("day", "A day", FieldKind.DATE, ""),
            field("hidden", "Your words", FieldKind.SECRET, "", "Show what I typed"),
            Block.Buttons(listOf(button("Clear all", ButtonLook.HOLD))),
            Block.Sign("Please help me find a telephone.", "ar", true),
            Block.Foreign("Dieser Teil ist auf Deutsch.", "de", false),
            Block.Sources(
                "Sources",
                listOf(
                    SourceRow("Department of Something: A title", "Section 7 · checked 2026-11-20", "example.org/a/long/path/to/a/page"),
                    SourceRow("Another publisher", "checked 2026-11-20", ""),
                ),
            ),
        )

    fun screen(
        title: String = "Everything that there is",
        language: String = "en",
        rightToLeft: Boolean = false,
    ): Screen =
        Screen(
            Route.About,
            title,
            language,
            rightToLeft,
            Bar("Leave", "Leave this app", "Back", "One moment …", "Left.", "Recorded.", "Hold the button."),
            blocks,
            null,
            false,
            null,
        )
}
