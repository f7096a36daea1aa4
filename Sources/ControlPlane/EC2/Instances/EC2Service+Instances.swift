package import AWSWire
import EC2Core
package import EC2Model
import Shapes
import Store

/// Describing instances.
extension EC2Service {
    package func describeInstances(
        _ input: EC2API.DescribeInstancesRequest, _ context: RequestContext
    ) async throws -> EC2API.DescribeInstancesResult {
        let state = try await snapshot(context.ec2Scope)
        let holds = try FilterTable<DescribedInstance>.instances.predicate(input.filters)
        let found = state.described(try state.instances(input.instanceIds)).filter(holds)
        let page = try page(
            found.sorted { $0.order < $1.order }, by: \.order, token: input.nextToken,
            limit: input.maxResults, scope: state.scope,
            purpose: ["DescribeInstances"] + (input.instanceIds ?? [])
                + Self.purpose(of: input.filters))
        return EC2API.DescribeInstancesResult {
            $0.reservations = Self.reservations(page.items)
            $0.nextToken = page.next
        }
    }

    static func purpose(of filters: [EC2API.Filter]?) -> [String] {
        (filters ?? []).flatMap { [$0.name ?? ""] + ($0.values ?? []) }
    }

    /// Instances that were launched together, together.
    static func reservations(_ items: [DescribedInstance]) -> [EC2API.Reservation] {
        var result: [EC2API.Reservation] = []
        for item in items {
            if result.last?.reservationId == item.reservation {
                result[result.count - 1].instances?.append(item.instance)
            } else {
                result.append(
                    EC2API.Reservation {
                        $0.reservationId = item.reservation
                        $0.ownerId = item.owner
                        $0.groups = []
                        $0.instances = [item.instance]
                    })
            }
        }
        return result
    }

    package func describeInstanceStatus(
        _ input: EC2API.DescribeInstanceStatusRequest, _ context: RequestContext
    ) async throws -> EC2API.DescribeInstanceStatusResult {
        let state = try await snapshot(context.ec2Scope)
        let holds = try FilterTable<EC2API.InstanceStatus>.instanceStatus.predicate(input.filters)
        let found = try state.instances(input.instanceIds).map { state.status(of: $0) }
            .filter {
                (input.includeAllInstances == true || $0.instanceState?.name == .running)
                    && holds($0)
            }
        let page = try page(
            found.sorted { $0.order < $1.order }, by: \.order, token: input.nextToken,
            limit: input.maxResults, scope: state.scope,
            purpose: ["DescribeInstanceStatus", "\(input.includeAllInstances == true)"]
                + (input.instanceIds ?? []) + Self.purpose(of: input.filters))
        return EC2API.DescribeInstanceStatusResult {
            $0.instanceStatuses = page.items
            $0.nextToken = page.next
        }
    }

    package func getConsoleOutput(
        _ input: EC2API.GetConsoleOutputRequest, _ context: RequestContext
    ) async throws -> EC2API.GetConsoleOutputResult {
        let state = try await snapshot(context.ec2Scope)
        guard let instance = try state.instances([input.instanceId]).first else {
            throw AWSError.instancesNotFound([input.instanceId])
        }
        let console = state.record(
            ConsoleRecord.self, at: state.scope.key(.consoles, instance.id))
        return EC2API.GetConsoleOutputResult {
            $0.instanceId = instance.id
            $0.timestamp = console?.at ?? instance.launchedAt
            $0.output = console.map { Base64.encode(Array($0.text.utf8)) }
        }
    }
}

extension DescribedInstance {
    /// Reservations stay together when sorted by it.
    fileprivate var order: String { "\(reservation) \(instance.instanceId ?? "")" }
}

extension EC2API.InstanceStatus {
    fileprivate var order: String { instanceId ?? "" }
}

extension Snapshot {
    /// Instances with all that the API shows of them.
    func described(_ instances: [InstanceRecord]) -> [DescribedInstance] {
        let interfaces = interfacesByInstance()
        return instances.map { instance in
            DescribedInstance(facts(of: instance, interfaces: interfaces[instance.id] ?? []))
        }
    }

    /// How an instance and its host are: impaired while nothing is heard of the host.
    fileprivate func status(of instance: InstanceRecord) -> EC2API.InstanceStatus {
        let name = state(of: instance)
        let host = record(HostRecord.self, at: .installation(.hosts, instance.host))
        let lostAt = host.map { $0.lostAt } ?? instance.launchedAt
        let word: EC2API.SummaryStatus =
            switch name {
            case .pending: .initializing
            case .running: lostAt == nil ? .ok : .impaired
            case .shuttingDown, .terminated, .stopping, .stopped: .notApplicable
            }
        let detail: EC2API.InstanceStatusDetails? =
            switch word {
            case .ok: .init { ($0.name, $0.status) = (.reachability, .passed) }
            case .impaired:
                .init { ($0.name, $0.status, $0.impairedSince) = (.reachability, .failed, lostAt) }
            case .initializing: .init { ($0.name, $0.status) = (.reachability, .initializing) }
            case .insufficientData, .notApplicable: nil
            }
        let summary = EC2API.InstanceStatusSummary {
            $0.status = word
            $0.details = detail.map { [$0] }
        }
        return EC2API.InstanceStatus {
            $0.instanceId = instance.id
            $0.availabilityZone = instance.zone
            $0.availabilityZoneId = zoneID(of: instance.zone)
            $0.events = []
            $0.instanceState = .named(name)
            $0.instanceStatus = summary
            $0.systemStatus = summary
        }
    }
}

extension FilterTable where Item == EC2API.InstanceStatus {
    /// The filters of DescribeInstanceStatus.
    fileprivate static var instanceStatus: FilterTable {
        FilterTable([
            "availability-zone": { [$0.availabilityZone ?? ""] },
            "event.code": { _ in [] },
            "instance-state-code": { [$0.instanceState?.code.map(String.init) ?? ""] },
            "instance-state-name": { [$0.instanceState?.name?.rawValue ?? ""] },
            "instance-status.reachability": {
                ($0.instanceStatus?.details ?? []).compactMap { $0.status?.rawValue }
            },
            "instance-status.status": { [$0.instanceStatus?.status?.rawValue ?? ""] },
            "system-status.reachability": {
                ($0.systemStatus?.details ?? []).compactMap { $0.status?.rawValue }
            },
            "system-status.status": { [$0.systemStatus?.status?.rawValue ?? ""] },
        ])
    }
}
