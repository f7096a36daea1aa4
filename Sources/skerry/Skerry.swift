import ArgumentParser

@main
struct Skerry: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "skerry",
        abstract: "A container cloud that runs on your own machines and speaks AWS's APIs.")
}
