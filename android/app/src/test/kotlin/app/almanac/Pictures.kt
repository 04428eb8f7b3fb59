package app.almanac

import android.graphics.Bitmap
import java.awt.Color
import java.awt.Font
import java.awt.RenderingHints
import java.awt.image.BufferedImage
import java.awt.image.DataBufferInt
import java.io.File
import javax.imageio.ImageIO

/** The bitmap as Java's own kind of image. */
fun Bitmap.image(): BufferedImage {
    val image = BufferedImage(width, height, BufferedImage.TYPE_INT_RGB)
    getPixels((image.raster.dataBuffer as DataBufferInt).data, 0, width, 0, 0, width, height)
    return image
}

fun BufferedImage.writePng(file: File) {
    file.absoluteFile.parentFile.mkdirs()
    ImageIO.write(this, "png", file)
}

/** A tall picture as columns beside each other, so that it can be looked at whole. */
fun BufferedImage.columns(most: Int): BufferedImage {
    val parts = (0 until height step most).map { getSubimage(0, it, width, minOf(most, height - it)) }
    return sheet(parts.map { "" to it })
}

/** Pictures beside each other, each below its name. */
fun sheet(pictures: List<Pair<String, BufferedImage>>): BufferedImage {
    val head = if (pictures.all { it.first.isEmpty() }) 0 else 28
    val gap = 16
    val width = pictures.sumOf { it.second.width + gap } + gap
    val height = pictures.maxOf { it.second.height } + head + 2 * gap
    val sheet = BufferedImage(width, height, BufferedImage.TYPE_INT_RGB)
    val pen = sheet.createGraphics()
    pen.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON)
    pen.color = Color(0x8A8A8A)
    pen.fillRect(0, 0, width, height)
    pen.color = Color.WHITE
    if (head > 0) pen.font = Font(Font.SANS_SERIF, Font.PLAIN, 14)
    var left = gap
    for ((name, picture) in pictures) {
        if (name.isNotEmpty()) pen.drawString(name, left, gap + 12)
        pen.drawImage(picture, left, gap + head, null)
        left += picture.width + gap
    }
    pen.dispose()
    return sheet
}
