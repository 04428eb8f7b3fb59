import AlmanacCore
import AlmanacShell
import SwiftUI

/// One block. Without `default`: a kind that is new in the core does not compile until it is drawn.
struct BlockView: View {
    let row: Row
    let look: Look

    var body: some View {
        switch row.block {
        case .heading(let text): look.heading(text, .heading)
        case .text(let text, let tone): look.paragraph(text, tone)
        case .bullets(let items): look.points(items, numbered: false)
        case .numbered(let items): look.points(items, numbered: true)
        case .callout(_, let tone, let word, let title, let text, let folded, let buttons):
            look.callout(row.id, tone, word, title, text, folded, buttons)
        case .doors(let doors): look.surface { look.doors(doors) }
        case .card(_, let tone, let title, let lines, let caution, let buttons, let footnotes):
            look.card(tone, title, lines, caution, buttons, footnotes)
        case .step(_, let number, let title, let text, let points, let contacts, let doors):
            look.step(Int(number), title, text, points, contacts, doors)
        case .line(_, let title, let text, let contacts, let doors): look.line(title, text, contacts, doors)
        case .fold(let title, _): look.fold(row.id, title) { look.rows(row.hidden) }
        case .number(let label, let number, let spoken, let caution): look.number(label, number, spoken, caution)
        case .buttons(let buttons): ButtonsView(buttons: buttons, tone: .plain, look: look)
        case .searchField(let label, let value): look.search(label, value)
        case .field(let anchor, let label, let hint, let value, let kind, let longest, let beside):
            FieldView(
                anchor: anchor, label: label, hint: hint, value: value, kind: kind, longest: longest, beside: beside,
                look: look)
        case .sign(let text, let language, let rightToLeft):
            look.foreign(look.padded(spacing: 0) { Words(text, .sign, look.ink) }, language, rightToLeft)
        case .foreign(let text, let language, let rightToLeft):
            look.foreign(Words(text, .body, look.ink), language, rightToLeft)
        case .sources(let title, let items): look.fold(row.id, title) { look.sources(items) }
        }
    }
}

extension Look {
    /// Blocks below each other.
    func rows(_ rows: [Row]) -> some View {
        ForEach(rows) { BlockView(row: $0, look: self).padding(.top, Double($0.gap)).id($0.id) }
    }

    func heading(_ words: String, _ style: Style) -> some View {
        Words(words, style, ink).accessibilityAddTraits(.isHeader)
    }

    @ViewBuilder func paragraph(_ text: String, _ tone: TextTone) -> some View {
        switch tone {
        case .plain: Words(text, .body, ink)
        case .lead: Words(text, .lead, ink)
        case .muted: Words(text, .small, muted)
        }
    }

    func points(_ items: [String], numbered: Bool) -> some View {
        list(items, spacing: numbered ? 12 : 8) { index, item in
            HStack(alignment: .firstTextBaseline, spacing: 12) {
                if numbered { circle(index + 1) } else { Circle().fill(accent).frame(width: 6, height: 6) }
                Words(item, .body, ink)
            }
            .accessibilityElement(children: .combine)
        }
    }

    /// A number in a circle of the soft accent.
    private func circle(_ number: Int) -> some View {
        Text(number, format: .number).font(Style.strong.font).foregroundStyle(accent).padding(8)
            .background(Circle().fill(accentSoft))
    }

    /// A coloured note: a bar at the start, a drawing and a word, so that colour never stands alone.
    func callout(
        _ id: Int, _ tone: CalloutTone, _ word: String, _ title: String, _ text: String, _ isFolded: Bool,
        _ buttons: [AlmanacCore.Button]
    ) -> some View {
        let (strong, soft, drawing) = colors(tone)
        let head = VStack(alignment: .leading, spacing: 4) {
            HStack(spacing: 8) {
                Drawing(name: drawing, color: strong)
                Words(word, .smallStrong, strong)
            }
            if !title.isEmpty { Words(title, .strong, ink) }
        }
        let rest = VStack(alignment: .leading, spacing: 12) {
            if !text.isEmpty { Words(text, .body, ink) }
            if !buttons.isEmpty { ButtonsView(buttons: buttons, tone: .plain, look: self) }
        }
        return VStack(alignment: .leading, spacing: 4) {
            if isFolded && !title.isEmpty {
                DisclosureGroup(isExpanded: unfolded(id)) {
                    wide { rest }
                } label: {
                    head
                }.tint(strong)
            } else {
                head
                rest
            }
        }
        .padding(Look.inside).frame(maxWidth: .infinity, alignment: .leading).background(soft)
        .overlay(alignment: .leading) { Rectangle().fill(strong).frame(width: 4) }
        .clipShape(RoundedRectangle(cornerRadius: 12))
    }

    private func colors(_ tone: CalloutTone) -> (strong: Color, soft: Color, drawing: String) {
        switch tone {
        case .danger: (danger, dangerSoft, "warning")
        case .careful: (caution, cautionSoft, "warning")
        case .rights: (accent, accentSoft, "card")
        case .note: (accent, accentSoft, "page")
        }
    }

    /// A line or organisation, or 911.
    func card(
        _ tone: CardTone, _ title: String, _ lines: [String], _ caution: String, _ buttons: [AlmanacCore.Button],
        _ footnotes: [String]
    ) -> some View {
        padded(tone, spacing: 8) {
            heading(title, .heading)
            list(lines, spacing: 4) { _, line in Words(line, .body, ink) }
            cautioned(caution)
            if !buttons.isEmpty { ButtonsView(buttons: buttons, tone: tone, look: self) }
            list(footnotes, spacing: 4) { _, note in Words(note, .small, tone == .danger ? ink : muted) }
        }
    }

    /// A caution beside a number; nothing where there is none.
    @ViewBuilder private func cautioned(_ words: String) -> some View {
        if !words.isEmpty {
            HStack(spacing: 8) {
                Drawing(name: "warning", color: caution)
                Words(words, .small, caution)
            }
        }
    }

    /// One thing to do: its number, its buttons at once, then all that is said about it.
    func step(
        _ number: Int, _ title: String, _ text: String, _ points: [String], _ contacts: [ContactRow], _ doors: [Door]
    ) -> some View {
        withDoors(doors) {
            HStack(alignment: .firstTextBaseline, spacing: 12) {
                circle(number)
                heading(title, .heading)
            }
            contactList(contacts)
            if !text.isEmpty { Words(text, .body, ink) }
            if !points.isEmpty { self.points(points, numbered: false) }
        }
    }

    /// A line of help without a number.
    func line(_ title: String, _ text: String, _ contacts: [ContactRow], _ doors: [Door]) -> some View {
        withDoors(doors) {
            if !title.isEmpty { heading(title, .strong) }
            if !text.isEmpty { Words(text, .body, ink) }
            contactList(contacts)
        }
    }

    private func withDoors(_ doors: [Door], @ViewBuilder _ content: () -> some View) -> some View {
        surface {
            VStack(alignment: .leading, spacing: 0) {
                VStack(alignment: .leading, spacing: 12) { content() }.padding(Look.inside)
                if !doors.isEmpty {
                    hairline
                    self.doors(doors)
                }
            }
        }
    }

    private func contactList(_ contacts: [ContactRow]) -> some View {
        list(contacts, spacing: 12) { index, contact in
            if index > 0 { hairline }
            VStack(alignment: .leading, spacing: 4) {
                Words(contact.name, .strong, ink)
                if !contact.hint.isEmpty { Words(contact.hint, .small, muted) }
                if !contact.number.isEmpty { Words(contact.number, .number, ink) }
                cautioned(contact.caution)
                if !contact.buttons.isEmpty { ButtonsView(buttons: contact.buttons, tone: .plain, look: self) }
            }
        }
    }

    /// Rows that lead somewhere, with hairlines between.
    func doors(_ rows: [Door]) -> some View {
        list(rows, spacing: 0) { index, door in
            if index > 0 { hairline }
            DoorView(door: door, look: self)
        }
    }

    /// Something that is shown when its title is tapped.
    func fold(_ id: Int, _ title: String, @ViewBuilder _ content: () -> some View) -> some View {
        fold(id, accent, content) { Words(title, .strong, accent).frame(minHeight: 48) }
    }

    private func fold(
        _ id: Int, _ color: Color, @ViewBuilder _ content: () -> some View, @ViewBuilder label: () -> some View
    ) -> some View {
        let hidden = wide { content() }
        return DisclosureGroup(isExpanded: unfolded(id), content: { hidden }, label: label).tint(color)
    }

    /// A number to read out or remember.
    func number(_ label: String, _ number: String, _ spoken: String, _ caution: String) -> some View {
        padded(spacing: 4) {
            Words(label, .small, muted)
            Words(number, .number, ink).accessibilityLabel(Text(verbatim: spoken))
            cautioned(caution)
        }
    }

    /// Words in a language of their own, for its voice and in its direction.
    func foreign(_ words: some View, _ language: String, _ isRightToLeft: Bool) -> some View {
        words.environment(\.locale, Locale(identifier: language))
            .environment(\.layoutDirection, isRightToLeft ? .rightToLeft : .leftToRight)
    }

    func sources(_ items: [SourceRow]) -> some View {
        list(items, spacing: 16) { _, item in
            VStack(alignment: .leading, spacing: 2) {
                Words(item.title, .small, ink)
                if !item.detail.isEmpty { Words(item.detail, .small, muted) }
                if !item.address.isEmpty { Words(item.address, .small, muted) }
            }
        }
    }

    private var hairline: some View { Rectangle().fill(line).frame(height: 1).accessibilityHidden(true) }

    /// A surface with round corners and a hairline.
    func surface(_ tone: CardTone = .plain, @ViewBuilder _ content: () -> some View) -> some View {
        let shape = RoundedRectangle(cornerRadius: 16)
        return wide { content() }.background(tone == .danger ? dangerSoft : card).clipShape(shape)
            .overlay(shape.stroke(tone == .danger ? .clear : line, lineWidth: 1))
    }

    func padded(
        _ tone: CardTone = .plain, spacing: Double, @ViewBuilder _ content: () -> some View
    ) -> some View {
        surface(tone) { VStack(alignment: .leading, spacing: spacing) { content() }.padding(Look.inside) }
    }

    private func wide(@ViewBuilder _ content: () -> some View) -> some View {
        VStack(alignment: .leading, spacing: 0) { content() }.frame(maxWidth: .infinity, alignment: .leading)
    }

    private func list<Item>(
        _ items: [Item], spacing: Double, @ViewBuilder _ content: @escaping (Int, Item) -> some View
    ) -> some View {
        VStack(alignment: .leading, spacing: spacing) {
            ForEach(Array(items.enumerated()), id: \.offset) { index, item in content(index, item) }
        }
    }
}

private struct DoorView: View {
    let door: Door
    let look: Look
    @Environment(\.dynamicTypeSize) private var size
    @Environment(\.locale) private var locale

    var body: some View {
        SwiftUI.Button {
            look.perform(door.action)
        } label: {
            HStack(spacing: 16) {
                // Where text is very large the words have all the room: the drawing says nothing that they do not.
                if let drawing = door.icon.drawing, !size.isAccessibilitySize {
                    Drawing(name: drawing, color: look.accent)
                }
                VStack(alignment: .leading, spacing: 2) {
                    Words(door.title, .body, door.chosen ? look.accent : look.ink, door.titleMarks)
                        .environment(\.locale, door.language.isEmpty ? locale : Locale(identifier: door.language))
                    if !door.hint.isEmpty {
                        Words(door.hint, .small, door.chosen ? look.ink : look.muted, door.hintMarks)
                    }
                }
                Spacer(minLength: 0)
                Drawing(name: door.chosen ? "check" : "chevron", color: door.chosen ? look.accent : look.muted)
            }
            .padding(.horizontal, Look.inside).padding(.vertical, 12).frame(minHeight: 56)
            .background(door.chosen ? look.accentSoft : .clear).contentShape(Rectangle())
        }
        .buttonStyle(.plain).accessibilityAddTraits(door.chosen ? .isSelected : [])
    }
}
