import AlmanacCore
import AlmanacShell
import SwiftUI

/// Buttons: a main one has its own row, the others stand beside each other where their words fit.
struct ButtonsView: View {
    let buttons: [AlmanacCore.Button]
    let tone: CardTone
    let look: Look

    var body: some View {
        VStack(alignment: .leading, spacing: 8) {
            list(buttons.filter { $0.look == .main })
            let others = buttons.filter { $0.look != .main }
            ViewThatFits(in: .horizontal) {
                HStack(spacing: 8) { list(others) }
                VStack(alignment: .leading, spacing: 8) { list(others) }
            }
        }
        .frame(maxWidth: .infinity, alignment: .leading)
    }

    private func list(_ buttons: [AlmanacCore.Button]) -> some View {
        ForEach(Array(buttons.enumerated()), id: \.offset) { ButtonView(button: $0.element, tone: tone, look: look) }
    }
}

private struct ButtonView: View {
    let button: AlmanacCore.Button
    let tone: CardTone
    let look: Look

    var body: some View {
        if button.look == .hold {
            label.onTapGesture { look.shell.notice = look.shell.screen?.bar.hold ?? "" }
                .onLongPressGesture(minimumDuration: 1) { look.perform(button.action) }
                .accessibilityElement(children: .ignore).accessibilityLabel(Text(verbatim: button.spoken))
                .accessibilityAddTraits(.isButton).accessibilityAction { look.perform(button.action) }
        } else {
            SwiftUI.Button {
                look.perform(button.action)
            } label: {
                label
            }
            .buttonStyle(.plain).accessibilityLabel(Text(verbatim: button.spoken))
        }
    }

    private var label: some View {
        let (words, fill, line) = colors
        let shape = RoundedRectangle(cornerRadius: 14)
        return HStack(spacing: 12) {
            if let drawing = button.icon.drawing { Drawing(name: drawing, color: words) }
            Words(button.label, .strong, words)
            if button.look == .third { Drawing(name: "chevron", color: words) }
            if button.look == .main { Spacer(minLength: 0) }
        }
        .padding(.horizontal, button.look == .third ? 0 : 16).padding(.vertical, 8).frame(minHeight: 52)
        .background(shape.fill(fill)).overlay(shape.stroke(line, lineWidth: 1)).contentShape(shape)
    }

    /// Of the words, the surface and its line.
    private var colors: (Color, Color, Color) {
        let strong = tone == .danger ? look.danger : look.accent
        return switch button.look {
        case .main: (look.onAccent, look.accent, .clear)
        case .danger: (look.onDanger, look.danger, .clear)
        case .second, .hold: (strong, .clear, strong)
        case .third: (strong, .clear, .clear)
        }
    }
}
