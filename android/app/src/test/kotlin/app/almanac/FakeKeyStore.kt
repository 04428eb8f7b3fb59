package app.almanac

import android.security.keystore.KeyGenParameterSpec
import java.io.File
import java.io.InputStream
import java.io.OutputStream
import java.security.InvalidAlgorithmParameterException
import java.security.Key
import java.security.KeyStoreException
import java.security.KeyStoreSpi
import java.security.Provider
import java.security.ProviderException
import java.security.SecureRandom
import java.security.Security
import java.security.cert.Certificate
import java.security.spec.AlgorithmParameterSpec
import java.util.Collections
import java.util.Date
import java.util.Enumeration
import javax.crypto.KeyGeneratorSpi
import javax.crypto.SecretKey
import javax.crypto.spec.SecretKeySpec

/** A stand-in for the phone's key store, for HMAC keys: the app's own code finds it by the name of the real one. */
class FakeKeyStore : Provider("AndroidKeyStore", "1", "stands in for the phone's key store") {
    init {
        put("KeyStore.AndroidKeyStore", Store::class.java.name)
        put("KeyGenerator.HmacSHA256", Generator::class.java.name)
    }

    /** Keys by alias. */
    class Store : KeyStoreSpi() {
        override fun engineLoad(
            stream: InputStream?,
            password: CharArray?,
        ) = reach()

        override fun engineGetKey(
            alias: String,
            password: CharArray?,
        ): Key? = keys[alias].also { reach() }

        override fun engineDeleteEntry(alias: String) {
            reach()
            keys.remove(alias)
            kept?.resolve(alias)?.delete()
        }

        override fun engineContainsAlias(alias: String): Boolean = (alias in keys).also { reach() }

        override fun engineAliases(): Enumeration<String> = Collections.enumeration(keys.keys)

        override fun engineSize(): Int = keys.size

        override fun engineIsKeyEntry(alias: String): Boolean = alias in keys

        override fun engineIsCertificateEntry(alias: String): Boolean = false

        override fun engineGetCertificate(alias: String): Certificate? = null

        override fun engineGetCertificateChain(alias: String): Array<Certificate>? = null

        override fun engineGetCertificateAlias(certificate: Certificate?): String? = null

        override fun engineGetCreationDate(alias: String): Date? = null

        override fun engineSetKeyEntry(
            alias: String,
            key: Key?,
            password: CharArray?,
            chain: Array<Certificate>?,
        ) = throw KeyStoreException()

        override fun engineSetKeyEntry(
            alias: String,
            key: ByteArray?,
            chain: Array<Certificate>?,
        ) = throw KeyStoreException()

        override fun engineSetCertificateEntry(
            alias: String,
            certificate: Certificate?,
        ) = throw KeyStoreException()

        override fun engineStore(
            stream: OutputStream?,
            password: CharArray?,
        ) = throw KeyStoreException()
    }

    /** Makes keys of 256 bits. */
    class Generator : KeyGeneratorSpi() {
        private var spec: KeyGenParameterSpec? = null

        override fun engineInit(random: SecureRandom?) = throw UnsupportedOperationException()

        override fun engineInit(
            size: Int,
            random: SecureRandom?,
        ) = throw UnsupportedOperationException()

        override fun engineInit(
            parameters: AlgorithmParameterSpec?,
            random: SecureRandom?,
        ) {
            spec = parameters as? KeyGenParameterSpec ?: throw InvalidAlgorithmParameterException()
        }

        override fun engineGenerateKey(): SecretKey {
            reach()
            val wanted = checkNotNull(spec)
            val strong = android.os.Build.VERSION.SDK_INT >= android.os.Build.VERSION_CODES.P && wanted.isStrongBoxBacked
            asked.add(strong)
            if (strong && !hasOwnChip) throw ProviderException("no such chip")
            val key = SecretKeySpec(ByteArray(BYTES).also { SecureRandom().nextBytes(it) }, KIND)
            keys[wanted.keystoreAlias] = key
            kept?.resolve(wanted.keystoreAlias)?.writeBytes(key.encoded)
            return key
        }
    }

    companion object {
        private const val BYTES = 32
        private const val KIND = "HmacSHA256"

        /** Where the keys of a phone that outlives the process lie, a file each. */
        private var kept: File? = null

        val keys = mutableMapOf<String, SecretKey>()

        /** For each key that was asked for, whether in a chip of its own. */
        val asked = mutableListOf<Boolean>()
        var hasOwnChip = false
        var works = true

        /** A phone as it comes, or with the keys that are kept. `removeProvider` first: the provider of another sandbox holds other classes. */
        fun install(kept: File? = null) {
            this.kept = kept
            keys.clear()
            kept?.listFiles().orEmpty().forEach { keys[it.name] = SecretKeySpec(it.readBytes(), KIND) }
            asked.clear()
            hasOwnChip = false
            works = true
            Security.removeProvider("AndroidKeyStore")
            Security.addProvider(FakeKeyStore())
        }

        private fun reach() {
            if (!works) throw ProviderException("the key store does not answer")
        }
    }
}
