// Signatures of SwiftUI, as Apple documents them, with no bodies: the app's views are type-checked against these on Linux.
// Nothing here is ever run, and nothing here proves that Apple's own SwiftUI takes the code.
@_exported import Foundation
@_exported import Observation
import UIKit
import UniformTypeIdentifiers

private func stub() -> Never { fatalError("a stub: type-checked, never run") }

// MARK: Views

@MainActor @preconcurrency public protocol View {
    associatedtype Body: View
    @ViewBuilder @MainActor @preconcurrency var body: Body { get }
}
extension Never: View { public var body: Never { stub() } }
public protocol Primitive: View where Body == Never {}
extension Primitive { public var body: Never { stub() } }

public struct Some: Primitive {}
public struct TupleView<T>: Primitive {}
public struct EmptyView: Primitive { public init() {} }
public struct ConditionalContent<A: View, B: View>: Primitive {}
extension Optional: View where Wrapped: View { public var body: Never { stub() } }

@resultBuilder public enum ViewBuilder {
    public static func buildBlock() -> EmptyView { stub() }
    public static func buildBlock<C: View>(_ content: C) -> C { stub() }
    public static func buildBlock<each C: View>(_ content: repeat each C) -> TupleView<(repeat each C)> { stub() }
    public static func buildIf<C: View>(_ content: C?) -> C? { stub() }
    public static func buildEither<A: View, B: View>(first: A) -> ConditionalContent<A, B> { stub() }
    public static func buildEither<A: View, B: View>(second: B) -> ConditionalContent<A, B> { stub() }
}

public struct HStack<Content: View>: Primitive {
    public init(
        alignment: VerticalAlignment = .center, spacing: CGFloat? = nil, @ViewBuilder content: () -> Content
    ) { stub() }
}
public struct VStack<Content: View>: Primitive {
    public init(
        alignment: HorizontalAlignment = .center, spacing: CGFloat? = nil, @ViewBuilder content: () -> Content
    ) { stub() }
}
public struct ZStack<Content: View>: Primitive {
    public init(alignment: Alignment = .center, @ViewBuilder content: () -> Content) { stub() }
}
public struct ScrollView<Content: View>: Primitive {
    public init(_ axes: Axis.Set = .vertical, @ViewBuilder content: () -> Content) { stub() }
}
public struct ViewThatFits<Content: View>: Primitive {
    public init(in axes: Axis.Set = .horizontal, @ViewBuilder content: () -> Content) { stub() }
}
public struct Spacer: Primitive { public init(minLength: CGFloat? = nil) { stub() } }
public struct Text: Primitive, Equatable {
    public init(verbatim content: String) { stub() }
    public init(_ attributedContent: AttributedString) { stub() }
    public init<F: FormatStyle>(_ input: F.FormatInput, format: F)
    where F.FormatInput: Equatable, F.FormatOutput == String { stub() }
    public func bold(_ isActive: Bool) -> Text { stub() }
    public static func + (one: Text, other: Text) -> Text { stub() }
}
public struct Image: Primitive {
    public enum TemplateRenderingMode: Sendable { case template, original }
    public init(_ name: String, bundle: Bundle? = nil) { stub() }
    public func renderingMode(_ mode: TemplateRenderingMode?) -> Image { stub() }
    public func resizable() -> Image { stub() }
}
public struct ForEach<Data: RandomAccessCollection, ID: Hashable, Content>: Primitive {}
extension ForEach where Content: View {
    public init(_ data: Data, id: KeyPath<Data.Element, ID>, @ViewBuilder content: @escaping (Data.Element) -> Content)
    {
        stub()
    }
}
extension ForEach where Content: View, Data.Element: Identifiable, ID == Data.Element.ID {
    public init(_ data: Data, @ViewBuilder content: @escaping (Data.Element) -> Content) { stub() }
}
public struct Button<Label: View>: Primitive {
    public init(action: @escaping @MainActor () -> Void, @ViewBuilder label: () -> Label) { stub() }
}
public struct DisclosureGroup<Label: View, Content: View>: Primitive {
    public init(
        isExpanded: Binding<Bool>, @ViewBuilder content: @escaping () -> Content, @ViewBuilder label: () -> Label
    ) { stub() }
}
public struct TextField<Label: View>: Primitive {
    public init(text: Binding<String>, prompt: Text? = nil, @ViewBuilder label: () -> Label) { stub() }
    public init(text: Binding<String>, prompt: Text? = nil, axis: Axis, @ViewBuilder label: () -> Label) { stub() }
}
public struct SecureField<Label: View>: Primitive {
    public init(text: Binding<String>, prompt: Text? = nil, @ViewBuilder label: () -> Label) { stub() }
}

// MARK: Shapes and styles

public protocol ShapeStyle: Sendable {}
public struct Color: Primitive, ShapeStyle, Hashable {
    public static let clear = Color(red: 0, green: 0, blue: 0)
    public init(red: Double, green: Double, blue: Double, opacity: Double = 1) { stub() }
}
extension ShapeStyle where Self == Color { public static var clear: Color { stub() } }
public protocol Shape: Sendable, View {}
extension Shape {
    public func fill<S: ShapeStyle>(_ content: S) -> some View { Some() }
    public func stroke<S: ShapeStyle>(_ content: S, lineWidth: CGFloat = 1) -> some View { Some() }
}
public struct Rectangle: Shape, Primitive { public init() {} }
public struct Circle: Shape, Primitive { public init() {} }
public struct Capsule: Shape, Primitive { public init() {} }
public struct RoundedRectangle: Shape, Primitive { public init(cornerRadius: CGFloat) {} }
public struct Font: Hashable, Sendable {
    public static let largeTitle = Font()
    public static let title = Font()
    public static let title2 = Font()
    public static let title3 = Font()
    public static let body = Font()
    public static let subheadline = Font()
    public enum TextStyle: Sendable { case body }
    public enum Weight: Sendable { case medium }
    public func weight(_ weight: Weight) -> Font { stub() }
}
public enum HorizontalAlignment: Sendable { case leading, center, trailing }
public enum VerticalAlignment: Sendable { case top, center, bottom, firstTextBaseline }
public enum Alignment: Sendable { case leading, center, trailing, top, bottom }
public enum TextAlignment: Sendable { case leading, center, trailing }
public enum LayoutDirection: Sendable { case leftToRight, rightToLeft }
public enum ColorScheme: Sendable { case light, dark }
public enum DynamicTypeSize: Sendable {
    case large
    public var isAccessibilitySize: Bool { stub() }
}
public enum Axis: Sendable {
    case horizontal, vertical
    public struct Set: OptionSet, Sendable {
        public let rawValue: Int8
        public init(rawValue: Int8) { self.rawValue = rawValue }
        public static let horizontal = Set(rawValue: 1)
        public static let vertical = Set(rawValue: 2)
    }
}
public struct Edge {
    public struct Set: OptionSet, Sendable {
        public let rawValue: Int8
        public init(rawValue: Int8) { self.rawValue = rawValue }
        public static let top = Set(rawValue: 1)
        public static let bottom = Set(rawValue: 2)
        public static let horizontal = Set(rawValue: 4)
        public static let vertical = Set(rawValue: 8)
        public static let all = Set(rawValue: 15)
    }
}
public struct UnitPoint: Hashable, Sendable { public static let top = UnitPoint() }
public protocol PrimitiveButtonStyle {}
public struct PlainButtonStyle: PrimitiveButtonStyle {}
extension PrimitiveButtonStyle where Self == PlainButtonStyle { public static var plain: PlainButtonStyle { stub() } }
public struct SubmitLabel: Sendable { public static var search: SubmitLabel { stub() } }
public struct TextInputAutocapitalization: Sendable { public static var never: TextInputAutocapitalization { stub() } }
public struct ScrollDismissesKeyboardMode: Sendable {
    public static var interactively: ScrollDismissesKeyboardMode { stub() }
}
public protocol Gesture {}
public struct DragGesture: Gesture {
    public struct Value: Equatable, Sendable {}
    public init(minimumDistance: CGFloat = 10) { stub() }
    public func onEnded(_ action: @escaping (Value) -> Void) -> some Gesture { self }
}

// MARK: Modifiers

extension View {
    public func padding(_ length: CGFloat) -> some View { Some() }
    public func padding(_ edges: Edge.Set = .all, _ length: CGFloat? = nil) -> some View { Some() }
    public func frame(width: CGFloat? = nil, height: CGFloat? = nil, alignment: Alignment = .center) -> some View {
        Some()
    }
    public func frame(
        minWidth: CGFloat? = nil, idealWidth: CGFloat? = nil, maxWidth: CGFloat? = nil, minHeight: CGFloat? = nil,
        idealHeight: CGFloat? = nil, maxHeight: CGFloat? = nil, alignment: Alignment = .center
    ) -> some View { Some() }
    public func fixedSize(horizontal: Bool, vertical: Bool) -> some View { Some() }
    public func ignoresSafeArea() -> some View { Some() }
    public func background<S: ShapeStyle>(_ style: S) -> some View { Some() }
    public func background<V: View>(_ background: V, alignment: Alignment = .center) -> some View { Some() }
    public func overlay<V: View>(_ overlay: V, alignment: Alignment = .center) -> some View { Some() }
    public func overlay<V: View>(alignment: Alignment = .center, @ViewBuilder content: () -> V) -> some View { Some() }
    public func clipShape<S: Shape>(_ shape: S) -> some View { Some() }
    public func contentShape<S: Shape>(_ shape: S) -> some View { Some() }
    public func foregroundStyle<S: ShapeStyle>(_ style: S) -> some View { Some() }
    public func tint<S: ShapeStyle>(_ tint: S?) -> some View { Some() }
    public func font(_ font: Font?) -> some View { Some() }
    public func lineSpacing(_ lineSpacing: CGFloat) -> some View { Some() }
    public func lineLimit(_ limit: PartialRangeFrom<Int>) -> some View { Some() }
    public func multilineTextAlignment(_ alignment: TextAlignment) -> some View { Some() }
    public func buttonStyle<S: PrimitiveButtonStyle>(_ style: S) -> some View { Some() }
    public func environment<V>(_ keyPath: WritableKeyPath<EnvironmentValues, V>, _ value: V) -> some View { Some() }
    public func id<ID: Hashable>(_ id: ID) -> some View { Some() }
    public func task(priority: TaskPriority = .userInitiated, _ action: @escaping @MainActor () async -> Void)
        -> some View
    {
        Some()
    }
    public func onChange<V: Equatable>(
        of value: V, initial: Bool = false, _ action: @escaping (_ oldValue: V, _ newValue: V) -> Void
    ) -> some View { Some() }
    public func onChange<V: Equatable>(of value: V, initial: Bool = false, _ action: @escaping () -> Void) -> some View
    {
        Some()
    }
    public func gesture<T: Gesture>(_ gesture: T) -> some View { Some() }
    public func onTapGesture(count: Int = 1, perform action: @escaping () -> Void) -> some View { Some() }
    public func onLongPressGesture(
        minimumDuration: Double = 0.5, maximumDistance: CGFloat = 10, perform action: @escaping () -> Void,
        onPressingChanged: ((Bool) -> Void)? = nil
    ) -> some View { Some() }
    public func scrollTargetLayout(isEnabled: Bool = true) -> some View { Some() }
    public func scrollPosition(id: Binding<(some Hashable)?>, anchor: UnitPoint? = nil) -> some View { Some() }
    public func scrollDismissesKeyboard(_ mode: ScrollDismissesKeyboardMode) -> some View { Some() }
    public func privacySensitive(_ sensitive: Bool = true) -> some View { Some() }
    public func autocorrectionDisabled(_ disable: Bool = true) -> some View { Some() }
    public func textInputAutocapitalization(_ autocapitalization: TextInputAutocapitalization?) -> some View { Some() }
    public func textContentType(_ textContentType: UITextContentType?) -> some View { Some() }
    public func keyboardType(_ type: UIKeyboardType) -> some View { Some() }
    public func submitLabel(_ submitLabel: SubmitLabel) -> some View { Some() }
    public func fileExporter<D: FileDocument>(
        isPresented: Binding<Bool>, document: D?, contentTypes: [UTType] = [], defaultFilename: String? = nil,
        onCompletion: @escaping (Result<URL, any Error>) -> Void, onCancellation: @escaping () -> Void = {}
    ) -> some View { Some() }
    public func fileImporter(
        isPresented: Binding<Bool>, allowedContentTypes: [UTType], allowsMultipleSelection: Bool,
        onCompletion: @escaping (Result<[URL], any Error>) -> Void, onCancellation: @escaping () -> Void
    ) -> some View { Some() }
}

// MARK: Accessibility

public struct AccessibilityTraits: SetAlgebra, Sendable {
    public static let isHeader = AccessibilityTraits()
    public static let isButton = AccessibilityTraits()
    public static let isSelected = AccessibilityTraits()
    public typealias Element = AccessibilityTraits
    public init() {}
    public func contains(_ member: Self) -> Bool { stub() }
    public func union(_ other: Self) -> Self { stub() }
    public func intersection(_ other: Self) -> Self { stub() }
    public func symmetricDifference(_ other: Self) -> Self { stub() }
    public mutating func insert(_ new: Self) -> (inserted: Bool, memberAfterInsert: Self) { stub() }
    public mutating func remove(_ member: Self) -> Self? { stub() }
    public mutating func update(with new: Self) -> Self? { stub() }
    public mutating func formUnion(_ other: Self) { stub() }
    public mutating func formIntersection(_ other: Self) { stub() }
    public mutating func formSymmetricDifference(_ other: Self) { stub() }
}
public struct AccessibilityActionKind: Equatable, Sendable {
    public static let `default` = AccessibilityActionKind()
    public static let escape = AccessibilityActionKind()
}
public struct AccessibilityChildBehavior: Hashable, Sendable {
    public static let ignore = AccessibilityChildBehavior()
    public static let combine = AccessibilityChildBehavior()
}
public enum AccessibilityNotification {
    public struct Announcement: Sendable {
        public init(_ announcement: String) { stub() }
        public func post() { stub() }
    }
}
@propertyWrapper public struct AccessibilityFocusState<Value: Hashable> {
    public struct Binding {}
    public init() where Value == Bool { stub() }
    public var wrappedValue: Value {
        get { stub() }
        nonmutating set { stub() }
    }
    public var projectedValue: Binding { stub() }
}
extension View {
    public func accessibilityLabel(_ label: Text) -> some View { Some() }
    public func accessibilityHidden(_ hidden: Bool) -> some View { Some() }
    public func accessibilityAddTraits(_ traits: AccessibilityTraits) -> some View { Some() }
    public func accessibilitySortPriority(_ sortPriority: Double) -> some View { Some() }
    public func accessibilityElement(children: AccessibilityChildBehavior = .ignore) -> some View { Some() }
    public func accessibilityAction(
        _ actionKind: AccessibilityActionKind = .default, _ handler: @escaping () -> Void
    ) -> some View { Some() }
    public func accessibilityAction(named name: Text, _ handler: @escaping () -> Void) -> some View { Some() }
    public func accessibilityFocused(_ condition: AccessibilityFocusState<Bool>.Binding) -> some View { Some() }
}

// MARK: State

@propertyWrapper @dynamicMemberLookup public struct Binding<Value> {
    public init(get: @escaping @isolated(any) () -> Value, set: @escaping @isolated(any) (Value) -> Void) { stub() }
    public var wrappedValue: Value {
        get { stub() }
        nonmutating set { stub() }
    }
    public var projectedValue: Binding<Value> { stub() }
    public subscript<T>(dynamicMember keyPath: WritableKeyPath<Value, T>) -> Binding<T> { stub() }
}
@propertyWrapper public struct State<Value> {
    public init(wrappedValue: Value) { stub() }
    public init(initialValue: Value) { stub() }
    public var wrappedValue: Value {
        get { stub() }
        nonmutating set { stub() }
    }
    public var projectedValue: Binding<Value> { stub() }
}
@dynamicMemberLookup @propertyWrapper public struct Bindable<Value> {
    public init(wrappedValue: Value) where Value: AnyObject & Observable { stub() }
    public var wrappedValue: Value {
        get { stub() }
        nonmutating set { stub() }
    }
    public var projectedValue: Bindable<Value> { stub() }
    public subscript<T>(dynamicMember keyPath: ReferenceWritableKeyPath<Value, T>) -> Binding<T> { stub() }
}
public struct EnvironmentValues {
    public var locale: Locale
    public var layoutDirection: LayoutDirection
    public var colorScheme: ColorScheme
    public var dynamicTypeSize: DynamicTypeSize
    public var scenePhase: ScenePhase
    public var isSceneCaptured: Bool
}
@propertyWrapper public struct Environment<Value> {
    public init(_ keyPath: KeyPath<EnvironmentValues, Value>) { stub() }
    public var wrappedValue: Value { stub() }
}
@propertyWrapper public struct ScaledMetric<Value: BinaryFloatingPoint> {
    public init(wrappedValue: Value, relativeTo textStyle: Font.TextStyle) { stub() }
    public var wrappedValue: Value { stub() }
}

// MARK: The app

public enum ScenePhase: Comparable, Sendable { case background, inactive, active }
@MainActor @preconcurrency public protocol Scene {}
public struct WindowGroup<Content: View>: Scene { public init(@ViewBuilder content: () -> Content) { stub() } }
@MainActor @preconcurrency public protocol App {
    associatedtype Body: Scene
    var body: Body { get }
    init()
}
extension App { public static func main() { stub() } }
@MainActor @propertyWrapper public struct UIApplicationDelegateAdaptor<Delegate: NSObject & UIApplicationDelegate> {
    public init(_ delegateType: Delegate.Type = Delegate.self) { stub() }
    public var wrappedValue: Delegate { stub() }
}
public struct FileDocumentReadConfiguration { public let file: FileWrapper }
public struct FileDocumentWriteConfiguration {}
public protocol FileDocument: Sendable {
    static var readableContentTypes: [UTType] { get }
    init(configuration: ReadConfiguration) throws
    func fileWrapper(configuration: WriteConfiguration) throws -> FileWrapper
    typealias ReadConfiguration = FileDocumentReadConfiguration
    typealias WriteConfiguration = FileDocumentWriteConfiguration
}
/// Foundation's own, which Linux has not.
open class FileWrapper {
    public init(regularFileWithContents contents: Data) { stub() }
    open var regularFileContents: Data? { stub() }
}
