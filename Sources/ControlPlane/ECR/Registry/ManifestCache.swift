import RegistryStorage
import Synchronization

/// Texts of manifests that were asked for lately, so that a pull costs no file. A text never changes
/// under its digest, so nothing has to be thrown away but for room.
///
/// Two generations stand in for an order of use: what is found in the old one moves to the young one,
/// and when that is full it becomes the old one.
final class ManifestCache: Sendable {
    /// Bytes of texts that one generation holds; the cache is twice that.
    static let generationSize = 8 << 20
    /// Bytes of the largest text that is kept: one that is larger would push out many.
    static let maximumText = 256 << 10

    private struct Generations {
        var young: [Digest: [UInt8]] = [:]
        var old: [Digest: [UInt8]] = [:]
        var youngSize = 0
    }

    private let state = Mutex(Generations())

    /// The text, when it is here.
    func text(of digest: Digest) -> [UInt8]? {
        state.withLock { state in
            if let text = state.young[digest] { return text }
            guard let text = state.old[digest] else { return nil }
            ManifestCache.add(text, digest, &state)
            return text
        }
    }

    /// Keeps a text, which has this digest.
    func keep(_ text: [UInt8], of digest: Digest) {
        guard text.count <= ManifestCache.maximumText else { return }
        state.withLock { ManifestCache.add(text, digest, &$0) }
    }

    private static func add(_ text: [UInt8], _ digest: Digest, _ state: inout Generations) {
        if state.youngSize + text.count > generationSize {
            state.old = state.young
            state.young = [:]
            state.youngSize = 0
        }
        if state.young.updateValue(text, forKey: digest) == nil { state.youngSize += text.count }
    }
}
