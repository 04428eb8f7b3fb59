package app.almanac

import android.os.Build
import android.security.keystore.KeyGenParameterSpec
import android.security.keystore.KeyProperties
import app.almanac.core.KeyState
import java.nio.ByteBuffer
import java.security.KeyStore
import java.security.ProviderException
import javax.crypto.KeyGenerator
import javax.crypto.Mac

/**
 * The phone's key: made inside the phone's key store, never seen outside of it. It answers challenges, so that every guess at
 * somebody's words needs this phone.
 *
 * Made at the first start for everybody, under a name that says nothing: that it is there tells nothing either.
 */
internal object DeviceKey {
    /** Whether it is there. A key store that fails is never taken for a lost key: notes would be given up for it. */
    fun state(): KeyState =
        attempt { if (store().containsAlias(ALIAS)) KeyState.PRESENT else KeyState.ABSENT }.getOrDefault(KeyState.UNREACHABLE)

    /** The HMAC-SHA256 of a challenge; empty where the key store fails. */
    fun answer(challenge: ByteArray): ByteBuffer =
        attempt {
            val answer = Mac.getInstance(HMAC).apply { init(store().getKey(ALIAS, null)) }.doFinal(challenge)
            answer.direct().also { answer.fill(0) }
        }.getOrDefault(NOTHING)

    /** Deletes the key and makes a new one. Whether there is a new one. */
    fun make(): Boolean =
        attempt {
            store().deleteEntry(ALIAS)
            if (Build.VERSION.SDK_INT < Build.VERSION_CODES.P || !generateInOwnChip()) generate(spec())
        }.isSuccess

    /** In a chip of its own, where the phone has one; those that have one and fail at it say so by the same kind of exception. */
    private fun generateInOwnChip(): Boolean =
        try {
            if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.P) generate(spec().setIsStrongBoxBacked(true))
            true
        } catch (_: ProviderException) {
            false
        }

    private fun generate(spec: KeyGenParameterSpec.Builder) {
        KeyGenerator.getInstance(HMAC, PROVIDER).apply { init(spec.build()) }.generateKey()
    }

    private fun spec() = KeyGenParameterSpec.Builder(ALIAS, KeyProperties.PURPOSE_SIGN)

    private fun store(): KeyStore = KeyStore.getInstance(PROVIDER).apply { load(null) }

    private const val PROVIDER = "AndroidKeyStore"
    private const val HMAC = KeyProperties.KEY_ALGORITHM_HMAC_SHA256
    private const val ALIAS = "key"
}
