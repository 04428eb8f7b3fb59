package app.almanac

import android.content.Context
import android.os.Handler
import android.os.Looper
import android.speech.tts.TextToSpeech
import java.util.Locale

/** The phone's own voice. Made by the first tap on Listen, let go with [stop]; only voices that need no network. */
internal class Voice(
    private val context: Context,
) {
    private var engine: TextToSpeech? = null

    /** Reads the parts aloud; a second tap stops. `unavailable` runs when the phone has no voice for the language. */
    fun toggle(
        parts: List<String>,
        language: String,
        unavailable: () -> Unit,
    ) {
        if (engine != null) return stop()
        lateinit var made: TextToSpeech
        made =
            TextToSpeech(context) { status ->
                // Posted, because a broken engine answers before the constructor returns.
                Handler(Looper.getMainLooper()).post {
                    val spoken = engine === made && status == TextToSpeech.SUCCESS && made.read(parts, language)
                    if (engine === made && !spoken) {
                        stop()
                        unavailable()
                    }
                }
            }
        engine = made
    }

    fun stop() {
        engine?.shutdown()
        engine = null
    }

    private fun TextToSpeech.read(
        parts: List<String>,
        language: String,
    ): Boolean {
        voice = offlineVoice(language) ?: return false
        val longest = TextToSpeech.getMaxSpeechInputLength()
        parts.flatMap { it.chunked(longest) }.forEach { speak(it, TextToSpeech.QUEUE_ADD, null, "") }
        return true
    }

    private fun TextToSpeech.offlineVoice(language: String) =
        attempt { voices }
            .getOrNull()
            .orEmpty()
            .filter { it.locale.language == Locale.forLanguageTag(language).language }
            .filter { !it.isNetworkConnectionRequired && TextToSpeech.Engine.KEY_FEATURE_NOT_INSTALLED !in it.features }
            .maxByOrNull { it.quality }
}
