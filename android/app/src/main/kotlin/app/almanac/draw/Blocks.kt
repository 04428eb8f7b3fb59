package app.almanac.draw

import android.view.View
import android.widget.LinearLayout
import app.almanac.core.Block

/**
 * Draws blocks below each other.
 *
 * Every `when` over the core's kinds stands without `else`: a kind that is new in the core does not compile until it is drawn.
 */
internal class Blocks(
    private val kit: Kit,
    private val folds: Folds,
    private val search: (Block.SearchField) -> View,
    private val field: (Block.Field) -> View,
) {
    fun fill(
        column: LinearLayout,
        blocks: List<Block>,
    ) {
        var next = 0
        var above: Block? = null
        while (next < blocks.size) {
            val block = blocks[next]
            next += 1
            val hidden = if (block is Block.Fold) blocks.drop(next).take(block.count.toInt()) else emptyList()
            next += hidden.size
            column.put(view(block, hidden), gap(above, block))
            above = block
        }
    }

    private fun view(
        block: Block,
        hidden: List<Block>,
    ): View =
        when (block) {
            is Block.Heading -> kit.heading(block)
            is Block.Text -> kit.paragraph(block)
            is Block.Bullets -> kit.bullets(block.items)
            is Block.Numbered -> kit.numbered(block.items)
            is Block.Callout -> kit.callout(block, folds)
            is Block.Doors -> kit.card(kit.doors(block.rows))
            is Block.Card -> kit.contactCard(block)
            is Block.Step -> kit.step(block)
            is Block.Line -> kit.line(block)
            is Block.Fold -> folds.fold(block.title, kit.column().also { fill(it, hidden) })
            is Block.Number -> kit.number(block)
            is Block.Buttons -> kit.buttons(block.buttons)
            is Block.SearchField -> search(block)
            is Block.Field -> field(block)
            is Block.Sign -> kit.sign(block)
            is Block.Foreign -> kit.foreign(block)
            is Block.Sources -> folds.fold(block.title, kit.sources(block.items))
        }

    /** Space above a block, in dp: 32 between groups, 12 between cards, 8 from a heading to what is under it. */
    private fun gap(
        above: Block?,
        block: Block,
    ): Int =
        when {
            // The first step and its button must be seen without scrolling.
            kit.cramped && (above == null || above is Block.Callout) && (block is Block.Callout || block is Block.Step) -> 4

            above == null -> 16

            above is Block.Heading -> 8

            block is Block.Heading -> 32

            block is Block.Sources && above !is Block.Fold -> 24

            block is Block.Fold && above is Block.Fold -> 0

            block is Block.Buttons -> 16

            block is Block.Field -> 20

            else -> 12
        }
}
