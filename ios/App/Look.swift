import AlmanacCore
import AlmanacShell
import SwiftUI

/// What every view needs: the core's colours, and what to do with a tap.
@MainActor struct Look {
    static let name = "Almanac"
    static let edge = 20.0
    static let inside = 16.0

    let shell: Shell
    let paper, card, ink, muted, line, accent, onAccent, accentSoft: Color
    let danger, onDanger, dangerSoft, caution, cautionSoft: Color

    init(_ palette: Palette, _ shell: Shell) {
        self.shell = shell
        (paper, card, ink) = (Color(palette.paper), Color(palette.card), Color(palette.ink))
        (muted, line, accent) = (Color(palette.muted), Color(palette.line), Color(palette.accent))
        (onAccent, accentSoft) = (Color(palette.onAccent), Color(palette.accentSoft))
        (danger, onDanger, dangerSoft) = (Color(palette.danger), Color(palette.onDanger), Color(palette.dangerSoft))
        (caution, cautionSoft) = (Color(palette.caution), Color(palette.cautionSoft))
    }

    func perform(_ action: Action) { Task { await shell.perform(action) } }

    /// Whether a block is unfolded, to be changed by a tap.
    func unfolded(_ id: Int) -> Binding<Bool> {
        Binding(get: { shell.places.top.unfolded.contains(id) }, set: { shell.places.top.unfold(id, $0) })
    }
}

extension Color {
    /// From 0xRRGGBB.
    fileprivate init(_ rgb: UInt32) {
        func part(_ shift: UInt32) -> Double { Double((rgb >> shift) & 0xFF) / 255 }
        self.init(red: part(16), green: part(8), blue: part(0))
    }
}

/// The kinds of text that there are. All grow with the size that the person has chosen.
struct Style {
    let font: Font

    static let sign = Style(font: .largeTitle.weight(.medium))
    static let title = Style(font: .title2.weight(.medium))
    static let number = title
    static let heading = Style(font: .title3.weight(.medium))
    static let lead = Style(font: .title3)
    static let body = Style(font: .body)
    static let strong = Style(font: .body.weight(.medium))
    static let small = Style(font: .subheadline)
    static let smallStrong = Style(font: .subheadline.weight(.medium))
}

/// Words of the core, as they are: with what was searched for in bold, and with their language, for the screen reader.
struct Words: View {
    private let pieces: [Piece]
    private let style: Style
    private let color: Color
    @Environment(\.locale) private var locale

    init(_ words: String, _ style: Style, _ color: Color, _ marks: [Mark] = []) {
        (pieces, self.style, self.color) = (Piece.pieces(words, marks), style, color)
    }

    var body: some View {
        pieces.reduce(Text(verbatim: "")) { $0 + text($1) }
            .font(style.font).foregroundStyle(color).lineSpacing(4).multilineTextAlignment(.leading)
            .fixedSize(horizontal: false, vertical: true)
    }

    private func text(_ piece: Piece) -> Text {
        var words = AttributedString(piece.text)
        words.languageIdentifier = locale.identifier
        return Text(words).bold(piece.isMarked)
    }
}

/// One of the project's own drawings, as large as the text beside it.
struct Drawing: View {
    let name: String
    let color: Color
    @ScaledMetric(relativeTo: .body) private var size = 20.0

    var body: some View {
        Image(name).renderingMode(.template).resizable().frame(width: size, height: size).foregroundStyle(color)
            .accessibilityHidden(true)
    }
}

extension Icon {
    /// The drawing; none for no drawing.
    var drawing: String? {
        switch self {
        case .none: nil
        case .phone: "phone"
        case .message: "message"
        case .page: "page"
        case .pencil: "pencil"
        case .lock: "lock"
        case .leave: "leave"
        case .search: "search"
        case .globe: "globe"
        case .speaker: "speaker"
        case .card: "card"
        case .warning: "warning"
        case .check: "check"
        }
    }
}
