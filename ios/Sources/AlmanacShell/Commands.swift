import AlmanacCore
import Foundation

/// Commands: run with what stands in the fields, away from the thread that draws, then what the core says is done.
extension Shell {
    /// How long nothing is typed before it is kept.
    static let pause = Duration.seconds(2)

    /// What is to be done once, after opening: the phone's key.
    public func wake() async {
        await follow(almanac.wake(), quietly: true)
    }

    /// What stands in a field.
    public func text(_ anchor: String, _ value: String) -> String { typed[anchor] ?? value }

    /// What was typed into a field, as far as it fits. Kept when nothing more is typed.
    public func write(_ text: String, into anchor: String, longest: UInt32) {
        let fitting = String(String.UnicodeScalarView(text.unicodeScalars.prefix(Int(longest))))
        if typed[anchor] == fitting { return }
        typed[anchor] = fitting
        saving?.cancel()
        guard let command = screen?.autosave else { return }
        saving = Task { [weak self] in
            guard let self, (try? await device.pass(Self.pause)) != nil, !Task.isCancelled else { return }
            await keep(command)
        }
    }

    /// Keeps what was typed while the person goes on: nothing waits for it, and only a refusal is told.
    private func keep(_ command: String) async {
        let (turn, almanac, fields) = (turn, almanac, fields)
        let kept = await Task.detached { try? almanac.run(command: command, fields: fields, secret: Data()) }.value
        if turn == self.turn, case .refused(let said) = kept { notice = said }
    }

    /// What stands in the fields, but for secret ones.
    var fields: [FieldValue] {
        fieldsOfScreen.filter { $0.kind != .secret }.map {
            FieldValue(anchor: $0.anchor, text: text($0.anchor, $0.value))
        }
    }

    private var fieldsOfScreen: [(anchor: String, value: String, kind: FieldKind)] {
        (screen?.blocks ?? []).compactMap {
            guard case .field(let anchor, _, _, let value, let kind, _, _) = $0 else { return nil }
            return (anchor, value, kind)
        }
    }

    /// Before the screen is left for another: keeps what stands in the fields. False where the person must stay.
    func mayGo() async -> Bool {
        if isBusy || screen == nil { return false }
        notice = ""
        guard let command = screen?.autosave else { return true }
        return await run(command)
    }

    /// Runs a command. True where the person goes on with what they were about to do.
    @discardableResult func run(_ command: String, with words: SecretBytes? = nil) async -> Bool {
        if isBusy { return false }
        saving?.cancel()
        let (fields, secret) = (fields, words ?? takeSecret())
        return await follow { almanac in
            defer { secret.wipe() }
            return try secret.lend { try almanac.run(command: command, fields: fields, secret: $0) }
        }
    }

    /// The words of the secret field, which is empty afterwards.
    private func takeSecret() -> SecretBytes {
        let anchor = fieldsOfScreen.first { $0.kind == .secret }?.anchor
        return SecretBytes(anchor.flatMap { typed.removeValue(forKey: $0) } ?? "")
    }

    /// Asks the core, away from the thread that draws, and does what it says. Whatever comes when the person has left is dropped.
    private func follow(
        quietly: Bool = false, _ ask: @escaping @Sendable (any AlmanacProtocol) throws -> Next
    ) async -> Bool {
        let (turn, almanac) = (turn, almanac)
        isBusy = !quietly
        let answer = await Task.detached { Result { try ask(almanac) } }.value
        guard turn == self.turn else { return false }
        isBusy = false
        switch answer {
        case .success(let next): return await follow(next)
        case .failure(let error):
            places.go(.failed(kind: kind(error)))
            arrive()
            return false
        }
    }

    /// Without `default`: whatever is new in the core does not compile until it is done.
    @discardableResult private func follow(_ next: Next, quietly: Bool = false) async -> Bool {
        let (turn, key) = (turn, key)
        switch next {
        case .show(let route, let replace, let said):
            places.go(route, replacing: replace)
            arrive()
            notice = said
            return false
        case .stay(let said):
            typed = [:]
            draw()
            notice = said
            return false
        case .kept(let said):
            notice = said
            return true
        case .refused(let said):
            notice = said
            return false
        case .answer(let challenge):
            return await follow { $0.answered(response: key.answer(challenge)) }
        case .writeFile(let name, let mediaType, let bytes):
            almanac.lock()
            let done = await device.write(name, mediaType, bytes)
            return turn == self.turn ? await follow(almanac.wrote(done: done)) : false
        case .pickFile(let mostBytes):
            almanac.lock()
            let file = await device.pick(mostBytes)
            return turn == self.turn ? await follow { $0.picked(file: file) } : false
        case .makeKey:
            return await follow(quietly: quietly) { $0.keyMade(done: key.make()) }
        }
    }
}
