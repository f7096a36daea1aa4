import ECSCore
import Shapes
import Synchronization

@testable import ECS

/// A VPC in memory: `subnet-a1` and `subnet-a2` of zone a, `subnet-b1` of zone b in `vpc-1`, and
/// `subnet-x1` in `vpc-2`; `sg-1` to `sg-9` of `vpc-1`, `sg-x` of `vpc-2`.
final class FakeNetworks: TaskNetworks {
    struct State {
        /// By token.
        var interfaces: [String: (order: TaskInterfaceOrder, interface: TaskInterface)] = [:]
        /// Free addresses of each subnet; ten where not said.
        var free: [String: Int] = [:]
        /// Failures that are still to come, of any call that changes something.
        var failures: [PortFailure] = []
        /// Decides which calls fail, half of them after they have done what they were asked.
        var chaos: Chaos?
        var attached = 0
        var detached = 0
    }

    let state = Mutex(State())

    var count: Int { state.withLock { $0.interfaces.count } }

    func subnets(
        _ ids: [String], _ scope: Scope
    ) async throws(PortFailure) -> [NetworkSubnet] {
        var result: [NetworkSubnet] = []
        for id in ids {
            guard ["subnet-a1", "subnet-a2", "subnet-b1", "subnet-x1"].contains(id) else {
                throw PortFailure(
                    "InvalidSubnetID.NotFound", "The subnet ID '\(id)' does not exist")
            }
            let name = id.dropFirst("subnet-".count)
            result.append(
                NetworkSubnet(
                    id: id, vpc: name.hasPrefix("x") ? "vpc-2" : "vpc-1",
                    zone: scope.region + (name.hasPrefix("x") ? "a" : name.prefix(1))))
        }
        return result
    }

    func vpcsOfGroups(
        _ ids: [String], _ scope: Scope
    ) async throws(PortFailure) -> [String] {
        var result: [String] = []
        for id in ids {
            switch id {
            case "sg-x": result.append("vpc-2")
            case "sg-1", "sg-2", "sg-3", "sg-4", "sg-5": result.append("vpc-1")
            default:
                throw PortFailure(
                    "InvalidGroup.NotFound", "The security group '\(id)' does not exist")
            }
        }
        return result
    }

    func defaultGroup(
        ofVPC id: String, _ scope: Scope
    ) async throws(PortFailure) -> String { "sg-default-\(id)" }

    func attach(_ order: TaskInterfaceOrder) async throws(PortFailure) -> TaskInterface {
        let hazard = state.withLock { $0.chaos?.draw() }
        if hazard == .before { throw .busy }
        let result = state.withLock { state -> Result<TaskInterface, PortFailure> in
            if let failure = state.failures.popLast() { return .failure(failure) }
            if let known = state.interfaces[order.token] { return .success(known.interface) }
            let free = state.free[order.subnet] ?? 10
            guard free > 0 else {
                return .failure(
                    PortFailure(
                        "InsufficientFreeAddressesInSubnet",
                        "There are not enough free addresses in subnet '\(order.subnet)'."))
            }
            state.free[order.subnet] = free - 1
            state.attached += 1
            let interface = TaskInterface {
                $0.id = "eni-\(state.attached)"
                $0.subnet = order.subnet
                $0.address = "10.0.0.\(state.attached)"
                $0.mac = "02:00:00:00:00:01"
                $0.name = "ip-10-0-0-\(state.attached).ec2.internal"
                $0.gateway = "10.0.0.1/24"
                $0.resolvers = ["10.0.0.2"]
            }
            state.interfaces[order.token] = (order, interface)
            return .success(interface)
        }
        let interface = try result.get()
        if hazard == .after { throw .busy }
        return interface
    }

    func detach(_ token: String, _ scope: Scope) async throws(PortFailure) {
        let hazard = state.withLock { $0.chaos?.draw() }
        if hazard == .before { throw .busy }
        let failure = state.withLock { state -> PortFailure? in
            if let failure = state.failures.popLast() { return failure }
            if let known = state.interfaces.removeValue(forKey: token) {
                state.free[known.order.subnet, default: 10] += 1
                state.detached += 1
            }
            return nil
        }
        if let failure { throw failure }
        if hazard == .after { throw .busy }
    }

    func attachments() async throws(PortFailure) -> [ProvisionedName] {
        state.withLock { state in
            state.interfaces.map { ProvisionedName(scope: $1.order.scope, name: $0) }
        }
    }
}

/// Machines in memory: they come up only when a test registers their agents.
final class FakeMachines: TaskMachines {
    struct State {
        var orders: [String: TaskMachineOrder] = [:]
        var chaos: Chaos?
        var ended: Set<String> = []
        var problems: [String: String] = [:]
    }

    let state = Mutex(State())

    var count: Int { state.withLock { $0.orders.count } }
    var names: [String] { state.withLock { $0.orders.keys.sorted() } }

    /// The id of the machine of a name.
    static func id(_ name: String) -> String { "m-" + name.suffix(8) }

    func order(_ order: TaskMachineOrder) async throws(PortFailure) -> String {
        let hazard = state.withLock { $0.chaos?.draw() }
        if hazard == .before { throw .busy }
        state.withLock { state in
            if state.orders[order.name] == nil { state.orders[order.name] = order }
        }
        if hazard == .after { throw .busy }
        return Self.id(order.name)
    }

    func end(_ name: String, _ scope: Scope) async throws(PortFailure) {
        let hazard = state.withLock { $0.chaos?.draw() }
        if hazard == .before { throw .busy }
        state.withLock { state in
            state.orders[name] = nil
            state.ended.insert(name)
        }
        if hazard == .after { throw .busy }
    }

    func problem(of name: String, _ scope: Scope) async throws(PortFailure) -> String? {
        state.withLock { $0.problems[name] }
    }

    func machines() async throws(PortFailure) -> [ProvisionedName] {
        state.withLock { state in
            state.orders.map { ProvisionedName(scope: $1.scope, name: $0) }
        }
    }
}

/// Numbers from a seed, and which calls they make fail.
struct Chaos: RandomNumberGenerator, Sendable {
    enum Hazard { case none, before, after }

    private var state: UInt64

    init(seed: Int) { state = UInt64(seed) }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }

    mutating func draw() -> Hazard {
        switch next() % 10 {
        case 0, 1: .before
        case 2, 3: .after
        default: .none
        }
    }
}

extension PortFailure {
    static let busy = PortFailure("", "busy", isPassing: true)
}
