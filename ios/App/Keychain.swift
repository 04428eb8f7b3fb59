import AlmanacShell
import CryptoKit
import Foundation
import Security

/// The phone's secret in the Keychain: readable while the phone is unlocked, never copied to another one, in no backup of it.
struct Keychain: KeyStore {
    struct Failure: Error { let status: OSStatus }

    private var item: [String: Any] {
        [
            kSecClass as String: kSecClassGenericPassword,
            kSecAttrService as String: "app.almanac",
            kSecAttrSynchronizable as String: false,
        ]
    }

    func read() throws -> Data? {
        var query = item
        query[kSecReturnData as String] = true
        var found: CFTypeRef?
        let status = SecItemCopyMatching(query as CFDictionary, &found)
        switch status {
        case errSecSuccess: return found as? Data
        case errSecItemNotFound: return nil
        default: throw Failure(status: status)
        }
    }

    func replace(_ secret: Data) throws {
        let deleted = SecItemDelete(item as CFDictionary)
        guard deleted == errSecSuccess || deleted == errSecItemNotFound else { throw Failure(status: deleted) }
        var new = item
        new[kSecValueData as String] = secret
        new[kSecAttrAccessible as String] = kSecAttrAccessibleWhenUnlockedThisDeviceOnly
        let added = SecItemAdd(new as CFDictionary, nil)
        guard added == errSecSuccess else { throw Failure(status: added) }
    }

    func sign(_ message: Data, with secret: Data) -> Data {
        Data(HMAC<SHA256>.authenticationCode(for: message, using: SymmetricKey(data: secret)))
    }
}
