import AWSWire
import EC2Core
import EC2Model
import MachineProtocol
import Shapes
import Store

/// Bringing records in line with what happened to machines.
extension EC2Service {
    /// Takes in a report about an instance (nil: looks whether it is over), and gives back what it
    /// had once it is.
    func settle(
        instance id: String, _ scope: EC2Scope, _ report: MachineReport? = nil
    ) async throws(AWSError) {
        let (transition, _) = try await change(scope) { plan throws(AWSError) in
            guard var instance = plan.find(InstanceRecord.self, id),
                instance.lifecycle.terminatedAt == nil
            else { return InstanceTransition?.none }
            let before = plan.state.state(of: instance)
            let known = observe(id, report, &plan)
            let old = instance
            if let known {
                instance.lifecycle.reported(
                    known.observation, hasRun: known.hasRun,
                    stopsOnShutdown: instance.options.shutdown == .stop, at: now())
            }
            if instance.lifecycle.isOver(
                known?.observation, hostIsLost: isLost(instance.host, plan.state))
            {
                try finish(&instance, &plan)
            }
            if instance != old { plan.put(instance) }
            let after = instance.lifecycle.state(known?.observation)
            return InstanceTransition(id, from: before, to: after)
        }
        tell([transition], scope)
    }

    /// Plans that a terminated instance gives back what it had.
    private func finish(_ instance: inout InstanceRecord, _ plan: inout Plan) throws(AWSError) {
        instance.lifecycle.terminatedAt = now()
        instance.joinToken = nil
        try plan.releaseInterfaces(of: instance.id)
        instance.interface = nil
        for device in instance.devices ?? [] {
            guard var volume = plan.find(VolumeRecord.self, device.volume) else { continue }
            if device.isDeletedWithInstance {
                plan.delete(volume)
            } else {
                volume.detach()
                plan.put(volume)
            }
        }
        instance.devices = nil
        plan.delete(at: plan.scope.key(.machineStates, instance.id))
        let console = plan.scope.key(.consoles, instance.id)
        if var record = plan.record(ConsoleRecord.self, at: console) {
            record.expiresAt = now() + InstanceRecord.retention
            plan.put(record, at: console)
        }
    }

    /// As ``settle(instance:_:_:)``, of a machine made to measure: nothing of it is kept once it is
    /// over.
    func settle(
        machine token: String, _ scope: EC2Scope, _ report: MachineReport? = nil
    ) async throws(AWSError) {
        _ = try await change(scope) { plan throws(AWSError) in
            let key = scope.key(.machines, token)
            guard var machine = plan.record(MachineRecord.self, at: key) else { return }
            let known = observe(machine.id, report, &plan)
            let old = machine
            if let known {
                machine.lifecycle.reported(
                    known.observation, hasRun: known.hasRun, stopsOnShutdown: false, at: now())
            }
            if machine.lifecycle.isOver(
                known?.observation, hostIsLost: isLost(machine.host, plan.state))
            {
                plan.delete(at: key)
                plan.delete(at: scope.key(.machineStates, machine.id))
                plan.delete(at: scope.key(.consoles, machine.id))
            } else if machine != old {
                plan.put(machine, at: key)
            }
        }
    }
}

/// A change of what EC2 shows as an instance's state.
struct InstanceTransition: Sendable, Hashable {
    var id: String
    /// Nil for a new one.
    var before: EC2API.InstanceStateName?
    var after: EC2API.InstanceStateName

    init(
        _ id: String, from before: EC2API.InstanceStateName?, to after: EC2API.InstanceStateName
    ) {
        self.id = id
        self.before = before
        self.after = after
    }
}
