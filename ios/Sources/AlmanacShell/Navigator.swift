import AlmanacCore

/// A screen on the way back, with what the person did on it.
public struct Place: Equatable, Sendable, Identifiable {
    /// Tells places apart, also two of one route.
    public let id: Int
    public internal(set) var route: Route
    /// Where the person went from here.
    public internal(set) var went: Route?
    /// Which blocks are unfolded, by their order on the screen.
    public private(set) var unfolded: Set<Int> = []
    /// The block that stood at the top of the window.
    public var scrolled: Int?

    public mutating func unfold(_ id: Int, _ isShown: Bool) {
        if isShown { unfolded.insert(id) } else { unfolded.remove(id) }
    }
}

/// Where the person has been, in memory only. Home is always at the bottom.
public struct Navigator: Equatable, Sendable {
    private var below: [Place] = []
    private var made = 0
    public var top = Place(id: 0, route: .home)

    public init() {}

    public var canGoBack: Bool { !below.isEmpty }
    public var routes: [Route] { below.map(\.route) + [top.route] }

    /// Starts afresh at a route, with Home below it.
    public mutating func open(_ route: Route) {
        below = []
        top = place(.home)
        go(route)
    }

    /// Goes to a route, in place of this one if wanted. One that is on the way back is gone back to, and Home, where everything
    /// starts, forgets the way.
    public mutating func go(_ route: Route, replacing: Bool = false) {
        if route == top.route { return }
        if route == .home { return open(.home) }
        if let index = below.firstIndex(where: { $0.route == route }) {
            top = below[index]
            return below.removeSubrange(index...)
        }
        if !(replacing && canGoBack) {
            top.went = route
            below.append(top)
        }
        top = place(route)
    }

    /// Stays on the screen and changes its route: all letters of a search are one place.
    public mutating func become(_ route: Route) { top.route = route }

    /// Goes back, if there is anything to go back to.
    public mutating func back() -> Bool {
        guard let last = below.popLast() else { return false }
        top = last
        return true
    }

    private mutating func place(_ route: Route) -> Place {
        made += 1
        return Place(id: made, route: route)
    }
}
