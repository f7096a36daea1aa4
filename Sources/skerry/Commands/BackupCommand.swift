import ArgumentParser
import Backup
import Foundation
import RegistryStorage
import Shapes
import Store
import UnixSignals

struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Save all state to one file, while the cloud runs or not.",
        discussion: """
            The file holds the records of every service, image content, log events and the secrets \
            among them; only its owner can read it. Image content that is in an object store is not \
            in it. Prints its path.
            """)

    @OptionGroup var data: DataOptions

    @Argument(help: "File to make (default: skerry-backup-<time>.tar in this folder).")
    var file: String?

    func run() async throws {
        let now = SystemTime.now()
        let output = file ?? "skerry-backup-\(Self.stamp(now.milliseconds)).tar"
        let path = URL(filePath: output).standardizedFileURL.path
        let directory = data.directory
        let manifest = try await Interruptible.run {
            try await BackupJob(directory: directory, output: path, now: now).run()
        }
        if let location = manifest.blobStorage {
            Rendering.progress(
                "image content is NOT in this backup: it is in \(location), "
                    + "which needs a backup of its own")
        }
        Rendering.progress(
            "saved \(manifest.records) records and \(Rendering.size(bytes: manifest.size))")
        print(path)
    }

    /// Seconds since 1970 as `20261125T093000Z`.
    private static func stamp(_ milliseconds: Int64) -> String {
        let date = Date(timeIntervalSince1970: Double(milliseconds / 1000))
        return date.formatted(
            .iso8601.dateSeparator(.omitted).timeSeparator(.omitted).timeZone(separator: .omitted))
    }
}

struct RestoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "Put the state of a backup into a data directory.",
        discussion: """
            The whole file is checked before anything is put in place. Nothing may run on the data \
            directory, and it must be empty or not there unless --replace is given.
            """)

    @OptionGroup var data: DataOptions

    @Flag(help: "Move the state that is in the data directory aside.")
    var replace = false

    @Argument(help: "File that `skerry backup` made.")
    var file: String

    func run() async throws {
        let path = URL(filePath: file).standardizedFileURL.path
        let directory = data.directory
        let replaces = replace
        let manifest = try await Interruptible.run {
            try await RestoreJob(
                archive: path, directory: directory, replaces: replaces, now: SystemTime.now()
            ).run()
        }
        if let location = manifest.blobStorage {
            Rendering.progress(
                "image content is not in the backup; skerry expects it in \(location): "
                    + "give that as --blob-storage")
        }
        Rendering.progress(
            "restored \(manifest.records) records and \(Rendering.size(bytes: manifest.size)); "
                + "start with: skerry up --data-dir \(directory.root)")
    }
}

/// Work that SIGINT and SIGTERM cancel, so that it can remove what it has begun.
enum Interruptible {
    /// Runs `work`, and puts its errors into words.
    static func run<Result: Sendable>(
        _ work: @escaping @Sendable () async throws -> Result
    ) async throws -> Result {
        let signals = await UnixSignalsSequence(trapping: .sigint, .sigterm)
        do {
            return try await withThrowingTaskGroup(of: Result?.self) { group in
                group.addTask { try await work() }
                group.addTask {
                    for await _ in signals { return nil }
                    return nil
                }
                defer { group.cancelAll() }
                if let first = try await group.next(), let result = first { return result }
                group.cancelAll()
                // The work may have come to its end in spite of the signal.
                if let rest = try await group.next(), let result = rest { return result }
                throw CancellationError()
            }
        } catch is CancellationError {
            throw CommandFailure("interrupted; nothing was left behind")
        } catch StoreError.cancelled {
            throw CommandFailure("interrupted; nothing was left behind")
        } catch StoreError.noSpace {
            throw CommandFailure("the disk is full; nothing was left behind")
        } catch StoreError.corrupt(let what) {
            throw CommandFailure("damaged: \(what)")
        } catch let error as StorageError {
            throw CommandFailure("cannot read or write image content: \(error)")
        } catch let error as BackupError {
            throw CommandFailure(error.description)
        } catch let error as CocoaError {
            throw CommandFailure(
                error.code == .fileWriteOutOfSpace
                    ? "the disk is full; nothing was left behind" : error.localizedDescription)
        }
    }
}
