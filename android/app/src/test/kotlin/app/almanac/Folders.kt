package app.almanac

import org.robolectric.RuntimeEnvironment
import java.io.File
import java.util.Base64

/** All folders that the phone gives the app, and what lies in them now. */
object Folders {
    /** The one file that the app keeps. */
    val theOne: File get() = File(RuntimeEnvironment.getApplication().noBackupFilesDir, "almanac").canonicalFile

    val all: List<File>
        get() {
            val app = RuntimeEnvironment.getApplication()
            val early = app.createDeviceProtectedStorageContext()
            val inside =
                listOf(app.dataDir, app.filesDir, app.cacheDir, app.codeCacheDir, app.noBackupFilesDir, early.dataDir, early.cacheDir)
            val outside =
                listOf(
                    app.getExternalFilesDirs(null),
                    app.externalCacheDirs,
                    app.externalMediaDirs,
                    app.obbDirs,
                ).flatMap { it.toList() }
            return (inside + outside.filterNotNull()).map { it.canonicalFile }.distinct()
        }

    fun files(): List<File> =
        all
            .flatMap { folder -> folder.walk().filter { it.isFile } }
            .map { it.canonicalFile }
            .distinct()
            .sorted()

    /** Files that are there beside the one. */
    fun strangers(): List<String> = files().filter { it != theOne }.map { "written: $it" }

    /** Where any of these words lies in a file or in its name, and in which form. */
    fun find(words: Collection<String>): List<String> {
        val forms = words.associateWith { forms(it) }
        return files().flatMap { file ->
            val bytes = file.readBytes().toString(Charsets.ISO_8859_1)
            forms.flatMap { (word, all) ->
                val inside = all.filterValues { it in bytes }.keys.map { "$word lies in $file as $it" }
                if (word in file.path) inside + "$word is in the name of $file" else inside
            }
        }
    }

    /** The bytes that would be this word, as signs of one byte each. */
    fun forms(word: String): Map<String, String> =
        listOf(Charsets.UTF_8, Charsets.UTF_16LE, Charsets.UTF_16BE)
            .flatMap { charset ->
                val bytes = word.toByteArray(charset)
                val packed = (0..2).flatMap { before -> base64(bytes, before).map { "Base64 of $charset behind $before: $it" to it } }
                packed + ("$charset" to bytes.toString(Charsets.ISO_8859_1))
            }.toMap()

    /** What is always the same in the Base64 of something that has these bytes inside: it depends on how many stand before them. */
    private fun base64(
        bytes: ByteArray,
        before: Int,
    ): List<String> {
        val all = ByteArray(before) + bytes
        val first = (before * BITS_OF_A_BYTE + BITS_OF_A_SIGN - 1) / BITS_OF_A_SIGN
        val whole = all.size * BITS_OF_A_BYTE / BITS_OF_A_SIGN
        return listOf(Base64.getEncoder(), Base64.getUrlEncoder()).map { it.encodeToString(all).substring(first, whole) }.distinct()
    }

    private const val BITS_OF_A_BYTE = 8
    private const val BITS_OF_A_SIGN = 6
}
