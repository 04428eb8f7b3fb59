import AlmanacCore
import Foundation

/// What only a phone can do. The app's own is made of Apple's frameworks, the tests' of memory.
@MainActor public protocol Device: AnyObject {
    /// Minutes on a clock that counts while the phone sleeps and that nobody can set.
    var minutes: UInt64 { get }
    /// Days since 1970-01-01, at the place of the reader.
    var today: Int32 { get }
    /// Hands an address to another app. False when there is none, or when the person said no.
    func open(_ url: URL) async -> Bool
    /// Puts a text on the clipboard, of this phone alone and not for long.
    func copy(_ text: String)
    /// Reads aloud by the phone's own voice. False when it has none for the language.
    func listen(_ parts: [String], _ language: String) -> Bool
    /// Stops reading. True when something was being read.
    @discardableResult func silence() -> Bool
    /// Asks the person where to, and writes the file there and nowhere else. False when it was not written.
    func write(_ name: String, _ mediaType: String, _ bytes: Data) async -> Bool
    /// Asks the person for a file and reads so many bytes of it. None when there is none.
    func pick(_ mostBytes: UInt64) async -> Data?
    /// Shows the app under another icon. False when the phone refuses.
    func use(_ icon: AppIcon) async -> Bool
    /// Lets so much time pass.
    func pass(_ time: Duration) async throws
}

/// The day at the place of the reader.
public enum Today {
    /// Days since 1970-01-01.
    public static func days(_ now: Date, _ zone: TimeZone) -> Int32 {
        let here = now.timeIntervalSince1970 + Double(zone.secondsFromGMT(for: now))
        return Int32((here / 86_400).rounded(.down))
    }
}
