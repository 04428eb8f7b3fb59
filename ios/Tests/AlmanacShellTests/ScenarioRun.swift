import AlmanacCore
import AlmanacShell
import Foundation

/// One run of a scenario through the shell, in one language.
@MainActor final class ScenarioRun {
    private let phone = Phone()
    private let folder: Folder
    private let almanac: Almanac
    private let shell: Shell
    private var handed: Doing?

    init(_ scenario: Scenario, _ language: String) async throws {
        folder = try Folder()
        phone.today = scenario.today
        almanac = try core(folder, language, today: scenario.today, platform: scenario.platform)
        shell = Shell(almanac, DeviceKey(Keys()), phone)
        await shell.wake()
    }

    private var isLeft: Bool { shell.screen == nil }
    private var route: Route { shell.places.top.route }

    /// What is seen now, as one line of a dump.
    var seen: String { shell.screen.map { Tree($0).json } ?? "left" }

    func step(_ step: Step) async throws {
        switch step {
        case .open(let text):
            shell.start()
            handed = nil
            shell.open(try almanac.route(text: text))
            try holds(almanac.routeText(route: shell.screen?.route ?? .home) == text, "opened elsewhere than \(text)")
        case .reopen(let minutes):
            shell.turned(.inactive)
            shell.turned(.background)
            phone.minutes += minutes
            handed = nil
            shell.turned(.active)
            if shell.curtain == .waiting { shell.start() }
        case .expect(let expected): try expect(expected)
        default:
            if isLeft { throw Failure("the app was left") }
            try await act(step)
        }
        if let url = phone.opened.popLast() { handed = Self.handed(url) }
    }

    private func act(_ step: Step) async throws {
        switch step {
        case .choose(let answer): try await choose(answer)
        case .tap(Doing("leave", "")): await shell.perform(.leave)
        case .tap(let doing): try await tap("nothing does \(doing)") { self.does($0, doing) }
        case .type(let text):
            let blocks = all(Block.self, in: shell.rows).map(\.1)
            try holds(blocks.contains { if case .searchField = $0 { true } else { false } }, "no search field")
            shell.searched(text)
        case .write(let texts):
            for (anchor, text) in texts {
                guard let field = fields[anchor] else { throw Failure("no field \(anchor)") }
                shell.write(text, into: anchor, longest: field.longest)
            }
        default: await shell.back()
        }
    }

    private func choose(_ answer: String) async throws {
        guard case .triage(let graph, let answers, _, _) = route else { throw Failure("not a question") }
        try await tap("no answer \(answer)") {
            guard case .go(.triage(graph, let next, false, false)) = $0 else { return false }
            return next.count == answers.count + 1 && next.last?.answer == answer
        }
    }

    /// The fields of the screen, and what stands in them.
    private var fields: [String: (text: String, longest: UInt32)] {
        all(Block.self, in: shell.rows).reduce(into: [:]) { fields, block in
            guard case .field(let anchor, _, _, let value, _, let longest, _) = block.1 else { return }
            fields[anchor] = (shell.text(anchor, value), longest)
        }
    }

    /// Everything that can be tapped, in the order of the screen, folded parts too.
    private var actions: [Action] { all(Action.self, in: shell.rows).map(\.1) }

    private func tap(_ why: String, _ wanted: (Action) -> Bool) async throws {
        guard let action = actions.first(where: wanted) else { throw Failure(why) }
        await shell.perform(action)
    }

    private func expect(_ expected: Members) throws {
        if let left = expected.all["left"] as? Bool { try holds(left == isLeft, "left is \(isLeft)") }
        if let wanted = expected.all["handed"] {
            try holds(Doing(wanted) == handed, "handed is \(String(describing: handed))")
        }
        if let wanted = expected.all["wrote"] as? String {
            try holds(wanted == phone.file?.name, "the last file is \(phone.file?.name ?? "none")")
        }
        guard let screen = shell.screen else { return }
        let anchors = all(String.self, in: shell.rows).filter { $0.0 == "anchor" }.map(\.1)
        for name in expected.all.keys {
            func names() throws -> [String] { try expected.read(name) }
            func doings() throws -> [Doing] { try (expected.read(name) as [Any]).map(Doing.init) }
            switch name {
            case "route": try holds(expected.read(name) == almanac.routeText(route: screen.route), "at \(screen.route)")
            case "steps": try holds(names() == steps, "steps are \(steps)")
            case "has": for it in try names() { try holds(anchors.contains(it), "\(it) is not there") }
            case "lacks": for it in try names() { try holds(!anchors.contains(it), "\(it) is there") }
            case "contacts": for it in try names() { try holds(contacts.contains(it), "\(it) is not offered") }
            case "never_contacts": for it in try names() { try holds(!contacts.contains(it), "\(it) is offered") }
            case "actions": for it in try doings() { try holds(can(it), "nothing does \(it)") }
            case "no_actions": for it in try doings() { try holds(!can(it), "something does \(it)") }
            case "text": try holds(words.contains(said(expected.all[name])), "the text is not there")
            case "no_text": try holds(!words.contains(said(expected.all[name])), "the text is there")
            case "fields":
                for (anchor, text) in try expected.read(name) as [String: Any] {
                    let there = fields[anchor]?.text
                    try holds(said(text) == there, "in \(anchor) stands \(there ?? "nothing")")
                }
            case "said": try holds(said(expected.all[name]) == shell.notice, "said is \(shell.notice)")
            case "title": try holds(said(expected.all[name]) == screen.title, "title is \(screen.title)")
            default: break
            }
        }
    }

    private var steps: [String] {
        all(Block.self, in: shell.rows).compactMap {
            if case .step(let anchor, _, _, _, _, _, _) = $0.1 { anchor } else { nil }
        }
    }

    /// Contacts that are named, or reached by a button.
    private var contacts: Set<String> {
        let cards = all(Block.self, in: shell.rows).compactMap {
            if case .card(let anchor, _, _, _, _, _, _) = $0.1 { anchor } else { nil }
        }
        let rows = all(ContactRow.self, in: shell.rows).map(\.1.anchor)
        return Set(cards + rows + actions.compactMap { contact($0) })
    }

    private func contact(_ action: Action) -> String? {
        switch action {
        case .go(let route), .dial(_, _, let route), .text(_, _, _, let route), .browse(_, let route): named(route)
        case .copy, .listen, .setLanguage, .useIcon, .run, .back, .leave: nil
        }
    }

    private func named(_ route: Route) -> String? {
        switch route {
        case .contact(let id), .beforeCall(let id), .beforeText(let id), .beforeWeb(let id, _), .noApp(let id): id
        default: nil
        }
    }

    /// All words on the screen.
    private var words: String {
        let shown = all(String.self, in: shell.rows, but: ["anchor", "spoken", "action", "language"]).map(\.1)
        return ([shell.screen?.title ?? ""] + shown).joined(separator: "\n")
    }

    /// Words that are the same in all languages, or by language: the language shown now.
    private func said(_ words: Any?) throws -> String {
        if let same = words as? String { return same }
        guard let said = (words as? [String: String])?[shell.screen?.language ?? ""] else { throw Failure("no words") }
        return said
    }

    private func can(_ doing: Doing) -> Bool { doing.kind == "leave" || actions.contains { does($0, doing) } }

    private func does(_ action: Action, _ doing: Doing) -> Bool {
        switch action {
        case .go(let route): doing == Doing("go", almanac.routeText(route: route))
        case .dial(let number, _, _): doing == Doing("dial", number)
        case .text(let number, _, _, _): doing == Doing("text", number)
        case .browse(let url, _): doing == Doing("browse", url)
        case .copy(let text, _): doing == Doing("copy", text)
        case .setLanguage(let tag): doing == Doing("language", tag)
        case .useIcon(let icon, _): doing == Doing("icon", Self.name(icon))
        case .run(let command): doing == Doing("run", command)
        case .listen: doing.kind == "listen"
        case .leave: doing.kind == "leave"
        case .back: false
        }
    }

    private static func name(_ icon: AppIcon) -> String {
        switch icon {
        case .almanac: "almanac"
        case .reader: "reader"
        case .pages: "pages"
        case .fieldNotes: "field-notes"
        }
    }

    private static func handed(_ url: URL) -> Doing {
        let number = String(url.absoluteString.drop { $0 != ":" }.dropFirst().prefix { $0 != "&" })
        switch url.scheme {
        case "tel": return Doing("dial", number)
        case "sms": return Doing("text", number)
        default: return Doing("browse", url.absoluteString)
        }
    }

    private func holds(_ holds: Bool, _ why: @autoclosure () -> String) throws {
        if !holds { throw Failure(why()) }
    }
}
