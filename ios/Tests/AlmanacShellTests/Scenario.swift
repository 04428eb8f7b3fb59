import AlmanacCore
import Foundation

/// What did not hold.
struct Failure: Error, CustomStringConvertible {
    let description: String
    init(_ why: String) { description = why }
}

/// An object of a scenario. Members that are not known are errors, so that a misspelt expectation cannot pass.
struct Members {
    let all: [String: Any]

    init(_ value: Any?, _ known: [String]) throws {
        guard let all = value as? [String: Any] else { throw Failure("no object: \(value ?? "nothing")") }
        if let unknown = all.keys.first(where: { !known.contains($0) }) { throw Failure("unknown member: \(unknown)") }
        self.all = all
    }

    func read<T>(_ name: String) throws -> T {
        guard let value = all[name] as? T else { throw Failure("\(name) is missing, or of another kind") }
        return value
    }

    /// The only member.
    func only() throws -> String {
        guard all.count == 1, let name = all.keys.first else { throw Failure("one member is wanted: \(all.keys)") }
        return name
    }
}

/// What a tap does, as a scenario names it.
struct Doing: Equatable {
    let kind: String
    let what: String

    private static let kinds = [
        "go", "dial", "text", "browse", "copy", "language", "run", "icon", "listen", "leave",
    ]

    init(_ kind: String, _ what: String) { (self.kind, self.what) = (kind, what) }

    init(_ value: Any) throws {
        let members = try Members(value, Self.kinds)
        kind = try members.only()
        what = try kind == "listen" || kind == "leave" ? "" : members.read(kind)
    }
}

/// One step.
enum Step {
    case open(String)
    case choose(String)
    case tap(Doing)
    case type(String)
    case write([String: String])
    case back
    case reopen(UInt64)
    case expect(Members)

    init(_ value: Any) throws {
        let members = try Members(value, ["open", "choose", "tap", "type", "write", "back", "reopen", "expect"])
        switch try members.only() {
        case "open": self = .open(try members.read("open"))
        case "choose": self = .choose(try members.read("choose"))
        case "type": self = .type(try members.read("type"))
        case "write": self = .write(try members.read("write"))
        case "reopen": self = .reopen(UInt64(try members.read("reopen") as Int))
        case "tap": self = .tap(try Doing(members.all["tap"] as Any))
        case "back": self = .back
        default: self = .expect(try Members(members.all["expect"], Self.expectations))
        }
    }

    private static let expectations = [
        "route", "steps", "has", "lacks", "contacts", "never_contacts", "actions", "no_actions", "text", "no_text",
        "title", "fields", "said", "wrote", "handed", "left",
    ]
}

/// A person's way through the app, as it stands in a file (docs/scenarios.md).
struct Scenario {
    let name: String
    let languages: [String]
    let today: Int32
    let platform: Platform
    let steps: [Step]

    init(_ data: Data, named name: String) throws {
        self.name = name
        let known = ["name", "languages", "today", "phone", "steps"]
        let members = try Members(JSONSerialization.jsonObject(with: data), known)
        let _: String = try members.read("name")
        languages = try members.all["languages"] == nil ? allLanguages() : members.read("languages")
        today = try Self.day(members.all["today"] == nil ? "2026-11-25" : members.read("today"))
        platform = try Self.platform(members.all["phone"] == nil ? "android" : members.read("phone"))
        steps = try (members.read("steps") as [Any]).map(Step.init)
    }

    private static func platform(_ name: String) throws -> Platform {
        switch name {
        case "android": .android
        case "ios": .ios
        default: throw Failure("no phone: \(name)")
        }
    }

    /// Days since 1970-01-01.
    private static func day(_ date: String) throws -> Int32 {
        guard let time = try? Date(date + "T00:00:00Z", strategy: .iso8601) else { throw Failure("no date: \(date)") }
        return Int32(time.timeIntervalSince1970 / 86_400)
    }

    /// Every scenario of the project, or the one that `ALMANAC_SCENARIO` names.
    static func files() throws -> [URL] {
        if let one = ProcessInfo.processInfo.environment["ALMANAC_SCENARIO"] { return [URL(fileURLWithPath: one)] }
        let folder = URL(fileURLWithPath: #filePath).appending(path: "../../../../tests/scenarios").standardized
        let all = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        return all.filter { $0.pathExtension == "json" }.sorted { $0.lastPathComponent < $1.lastPathComponent }
    }
}
