package app.almanac

import android.content.ClipDescription
import android.content.ClipboardManager
import android.os.Build
import android.speech.tts.TextToSpeech
import android.speech.tts.Voice
import android.view.View
import android.widget.TextView
import app.almanac.core.Action
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.robolectric.Shadows.shadowOf
import org.robolectric.shadows.ShadowTextToSpeech
import java.util.Locale

/** The phone's voice and its clipboard: only on a tap, and said in the window itself. */
class VoiceTest : AppTest() {
    private val listen = Action.Listen(listOf("One.", "Two."), "No voice here.")

    @Test
    fun a_voice_that_needs_the_network_is_no_voice() {
        ShadowTextToSpeech.addVoice(voice("en", network = true))
        val phone = Phone()
        phone.activity.perform(listen)
        val engine = engine(phone)
        assertEquals(null, shadowOf(engine).lastSpokenText)
        assertEquals("No voice here.", phone.notice())
    }

    @Test
    fun an_offline_voice_of_the_screens_language_reads_and_a_second_tap_stops() {
        ShadowTextToSpeech.addVoice(voice("es", network = false))
        ShadowTextToSpeech.addVoice(voice("en", network = false))
        val phone = Phone()
        phone.activity.perform(listen)
        val engine = engine(phone)
        assertEquals("Two.", shadowOf(engine).lastSpokenText)
        assertEquals("en", engine.voice.locale.language)
        phone.activity.perform(listen)
        assertTrue(shadowOf(engine).isShutdown)
    }

    @Test
    fun leaving_stops_the_voice() {
        ShadowTextToSpeech.addVoice(voice("en", network = false))
        val phone = Phone()
        phone.activity.perform(listen)
        val engine = engine(phone)
        phone.tap { it == Action.Leave }
        assertTrue(shadowOf(engine).isShutdown)
    }

    @Test
    fun a_copy_is_marked_as_sensitive_and_said() {
        val phone = Phone()
        phone.activity.perform(Action.Copy("https://example.org/", "Copied."))
        val clip = phone.activity.getSystemService(ClipboardManager::class.java)!!.primaryClip!!
        assertEquals("https://example.org/", clip.getItemAt(0).text.toString())
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.TIRAMISU) {
            assertTrue(clip.description.extras.getBoolean(ClipDescription.EXTRA_IS_SENSITIVE))
        }
        assertEquals("Copied.", phone.notice())
        assertTrue(phone.view<View>(R.id.leave).isShown)
    }

    private fun engine(phone: Phone): TextToSpeech {
        val engine = ShadowTextToSpeech.getLastTextToSpeechInstance()
        shadowOf(engine).onInitListener.onInit(TextToSpeech.SUCCESS)
        phone.idle()
        return engine
    }

    private fun Phone.notice(): String? = view<TextView>(R.id.notice).takeIf { it.isShown }?.text?.toString()

    private fun voice(
        language: String,
        network: Boolean,
    ) = Voice(language, Locale.forLanguageTag(language), Voice.QUALITY_NORMAL, Voice.LATENCY_NORMAL, network, emptySet())
}
