package app.almanac

import java.nio.Buffer
import java.nio.ByteBuffer
import java.nio.CharBuffer
import java.nio.charset.CodingErrorAction

/** Memory outside of what the garbage collector moves and copies: the core reads secrets from it, then it is wiped. */
internal val NOTHING: ByteBuffer = ByteBuffer.allocateDirect(0)

internal fun ByteArray.direct(): ByteBuffer = ByteBuffer.allocateDirect(size).put(this).toRead()

/** What was typed as UTF-8, sign by sign: a `String` of it could not be wiped. */
internal fun CharSequence.secret(): ByteBuffer {
    val bytes = ByteBuffer.allocateDirect(length * MOST_BYTES)
    val encoder = Charsets.UTF_8.newEncoder().onMalformedInput(CodingErrorAction.REPLACE)
    encoder.encode(CharBuffer.wrap(this), bytes, true)
    encoder.flush(bytes)
    return bytes.toRead()
}

/** Overwrites all of it. */
internal fun ByteBuffer.wipe() {
    (this as Buffer).clear()
    while (hasRemaining()) put(0)
}

/** As a `Buffer`: old Androids have these methods there alone. */
private fun ByteBuffer.toRead(): ByteBuffer = apply { (this as Buffer).flip() }

/** Of one UTF-16 unit. */
private const val MOST_BYTES = 3
