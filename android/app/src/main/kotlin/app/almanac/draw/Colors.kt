package app.almanac.draw

import app.almanac.core.Palette

/** The core's colours as the platform wants them. */
internal class Colors(
    palette: Palette,
) {
    val paper: Int = opaque(palette.paper)
    val card: Int = opaque(palette.card)
    val ink: Int = opaque(palette.ink)
    val muted: Int = opaque(palette.muted)
    val line: Int = opaque(palette.line)
    val accent: Int = opaque(palette.accent)
    val onAccent: Int = opaque(palette.onAccent)
    val accentSoft: Int = opaque(palette.accentSoft)
    val danger: Int = opaque(palette.danger)
    val onDanger: Int = opaque(palette.onDanger)
    val dangerSoft: Int = opaque(palette.dangerSoft)
    val caution: Int = opaque(palette.caution)
    val cautionSoft: Int = opaque(palette.cautionSoft)

    private fun opaque(rgb: UInt): Int = (rgb or 0xFF000000u).toInt()
}
