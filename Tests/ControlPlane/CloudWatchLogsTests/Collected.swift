import Synchronization

/// Values gathered from several tasks.
final class Collected<Element: Sendable>: Sendable {
    private let state = Mutex<[Element]>([])

    var values: [Element] { state.withLock { $0 } }

    func append(_ element: Element) { state.withLock { $0.append(element) } }
}
