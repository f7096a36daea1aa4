import Shapes

/// A call of a CNI plugin (specification 0.4.0) as its environment and its input tell it. Pure.
struct PluginCall: Sendable, Hashable {
    enum Verb: String, Sendable {
        case add = "ADD"
        case delete = "DEL"
        case check = "CHECK"
        case version = "VERSION"
    }

    var verb: Verb
    /// The file of the sandbox's network namespace; empty when it is gone.
    var namespace: String
    /// What the interface is called in the sandbox.
    var link: String
    /// The workload's id.
    var workload: String
    /// Where the orders are.
    var directory: String

    static let version = "0.4.0"
    static let versions = ["0.3.0", "0.3.1", "0.4.0"]

    init(environment: [String: String], input: [UInt8]) throws(PluginFailure) {
        guard let verb = environment["CNI_COMMAND"].flatMap(Verb.init) else {
            throw PluginFailure(4, "CNI_COMMAND is none of ADD, DEL, CHECK and VERSION")
        }
        self.verb = verb
        (namespace, link, workload, directory) = ("", "eth0", "", "")
        if verb == .version { return }
        let configuration: Value
        do {
            configuration = try JSON.parse(input)
        } catch {
            throw PluginFailure(6, "the configuration is no JSON: \(error)")
        }
        guard let version = configuration["cniVersion"]?.string, Self.versions.contains(version)
        else {
            throw PluginFailure(1, "only versions \(Self.versions.joined(separator: ", ")) of CNI")
        }
        guard let directory = configuration["directory"]?.string, directory.hasPrefix("/") else {
            throw PluginFailure(7, "the configuration has no absolute `directory`")
        }
        self.directory = directory
        namespace = environment["CNI_NETNS"] ?? ""
        link = environment["CNI_IFNAME"] ?? "eth0"
        let arguments = Self.arguments(environment["CNI_ARGS"] ?? "")
        workload = arguments["K8S_POD_UID"] ?? arguments["K8S_POD_NAME"] ?? ""
        guard Self.isName(link, 15), Self.isName(workload, 128) else {
            throw PluginFailure(4, "CNI_IFNAME or the sandbox's uid in CNI_ARGS is no name")
        }
        guard verb == .delete || namespace.hasPrefix("/") else {
            throw PluginFailure(4, "CNI_NETNS is no path")
        }
        // It becomes a word of a line of input.
        guard !namespace.utf8.contains(where: { $0 <= 0x20 || $0 == 0x7f }) else {
            throw PluginFailure(4, "CNI_NETNS holds a space")
        }
    }

    var order: String { "\(directory)/\(workload).json" }

    private static func arguments(_ text: String) -> [String: String] {
        var result: [String: String] = [:]
        for pair in text.split(separator: ";") {
            let parts = pair.split(separator: "=", maxSplits: 1)
            if parts.count == 2 { result[String(parts[0])] = String(parts[1]) }
        }
        return result
    }

    private static func isName(_ text: String, _ limit: Int) -> Bool {
        (1...limit).contains(text.utf8.count) && text.first != "."
            && text.utf8.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x2d, 0x2e, 0x5f: true
                default: false
                }
            }
    }
}

/// What a plugin answers when it cannot do what it is asked.
struct PluginFailure: Error, Hashable {
    /// As the specification numbers them; 100 and more are ours.
    var code: Int
    var message: String

    init(_ code: Int, _ message: String) {
        self.code = code
        self.message = message
    }

    var answer: Value {
        .object([
            "cniVersion": .string(PluginCall.version), "code": .integer(Int64(code)),
            "msg": .string(message),
        ])
    }
}
