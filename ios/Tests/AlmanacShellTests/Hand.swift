import AlmanacCore
import AlmanacShell
import Foundation

/// A phone made of memory: remembers what was asked of it.
@MainActor final class Phone: Device {
    var minutes: UInt64 = 1_000
    var today: Int32 = 20_782
    /// Whether it has a dialler, messages and a browser.
    var hasApps = true
    var opened: [URL] = []
    var copied: [String] = []
    var read: [[String]] = []
    var hasVoice = true
    var isReading = false
    var file: (name: String, bytes: Data)?
    var icon = AppIcon.almanac
    /// Those who wait until time passes.
    var waiting: [CheckedContinuation<Void, Never>] = []

    func open(_ url: URL) async -> Bool {
        if hasApps { opened.append(url) }
        return hasApps
    }

    func copy(_ text: String) { copied.append(text) }

    func listen(_ parts: [String], _ language: String) -> Bool {
        if hasVoice { read.append(parts) }
        isReading = hasVoice
        return hasVoice
    }

    func silence() -> Bool {
        defer { isReading = false }
        return isReading
    }

    func write(_ name: String, _ mediaType: String, _ bytes: Data) async -> Bool {
        file = (name, bytes)
        return true
    }

    func pick(_ mostBytes: UInt64) async -> Data? { file?.bytes.prefix(Int(mostBytes) + 1) }

    func use(_ icon: AppIcon) async -> Bool {
        self.icon = icon
        return true
    }

    func pass(_ time: Duration) async throws {
        await withCheckedContinuation { waiting.append($0) }
        try Task.checkCancellation()
    }

    /// Lets all time pass that anybody waits for.
    func passAll() {
        let all = waiting
        waiting = []
        for each in all { each.resume() }
    }
}

/// A key store made of memory. What it signs with is no HMAC, which Linux has none of: the core takes any 32 bytes.
final class Keys: KeyStore, @unchecked Sendable {
    var secret: Data?
    var fails = false

    func read() throws -> Data? {
        if fails { throw Failure("no key store") }
        return secret
    }

    func replace(_ secret: Data) throws {
        if fails { throw Failure("no key store") }
        self.secret = Data(Array(secret))
    }

    func sign(_ message: Data, with secret: Data) -> Data { Data(zip(message, secret).map { $0 ^ $1 }) }
}

/// A folder of its own, gone with it.
final class Folder {
    let path = FileManager.default.temporaryDirectory.appending(path: "almanac-" + UUID().uuidString).path

    init() throws { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}

/// The core on a fresh phone.
func core(
    _ folder: Folder, _ language: String = "en", today: Int32 = 20_782, platform: Platform = .ios
) throws -> Almanac {
    let phone = AlmanacCore.Phone(key: .absent, memory: 4 << 30, platform: platform)
    return try Almanac.open(dir: folder.path, languages: [language], today: today, phone: phone)
}

/// Every language that the whole app can be shown in: the first of those that can be chosen.
func allLanguages() throws -> [String] {
    let blocks = try core(try Folder()).screen(route: .languages, went: nil).blocks
    let first = blocks.first { if case .doors = $0 { true } else { false } }
    return all(Action.self, in: first as Any).compactMap { if case .setLanguage(let tag) = $0.1 { tag } else { nil } }
}
