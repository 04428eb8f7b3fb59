import AlmanacCore

extension AlmanacProtocol {
    /// The screen of this place, else the screen that says what failed, else none.
    func screenOrFailure(_ place: Place) -> Screen? {
        do {
            return try screen(route: place.route, went: place.went)
        } catch {
            return try? screen(route: .failed(kind: kind(error)), went: nil)
        }
    }
}

/// What failed, as far as a person can tell. A panic inside the core is an error of the bindings.
func kind(_ error: any Error) -> FailureKind {
    (error as? AlmanacError).map(known) ?? .internal
}

/// Without `default`: a new case of the core's error does not compile until it has its screen.
private func known(_ error: AlmanacError) -> FailureKind {
    switch error {
    case .NotFound: .notFound
    case .Invalid: .invalid
    case .Damaged: .damaged
    case .Locked: .locked
    case .Full: .full
    case .Storage: .storage
    case .Unsupported: .unsupported
    case .Internal: .internal
    }
}
