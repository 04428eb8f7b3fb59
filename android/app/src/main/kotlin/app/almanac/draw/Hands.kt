package app.almanac.draw

import app.almanac.core.Action

/** What a person does on a screen, as the window hears it. */
internal class Hands(
    val perform: (Action) -> Unit,
    val back: () -> Unit,
    /** Types into the search field. */
    val typed: (String) -> Unit,
    /** Writes into a field. */
    val wrote: () -> Unit,
)
