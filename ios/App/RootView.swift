import AlmanacCore
import AlmanacShell
import SwiftUI
import UniformTypeIdentifiers

/// The window: the screen, or what is before it.
struct RootView: View {
    let shell: Shell?
    @Bindable var device: PhoneDevice
    @Environment(\.scenePhase) private var phase
    @Environment(\.colorScheme) private var scheme

    var body: some View {
        ZStack {
            if let shell {
                let look = Look(shell.palette(dark: scheme == .dark), shell)
                look.paper.ignoresSafeArea()
                content(shell, look)
                if shell.isCovered { look.paper.ignoresSafeArea() }
            } else {
                Fallback(device: device)
            }
        }
        .onChange(of: phase) { _, phase in
            shell?.turned(phase == .active ? .active : phase == .background ? .background : .inactive)
        }
        .task { await shell?.wake() }
        .fileExporter(
            isPresented: $device.isWriting, document: device.file, contentTypes: [.data], defaultFilename: device.name,
            onCompletion: { device.answered(wrote: (try? $0.get()) != nil) },
            onCancellation: { device.answered(wrote: false) }
        )
        .fileImporter(
            isPresented: $device.isPicking, allowedContentTypes: [.data], allowsMultipleSelection: false,
            onCompletion: { device.answered(picked: try? $0.get().first) },
            onCancellation: { device.answered(picked: nil) })
    }

    @ViewBuilder private func content(_ shell: Shell, _ look: Look) -> some View {
        switch shell.curtain {
        case .open:
            if let screen = shell.screen {
                ScreenView(screen: screen, shell: shell, look: look)
            } else if !shell.isCovered {
                Fallback(device: device)
            }
        case .left(let words): Words(words, .body, look.muted).padding(Look.edge)
        case .waiting:
            SwiftUI.Button(action: shell.start) {
                Words(Look.name, .title, look.muted).padding(Look.edge)
            }
        }
    }
}

/// What is shown when the core cannot be opened: the app's name and one button. Words beyond these would need the core.
struct Fallback: View {
    let device: PhoneDevice
    private static let emergency = "911"

    var body: some View {
        VStack(spacing: 24) {
            Text(verbatim: Look.name)
            SwiftUI.Button {
                Task { if let url = Link.dial(Self.emergency) { _ = await device.open(url) } }
            } label: {
                Text(verbatim: Self.emergency).font(.title).padding(24)
            }
        }
    }
}
