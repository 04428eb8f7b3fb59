import AlmanacCore
import AlmanacShell
import Foundation

/// The core, with a count of what the shell asked of it.
final class Counted: Almanac, @unchecked Sendable {
    /// The calls that close the notes, in their order.
    var closing: [String] = []
    /// The commands that ran, with what stood in the fields.
    var ran: [(command: String, texts: [String])] = []
    var onMain: [Bool] = []

    convenience init(_ almanac: Almanac) { self.init(unsafeFromHandle: almanac.uniffiCloneHandle()) }

    override func leave() {
        closing.append("leave")
        super.leave()
    }

    override func lock() {
        closing.append("lock")
        super.lock()
    }

    override func run(command: String, fields: [FieldValue], secret: Data) throws -> Next {
        ran.append((command, fields.map(\.text)))
        onMain.append(Thread.isMainThread)
        return try super.run(command: command, fields: fields, secret: secret)
    }
}

/// A shell over the real core on a fresh phone, in English on the day of the tests.
@MainActor struct Made {
    let phone = Phone()
    let keys = Keys()
    let folder: Folder
    let core: Counted
    let shell: Shell

    init() async throws {
        folder = try Folder()
        core = Counted(try AlmanacShellTests.core(folder))
        shell = Shell(core, DeviceKey(keys), phone)
        await shell.wake()
    }

    /// Opens new notes, and a new one of them.
    func startNote() async throws {
        shell.open(.notesPart(part: .start))
        shell.write("correct horse battery staple and more", into: "words", longest: 200)
        await shell.perform(.run(command: "start-notes"))
        await shell.perform(.run(command: "new-note/note"))
        guard case .note = shell.screen?.route else { throw Failure("at \(shell.places.routes): \(shell.notice)") }
    }
}
