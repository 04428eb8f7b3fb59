import AlmanacCore
import Foundation
import Observation

/// What is before the screen.
public enum Curtain: Equatable, Sendable {
    /// Nothing: the screen is seen.
    case open
    /// The app was left, and iOS lets no app close itself: these words ask to go to the home screen.
    case left(words: String)
    /// Another app of the phone took over. Coming back from it is not opening this one: a tap does that.
    case waiting
}

/// Whether the app is looked at, as the system tells it.
public enum Phase: Sendable { case active, inactive, background }

/// The one window: asks the core for a screen, shows it, and does what is tapped.
@MainActor @Observable public final class Shell {
    public internal(set) var screen: Screen?
    public private(set) var rows: [Row] = []
    public private(set) var curtain = Curtain.open
    /// Whether something is held before the window: nobody looks at it now, or the system takes a picture of it.
    public private(set) var isCovered = false
    /// What a tap has done.
    public var notice = ""
    /// Whether a command takes its time.
    public internal(set) var isBusy = false
    public var places = Navigator()

    /// What was typed into the fields of this screen, by anchor.
    var typed: [String: String] = [:]
    /// Keeps what was typed when nothing more is.
    var saving: Task<Void, Never>?
    /// Counts the times that the app was left: whatever ends later finds out that nobody waits for it.
    var turn = 0
    let almanac: any AlmanacProtocol
    let key: DeviceKey
    let device: any Device
    private var isLeft = false
    private var wentAway = false

    public init(_ almanac: any AlmanacProtocol, _ key: DeviceKey, _ device: any Device) {
        (self.almanac, self.key, self.device) = (almanac, key, device)
        start()
    }

    public func palette(dark: Bool) -> Palette { almanac.palette(dark: dark) }

    /// Begins as if the app had just been opened.
    public func start() {
        (curtain, isLeft, wentAway, notice) = (.open, false, false, "")
        almanac.onDay(today: device.today)
        open(almanac.start(minutes: device.minutes))
    }

    /// Starts afresh at a route, with Home below it.
    public func open(_ route: Route) {
        places.open(route)
        arrive()
    }

    /// What the system says about who looks.
    public func turned(_ phase: Phase) {
        isCovered = phase != .active
        switch phase {
        case .inactive: break
        case .background:
            leave(.open)
            wentAway = true
        case .active:
            if wentAway && curtain != .waiting { start() }
        }
    }

    /// Keeps what was typed where it can be kept, locks, forgets everything and draws the curtain: once, however often it is asked.
    private func leave(_ curtain: Curtain) {
        if isLeft { return }
        isLeft = true
        saving?.cancel()
        if let command = screen?.autosave { _ = try? almanac.run(command: command, fields: fields, secret: Data()) }
        almanac.leave()
        device.silence()
        turn += 1
        (screen, rows, notice, typed, isBusy) = (nil, [], "", [:], false)
        places = Navigator()
        self.curtain = curtain
    }

    public func perform(_ action: Action) async {
        switch action {
        case .go(let route):
            guard await mayGo() else { return }
            places.go(route)
            arrive()
        case .dial(let number, _, let otherwise): await handOver(Link.dial(number), otherwise)
        case .text(let number, let body, _, let otherwise): await handOver(Link.text(number, body), otherwise)
        case .browse(let url, let otherwise): await handOver(Link.browse(url), otherwise)
        case .copy(let text, let done):
            device.copy(text)
            notice = done
        case .listen(let parts, let unavailable): listen(parts, unavailable)
        case .setLanguage(let tag):
            try? almanac.setLanguage(tag: tag)
            draw()
        case .useIcon(let icon, let done): if await device.use(icon) { notice = done }
        case .run(let command): await run(command)
        case .back: await back()
        case .leave: leave(.left(words: screen?.bar.left ?? ""))
        }
    }

    public func back() async {
        guard await mayGo() else { return }
        if places.back() { arrive() } else { leave(.left(words: screen?.bar.left ?? "")) }
    }

    private func handOver(_ url: URL?, _ otherwise: Route) async {
        let turn = turn
        guard let url, await device.open(url) else {
            // Whoever has left meanwhile is not called back.
            if turn == self.turn { await perform(.go(route: otherwise)) }
            return
        }
        almanac.handedOver(minutes: device.minutes)
        leave(.waiting)
        curtain = .waiting
    }

    private func listen(_ parts: [String], _ unavailable: String) {
        guard !device.silence(), let language = screen?.language else { return }
        if !device.listen(parts, language) { notice = unavailable }
    }

    /// What stands in the search field now.
    public func searched(_ text: String) {
        let route = almanac.typed(route: places.top.route, text: text)
        if route == places.top.route { return }
        places.become(route)
        draw()
    }

    /// Shows a screen that the person has just come to.
    func arrive() {
        saving?.cancel()
        device.silence()
        typed = [:]
        draw()
    }

    func draw() {
        screen = almanac.screenOrFailure(places.top)
        rows = Row.rows(screen?.blocks ?? [])
    }
}
