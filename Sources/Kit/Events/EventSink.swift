/// Where services tell what happened. They declare this need; EventBridge, when it is there, and the
/// log satisfy it.
package protocol EventSink: Sendable {
    /// Takes an event. It neither waits nor fails: events are told on a best-effort basis, as AWS
    /// says of its own, so what happened has happened whether or not anybody hears of it.
    func publish(_ event: ServiceEvent)
}

/// Hears nothing.
package struct SilentEventSink: EventSink {
    /// Makes one.
    package init() {}

    /// Forgets the event.
    package func publish(_ event: ServiceEvent) {}
}
