/// Says once a second how far something has come, once it has taken longer than a second.
final class ProgressLine {
    private let verb: String
    private let total: Int
    private var done = 0
    private var last = ContinuousClock.now

    /// - Parameter verb: What is done with the bytes: `read`, `written`.
    init(_ verb: String, total: Int) {
        self.verb = verb
        self.total = total
    }

    /// So many more bytes are done. Throws when the task was cancelled.
    func advance(_ count: Int) throws {
        try Task.checkCancellation()
        done += count
        guard ContinuousClock.now - last >= .seconds(1) else { return }
        last = ContinuousClock.now
        Rendering.progress(
            "  \(verb) \(Rendering.size(bytes: done)) of \(Rendering.size(bytes: total))")
    }
}
