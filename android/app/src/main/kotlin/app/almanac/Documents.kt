package app.almanac

import android.content.Context
import android.content.Intent
import android.net.Uri
import android.provider.DocumentsContract
import app.almanac.core.Next
import java.io.ByteArrayOutputStream
import java.io.InputStream

/** Files that the person picks in the phone's own list: read and written as streams, with no copy anywhere. */
internal object Documents {
    /** Asks where to. */
    fun create(next: Next.WriteFile): Intent =
        Intent(Intent.ACTION_CREATE_DOCUMENT)
            .addCategory(Intent.CATEGORY_OPENABLE)
            .setType(next.mediaType)
            .putExtra(Intent.EXTRA_TITLE, next.name)

    /** Asks which one. Of any kind: no phone knows the kind of a sealed file. */
    fun open(): Intent = Intent(Intent.ACTION_OPEN_DOCUMENT).addCategory(Intent.CATEGORY_OPENABLE).setType(ANY)

    /** Writes a file whole; one that could not be is deleted. */
    fun write(
        context: Context,
        uri: Uri,
        bytes: ByteArray,
    ): Boolean {
        val done =
            attempt { checkNotNull(context.contentResolver.openOutputStream(uri, ANEW)).use { it.write(bytes) } }.isSuccess
        if (!done) attempt { DocumentsContract.deleteDocument(context.contentResolver, uri) }
        return done
    }

    /** Reads a file, up to one byte more than `most`; null when it cannot be read. */
    fun read(
        context: Context,
        uri: Uri,
        most: ULong,
    ): ByteArray? = attempt { context.contentResolver.openInputStream(uri)?.use { it.upTo(most.toLong() + 1) } }.getOrNull()

    private fun InputStream.upTo(most: Long): ByteArray {
        val all = ByteArrayOutputStream()
        val part = ByteArray(PART)
        while (all.size() < most) {
            val count = read(part, 0, minOf(PART.toLong(), most - all.size()).toInt())
            if (count < 0) break
            all.write(part, 0, count)
        }
        return all.toByteArray()
    }

    private const val ANY = "*/*"
    private const val ANEW = "wt"
    private const val PART = 65_536
}
