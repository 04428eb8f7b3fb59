import Foundation

/// The generated code beside this reads each number and each text of a screen by these calls. Foundation's own take any bytes and any
/// range, and a screen takes twice as long by them.
extension Data {
    func copyBytes(to place: UnsafeMutableRawBufferPointer, from range: Range<Int>) {
        withUnsafeBytes { place.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[range])) }
    }

    func copyBytes(to place: UnsafeMutableBufferPointer<UInt8>, from range: Range<Int>) {
        copyBytes(to: UnsafeMutableRawBufferPointer(place), from: range)
    }
}
