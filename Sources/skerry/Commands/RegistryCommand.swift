import ArgumentParser
import ECR
import Shapes

struct RegistryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ecr", abstract: "Look after the registry's content.",
        subcommands: [Collect.self, Verify.self, SecretCommand.self])

    struct Collect: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "gc", abstract: "Remove layers that no image needs.",
            discussion: """
                Runs beside traffic; the control plane does the same by itself every six hours. What \
                was pushed or asked for within the last hour stays.
                """)

        @OptionGroup var data: DataOptions
        @OptionGroup var form: OutputOptions
        @Flag(help: "Remove nothing; show what would be removed.") var dryRun = false

        func run() async throws {
            let report = try await RegistryWork.run(
                "gc", ["dryRun": .bool(dryRun)], CollectionReport.self, data)
            switch form.output {
            case .json: Rendering.json(report.encoded)
            case .table:
                Rendering.table(
                    ["", "BLOBS", "SIZE"],
                    [
                        ["there", String(report.blobs), Rendering.size(bytes: report.size)],
                        [
                            dryRun ? "would be removed" : "removed", String(report.removedBlobs),
                            Rendering.size(bytes: report.removedSize),
                        ],
                        ["unneeded, used lately", String(report.youngBlobs), ""],
                    ])
            }
        }
    }

    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Read all content again and check it.",
            discussion: """
                Ends with code 1 when a blob is corrupt or missing, or an image names what its \
                repository does not hold. A missing blob is mended by pushing its images again. Of a \
                corrupt one clients are told that it is there, so they do not send it: take it out of \
                use with --quarantine, then push the images that are named.
                """)

        @OptionGroup var data: DataOptions
        @OptionGroup var form: OutputOptions
        @Flag(help: "Take corrupt blobs out of use, so that clients send them again.")
        var quarantine = false

        func run() async throws {
            let report = try await RegistryWork.run(
                "verify", ["quarantine": .bool(quarantine)], VerificationReport.self, data)
            switch form.output {
            case .json: Rendering.json(report.encoded)
            case .table: print(report)
            }
            if !report.isClean { throw ExitCode(1) }
        }

        private func print(_ report: VerificationReport) {
            Rendering.table(
                ["", "BLOBS", "SIZE"],
                [
                    ["read", String(report.blobs), Rendering.size(bytes: report.size)],
                    ["corrupt", String(report.corrupt.count), ""],
                    ["  quarantined", String(report.quarantined.count), ""],
                    ["missing", String(report.missing.count), ""],
                    [
                        "unneeded", String(report.unreferencedBlobs),
                        Rendering.size(bytes: report.unreferencedSize),
                    ],
                ])
            let faults =
                report.corrupt.map { ["corrupt", $0] } + report.missing.map { ["missing", $0] }
                + report.broken.map { ["broken", $0] } + report.damaged.map { ["push again", $0] }
            if faults.isEmpty { return }
            Swift.print()
            Rendering.table(["FAULT", "WHERE"], faults)
        }
    }
}

/// Work that the control plane does for a command, with its progress shown.
enum RegistryWork {
    static func run<Report: Shape>(
        _ verb: String, _ input: Object, _ type: Report.Type, _ data: DataOptions
    ) async throws -> Report {
        let api = try LocalAPI(data.directory)
        var report: Report?
        let clock = ContinuousClock()
        var next = clock.now + .seconds(1)
        try await api.lines("/_skerry/ecr/\(verb)", input) { line in
            if let text = line["error"]?.string {
                throw CommandFailure("the registry failed: \(text)")
            }
            if let value = line["progress"], clock.now >= next {
                next = clock.now + .seconds(1)
                let progress = try MaintenanceProgress.decoded(from: value)
                Rendering.progress(
                    "\(progress.blobs) blobs, \(Rendering.size(bytes: progress.size)) …")
            }
            if let value = line["report"] { report = try Report.decoded(from: value) }
        }
        guard let report else {
            throw CommandFailure("the control plane ended before the work did")
        }
        return report
    }
}
