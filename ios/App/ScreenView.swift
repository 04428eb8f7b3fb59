import AlmanacCore
import AlmanacShell
import SwiftUI

/// One screen: the bar, which stays, and the content, which scrolls.
struct ScreenView: View {
    let screen: Screen
    @Bindable var shell: Shell
    let look: Look
    @AccessibilityFocusState private var isAtTitle: Bool
    @Environment(\.isSceneCaptured) private var isCaptured

    var body: some View {
        VStack(spacing: 0) {
            bar
            if isCaptured { notice(screen.bar.captured) }
            if shell.isBusy { notice(screen.bar.wait) }
            if !shell.notice.isEmpty { notice(shell.notice) }
            if isCaptured && screen.private { Spacer() } else { content }
        }
        .environment(\.locale, Locale(identifier: screen.language))
        .environment(\.layoutDirection, screen.rightToLeft ? .rightToLeft : .leftToRight)
        .privacySensitive(screen.private)
        .accessibilityAction(.escape) { look.perform(.back) }
        .accessibilityAction(named: Text(verbatim: screen.bar.leaveSpoken)) { look.perform(.leave) }
        .overlay(alignment: .leading) { edge }
        .onChange(of: shell.places.top.id, initial: true) { isAtTitle = true }
        .onChange(of: shell.notice) { _, words in AccessibilityNotification.Announcement(words).post() }
    }

    private var bar: some View {
        HStack {
            if shell.places.canGoBack {
                SwiftUI.Button {
                    look.perform(.back)
                } label: {
                    Drawing(name: "back", color: look.ink).frame(minWidth: 48, minHeight: 48)
                }
                .accessibilityLabel(Text(verbatim: screen.bar.backSpoken))
            }
            Spacer()
            SwiftUI.Button {
                look.perform(.leave)
            } label: {
                HStack(spacing: 6) {
                    Drawing(name: "leave", color: look.ink)
                    Words(screen.bar.leave, .strong, look.ink)
                }
                .padding(.horizontal, 16).frame(minHeight: 48).background(Capsule().stroke(look.muted, lineWidth: 1))
            }
            .accessibilityLabel(Text(verbatim: screen.bar.leaveSpoken)).accessibilitySortPriority(1)
        }
        .padding(.horizontal, Look.edge).frame(minHeight: 56)
    }

    private func notice(_ words: String) -> some View {
        Words(words, .body, look.ink).padding(.horizontal, Look.edge).padding(.vertical, 12)
            .frame(maxWidth: .infinity, alignment: .leading).background(look.accentSoft)
    }

    /// No wider than about 60 characters, in the middle of a wide window. A new place begins at its top.
    private var content: some View {
        ScrollView {
            VStack(alignment: .leading, spacing: 0) {
                look.heading(screen.title, .title).padding(.top, 8).accessibilityFocused($isAtTitle)
                look.rows(shell.rows)
            }
            .scrollTargetLayout()
            .padding(.horizontal, Look.edge).padding(.bottom, 32).frame(maxWidth: 560).frame(maxWidth: .infinity)
        }
        .scrollPosition(id: $shell.places.top.scrolled, anchor: .top).scrollDismissesKeyboard(.interactively)
        .id(shell.places.top.id)
    }

    /// The way back from the edge of the window, as everywhere on this phone.
    private var edge: some View {
        Color.clear.frame(width: 16).contentShape(Rectangle())
            .gesture(DragGesture(minimumDistance: 40).onEnded { _ in look.perform(.back) })
            .accessibilityHidden(true)
    }
}
