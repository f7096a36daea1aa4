/// How this agent behaves; plain values from its configuration.
package struct EngineSettings: Sendable, Hashable {
    package var plan: PlanSettings
    package var pullBehavior: PullBehavior
    /// Pulls under way at once; more wait.
    package var concurrentPulls: Int
    /// How long a task's STOPPED waits for its last log lines after its containers have ended.
    package var logDrainLimit: Duration
    /// How long a task's STOPPED waits for its sandbox to go.
    package var removalLimit: Duration
    /// How long a stopped task is remembered, so that a late payload cannot start it again.
    package var taskRetention: Duration
    /// Stopped tasks remembered at most; the oldest go first.
    package var largestHistory: Int
    /// Tasks at once; a payload beyond is refused.
    package var largestTaskCount: Int
    /// Tries of one runtime operation whose error says that it may pass.
    package var runtimeTries: Int
    package var runtimeBackoff: Backoff
    package var submissionBackoff: Backoff

    package init(plan: PlanSettings) {
        self.plan = plan
        pullBehavior = .standard
        concurrentPulls = 4
        logDrainLimit = .seconds(10)
        removalLimit = .seconds(10)
        taskRetention = .seconds(3 * 3600)
        largestHistory = 200
        largestTaskCount = 1000
        runtimeTries = 5
        runtimeBackoff = Backoff(first: .milliseconds(500), limit: .seconds(10))
        submissionBackoff = Backoff(first: .milliseconds(500), limit: .seconds(30))
    }
}

/// When an image is pulled (the stock agent's ECS_IMAGE_PULL_BEHAVIOR).
package enum PullBehavior: String, Sendable, Hashable, CaseIterable {
    /// Always pulled; when that fails the cached image serves.
    case standard = "default"
    /// Always pulled; when that fails the task fails.
    case always
    /// Pulled unless this agent pulled it before and it is still cached.
    case once
    /// Pulled only when it is not cached.
    case preferCached = "prefer-cached"
}
