import AlmanacCore
import AlmanacShell
import Foundation
import Testing

@Suite @MainActor struct TappingTests {
    let made: Made
    var shell: Shell { made.shell }
    var phone: Phone { made.phone }

    init() async throws { made = try await Made() }

    @Test func copying_says_so_and_goes_no_further() async {
        await shell.perform(.copy(text: "a", done: "b"))
        #expect(phone.copied == ["a"] && shell.notice == "b" && shell.screen?.route == .home)
    }

    @Test func listening_is_stopped_by_a_second_tap_and_by_going_on() async throws {
        let listen = Action.listen(parts: ["a"], unavailable: "b")
        await shell.perform(listen)
        #expect(phone.isReading)
        await shell.perform(listen)
        #expect(!phone.isReading && phone.read == [["a"]])
        await shell.perform(listen)
        await shell.perform(.go(route: .about))
        #expect(!phone.isReading)
        phone.hasVoice = false
        await shell.perform(listen)
        #expect(shell.notice == "b")
    }

    @Test func what_fails_has_a_screen() async throws {
        shell.open(.page(id: "nothing"))
        #expect(shell.screen?.route == .failed(kind: .notFound))
        shell.open(.triage(graph: "me", answers: [Answer(question: "x", answer: "y")], more: false, show: false))
        #expect(shell.screen?.route == .failed(kind: .invalid))
    }

    @Test func letters_of_a_search_are_one_place() async throws {
        shell.open(.search(query: ""))
        let place = shell.places.top.id
        for text in ["p", "po", "police"] { shell.searched(text) }
        #expect(shell.screen?.route == .search(query: "police") && shell.places.top.id == place)
        await shell.back()
        #expect(shell.screen?.route == .home)
    }
}

@Suite struct NavigatorTests {
    @Test func home_forgets_the_way() {
        var places = Navigator()
        #expect(!places.canGoBack)
        places.go(.about)
        places.go(.about)
        places.go(.safety)
        #expect(places.routes == [.home, .about, .safety])
        places.go(.about)
        #expect(places.routes == [.home, .about], "what is on the way back is gone back to")
        places.go(.safety, replacing: true)
        #expect(places.routes == [.home, .safety])
        places.go(.home)
        #expect(places.routes == [.home] && !places.back())
    }

    @Test func a_place_keeps_what_was_done_on_it() {
        var places = Navigator()
        places.go(.about)
        for (id, isShown) in [(3, true), (4, true), (4, false)] { places.top.unfold(id, isShown) }
        places.top.scrolled = 7
        places.go(.safety)
        #expect(places.top.unfolded.isEmpty && places.back())
        #expect(places.top.route == .about && places.top.unfolded == [3] && places.top.scrolled == 7)
    }
}

@Suite struct ShowingTests {
    @Test func a_fold_holds_what_it_hides_and_no_more() {
        let text = Block.text(text: "a", tone: .plain)
        let blocks: [Block] = [.heading(text: "h"), text, .fold(title: "f", count: 2), text, text, text]
        let rows = Row.rows(blocks)
        #expect(rows.map(\.id) == [0, 1, 2, 5] && rows.map(\.gap) == [16, 8, 12, 12])
        #expect(rows[2].hidden.map(\.id) == [3, 4] && rows[2].hidden.map(\.gap) == [16, 12])
        #expect(Row.rows([.fold(title: "f", count: .max), text])[0].hidden.count == 1)
    }

    @Test func marks_are_counted_in_utf16_and_never_break_a_character() {
        func pieces(_ text: String, _ marks: [(UInt32, UInt32)]) -> [String] {
            Piece.pieces(text, marks.map { Mark(start: $0, end: $1) }).map { ($0.isMarked ? "*" : "") + $0.text }
        }
        #expect(pieces("police", []) == ["police"])
        #expect(pieces("police", [(0, 3)]) == ["*pol", "ice"])
        #expect(pieces("a😀bc", [(3, 4)]) == ["a😀", "*b", "c"])
        #expect(pieces("abc", [(1, 99), (0, 2), (5, 2)]) == ["a", "*bc"])
        #expect(pieces("a😀b", [(2, 4)]).joined().filter { $0 != "*" } == "a😀b")
    }
}

@Suite struct SecretTests {
    @Test func words_are_lent_without_a_copy_and_wiped() throws {
        let secret = SecretBytes("correct horse battery staple, five of them")
        let lent = secret.lend { data in data.withUnsafeBytes { $0 } }
        let again = secret.lend { data in data.withUnsafeBytes { $0.baseAddress } }
        #expect(lent.baseAddress == again, "the same memory")
        #expect(secret.lend { String(decoding: $0, as: UTF8.self) }.hasPrefix("correct horse"))
        secret.wipe()
        #expect(secret.lend { $0.count == 42 && $0.allSatisfy { $0 == 0 } })
        #expect(SecretBytes("").lend { $0.isEmpty })
    }
}
