import AlmanacCore

/// A value of the core as the tree that it is, whatever its type: so that a new kind is dumped and looked through by itself.
indirect enum Tree {
    case text(String)
    case plain(String)
    case none
    case list([Tree])
    case members([(name: String, tree: Tree)])
    case named(String, Tree)

    init(_ value: Any) {
        let mirror = Mirror(reflecting: value)
        switch (value, mirror.displayStyle) {
        case (let text as String, _): self = .text(text)
        case (_, .optional?): self = mirror.children.first.map { Tree($0.value) } ?? .none
        case (_, .collection?): self = .list(mirror.children.map { Tree($0.value) })
        case (_, .enum?):
            let payload = mirror.children.first.map { Tree.named($0.label ?? "", Tree($0.value)) }
            self = payload ?? .text(String(describing: value))
        case (_, .struct?), (_, .tuple?):
            self = .members(mirror.children.map { ($0.label ?? "", Tree($0.value)) })
        default: self = .plain(String(describing: value))
        }
    }

    /// As JSON, in the one form of docs/scenarios.md: members in the order of their declaration, no spaces.
    var json: String {
        switch self {
        case .none: "null"
        case .plain(let words): words
        case .text(let words): quoted(words)
        case .list(let list): "[" + list.map(\.json).joined(separator: ",") + "]"
        case .named(let name, let tree): "{" + quoted(name) + ":" + tree.json + "}"
        case .members(let all): "{" + all.map { quoted($0.name) + ":" + $0.tree.json }.joined(separator: ",") + "}"
        }
    }
}

private func quoted(_ words: String) -> String {
    let short: [Unicode.Scalar: String] = [
        "\"": "\\\"", "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\u{8}": "\\b", "\u{c}": "\\f",
    ]
    return words.unicodeScalars.reduce(into: "\"") { out, scalar in
        if let escaped = short[scalar] {
            out += escaped
        } else if scalar.value < 0x20 {
            out += "\\u00" + (scalar.value < 0x10 ? "0" : "") + String(scalar.value, radix: 16)
        } else {
            out.unicodeScalars.append(scalar)
        }
    } + "\""
}

/// Everything of one type within a value, in order, with the name of the member that holds it.
func all<T>(_ type: T.Type, in value: Any, named name: String = "", but skipped: Set<String> = []) -> [(String, T)] {
    if skipped.contains(name) { return [] }
    if let found = value as? T { return [(name, found)] }
    return Mirror(reflecting: value).children.flatMap {
        all(type, in: $0.value, named: $0.label.map { $0.hasPrefix(".") ? name : $0 } ?? name, but: skipped)
    }
}
