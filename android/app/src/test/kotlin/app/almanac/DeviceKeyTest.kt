package app.almanac

import android.os.Build
import app.almanac.core.KeyState
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Test
import java.nio.ByteBuffer

/** The phone's key, as the key store keeps it. */
class DeviceKeyTest : AppTest() {
    @Before
    fun aPhoneAsItComes() = FakeKeyStore.install()

    @Test
    fun it_is_there_absent_or_not_to_be_reached_and_failing_is_never_absent() {
        assertEquals(KeyState.ABSENT, DeviceKey.state())
        assertTrue(DeviceKey.make())
        assertEquals(KeyState.PRESENT, DeviceKey.state())
        FakeKeyStore.works = false
        assertEquals(KeyState.UNREACHABLE, DeviceKey.state())
        assertFalse(DeviceKey.make())
        assertEquals(0, DeviceKey.answer(ByteArray(32)).remaining())
    }

    @Test
    fun the_same_challenge_has_the_same_answer_until_there_is_another_key() {
        DeviceKey.make()
        val answer = DeviceKey.answer(ByteArray(32)).bytes()
        assertEquals(32, answer.size)
        assertEquals(answer, DeviceKey.answer(ByteArray(32)).bytes())
        assertFalse(answer == DeviceKey.answer(ByteArray(32) { 1 }).bytes())
        DeviceKey.make()
        assertFalse(answer == DeviceKey.answer(ByteArray(32)).bytes())
        assertEquals(1, FakeKeyStore.keys.size)
    }

    @Test
    fun a_chip_of_its_own_is_asked_first_and_done_without() {
        val asks = Build.VERSION.SDK_INT >= Build.VERSION_CODES.P
        assertTrue(DeviceKey.make())
        assertEquals(if (asks) listOf(true, false) else listOf(false), FakeKeyStore.asked)
        FakeKeyStore.install()
        FakeKeyStore.hasOwnChip = true
        assertTrue(DeviceKey.make())
        assertEquals(listOf(asks), FakeKeyStore.asked)
    }

    private fun ByteBuffer.bytes() = List(remaining()) { get() }
}
