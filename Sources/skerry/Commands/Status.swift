import ArgumentParser
import Shapes

struct Status: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Show which parts are up.")

    @OptionGroup var data: DataOptions
    @OptionGroup var form: OutputOptions

    func run() async throws {
        let api = try LocalAPI(data.directory)
        let health = try await api.health()
        try await api.close()
        switch form.output {
        case .json: Rendering.json(health)
        case .table:
            let parts = health["services"]?.object?.members ?? []
            Rendering.table(["PART", "STATE"], parts.map { [$0.name, $0.value.string ?? ""] })
        }
    }
}
