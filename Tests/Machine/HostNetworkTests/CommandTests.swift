import Foundation
import HostNetwork
import Testing

struct CommandTests {
    private func shell(
        _ script: String, input: [UInt8] = [], timeout: Duration = .seconds(10)
    ) -> Command {
        Command("/bin/sh", ["-c", script], input: input, timeout: timeout)
    }

    @Test func outputsAndCodeComeBack() async throws {
        let result = try await shell("cat; echo err >&2; exit 3", input: Array("in".utf8)).run()
        #expect(result.exitCode == 3)
        #expect(result.stdout == Array("in".utf8))
        #expect(result.complaint == "exit code 3: err")
    }

    @Test func aSignalIsACodeAbove128() async throws {
        #expect(try await shell("kill -TERM $$").run().exitCode == 128 + SIGTERM)
    }

    @Test func muchInputAndOutputPassThroughSmallPipes() async throws {
        let input = [UInt8](repeating: 7, count: 600_000)
        #expect(try await shell("cat", input: input).run().stdout == input)
    }

    @Test func outputIsBounded() async throws {
        let result = try await shell("head -c 3000000 /dev/zero").run()
        #expect(result.stdout.count == Command.maxOutputBytes)
    }

    @Test func unreadInputIsNoFailure() async throws {
        let input = [UInt8](repeating: 7, count: 600_000)
        #expect(try await shell("exit 0", input: input).run().exitCode == 0)
    }

    @Test func onlyThreeDescriptorsAreHandedOn() async throws {
        let result = try await shell("ls /proc/self/fd | wc -l").run()
        // The fourth is ls looking at the directory.
        #expect(String(decoding: result.stdout, as: UTF8.self) == "4\n")
    }

    @Test func theTimeoutKillsWhatWasStartedToo() async throws {
        let clock = ContinuousClock()
        let taken = await clock.measure {
            await #expect(throws: CommandError.self) {
                try await shell("sleep 60 & sleep 60", timeout: .milliseconds(200)).run()
            }
        }
        #expect(taken < .seconds(40))
    }

    @Test func cancellationKills() async throws {
        let task = Task { try await shell("sleep 60", timeout: .seconds(60)).run() }
        try await Task.sleep(for: .milliseconds(100))
        let clock = ContinuousClock()
        let taken = await clock.measure {
            task.cancel()
            _ = await task.result
        }
        #expect(taken < .seconds(40))
        await #expect(throws: CancellationError.self) { try await task.value }
    }

    @Test func aMissingProgramIsSaid() async {
        #expect(Command.find("no-such-program-here") == nil)
        await #expect(throws: SystemError.self) {
            try await Command("/no/such/program", []).run()
        }
    }
}
