import AlmanacCore
import Foundation

/// Where the phone keeps one secret, for this app and this phone alone.
public protocol KeyStore: Sendable {
    /// The secret, none when there is none. An error is never to be taken for none.
    func read() throws -> Data?
    /// Deletes any and keeps this one.
    func replace(_ secret: Data) throws
    /// HMAC-SHA256 of a message.
    func sign(_ message: Data, with secret: Data) -> Data
}

/// The phone's key: half of what opens the notes, so that a copy of the file is of no use without the phone.
public struct DeviceKey: Sendable {
    private let store: any KeyStore

    public init(_ store: any KeyStore) { self.store = store }

    public var state: KeyState {
        do {
            return try store.read() == nil ? .absent : .present
        } catch {
            return .unreachable
        }
    }

    /// The answer to a challenge of the core; empty when the key store failed.
    func answer(_ challenge: Data) -> Data {
        guard var secret = try? store.read() else { return Data() }
        defer { secret.resetBytes(in: secret.startIndex..<secret.endIndex) }
        return store.sign(challenge, with: secret)
    }

    /// Deletes any key and makes a new one. False when the key store failed.
    func make() -> Bool {
        var random = SystemRandomNumberGenerator()
        var secret = Data((0..<4).flatMap { _ in withUnsafeBytes(of: random.next() as UInt64, Array.init) })
        defer { secret.resetBytes(in: secret.startIndex..<secret.endIndex) }
        return (try? store.replace(secret)) != nil
    }
}
