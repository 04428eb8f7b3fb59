import AlmanacCore
import Foundation
import Testing

@testable import AlmanacShell

@Suite @MainActor struct CommandTests {
    let made: Made
    var shell: Shell { made.shell }
    let words = "correct horse battery staple and more"

    init() async throws { made = try await Made() }

    @Test func the_first_start_makes_the_key_in_place_of_one_that_outlived_the_app() async throws {
        #expect(made.keys.secret?.count == 32)
        let old = made.keys.secret
        let folder = try Folder()
        await Shell(try core(folder), DeviceKey(made.keys), made.phone).wake()
        #expect(made.keys.secret?.count == 32 && made.keys.secret != old)
    }

    @Test func a_key_store_that_fails_is_never_taken_for_an_empty_one() async {
        #expect(DeviceKey(made.keys).state == .present)
        made.keys.secret = nil
        #expect(DeviceKey(made.keys).state == .absent)
        made.keys.fails = true
        #expect(DeviceKey(made.keys).state == .unreachable)
        #expect(DeviceKey(made.keys).answer(Data(count: 32)).isEmpty && !DeviceKey(made.keys).make())
    }

    @Test func the_words_are_zero_once_they_were_used() async {
        for (route, command) in [(Route.notesPart(part: .start), "start-notes"), (.notes(query: ""), "open-notes")] {
            shell.open(.home)
            made.core.lock()
            shell.open(route)
            let secret = SecretBytes(words)
            await shell.run(command, with: secret)
            #expect(shell.screen?.route == .notes(query: ""), "\(command) opened them")
            #expect(secret.lend { $0.count == words.utf8.count && $0.allSatisfy { $0 == 0 } }, "\(command)")
        }
    }

    @Test func the_secret_field_is_emptied_and_never_among_the_texts() async throws {
        try await made.startNote()
        #expect(made.core.ran.allSatisfy { !$0.texts.contains(words) } && !shell.typed.values.contains(words))
        shell.open(.home)
        made.core.lock()
        shell.open(.notes(query: ""))
        shell.write("other words than these", into: "words", longest: 200)
        await shell.perform(.run(command: "open-notes"))
        #expect(shell.text("words", "") == "" && !shell.notice.isEmpty && shell.screen?.route == .notes(query: ""))
    }

    @Test func words_are_stretched_away_from_the_thread_that_draws() async throws {
        try await made.startNote()
        #expect(!made.core.onMain.isEmpty && made.core.onMain.allSatisfy { !$0 })
    }

    @Test func what_is_typed_is_kept_when_nothing_more_is() async throws {
        try await made.startNote()
        for text in ["a", "ab", "abc"] {
            shell.write(text, into: "title", longest: 100)
            await Task.yield()
        }
        while made.phone.waiting.count < 3 { await Task.yield() }
        let before = made.core.ran.count
        made.phone.passAll()
        await shell.saving?.value
        #expect(made.core.ran.dropFirst(before).map(\.texts.first) == ["abc"], "once, with the last letter")
        #expect(shell.notice.isEmpty && shell.text("title", "") == "abc")
    }

    @Test func a_field_takes_no_more_than_it_may() {
        shell.write("añ😀b", into: "x", longest: 3)
        #expect(shell.text("x", "") == "añ😀")
    }

    @Test func a_person_who_left_is_not_called_back() async throws {
        shell.open(.notesPart(part: .start))
        shell.write(words, into: "words", longest: 200)
        let starting = Task { await shell.perform(.run(command: "start-notes")) }
        while !shell.isBusy { await Task.yield() }
        shell.turned(.background)
        await starting.value
        #expect(shell.screen == nil && shell.notice.isEmpty && !shell.isBusy)
        shell.turned(.active)
        #expect(shell.screen?.route == .home)
    }

    @Test func an_icon_is_told_when_the_phone_has_it() async {
        await shell.perform(.useIcon(icon: .pages, done: "done"))
        #expect(made.phone.icon == .pages && shell.notice == "done")
    }
}
