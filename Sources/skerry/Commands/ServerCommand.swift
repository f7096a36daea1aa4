import ArgumentParser
import Logging

struct ServerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "server", abstract: "Run the control plane in the foreground.")

    @OptionGroup var data: DataOptions
    @OptionGroup var server: ServerOptions

    func run() async throws {
        try data.directory.create()
        LoggingSystem.bootstrap { StreamLogHandler.standardError(label: $0) }
        var logger = Logger(label: "skerry.server")
        logger.logLevel = server.logLevel
        try await ControlPlane(directory: data.directory, options: server, logger: logger).run()
    }
}
