import Files
import Glibc
import HostNetwork
import Shapes

/// The CNI plugin that gives sandboxes interfaces of VPCs. It does what must be done inside the
/// sandbox's namespace; which interface it is, the agent has written to a file.
package enum InterfacePlugin {
    /// The name under which the program is this plugin.
    package static let name = CNIConfiguration.interfacePlugin

    /// Answers one call.
    ///
    /// - Returns: what to print, and the exit code.
    package static func run(
        environment: [String: String], input: [UInt8]
    ) async -> (output: [UInt8], exitCode: Int32) {
        do {
            let call = try PluginCall(environment: environment, input: input)
            let answer = try await perform(call)
            return (answer.map(JSON.serialize) ?? [], 0)
        } catch let failure as PluginFailure {
            return (JSON.serialize(failure.answer), 1)
        } catch {
            return (JSON.serialize(PluginFailure(100, "\(error)").answer), 1)
        }
    }

    /// The whole of the plugin's process: standard input to standard output.
    package static func main(environment: [String: String]) async -> Int32 {
        var input: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 16 << 10)
        while input.count < 1 << 20 {
            let count = read(0, &piece, piece.count)
            if count <= 0 { break }
            input += piece[..<count]
        }
        let (output, exitCode) = await run(environment: environment, input: input)
        var rest = output[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(1, $0.baseAddress, $0.count) }
            guard count > 0 else { return 1 }
            rest = rest.dropFirst(count)
        }
        return exitCode
    }

    private static func perform(_ call: PluginCall) async throws -> Value? {
        switch call.verb {
        case .version:
            return .object([
                "cniVersion": .string(PluginCall.version),
                "supportedVersions": .list(PluginCall.versions.map { .string($0) }),
            ])
        case .add: return try await add(call)
        case .delete:
            try await delete(call)
            return nil
        case .check:
            try await check(call)
            return nil
        }
    }

    private static func order(_ call: PluginCall) throws -> InterfaceOrder? {
        guard let bytes = try WholeFile.read(call.order, limit: 64 << 10) else { return nil }
        return try JSON.decode(InterfaceOrder.self, from: bytes)
    }

    private static func add(_ call: PluginCall) async throws -> Value {
        guard let order = try order(call) else {
            throw PluginFailure(7, "no interface is ordered for \(call.workload)")
        }
        let router = NetworkNamespace(order.router)
        guard router.exists else {
            // The caller may try again.
            throw PluginFailure(11, "the VPC of \(order.interface) is not on this machine")
        }
        let programs = try Programs()
        let sandbox = NetworkNamespace(call.namespace)
        let plan = InterfacePlan(order, name: call.link, namespace: call.namespace)
        do {
            try await programs.ip(plan.router, in: router)
        } catch {
            // What a sandbox that was killed has left keeps the name.
            _ = try await remove(order.link, programs, router)
            try await programs.ip(plan.router, in: router)
        }
        try await programs.set(plan.parameters, in: router)
        try await programs.ip(plan.sandbox, in: sandbox)
        return .object([
            "cniVersion": .string(PluginCall.version),
            "interfaces": .list([
                .object([
                    "name": .string(call.link), "mac": .string(order.mac),
                    "sandbox": .string(call.namespace),
                ])
            ]),
            "ips": .list([
                .object([
                    "version": .string("4"), "interface": .integer(0),
                    "address": .string("\(order.address)/\(order.prefixLength)"),
                    "gateway": .string(order.gateway),
                ])
            ]),
            "routes": .list([
                .object(["dst": .string("0.0.0.0/0"), "gw": .string(order.gateway)])
            ]),
            "dns": .object([:]),
        ])
    }

    /// Success when there is nothing.
    private static func delete(_ call: PluginCall) async throws {
        let programs = try Programs()
        let sandbox = NetworkNamespace(call.namespace)
        if !call.namespace.isEmpty, sandbox.exists,
            try await remove(call.link, programs, sandbox)
        {
            return
        }
        guard let order = try order(call) else { return }
        let router = NetworkNamespace(order.router)
        if router.exists { _ = try await remove(order.link, programs, router) }
    }

    /// - Returns: whether it was there. It may go by itself meanwhile, with its other end's namespace.
    private static func remove(
        _ link: String, _ programs: Programs, _ namespace: NetworkNamespace
    ) async throws -> Bool {
        guard try await links(programs, namespace)[link] != nil else { return false }
        do {
            try await programs.ip(["link del \(link)"], in: namespace)
        } catch {
            if try await links(programs, namespace)[link] != nil { throw error }
        }
        return true
    }

    private static func check(_ call: PluginCall) async throws {
        guard let order = try order(call) else {
            throw PluginFailure(7, "no interface is ordered for \(call.workload)")
        }
        let programs = try Programs()
        let inside = try await programs.show(
            ["addr", "show"], in: NetworkNamespace(call.namespace))
        let address = RouterView.Address(call.link, "\(order.address)/\(order.prefixLength)")
        guard ViewReading.addresses(inside).contains(address) else {
            throw PluginFailure(101, "\(call.link) has not the address \(order.address)")
        }
        guard try await links(programs, NetworkNamespace(order.router))[order.link] != nil else {
            throw PluginFailure(101, "the router's end of \(order.interface) is not there")
        }
    }

    private static func links(
        _ programs: Programs, _ namespace: NetworkNamespace
    ) async throws -> [String: RouterView.Link] {
        ViewReading.links(try await programs.show(["link", "show"], in: namespace))
    }
}
