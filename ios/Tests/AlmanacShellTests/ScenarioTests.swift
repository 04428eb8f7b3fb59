import Foundation
import Testing

/// The scenarios of the project, word for word. What was seen is written where `ALMANAC_SCREENS` says, to be compared.
@Suite @MainActor struct ScenarioTests {
    @Test func every_scenario_holds() async throws {
        let files = try Scenario.files()
        #expect(!files.isEmpty)
        var seen = ""
        for file in files {
            let name = file.deletingPathExtension().lastPathComponent
            let scenario = try Scenario(Data(contentsOf: file), named: name)
            for language in scenario.languages { try await run(scenario, language, &seen) }
        }
        if let path = ProcessInfo.processInfo.environment["ALMANAC_SCREENS"] {
            try Data(seen.utf8).write(to: URL(fileURLWithPath: path))
        }
    }

    private func run(_ scenario: Scenario, _ language: String, _ seen: inout String) async throws {
        let run = try await ScenarioRun(scenario, language)
        for (index, step) in scenario.steps.enumerated() {
            do {
                try await run.step(step)
            } catch {
                Issue.record("\(scenario.name) [\(language)] step \(index + 1): \(error)")
                return
            }
            if case .expect = step { continue }
            seen += "\(scenario.name) \(language) \(index + 1) \(run.seen)\n"
        }
    }

    @Test func what_does_not_hold_is_told() async throws {
        let bad = [
            #"{"route":"about"}"#, #"{"has":["nothing"]}"#, #"{"lacks":["nhth"]}"#, #"{"contacts":["whd"]}"#,
            #"{"never_contacts":["911"]}"#, #"{"steps":["hotline"]}"#, #"{"actions":[{"dial":"912"}]}"#,
            #"{"no_actions":[{"dial":"911"}]}"#, #"{"text":"no such words"}"#, #"{"no_text":"911"}"#,
            #"{"title":"Reader"}"#, #"{"handed":{"dial":"911"}}"#, #"{"left":true}"#,
        ]
        for expectation in bad {
            let text = #"{"name":"x","steps":[{"open":"home"},{"expect":\#(expectation)}]}"#
            let scenario = try Scenario(Data(text.utf8), named: "x")
            let run = try await ScenarioRun(scenario, "en")
            try await run.step(scenario.steps[0])
            await #expect(throws: Failure.self, "\(expectation)") { try await run.step(scenario.steps[1]) }
        }
    }

    @Test func a_scenario_that_says_something_unknown_is_refused() {
        let bad = [
            #"{"name":"x","steps":[{"expect":{"contcats":["nhth"]}}]}"#, #"{"name":"x","steps":[{"jump":"home"}]}"#,
            #"{"name":"x","steps":[{"tap":{"call":"911"}}]}"#, #"{"name":"x","step":[]}"#, #"{"steps":[]}"#,
        ]
        for text in bad {
            #expect(throws: Failure.self, "\(text)") { try Scenario(Data(text.utf8), named: "x") }
        }
    }
}
