// Signatures of UniformTypeIdentifiers, as Apple documents them, with no bodies. Type-checked against, never run.
public struct UTType: Hashable, Sendable {
    public static var data: UTType { fatalError("a stub: type-checked, never run") }
    public static var utf8PlainText: UTType { fatalError("a stub: type-checked, never run") }
    public var identifier: String { fatalError("a stub: type-checked, never run") }
}
