// Signatures of AVFoundation, as Apple documents them, with no bodies. Type-checked against, never run.
import Foundation

private func stub() -> Never { fatalError("a stub: type-checked, never run") }

public enum AVSpeechBoundary: Int { case immediate, word }
public enum AVSpeechSynthesisVoiceQuality: Int { case `default` = 1, enhanced, premium }
open class AVSpeechSynthesisVoice: NSObject {
    public class func speechVoices() -> [AVSpeechSynthesisVoice] { stub() }
    open var language: String { stub() }
    open var quality: AVSpeechSynthesisVoiceQuality { stub() }
}
open class AVSpeechUtterance: NSObject {
    public init(string: String) { stub() }
    open var voice: AVSpeechSynthesisVoice?
}
open class AVSpeechSynthesizer: NSObject {
    open func speak(_ utterance: AVSpeechUtterance) { stub() }
    open func stopSpeaking(at boundary: AVSpeechBoundary) -> Bool { stub() }
}
