package import AWSWire
import EC2Core
package import EC2Model
import Events
import Logging
import MachineProtocol
import Shapes
import Store

/// Starting, stopping, rebooting and terminating.
extension EC2Service {
    package func startInstances(
        _ input: EC2API.StartInstancesRequest, _ context: RequestContext
    ) async throws -> EC2API.StartInstancesResult {
        let changes = try await changeStates(input.instanceIds, context) {
            instance, observed throws(AWSError) in
            let wasWanted = instance.lifecycle.wish
            try instance.lifecycle.start(instance.id, observed)
            if instance.lifecycle.wish != wasWanted { instance.launchedAt = context.now }
        }
        return EC2API.StartInstancesResult { $0.startingInstances = changes }
    }

    package func stopInstances(
        _ input: EC2API.StopInstancesRequest, _ context: RequestContext
    ) async throws -> EC2API.StopInstancesResult {
        if input.hibernate == true {
            throw AWSError.ec2(
                "UnsupportedHibernationConfiguration", "The instances cannot be hibernated.")
        }
        let changes = try await changeStates(input.instanceIds, context) {
            instance, observed throws(AWSError) in
            if instance.options.refusesStop {
                throw .notPermitted(
                    "The instance '\(instance.id)' may not be stopped. Modify its 'disableApiStop' "
                        + "instance attribute and try again.")
            }
            try instance.lifecycle.stop(instance.id, observed, at: context.now)
        }
        return EC2API.StopInstancesResult { $0.stoppingInstances = changes }
    }

    package func rebootInstances(
        _ input: EC2API.RebootInstancesRequest, _ context: RequestContext
    ) async throws {
        _ = try await changeStates(input.instanceIds, context) {
            instance, observed throws(AWSError) in
            try instance.lifecycle.reboot(instance.id, observed)
        }
    }

    package func terminateInstances(
        _ input: EC2API.TerminateInstancesRequest, _ context: RequestContext
    ) async throws -> EC2API.TerminateInstancesResult {
        let changes = try await changeStates(input.instanceIds, context) {
            instance, _ throws(AWSError) in
            if instance.options.refusesTermination, instance.lifecycle.wish != .terminated {
                throw .notPermitted(
                    "The instance '\(instance.id)' may not be terminated. Modify its "
                        + "'disableApiTermination' instance attribute and try again.")
            }
            instance.lifecycle.terminate(at: context.now)
        }
        return EC2API.TerminateInstancesResult { $0.terminatingInstances = changes }
    }

    /// Changes instances, all or none, and tells what their states were and are.
    private func changeStates(
        _ ids: [String], _ context: RequestContext,
        _ apply: (inout InstanceRecord, MachineObservation?) throws(AWSError) -> Void
    ) async throws(AWSError) -> [EC2API.InstanceStateChange] {
        guard !ids.isEmpty else { throw .missing("InstanceId") }
        let scope = context.ec2Scope
        let (transitions, _) = try await change(scope) { plan throws(AWSError) in
            var transitions: [InstanceTransition] = []
            for var instance in try plan.state.instances(ids) {
                let observed = plan.state.observation(of: instance.id)
                let before = instance.lifecycle.state(observed)
                let old = instance
                try apply(&instance, observed)
                if instance != old { plan.put(instance) }
                transitions.append(
                    InstanceTransition(
                        instance.id, from: before, to: instance.lifecycle.state(observed)))
            }
            return transitions
        }
        tell(transitions, scope)
        return transitions.map { transition in
            EC2API.InstanceStateChange {
                $0.instanceId = transition.id
                $0.previousState = .named(transition.before ?? .pending)
                $0.currentState = .named(transition.after)
            }
        }
    }

    /// Tells changed states to whoever listens: as EventBridge's "EC2 Instance State-change
    /// Notification".
    func tell(_ transitions: [InstanceTransition?], _ scope: EC2Scope) {
        for case let transition? in transitions where transition.before != transition.after {
            events.publish(
                ServiceEvent(
                    id: EventID.uuid(makeID()), source: "aws.ec2",
                    detailType: "EC2 Instance State-change Notification", account: scope.account,
                    region: scope.region, time: now(),
                    resources: [scope.arn(.instances, transition.id)],
                    detail: [
                        "instance-id": .string(transition.id),
                        "state": .string(transition.after.rawValue),
                    ]))
        }
    }
}

/// Ids of events.
enum EventID {
    /// 32 hexadecimal digits as a UUID is written.
    static func uuid(_ digits: String) -> String {
        var text = ""
        for (index, digit) in digits.prefix(32).enumerated() {
            if [8, 12, 16, 20].contains(index) { text.append("-") }
            text.append(digit)
        }
        return text
    }
}

extension EC2API.InstanceState {
    /// A state with its number.
    static func named(_ name: EC2API.InstanceStateName) -> EC2API.InstanceState {
        EC2API.InstanceState {
            $0.code = InstanceLifecycle.code(name)
            $0.name = name
        }
    }
}
