// swift-tools-version: 6.0
import PackageDescription

// On Linux, for tests: the library that `cargo xtask` has just built. On a Mac: the XCFramework, by `cargo xtask xcframework`.
#if os(macOS)
    let here = "xcframework"
#else
    let here = "library"
#endif
let library = (Context.environment["ALMANAC_FFI"] ?? here) == "library"
let folder = Context.environment["ALMANAC_LIBRARY"] ?? Context.packageDirectory + "/../target/xtask/host"

let own: [SwiftSetting] = [.unsafeFlags(["-warnings-as-errors"])]
let others: [SwiftSetting] = [.unsafeFlags(["-suppress-warnings"])]
let linked: [LinkerSetting] = [
    .unsafeFlags(["-L" + folder, "-Xlinker", "-rpath", "-Xlinker", folder]),
    .linkedLibrary("almanac_bindings"),
    // The linker looks for what libswiftObservation needs where it is not.
    .unsafeFlags(["-Xlinker", "--allow-shlib-undefined"], .when(platforms: [.linux])),
]
let ffi: Target =
    library
    ? .systemLibrary(name: "AlmanacFFI")
    : .binaryTarget(name: "AlmanacFFI", path: "build/AlmanacFFI.xcframework")

var targets: [Target] = [
    ffi,
    .target(
        name: "AlmanacCore", dependencies: ["AlmanacFFI"], swiftSettings: others,
        linkerSettings: library ? linked : []),
    .target(name: "AlmanacShell", dependencies: ["AlmanacCore"], swiftSettings: own),
    .testTarget(name: "AlmanacShellTests", dependencies: ["AlmanacShell", "AlmanacCore"], swiftSettings: own),
]

#if os(Linux)
    // Type-checks the app's views against signatures that stand for Apple's frameworks; never seen by Xcode.
    func stub(_ name: String, _ others: [Target.Dependency] = []) -> Target {
        .target(name: name, dependencies: others, path: "LinuxStubs/" + name, swiftSettings: own)
    }
    targets += [
        .executableTarget(name: "Bench", dependencies: ["AlmanacCore"], path: "Bench", swiftSettings: own),
        stub("SwiftUI", ["UIKit", "UniformTypeIdentifiers"]), stub("UIKit"), stub("AVFoundation"), stub("CryptoKit"),
        stub("Security"), stub("UniformTypeIdentifiers"),
        .target(
            name: "AppTypeCheck",
            dependencies: [
                "AlmanacShell", "AlmanacCore", "SwiftUI", "UIKit", "AVFoundation", "CryptoKit", "Security",
                "UniformTypeIdentifiers",
            ],
            path: "App", exclude: ["Almanac.entitlements", "Assets.xcassets", "Info.plist", "PrivacyInfo.xcprivacy"],
            swiftSettings: own + [.unsafeFlags(["-parse-as-library"])]),
    ]
#endif

let package = Package(
    name: "Almanac",
    platforms: [.iOS(.v17), .macOS(.v14)],
    products: [.library(name: "AlmanacShell", targets: ["AlmanacShell", "AlmanacCore"])],
    targets: targets,
    swiftLanguageModes: [.v6])
