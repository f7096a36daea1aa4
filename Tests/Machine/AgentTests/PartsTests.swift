import AWSWire
import AgentCore
import Files
import FoundationEssentials
import Synchronization
import Testing

@testable import Agent

private final class Counts: Sendable {
    let state = Mutex((now: 0, most: 0))

    func enter() {
        state.withLock { state in
            state.now += 1
            state.most = max(state.most, state.now)
        }
    }

    func leave() { state.withLock { $0.now -= 1 } }
}

@Suite struct PartsTests {
    @Test func limiterLetsOnlySoManyIn() async throws {
        let limiter = Limiter(2)
        let counts = Counts()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<20 {
                group.addTask {
                    try await limiter.withTurn {
                        counts.enter()
                        await Task.yield()
                        counts.leave()
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(counts.state.withLock { $0.most } <= 2)
        #expect(counts.state.withLock { $0.now } == 0)
    }

    @Test func limiterForgetsTheCancelled() async throws {
        let limiter = Limiter(1)
        _ = try await limiter.withTurn {
            await #expect(throws: CancellationError.self) {
                try await withThrowingTaskGroup(of: Void.self) { group in
                    group.addTask { try await limiter.withTurn {} }
                    group.cancelAll()
                    try await group.waitForAll()
                }
            }
        }
        var entered = false
        try await limiter.withTurn { entered = true }
        #expect(entered)
    }

    @Test func mailboxWakesItsReader() async {
        let mailbox = Mailbox()
        mailbox.post(.woke)
        await mailbox.wait(atMost: nil)
        #expect(mailbox.take().count == 1)
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await mailbox.wait(atMost: nil) }
            group.addTask { mailbox.post(.woke) }
            await group.waitForAll()
        }
        #expect(mailbox.take().count == 1)
        await mailbox.wait(atMost: .milliseconds(1))
        #expect(mailbox.take().isEmpty)
        mailbox.ring()
        await mailbox.wait(atMost: nil)
    }

    @Test func mailboxEndsWithItsTask() async {
        let mailbox = Mailbox()
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await mailbox.wait(atMost: nil) }
            group.cancelAll()
            await group.waitForAll()
        }
    }

    @Test func shutdownOverrides() async throws {
        let request = ShutdownRequest()
        request.make(.keepRunning)
        request.make(.stopEverything)
        request.make(.keepRunning)
        #expect(try await request.wait() == .stopEverything)
    }

    @Test func checkpointsAreReplacedAsAWhole() async throws {
        let directory =
            FileManager.default.temporaryDirectory.path() + "skerry-checkpoint-"
            + String(UInt64.random(in: 0...UInt64.max), radix: 16)
        try Disk.makeDirectory(directory + "/a/b")
        defer { try? Disk.removeTree(directory) }
        let file = CheckpointFile(path: directory + "/a/b/checkpoint.json")
        #expect(try file.load() == nil)
        var checkpoint = Checkpoint()
        checkpoint.cluster = "one"
        try await file.save(checkpoint)
        checkpoint.cluster = "two"
        try await file.save(checkpoint)
        #expect(try file.load()?.cluster == "two")
        #expect(try Disk.names(in: directory + "/a/b") == ["checkpoint.json"])
        let attributes = try FileManager.default.attributesOfItem(atPath: file.path)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        // A write that a crash cut off is not looked at.
        try WholeFile.replace(file.path + ".new", with: Array("{".utf8), mode: 0o600)
        #expect(try file.load()?.cluster == "two")
    }

    /// An agent that is told to end saves once more, though its task is cancelled by then.
    @Test func lastStateIsSavedAfterCancellation() async throws {
        let directory =
            FileManager.default.temporaryDirectory.path() + "skerry-checkpoint-"
            + String(UInt64.random(in: 0...UInt64.max), radix: 16)
        try Disk.makeDirectory(directory)
        defer { try? Disk.removeTree(directory) }
        let file = CheckpointFile(path: directory + "/checkpoint.json")
        let clock = AgentClock.system()
        let settings = EngineSettings(
            plan: PlanSettings(
                volumesDirectory: directory, logsDirectory: directory, region: "us-east-1"))
        let driver = EngineDriver(
            AgentEngine(settings: settings, checkpoint: Checkpoint(), now: clock.now(), seed: 1),
            mailbox: Mailbox(), file: file, clock: clock, logger: quietLogger)
        let running = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            driver.registered(as: "arn", in: "one")
            try await driver.run { _ in nil }
        }
        try await running.value
        #expect(try file.load()?.cluster == "one")
    }

    @Test func credentialsAreReadInEitherSpelling() async throws {
        let path =
            FileManager.default.temporaryDirectory.path() + "skerry-key-"
            + String(UInt64.random(in: 0...UInt64.max), radix: 16)
        defer { try? Disk.removeTree(path) }
        let file = CredentialsFile(path: path)
        await #expect(throws: CredentialsFile.Failure.self) { try await file.credentials() }
        for text in [
            "{\"accessKeyId\":\"k\",\"secretAccessKey\":\"s\",\"sessionToken\":\"t\"}",
            "{\"AccessKeyId\":\"k\",\"SecretAccessKey\":\"s\",\"SessionToken\":\"t\"}",
            "{\"accessKeyID\":\"k\",\"secretAccessKey\":\"s\",\"sessionToken\":\"t\"}",
        ] {
            try WholeFile.replace(path, with: Array(text.utf8), mode: 0o600)
            #expect(
                try await file.credentials()
                    == SigV4.Credentials(
                        accessKeyID: "k", secretAccessKey: "s", sessionToken: "t"))
        }
        for text in ["", "{}", "{\"accessKeyId\":\"k\"}", "[]"] {
            try WholeFile.replace(path, with: Array(text.utf8), mode: 0o600)
            await #expect(throws: CredentialsFile.Failure.self) { try await file.credentials() }
        }
    }

    @Test func addressesArePutTogether() {
        #expect(
            SessionAddress.url("http://h:1/", [("a", "x:y/z"), ("b", "")])
                == "http://h:1/ws?a=x%3Ay%2Fz&b=")
        #expect(SessionAddress.url("http://h:1", []) == "http://h:1/ws?")
    }

    @Test func identityIsGivenForInstancesOnly() {
        var configuration = AgentConfiguration(
            endpoint: "http://h", credentialsFile: "/c", dataDirectory: "/d")
        #expect(Registration.identityDocument(configuration) == nil)
        configuration.instanceID = "i-1"
        configuration.instanceType = "m5.large"
        #expect(
            Registration.identityDocument(configuration)
                == "{\"instanceId\":\"i-1\",\"region\":\"us-east-1\",\"instanceType\":\"m5.large\"}"
        )
    }
}
