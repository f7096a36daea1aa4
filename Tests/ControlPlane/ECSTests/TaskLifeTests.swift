import AWSWire
import ECSCore
import ECSModel
import Shapes
import Store
import Testing

@testable import ECS

@Suite struct TaskLifeTests {
    /// A world with one task on one instance.
    private func withTask(
        _ body: @escaping @Sendable (World, _ task: String, _ instance: String) async throws -> Void
    ) async throws {
        try await World.run { world in
            try await world.createCluster()
            let instance = try await world.register()
            try await world.define()
            let task = try #require(try await world.run().tasks?.first?.taskArn)
            try await body(world, task, instance)
        }
    }

    @Test func runsAndEndsByItself() async throws {
        try await withTask { world, task, instance in
            try await world.report(task, "RUNNING")
            #expect(try await world.task(task).lastStatus == "RUNNING")
            #expect(try await world.task(task).startedAt == World.start)
            try await world.report(task, "STOPPED", exitCode: 3)
            let ended = try await world.task(task)
            #expect(ended.lastStatus == "STOPPED")
            #expect(ended.desiredStatus == "STOPPED")
            #expect(ended.stopCode == .essentialContainerExited)
            #expect(ended.stoppedReason == "Essential container in task exited")
            #expect(ended.containers?.first?.exitCode == 3)
            #expect(try await world.remaining(instance, "MEMORY") == 1024)
            // A late report changes nothing, and frees nothing twice.
            try await world.report(task, "RUNNING")
            #expect(try await world.task(task).lastStatus == "STOPPED")
            #expect(try await world.remaining(instance, "MEMORY") == 1024)
        }
    }

    @Test func stopsWhenToldTo() async throws {
        try await withTask { world, task, instance in
            try await world.report(task, "RUNNING")
            let answer = try await world.service.stopTask(
                ECSAPI.StopTaskRequest {
                    $0.task = task
                    $0.reason = "enough"
                }, world.context)
            #expect(answer.task?.desiredStatus == "STOPPED")
            #expect(answer.task?.lastStatus == "RUNNING")
            #expect(try await world.remaining(instance, "CPU") == 768)
            try await world.report(task, "STOPPED", exitCode: 137)
            let ended = try await world.task(task)
            #expect(ended.stopCode == .userInitiated)
            #expect(ended.stoppedReason == "enough")
            #expect(try await world.remaining(instance, "CPU") == 1024)
            #expect(
                await failure {
                    try await world.service.stopTask(
                        ECSAPI.StopTaskRequest { $0.task = String(repeating: "c", count: 32) },
                        world.context)
                } == "InvalidParameterException: The referenced task was not found.")
        }
    }

    @Test func keepsTheReasonOfAFailedStart() async throws {
        try await withTask { world, task, _ in
            try await world.report(
                task, "STOPPED", reason: "CannotPullContainerError: no such image")
            let ended = try await world.task(task)
            #expect(ended.stopCode == .taskFailedToStart)
            #expect(ended.stoppedReason == "CannotPullContainerError: no such image")
        }
    }

    @Test func mergesReportsOfContainers() async throws {
        try await withTask { world, task, _ in
            _ = try await world.service.submitContainerStateChange(
                ECSAPI.SubmitContainerStateChangeRequest {
                    $0.task = task
                    $0.containerName = "main"
                    $0.status = "RUNNING"
                    $0.networkBindings = [
                        ECSAPI.NetworkBinding {
                            $0.containerPort = 80
                            $0.hostPort = 32768
                        }
                    ]
                }, world.context)
            let shown = try await world.task(task)
            #expect(shown.lastStatus == "RUNNING")
            #expect(shown.containers?.first?.networkBindings?.first?.hostPort == 32768)
            #expect(
                await failure { try await world.report(task, "SLEEPING") }
                    .hasPrefix("InvalidParameterException"))
        }
    }

    @Test func neverGoesBackWhateverTheOrderOfReports() async throws {
        try await withTask { world, task, _ in
            var random = SystemRandomNumberGenerator()
            var reports = ["PENDING", "RUNNING", "PENDING", "RUNNING", "STOPPED", "RUNNING"]
            reports.shuffle(using: &random)
            var last = TaskStatus.provisioning
            for report in reports {
                try await world.report(task, report)
                let text = try #require(try await world.task(task).lastStatus)
                let status = try #require(TaskStatus(rawValue: text))
                #expect(status >= last, "\(reports)")
                last = status
            }
            #expect(last == .stopped)
        }
    }

    @Test func listsByWhatIsAskedFor() async throws {
        try await withTask { world, task, instance in
            try await world.define("job")
            let job = try #require(
                try await world.run("job") { $0.startedBy = "cron" }.tasks?.first?.taskArn)
            func list(_ fill: (inout ECSAPI.ListTasksRequest) -> Void) async throws -> [String]? {
                try await world.service.listTasks(ECSAPI.ListTasksRequest(fill), world.context)
                    .taskArns
            }
            #expect(try await list { $0.family = "job" } == [job])
            #expect(try await list { $0.startedBy = "cron" } == [job])
            #expect(try await list { $0.containerInstance = instance }?.count == 2)
            try await world.report(job, "STOPPED", exitCode: 0)
            #expect(try await list { $0.desiredStatus = .stopped } == [job])
            #expect(try await list { $0.desiredStatus = .running } == [task])
            #expect(try await list { $0.desiredStatus = .pending } == [])
        }
    }

    @Test func listsInPagesThatLeaveNothingOutAndShowNothingTwice() async throws {
        try await World.run { world in
            try await world.createCluster()
            #expect(world.service.isReady)
            let instance = try await world.register()
            try await world.define()
            var made: [String] = []
            for _ in 0..<7 { made += try await world.run().tasks?.compactMap(\.taskArn) ?? [] }
            try await world.report(made[3], "STOPPED", exitCode: 0)
            let running = made.filter { $0 != made[3] }.sorted()
            for place in [nil, instance] {
                for size in [1, 2, 3, 5, 6, 100] {
                    var seen: [String] = []
                    var token: String?
                    repeat {
                        let page = try await world.service.listTasks(
                            ECSAPI.ListTasksRequest {
                                $0.containerInstance = place
                                $0.maxResults = size
                                $0.nextToken = token
                            }, world.context)
                        #expect((page.taskArns?.count ?? 0) <= size)
                        seen += page.taskArns ?? []
                        token = page.nextToken
                    } while token != nil && seen.count < 20
                    #expect(seen == running)
                }
            }
        }
    }

    @Test func forgetsStoppedTasksAfterAnHour() async throws {
        try await withTask { world, task, _ in
            try await world.report(task, "STOPPED", exitCode: 0)
            world.advance(by: .seconds(3599))
            try await world.service.sweep()
            #expect(try await world.task(task).lastStatus == "STOPPED")
            world.advance(by: .seconds(1))
            try await world.service.sweep()
            let answer = try await world.service.describeTasks(
                ECSAPI.DescribeTasksRequest { $0.tasks = [task] }, world.context)
            #expect(answer.failures?.map(\.reason) == ["MISSING"])
            let left = try await world.store.list(.under("/ecs/000000000000/us-east-1/task-states"))
            #expect(left.items.isEmpty)
        }
    }
}
