import NIOCore

/// Runs tasks on one event loop's thread.
///
/// What serves a connection runs where its bytes come in: a request of the usual kind, which reads
/// memory and answers, then changes threads not once. On the shared pool each part of a request
/// that crosses between the two wakes another thread, which costs more than the request's own work.
/// As on the shared pool, which has no more threads than there are event loops, blocking calls do
/// not belong into a handler.
final class EventLoopExecutor: TaskExecutor {
    private let eventLoop: any EventLoop

    init(_ eventLoop: any EventLoop) { self.eventLoop = eventLoop }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        eventLoop.execute { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
