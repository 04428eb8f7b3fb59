import AlmanacCore
import AlmanacShell
import SwiftUI
import UIKit

/// The app: one window over the one core.
@main
struct AlmanacApp: App {
    @UIApplicationDelegateAdaptor(Keyboards.self) private var keyboards
    @State private var device: PhoneDevice
    @State private var shell: Shell?

    init() {
        let device = PhoneDevice()
        let key = DeviceKey(Keychain())
        let core = try? Almanac.open(
            dir: PrivateFolder.path(), languages: Locale.preferredLanguages, today: device.today,
            phone: Phone(key: key.state, memory: ProcessInfo.processInfo.physicalMemory, platform: .ios))
        _device = State(initialValue: device)
        _shell = State(initialValue: core.map { Shell($0, key, device) })
    }

    var body: some Scene {
        WindowGroup { RootView(shell: shell, device: device) }
    }
}

/// Keeps other people's keyboards out: what is typed here is not for them.
final class Keyboards: NSObject, UIApplicationDelegate {
    func application(
        _ application: UIApplication,
        shouldAllowExtensionPointIdentifier identifier: UIApplication.ExtensionPointIdentifier
    ) -> Bool {
        identifier != .keyboard
    }
}

/// Where the one file is: in no backup, and unreadable while the phone is locked.
enum PrivateFolder {
    /// Empty where there is none: guidance needs nothing of it.
    static func path() -> String {
        let manager = FileManager.default
        guard
            var folder = try? manager.url(
                for: .applicationSupportDirectory, in: .userDomainMask, appropriateFor: nil, create: true)
        else { return "" }
        var values = URLResourceValues()
        values.isExcludedFromBackup = true
        try? folder.setResourceValues(values)
        try? manager.setAttributes([.protectionKey: FileProtectionType.complete], ofItemAtPath: folder.path)
        return folder.path
    }
}
