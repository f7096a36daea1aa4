import Crypto
import Synchronization

/// Derived signing keys, so that a verified request costs one HMAC instead of five.
///
/// Holds at most `capacity` keys; when full, the older half is dropped at once. Keys are found by the
/// secret itself, so a rotated or revoked secret never meets an old key.
package final class SigningKeyCache: Sendable {
    private struct Name: Hashable {
        let secret: String
        let scope: SigV4.Scope
    }

    private struct State {
        var young: [Name: SymmetricKey] = [:]
        var old: [Name: SymmetricKey] = [:]
    }

    private let capacity: Int
    private let state = Mutex(State())

    /// A cache of at most `capacity` keys.
    package init(capacity: Int = 2048) {
        precondition(capacity >= 2, "a cache of keys needs room")
        self.capacity = capacity
    }

    func key(secret: String, scope: SigV4.Scope) -> SymmetricKey {
        let name = Name(secret: secret, scope: scope)
        if let key = state.withLock({ $0.young[name] ?? $0.old[name] }) { return key }
        let key = SigV4.signingKey(secret: secret, scope: scope)
        state.withLock { state in
            if state.young.count >= capacity / 2 {
                state.old = state.young
                state.young = [:]
            }
            state.young[name] = key
        }
        return key
    }

    /// How many keys it holds.
    package var count: Int { state.withLock { $0.young.count + $0.old.count } }
}
