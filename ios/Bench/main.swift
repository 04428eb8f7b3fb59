// Measures what a screen costs across the bindings: prints figures, judges none.
import AlmanacCore
import Foundation

let rounds = 2_000

/// Sorted times of many calls, in milliseconds.
func times(_ what: () throws -> Void) rethrows -> [Double] {
    let clock = ContinuousClock()
    let all = try (0..<rounds).map { _ in
        let spent = try clock.measure(what).components
        return Double(spent.seconds) * 1e3 + Double(spent.attoseconds) / 1e15
    }
    return all.sorted()
}

func row(_ name: String, _ blocks: String, _ times: [Double]) {
    let shown = [times[0], times[rounds / 2], times[rounds * 99 / 100]].map { String(format: "%7.4f ms", $0) }
    let wide = { (text: String, width: Int) in text.padding(toLength: width, withPad: " ", startingAt: 0) }
    print(wide(name, 36), wide(blocks, 10), " best", shown[0], " median", shown[1], " p99", shown[2])
}

let phone = Phone(key: .absent, memory: 4 << 30, platform: .ios)
let almanac = try Almanac.open(dir: "", languages: ["en"], today: 20_782, phone: phone)
for text in CommandLine.arguments.dropFirst() {
    let route = try almanac.route(text: text)
    let blocks = try almanac.screen(route: route, went: nil).blocks.count
    row(text, "\(blocks) blocks", try times { _ = try almanac.screen(route: route, went: nil) })
}
row("a bare call", "", times { _ = almanac.palette(dark: false) })
