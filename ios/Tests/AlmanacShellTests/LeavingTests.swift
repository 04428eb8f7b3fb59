import AlmanacCore
import AlmanacShell
import Testing

@Suite @MainActor struct LeavingTests {
    let made: Made
    var shell: Shell { made.shell }

    init() async throws { made = try await Made() }

    @Test func leaving_closes_the_notes_once_forgets_and_draws_the_curtain() async throws {
        try await made.startNote()
        let words = shell.screen?.bar.left ?? ""
        await shell.perform(.leave)
        #expect(made.core.closing == ["leave"])
        #expect(shell.screen == nil && shell.rows.isEmpty && shell.places.routes == [.home])
        #expect(shell.curtain == .left(words: words) && !words.isEmpty)
        shell.turned(.inactive)
        shell.turned(.background)
        #expect(made.core.closing == ["leave"], "once, although the app then went away")
    }

    @Test func going_to_the_background_leaves_once_and_coming_back_begins_at_home() async throws {
        try await made.startNote()
        for phase in [Phase.inactive, .background, .inactive, .background] { shell.turned(phase) }
        #expect(made.core.closing == ["leave"])
        #expect(shell.isCovered && shell.screen == nil)
        shell.turned(.active)
        #expect(!shell.isCovered && shell.places.routes == [.home] && shell.screen?.route == .home)
    }

    @Test func what_is_written_is_kept_on_the_way_out_and_closed() async throws {
        try await made.startNote()
        shell.write("a title", into: "title", longest: 100)
        shell.turned(.background)
        #expect(made.core.ran.last?.texts.contains("a title") == true && made.core.ran.last?.command.first == "h")
        #expect(made.core.closing == ["leave"])
        shell.turned(.active)
        shell.open(.notes(query: ""))
        shell.write("correct horse battery staple and more", into: "words", longest: 200)
        await shell.perform(.run(command: "open-notes"))
        #expect(all(String.self, in: shell.rows).contains { $0.1 == "a title" })
    }

    @Test func a_list_of_files_in_front_closes_the_notes_once() async throws {
        try await made.startNote()
        shell.open(.notesPart(part: .import))
        await shell.perform(.run(command: "pick-import"))
        #expect(made.core.closing == ["lock"])
    }

    @Test func whoever_does_not_look_sees_a_cover_and_loses_nothing() {
        shell.open(.safety)
        shell.turned(.inactive)
        #expect(shell.isCovered && shell.places.top.route == .safety)
        shell.turned(.active)
        #expect(!shell.isCovered && shell.places.top.route == .safety && made.core.closing.isEmpty)
    }

    @Test func what_was_left_stays_left_until_the_person_has_gone_home() async {
        await shell.perform(.leave)
        shell.turned(.inactive)
        shell.turned(.active)
        #expect(shell.screen == nil)
        shell.turned(.background)
        shell.turned(.active)
        #expect(shell.curtain == .open && shell.screen?.route == .home)
    }

    @Test func back_from_home_leaves() async {
        await shell.back()
        #expect(shell.screen == nil && made.core.closing == ["leave"])
    }
}

@Suite @MainActor struct HandingOverTests {
    let made: Made
    var shell: Shell { made.shell }
    let dial = Action.dial(number: "911", urgent: true, otherwise: .noApp(id: "911"))

    init() async throws { made = try await Made() }

    @Test func a_call_leaves_and_coming_back_from_it_opens_nothing() async {
        await shell.perform(dial)
        #expect(made.phone.opened.map(\.absoluteString) == ["tel:911"] && made.core.closing == ["leave"])
        for phase in [Phase.inactive, .background, .active] { shell.turned(phase) }
        #expect(shell.screen == nil && shell.curtain == .waiting && !shell.isCovered)
        shell.start()
        #expect(shell.screen?.route == .after)
    }

    @Test func a_phone_without_a_dialler_shows_the_number() async {
        made.phone.hasApps = false
        await shell.perform(dial)
        #expect(shell.screen?.route == .noApp(id: "911"))
        shell.turned(.background)
        shell.turned(.active)
        #expect(shell.screen?.route == .home, "nothing was handed over")
    }

    @Test func addresses_are_in_the_form_of_ios() {
        #expect(Link.dial("+18883737888")?.absoluteString == "tel:+18883737888")
        #expect(Link.text("233733", "")?.absoluteString == "sms:233733")
        #expect(Link.text("233733", "Sí & no?")?.absoluteString == "sms:233733&body=S%C3%AD%20%26%20no%3F")
        #expect(Link.browse("https://example.org/a")?.absoluteString == "https://example.org/a")
        for bad in ["http://example.org", "tel:911", "javascript:1", ""] { #expect(Link.browse(bad) == nil) }
    }
}
