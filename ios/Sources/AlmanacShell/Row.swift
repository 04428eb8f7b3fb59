import AlmanacCore

/// A block as it is shown: with the space above it, and with the blocks that it hides.
public struct Row: Equatable, Sendable, Identifiable {
    /// Its order on the screen.
    public let id: Int
    public let block: Block
    /// In points: 32 between groups, 12 between cards, 8 from a heading to what is under it.
    public let gap: Int
    public let hidden: [Row]

    /// The blocks of a screen, those that a fold hides inside it.
    public static func rows(_ blocks: [Block]) -> [Row] { rows(Array(blocks.enumerated())[...]) }

    private static func rows(_ numbered: ArraySlice<(offset: Int, element: Block)>) -> [Row] {
        var left = numbered
        var rows: [Row] = []
        while let (id, block) = left.popFirst() {
            var hidden = left.prefix(0)
            if case .fold(_, let count) = block { hidden = left.prefix(Int(count)) }
            left = left.dropFirst(hidden.count)
            rows.append(Row(id: id, block: block, gap: gap(rows.last?.block, block), hidden: Self.rows(hidden)))
        }
        return rows
    }

    private static func gap(_ above: Block?, _ block: Block) -> Int {
        switch (above, block) {
        case (nil, _): 16
        case (.heading, _): 8
        case (_, .heading): 32
        case (.fold, .fold): 0
        case (.fold, .sources): 12
        case (_, .sources): 24
        case (_, .buttons): 16
        default: 12
        }
    }
}

/// Part of a text, marked or not as what was searched for.
public struct Piece: Equatable, Sendable {
    public let text: String
    public let isMarked: Bool

    /// The text in pieces. Marks count UTF-16 units; one that lies outside, before another or within a character gives way.
    public static func pieces(_ text: String, _ marks: [Mark]) -> [Piece] {
        let units = text.utf16
        var pieces: [Piece] = []
        var start = text.startIndex
        func add(until end: String.Index, _ isMarked: Bool) {
            if start < end { pieces.append(Piece(text: String(text[start..<end]), isMarked: isMarked)) }
            start = max(start, end)
        }
        func index(_ unit: UInt32) -> String.Index {
            let found = units.index(units.startIndex, offsetBy: Int(unit), limitedBy: units.endIndex) ?? units.endIndex
            return found.samePosition(in: text) ?? index(unit - 1)
        }
        for mark in marks {
            add(until: index(mark.start), false)
            add(until: index(mark.end), true)
        }
        add(until: text.endIndex, false)
        return pieces
    }
}
