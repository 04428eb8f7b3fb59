import AlmanacCore
import Foundation

/// Addresses that hand something over to another app of the phone.
public enum Link {
    /// The dialler with the number filled in; the person presses call.
    public static func dial(_ number: String) -> URL? { URL(string: "tel:" + number) }

    /// The messages with the number and, where the person chose words, the words filled in: iOS wants them behind `&`.
    public static func text(_ number: String, _ body: String) -> URL? {
        if body.isEmpty { return URL(string: "sms:" + number) }
        let escaped = body.addingPercentEncoding(withAllowedCharacters: .alphanumerics)
        return escaped.flatMap { URL(string: "sms:" + number + "&body=" + $0) }
    }

    /// A web page. Nothing but `https`: no address may start another app.
    public static func browse(_ address: String) -> URL? {
        URL(string: address).flatMap { $0.scheme == "https" ? $0 : nil }
    }
}
