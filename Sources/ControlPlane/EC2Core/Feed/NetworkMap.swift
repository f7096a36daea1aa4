package import MachineProtocol

/// What all machines are to know of all VPCs, and what of it has changed since each was told.
///
/// A machine's concern is the VPCs that it has interfaces in: everything of those, and nothing of
/// others. Changes of a VPC are numbered; a listener remembers up to which number it was told.
package struct NetworkMap: Sendable {
    /// A machine, by where its records are.
    package struct Machine: Hashable, Sendable {
        package var scope: EC2Scope
        package var id: String

        package init(scope: EC2Scope, id: String) {
            self.scope = scope
            self.id = id
        }
    }

    /// What a listener was told: the number of the last change of each VPC.
    package struct Cursor: Sendable, Hashable {
        var told: [String: Int] = [:]

        package init() {}
    }

    /// What a listener is to be told. The order of each list is that of the ids.
    package struct News: Sendable, Hashable {
        package var vpcs: [VPCState] = []
        package var groups: [SecurityGroupState] = []
        package var interfaces: [InterfaceState] = []
        package var removed: [String] = []

        package init() {}

        package var isEmpty: Bool {
            vpcs.isEmpty && groups.isEmpty && interfaces.isEmpty && removed.isEmpty
        }
    }

    /// Changes of a VPC that are kept; who is further behind is told everything anew.
    package static let keptChanges = 16_384

    /// VPCs whose changes are kept after they have gone.
    static let keptVPCs = 256

    private struct Picture {
        var vpc: VPCState?
        var groups: [String: SecurityGroupState] = [:]
        var interfaces: [String: InterfaceState] = [:]
        /// How many interfaces each machine has here.
        var machines: [Machine: Int] = [:]
        /// Ids of what has changed; the first one has the number ``first``.
        var changes: [String] = []
        var first: Int

        var isEmpty: Bool { vpc == nil && groups.isEmpty && interfaces.isEmpty }

        var last: Int { first + changes.count - 1 }

        mutating func note(_ id: String) {
            changes.append(id)
            if changes.count > NetworkMap.keptChanges {
                let dropped = NetworkMap.keptChanges / 2
                changes.removeFirst(dropped)
                first += dropped
            }
        }
    }

    private var pictures: [String: Picture] = [:]
    /// The VPC in whose picture a group or an interface is.
    private var homes: [String: String] = [:]
    /// The VPCs that each machine has interfaces in.
    private var concerns: [Machine: Set<String>] = [:]
    /// Whose the interfaces are.
    private var holders: [String: Machine] = [:]
    /// VPCs that have gone, the oldest first, and the highest number of those that were dropped.
    private var gone: [String] = []
    private var highest = 0

    package init() {}

    // MARK: Changing

    /// Takes over a VPC's state.
    package mutating func set(_ state: VPCState) {
        guard pictures[state.id]?.vpc != state else { return }
        begin(state.id)
        pictures[state.id]?.vpc = state
        pictures[state.id]?.note(state.id)
    }

    /// Takes over a group's state.
    package mutating func set(_ state: SecurityGroupState) {
        guard pictures[state.vpc]?.groups[state.id] != state else { return }
        homes[state.id] = state.vpc
        begin(state.vpc)
        pictures[state.vpc]?.groups[state.id] = state
        pictures[state.vpc]?.note(state.id)
    }

    /// Takes over an interface's state.
    ///
    /// - Parameter machine: The machine that holds it, nil for none.
    package mutating func set(_ state: InterfaceState, on machine: Machine?) {
        if holders[state.id] != machine {
            release(state.id, of: state.vpc)
            if let machine { hold(state.id, of: state.vpc, machine) }
        }
        guard pictures[state.vpc]?.interfaces[state.id] != state else { return }
        homes[state.id] = state.vpc
        begin(state.vpc)
        pictures[state.vpc]?.interfaces[state.id] = state
        pictures[state.vpc]?.note(state.id)
    }

    /// Forgets a VPC, a group or an interface.
    package mutating func remove(_ id: String) {
        if pictures[id]?.vpc != nil {
            pictures[id]?.vpc = nil
            pictures[id]?.note(id)
            drop(id)
            return
        }
        guard let home = homes.removeValue(forKey: id) else { return }
        release(id, of: home)
        pictures[home]?.groups[id] = nil
        pictures[home]?.interfaces[id] = nil
        pictures[home]?.note(id)
        drop(home)
    }

    /// Notes that a VPC is gone with all that it had. Who was told of it is to hear that, so its
    /// changes are kept until many others have gone.
    private mutating func drop(_ vpc: String) {
        guard let picture = pictures[vpc], picture.isEmpty else { return }
        gone.append(vpc)
        guard gone.count > Self.keptVPCs else { return }
        let oldest = gone.removeFirst()
        guard let picture = pictures[oldest], picture.isEmpty else { return }
        highest = max(highest, picture.last)
        pictures[oldest] = nil
    }

    /// Sees to it that there is a picture of a VPC; the numbers of a new one come after those of any
    /// that was dropped.
    private mutating func begin(_ vpc: String) {
        if pictures[vpc] == nil { pictures[vpc] = Picture(first: highest + 1) }
    }

    private mutating func hold(_ id: String, of vpc: String, _ machine: Machine) {
        holders[id] = machine
        begin(vpc)
        pictures[vpc]?.machines[machine, default: 0] += 1
        concerns[machine, default: []].insert(vpc)
    }

    private mutating func release(_ id: String, of vpc: String) {
        guard let machine = holders.removeValue(forKey: id) else { return }
        let left = (pictures[vpc]?.machines[machine] ?? 1) - 1
        pictures[vpc]?.machines[machine] = left == 0 ? nil : left
        guard left == 0 else { return }
        concerns[machine]?.remove(vpc)
        if concerns[machine]?.isEmpty == true { concerns[machine] = nil }
    }

    // MARK: Asking

    /// Ids of everything that is known: what a new reading of the records does not name is gone.
    package var ids: Set<String> {
        Set(homes.keys).union(pictures.filter { $0.value.vpc != nil }.keys)
    }

    /// The interfaces that a machine holds.
    package func interfaces(on machine: Machine) -> [String] {
        (concerns[machine] ?? []).flatMap { vpc in
            (pictures[vpc]?.interfaces ?? [:]).keys.filter { holders[$0] == machine }
        }
    }

    /// What a machine is to be told beyond what it was told already. Afterwards the cursor says that
    /// it was.
    ///
    /// - Returns: nil when the listener is so far behind that the changes are not kept any more: it
    ///   has to begin anew.
    package func news(for machine: Machine, after cursor: inout Cursor) -> News? {
        var news = News()
        let wanted = concerns[machine] ?? []
        for vpc in wanted.sorted() {
            guard let picture = pictures[vpc] else { continue }
            if let told = cursor.told[vpc] {
                guard told >= picture.first - 1 else { return nil }
                add(
                    Set(picture.changes[(told - picture.first + 1)...]), of: vpc, picture, to: &news
                )
            } else {
                if let state = picture.vpc { news.vpcs.append(state) }
                news.groups += picture.groups.sorted { $0.key < $1.key }.map(\.value)
                news.interfaces += picture.interfaces.sorted { $0.key < $1.key }.map(\.value)
            }
            cursor.told[vpc] = picture.last
        }
        for (vpc, told) in cursor.told.sorted(by: { $0.key < $1.key })
        where !wanted.contains(vpc) {
            cursor.told[vpc] = nil
            news.removed.append(vpc)
            guard let picture = pictures[vpc], told >= picture.first - 1 else { return nil }
            let gone = Set(picture.changes[(told - picture.first + 1)...])
            news.removed +=
                gone.union(picture.groups.keys).union(picture.interfaces.keys)
                .subtracting([vpc]).sorted()
        }
        return news
    }

    private func add(
        _ ids: Set<String>, of vpc: String, _ picture: Picture, to news: inout News
    ) {
        for id in ids.sorted() {
            if id == vpc, let state = picture.vpc {
                news.vpcs.append(state)
            } else if let state = picture.groups[id] {
                news.groups.append(state)
            } else if let state = picture.interfaces[id] {
                news.interfaces.append(state)
            } else {
                news.removed.append(id)
            }
        }
    }
}
