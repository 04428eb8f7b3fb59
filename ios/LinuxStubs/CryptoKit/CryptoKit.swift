// Signatures of CryptoKit, as Apple documents them, with no bodies. Type-checked against, never run.
import Foundation

private func stub() -> Never { fatalError("a stub: type-checked, never run") }

public protocol HashFunction: Sendable {}
public struct SHA256: HashFunction {}
public struct SymmetricKey: Sendable { public init<D: ContiguousBytes>(data: D) { stub() } }
public struct HashedAuthenticationCode<H: HashFunction>: Sequence {
    public func makeIterator() -> Array<UInt8>.Iterator { stub() }
}
public struct HMAC<H: HashFunction> {
    public typealias MAC = HashedAuthenticationCode<H>
    public static func authenticationCode<D: DataProtocol>(for data: D, using key: SymmetricKey) -> MAC { stub() }
}
