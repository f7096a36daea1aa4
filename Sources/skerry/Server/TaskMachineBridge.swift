import AWSWire
import EC2
import ECS
import ECSCore
import MachineProtocol

/// Fargate's machines, made by EC2.
struct TaskMachineBridge: TaskMachines {
    let ec2: EC2Service

    func order(_ order: TaskMachineOrder) async throws(PortFailure) -> String {
        var request = MachineRequest(
            token: order.name, subnet: order.subnet, cpuUnits: order.cpuUnits,
            memoryMiB: order.memoryMiB)
        request.cluster = order.cluster
        do throws(AWSError) {
            return try await ec2.makeMachine(
                request, account: order.scope.account, region: order.scope.region
            ).id
        } catch {
            throw Self.failure(error)
        }
    }

    func end(_ name: String, _ scope: Scope) async throws(PortFailure) {
        do throws(AWSError) {
            try await ec2.removeMachine(name, account: scope.account, region: scope.region)
        } catch {
            throw Self.failure(error)
        }
    }

    func problem(of name: String, _ scope: Scope) async throws(PortFailure) -> String? {
        do throws(AWSError) {
            let machine = try await ec2.machine(
                name, account: scope.account, region: scope.region)
            guard let machine else { return "the machine is gone" }
            if machine.state == .failed || machine.state == .terminated {
                return machine.reason ?? "the machine did not come up"
            }
            return machine.isLost ? "the machine's host is lost" : nil
        } catch {
            throw Self.failure(error)
        }
    }

    func machines() async throws(PortFailure) -> [ProvisionedName] {
        ec2.madeMachines().map { made in
            ProvisionedName(
                scope: Scope(account: made.account, region: made.region), name: made.token)
        }
    }

    /// Room may come back, and so may the store.
    private static func failure(_ error: AWSError) -> PortFailure {
        PortFailure(error.code, error.message, isPassing: error.status >= 500)
    }
}
