/// Runs one write at a time and lets callers share it: whoever asks while a write is under way is
/// served by the next one, together with all who asked meanwhile. So a burst of n changes costs
/// two writes, and each caller returns only after a write that began after its change.
actor TableWriter {
    private var isWriting = false
    private var waiters: [CheckedContinuation<Void, Never>] = []
    /// Counts writes begun and ended well.
    private var begun: UInt64 = 0
    private var succeeded: UInt64 = 0

    func write(_ step: @Sendable () async throws -> Void) async throws {
        let wanted = begun + 1
        // Re-read after every await: others may have written for us, or failed to.
        while isWriting {
            await withCheckedContinuation { waiters.append($0) }
            if succeeded >= wanted { return }
        }
        isWriting = true
        begun += 1
        let mine = begun
        defer {
            isWriting = false
            let woken = waiters
            waiters = []
            for waiter in woken { waiter.resume() }
        }
        try await step()
        succeeded = mine
    }
}
