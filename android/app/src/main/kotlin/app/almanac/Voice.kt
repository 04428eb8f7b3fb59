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

    /** Counts the stops, so that an engine that answers late finds out that nobody listens any more. */
    private var turns = 0

    /** Whether it reads, or is about to. */
    val isOn: Boolean get() = engine != null

    /** Reads the parts aloud; a second tap stops. `unavailable` runs when the phone has no voice for the language. */
    fun toggle(
        parts: List<String>,
        language: String,
        unavailable: () -> Unit,
    ) {
        if (engine != null) return stop()
        val turn = turns
        engine =
            TextToSpeech(context) { status ->
                // Posted, because a broken engine answers before the constructor returns.
                Handler(Looper.getMainLooper()).post {
                    if (turn == turns && (status != TextToSpeech.SUCCESS || engine?.read(parts, language) != true)) {
                        stop()
                        unavailable()
                    }
                }
            }
    }

    fun stop() {
        turns += 1
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
