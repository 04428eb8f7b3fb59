import AVFoundation
import AlmanacCore
import AlmanacShell
import Foundation
import Observation
import SwiftUI
import UIKit
import UniformTypeIdentifiers

/// What only a phone can do, by Apple's frameworks.
@MainActor @Observable final class PhoneDevice: Device {
    /// The file that the person is asked about; the view that asks is the window's.
    var isWriting = false
    var isPicking = false
    private(set) var file: WrittenFile?
    private(set) var name = ""
    private var wrote: CheckedContinuation<Bool, Never>?
    private var picked: CheckedContinuation<URL?, Never>?
    private let voice = AVSpeechSynthesizer()
    private let start = ContinuousClock.now

    /// Far more than it takes to paste something.
    private static let clipboardSeconds = 120.0

    var minutes: UInt64 { UInt64(start.duration(to: .now).components.seconds / 60) }

    var today: Int32 { Today.days(Date(), .current) }

    func open(_ url: URL) async -> Bool { await UIApplication.shared.open(url) }

    func copy(_ text: String) {
        UIPasteboard.general.setItems(
            [[UTType.utf8PlainText.identifier: text]],
            options: [.localOnly: true, .expirationDate: Date(timeIntervalSinceNow: Self.clipboardSeconds)])
    }

    func listen(_ parts: [String], _ language: String) -> Bool {
        let voices = AVSpeechSynthesisVoice.speechVoices().filter { $0.language.hasPrefix(language) }
        guard let best = voices.max(by: { $0.quality.rawValue < $1.quality.rawValue }) else { return false }
        for part in parts {
            let utterance = AVSpeechUtterance(string: part)
            utterance.voice = best
            voice.speak(utterance)
        }
        return true
    }

    func silence() -> Bool { voice.stopSpeaking(at: .immediate) }

    func write(_ name: String, _ mediaType: String, _ bytes: Data) async -> Bool {
        (file, self.name) = (WrittenFile(bytes: bytes), name)
        defer { file = nil }
        return await withCheckedContinuation { (wrote, isWriting) = ($0, true) }
    }

    func pick(_ mostBytes: UInt64) async -> Data? {
        let url = await withCheckedContinuation { (picked, isPicking) = ($0, true) }
        guard let url, url.startAccessingSecurityScopedResource() else { return nil }
        defer { url.stopAccessingSecurityScopedResource() }
        return try? FileHandle(forReadingFrom: url).read(upToCount: Int(mostBytes) + 1)
    }

    func use(_ icon: AppIcon) async -> Bool {
        (try? await UIApplication.shared.setAlternateIconName(icon.asset)) != nil
    }

    func pass(_ time: Duration) async throws { try await Task.sleep(for: time) }

    /// The person has answered, or sent the question away.
    func answered(wrote done: Bool) {
        wrote?.resume(returning: done)
        wrote = nil
    }

    func answered(picked url: URL?) {
        picked?.resume(returning: url)
        picked = nil
    }
}

extension AppIcon {
    /// Its name among the app's pictures; none for the first one.
    fileprivate var asset: String? {
        switch self {
        case .almanac: nil
        case .reader: "Reader"
        case .pages: "Pages"
        case .fieldNotes: "FieldNotes"
        }
    }
}

/// A file that is written where the person says.
struct WrittenFile: FileDocument {
    static let readableContentTypes: [UTType] = [.data]
    let bytes: Data

    init(bytes: Data) { self.bytes = bytes }

    init(configuration: ReadConfiguration) throws {
        bytes = configuration.file.regularFileContents ?? Data()
    }

    func fileWrapper(configuration: WriteConfiguration) throws -> FileWrapper {
        FileWrapper(regularFileWithContents: bytes)
    }
}
