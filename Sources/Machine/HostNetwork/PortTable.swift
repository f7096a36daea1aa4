package import Workload

/// Who has which port of the machine. Pure: whether some other program holds a port is asked
/// through a closure, and where to begin the search for a free one is state.
package struct PortTable: Sendable {
    /// What docker and Linux use for ports that nobody asked for by number.
    package static let dynamicRange: ClosedRange<UInt16> = 32768...60999
    /// Most ports of one owner, as in ECS (100 a task).
    package static let maxPortsPerOwner = 100

    package enum Refusal: Error, Sendable, Hashable {
        case inUse(port: UInt16, transport: TransportProtocol, by: String?)
        case exhausted(transport: TransportProtocol)
        case tooMany(limit: Int)
    }

    private struct Key: Hashable {
        var port: UInt16
        var transport: TransportProtocol
    }

    private struct Holder {
        var owner: String
        var binding: PortBinding
    }

    /// A port may have several holders when each is bound to a different address.
    private var holders: [Key: [Holder]] = [:]
    private var bindingsByOwner: [String: [PortBinding]] = [:]
    private var next: UInt16

    /// - Parameter start: where the search for dynamic ports begins.
    package init(start: UInt16 = PortTable.dynamicRange.lowerBound) {
        next = Self.dynamicRange.contains(start) ? start : Self.dynamicRange.lowerBound
    }

    package func bindings(of owner: String) -> [PortBinding] { bindingsByOwner[owner] ?? [] }

    package var owners: Dictionary<String, [PortBinding]>.Keys { bindingsByOwner.keys }

    /// Gives `owner` all it wishes for, or nothing.
    ///
    /// - Parameter claim: takes the port on the machine itself; false when another program has it.
    ///   Claims already made are the caller's to drop when this throws.
    package mutating func allocate(
        _ wishes: [PortMapping], for owner: String, claim: (PortBinding) -> Bool
    ) throws(Refusal) -> [PortBinding] {
        precondition(bindingsByOwner[owner] == nil, "an owner asks once")
        guard wishes.count <= Self.maxPortsPerOwner else {
            throw .tooMany(limit: Self.maxPortsPerOwner)
        }
        var taken: [(index: Int, binding: PortBinding)] = []
        do throws(Refusal) {
            // Fixed wishes first, so that a dynamic one cannot sit on a port asked for by number.
            for (index, wish) in wishes.enumerated() where wish.hostPort != 0 {
                taken.append((index, try takeFixed(wish, owner, claim)))
            }
            for (index, wish) in wishes.enumerated() where wish.hostPort == 0 {
                taken.append((index, try takeDynamic(wish, owner, claim)))
            }
        } catch {
            for (_, binding) in taken { drop(binding, owner) }
            throw error
        }
        let bindings = taken.sorted { $0.index < $1.index }.map(\.binding)
        bindingsByOwner[owner] = bindings
        return bindings
    }

    /// Takes back what an owner held before a restart.
    package mutating func adopt(_ bindings: [PortBinding], by owner: String) {
        release(owner)
        for binding in bindings { hold(binding, owner) }
        bindingsByOwner[owner] = bindings
    }

    @discardableResult
    package mutating func release(_ owner: String) -> [PortBinding] {
        let bindings = bindingsByOwner.removeValue(forKey: owner) ?? []
        for binding in bindings { drop(binding, owner) }
        return bindings
    }

    private mutating func takeFixed(
        _ wish: PortMapping, _ owner: String, _ claim: (PortBinding) -> Bool
    ) throws(Refusal) -> PortBinding {
        let binding = Self.binding(wish, wish.hostPort)
        if let holder = holder(against: binding) {
            throw .inUse(port: wish.hostPort, transport: wish.transport, by: holder)
        }
        guard claim(binding) else {
            throw .inUse(port: wish.hostPort, transport: wish.transport, by: nil)
        }
        hold(binding, owner)
        return binding
    }

    private mutating func takeDynamic(
        _ wish: PortMapping, _ owner: String, _ claim: (PortBinding) -> Bool
    ) throws(Refusal) -> PortBinding {
        for _ in Self.dynamicRange {
            let port = next
            next = port == Self.dynamicRange.upperBound ? Self.dynamicRange.lowerBound : port + 1
            let binding = Self.binding(wish, port)
            guard holder(against: binding) == nil, claim(binding) else { continue }
            hold(binding, owner)
            return binding
        }
        throw .exhausted(transport: wish.transport)
    }

    private static func binding(_ wish: PortMapping, _ port: UInt16) -> PortBinding {
        PortBinding(
            containerPort: wish.containerPort, hostPort: port, transport: wish.transport,
            hostAddress: wish.hostAddress ?? "0.0.0.0")
    }

    /// The owner of a port that stands in the way: same number and an overlapping address.
    private func holder(against binding: PortBinding) -> String? {
        holders[Key(port: binding.hostPort, transport: binding.transport)]?.first {
            $0.binding.hostAddress == binding.hostAddress
                || $0.binding.hostAddress == "0.0.0.0" || binding.hostAddress == "0.0.0.0"
        }?.owner
    }

    private mutating func hold(_ binding: PortBinding, _ owner: String) {
        let key = Key(port: binding.hostPort, transport: binding.transport)
        holders[key, default: []].append(Holder(owner: owner, binding: binding))
    }

    private mutating func drop(_ binding: PortBinding, _ owner: String) {
        let key = Key(port: binding.hostPort, transport: binding.transport)
        holders[key]?.removeAll { $0.owner == owner && $0.binding == binding }
        if holders[key]?.isEmpty == true { holders[key] = nil }
    }
}
