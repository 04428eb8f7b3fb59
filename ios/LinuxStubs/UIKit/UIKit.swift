// Signatures of UIKit, as Apple documents them, with no bodies. Type-checked against, never run.
@_exported import Foundation

private func stub() -> Never { fatalError("a stub: type-checked, never run") }

@MainActor open class UIApplication: NSObject {
    public struct ExtensionPointIdentifier: Hashable, Sendable {
        public static let keyboard = ExtensionPointIdentifier()
    }
    public struct OpenExternalURLOptionsKey: Hashable, Sendable {}
    public class var shared: UIApplication { stub() }
    public func open(_ url: URL, options: [OpenExternalURLOptionsKey: Any] = [:]) async -> Bool { stub() }
    public func setAlternateIconName(_ alternateIconName: String?) async throws { stub() }
}
@MainActor public protocol UIApplicationDelegate: AnyObject {
    func application(
        _ application: UIApplication, shouldAllowExtensionPointIdentifier: UIApplication.ExtensionPointIdentifier
    ) -> Bool
}
public final class UIPasteboard {
    public struct OptionsKey: Hashable, Sendable {
        public static let localOnly = OptionsKey()
        public static let expirationDate = OptionsKey()
    }
    public class var general: UIPasteboard { stub() }
    public func setItems(_ items: [[String: Any]], options: [OptionsKey: Any] = [:]) { stub() }
}
public struct UITextContentType: Hashable, Sendable {}
public enum UIKeyboardType: Int, Sendable { case numbersAndPunctuation }
/// Foundation's own, which Linux has not.
extension URL {
    public func startAccessingSecurityScopedResource() -> Bool { stub() }
    public func stopAccessingSecurityScopedResource() { stub() }
}
