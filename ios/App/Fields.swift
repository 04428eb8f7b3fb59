import AlmanacCore
import AlmanacShell
import SwiftUI

extension Look {
    /// The search field. The keyboard is asked to learn nothing from it.
    func search(_ label: String, _ value: String) -> some View {
        HStack(spacing: 12) {
            Drawing(name: "search", color: muted)
            TextField(text: Binding(get: { value }, set: { shell.searched($0) })) { Words(label, .body, muted) }
                .submitLabel(.search).learningNothing()
        }
        .framed(self)
    }
}

/// A field to write into, below its label.
struct FieldView: View {
    let anchor: String
    let label: String
    let hint: String
    let value: String
    let kind: FieldKind
    let longest: UInt32
    let beside: String
    let look: Look
    @State private var isShown = false

    var body: some View {
        VStack(alignment: .leading, spacing: 4) {
            Words(label, .strong, look.ink).accessibilityHidden(true)
            if !hint.isEmpty { Words(hint, .small, look.muted) }
            field.accessibilityLabel(Text(verbatim: label)).learningNothing().framed(look)
            if !beside.isEmpty { button }
        }
    }

    @ViewBuilder private var field: some View {
        switch kind {
        case .line: TextField(text: text) {}
        case .long: TextField(text: text, axis: .vertical) {}.lineLimit(5...)
        case .date: TextField(text: text) {}.keyboardType(.numbersAndPunctuation)
        case .secret: if isShown { TextField(text: text) {} } else { SecureField(text: text) {} }
        }
    }

    private var text: Binding<String> {
        Binding(
            get: { look.shell.text(anchor, value) }, set: { look.shell.write($0, into: anchor, longest: longest) })
    }

    private var button: some View {
        SwiftUI.Button {
            if kind == .secret { isShown.toggle() } else { look.shell.write(beside, into: anchor, longest: longest) }
        } label: {
            Words(beside, .strong, look.accent).frame(minHeight: 48)
        }
    }
}

extension View {
    /// Asks the phone's helpers to suggest nothing, correct nothing and learn nothing.
    fileprivate func learningNothing() -> some View {
        autocorrectionDisabled().textInputAutocapitalization(.never).textContentType(nil)
    }

    fileprivate func framed(_ look: Look) -> some View {
        padding(.horizontal, Look.inside).padding(.vertical, 8).frame(minHeight: 52)
            .background(RoundedRectangle(cornerRadius: 14).fill(look.card))
            .overlay(RoundedRectangle(cornerRadius: 14).stroke(look.muted, lineWidth: 1))
    }
}
