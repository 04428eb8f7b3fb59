// Measures what a screen costs across the bindings, and says where one of 40 blocks or more takes longer than it may.
import AlmanacCore
import Foundation

let rounds = 2_000
/// Of a screen of 40 blocks, as the median in milliseconds.
let most = 0.2

/// Sorted times of many calls, in milliseconds.
func times(_ what: () throws -> Void) rethrows -> [Double] {
    let clock = ContinuousClock()
    let all = try (0..<rounds).map { _ in
        let spent = try clock.measure(what).components
        return Double(spent.seconds) * 1e3 + Double(spent.attoseconds) / 1e15
    }
    return all.sorted()
}

func row(_ name: String, _ blocks: Int?, _ times: [Double]) {
    let verdict = blocks.map { $0 < 40 ? "" : "(at most \(most)) " + (times[rounds / 2] > most ? "OVER" : "") } ?? ""
    let shown = [times[0], times[rounds / 2], times[rounds * 99 / 100]].map { String(format: "%7.4f ms", $0) }
    let wide = { (text: String, width: Int) in text.padding(toLength: width, withPad: " ", startingAt: 0) }
    let told = wide(blocks.map { "\($0) blocks" } ?? "", 10)
    print(wide(name, 36), told, " best", shown[0], " median", shown[1], " p99", shown[2], verdict)
}

let phone = Phone(key: .absent, memory: 4 << 30, platform: .ios)
let almanac = try Almanac.open(dir: "", languages: ["en"], today: 20_782, phone: phone)
for text in CommandLine.arguments.dropFirst() {
    let route = try almanac.route(text: text)
    let blocks = try almanac.screen(route: route, went: nil).blocks.count
    row(text, blocks, try times { _ = try almanac.screen(route: route, went: nil) })
}
row("a bare call", nil, times { _ = almanac.palette(dark: false) })
