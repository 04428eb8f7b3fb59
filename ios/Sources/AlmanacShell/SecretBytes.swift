import Foundation

/// Words that nobody may see or keep, in memory of our own: lent to the core without a copy, and wiped when they were used.
///
/// The text field's own string cannot be wiped: it is cleared at once, and may stay in memory until that is used again.
///
/// Handed from the thread that draws to the one that works, and never used by both.
public final class SecretBytes: @unchecked Sendable {
    private let memory: UnsafeMutableRawBufferPointer

    public init(_ words: String) {
        let bytes = words.utf8
        memory = .allocate(byteCount: bytes.count, alignment: 1)
        memory.copyBytes(from: bytes)
    }

    /// Lends the bytes. `Data` of few bytes would hold a copy of its own: this one never does.
    public func lend<Result>(_ use: (Data) throws -> Result) rethrows -> Result {
        guard let start = memory.baseAddress, memory.count > 0 else { return try use(Data()) }
        return try use(Data(bytesNoCopy: start, count: memory.count, deallocator: .none))
    }

    /// Overwrites all bytes with zeros, by the call that no optimiser may leave out.
    public func wipe() {
        guard let start = memory.baseAddress else { return }
        #if canImport(Darwin)
            memset_s(start, memory.count, 0, memory.count)
        #else
            explicit_bzero(start, memory.count)
        #endif
    }

    deinit {
        wipe()
        memory.deallocate()
    }
}
