package import AWSWire
import EC2Core
package import EC2Model
import Shapes
import Store

/// Volumes: records of what is attached where, without disks.
extension EC2Service {
    package func createVolume(
        _ input: EC2API.CreateVolumeRequest, _ context: RequestContext
    ) async throws -> EC2API.Volume {
        let scope = context.ec2Scope
        let zones = EC2Regions.zones(of: scope.region)
        let zone = zones.first {
            $0.name == input.availabilityZone || $0.id == input.availabilityZoneId
        }
        guard let zone else {
            guard let name = input.availabilityZone ?? input.availabilityZoneId else {
                throw AWSError.missing("AvailabilityZone")
            }
            throw AWSError.ec2("InvalidZone.NotFound", "The zone '\(name)' does not exist.")
        }
        var shape = VolumeShape()
        shape.size = input.size
        shape.type = input.volumeType ?? .gp2
        shape.iops = input.iops
        shape.throughput = input.throughput
        shape.snapshot = input.snapshotId
        var record = try shape.record(of: nil)
        record.id = newID(.volumes)
        record.zone = zone.name
        record.isEncrypted = input.encrypted ?? (input.kmsKeyId != nil)
        record.kmsKey = input.kmsKeyId
        record.createdAt = context.now
        let tags = try EC2Tags.specified(input.tagSpecifications, for: .volumes)
        record.tags = tags.isEmpty ? nil : tags
        let made = record
        var request = input
        request.clientToken = nil
        let unnamed = request
        let (volume, _) = try await change(scope) { plan throws(AWSError) in
            if let id = try plan.made(by: "CreateVolume", token: input.clientToken, for: unnamed),
                let found = plan.find(VolumeRecord.self, id)
            {
                return found
            }
            plan.put(made)
            plan.remember(
                made.id, by: "CreateVolume", token: input.clientToken, for: unnamed,
                at: context.now)
            return made
        }
        return volume.described(zoneID: zone.id)
    }

    package func describeVolumes(
        _ input: EC2API.DescribeVolumesRequest, _ context: RequestContext
    ) async throws -> EC2API.DescribeVolumesResult {
        let state = try await snapshot(context.ec2Scope)
        let page = try select(
            VolumeRecord.self, in: state, ids: input.volumeIds, filters: input.filters, .volumes,
            token: input.nextToken, limit: input.maxResults, operation: "DescribeVolumes")
        return EC2API.DescribeVolumesResult {
            $0.volumes = page.items.map { $0.described(zoneID: state.zoneID(of: $0.zone)) }
            $0.nextToken = page.next
        }
    }

    package func deleteVolume(
        _ input: EC2API.DeleteVolumeRequest, _ context: RequestContext
    ) async throws {
        _ = try await change(context.ec2Scope) { plan throws(AWSError) in
            let volume = try plan.get(VolumeRecord.self, input.volumeId, parameter: "VolumeId")
            if let instance = volume.instance {
                throw .ec2(
                    "VolumeInUse", "Volume \(volume.id) is currently attached to \(instance)")
            }
            plan.delete(volume)
        }
    }

    package func attachVolume(
        _ input: EC2API.AttachVolumeRequest, _ context: RequestContext
    ) async throws -> EC2API.VolumeAttachment {
        let (volume, _) = try await change(context.ec2Scope) { plan throws(AWSError) in
            var volume = try plan.get(VolumeRecord.self, input.volumeId, parameter: "VolumeId")
            guard var instance = try plan.state.instances([input.instanceId]).first else {
                throw .instancesNotFound([input.instanceId])
            }
            guard volume.instance == nil else {
                throw .ec2(
                    "VolumeInUse",
                    "\(volume.id) is already attached to an instance")
            }
            guard volume.zone == instance.zone else {
                throw .ec2(
                    "InvalidVolume.ZoneMismatch",
                    "The volume '\(volume.id)' is not in the same availability zone as instance "
                        + "'\(instance.id)'")
            }
            switch plan.state.state(of: instance) {
            case .running, .stopped: break
            case .pending, .stopping, .shuttingDown, .terminated:
                throw .ec2(
                    "IncorrectState", "Instance '\(instance.id)' is not 'running'.")
            }
            guard instance.devices?.contains(where: { $0.name == input.device }) != true else {
                throw .invalidValue(
                    "Invalid value '\(input.device)' for unixDevice. Attachment point "
                        + "\(input.device) is already in use")
            }
            volume.attach(to: instance.id, as: input.device, at: context.now)
            instance.devices =
                (instance.devices ?? []) + [
                    InstanceDevice {
                        $0.name = input.device
                        $0.volume = volume.id
                        $0.attachedAt = context.now
                        $0.isDeletedWithInstance = false
                    }
                ]
            plan.put(volume)
            plan.put(instance)
            return volume
        }
        return volume.attachment(.attaching)
    }

    package func detachVolume(
        _ input: EC2API.DetachVolumeRequest, _ context: RequestContext
    ) async throws -> EC2API.VolumeAttachment {
        let (volume, _) = try await change(context.ec2Scope) { plan throws(AWSError) in
            var volume = try plan.get(VolumeRecord.self, input.volumeId, parameter: "VolumeId")
            guard let id = volume.instance, input.instanceId ?? id == id,
                input.device ?? volume.device == volume.device
            else {
                throw .ec2(
                    "IncorrectState", "Volume '\(volume.id)' is in the 'available' state.")
            }
            let before = volume
            if var instance = plan.find(InstanceRecord.self, id) {
                let isRoot =
                    MachineImages.image(instance.image, in: plan.scope.region)?.rootDevice
                    == volume.device
                if isRoot, plan.state.state(of: instance) != .stopped {
                    throw .ec2(
                        "OperationNotPermitted",
                        "Unable to detach root volume '\(volume.id)' from instance '\(id)'")
                }
                instance.devices?.removeAll { $0.volume == volume.id }
                plan.put(instance)
            }
            volume.detach()
            plan.put(volume)
            return before
        }
        return volume.attachment(.detaching)
    }
}

/// What is said of a volume that is to be made.
struct VolumeShape {
    var size: Int?
    var type = EC2API.VolumeType.gp3
    var iops: Int?
    var throughput: Int?
    var snapshot: String?

    /// Largest, in GiB.
    private static let maximum = 65_536

    /// The volume, not placed yet.
    ///
    /// - Parameter size: For want of one in the request.
    /// - Throws: `MissingParameter`, `InvalidParameterValue`, `InvalidParameterCombination`.
    func record(of standard: Int?) throws(AWSError) -> VolumeRecord {
        guard let gigabytes = size ?? standard else {
            if snapshot != nil {
                throw .ec2(
                    "InvalidSnapshot.NotFound",
                    "The snapshot '\(snapshot ?? "")' does not exist.")
            }
            throw .ec2(
                "MissingParameter", "The request must contain the parameter size or snapshotId")
        }
        guard (1...Self.maximum).contains(gigabytes) else {
            throw .invalidValue(
                "Volume of \(gigabytes)GiB is not of a valid size for type \(type.rawValue).")
        }
        var record = VolumeRecord()
        record.gigabytes = gigabytes
        record.type = type.rawValue
        record.snapshot = snapshot
        switch type {
        case .gp3:
            record.iops = iops ?? 3000
            record.throughput = throughput ?? 125
        case .gp2:
            try refuse(iops: true)
            record.iops = min(16_000, max(100, gigabytes * 3))
        case .io1, .io2:
            guard let iops else { throw .missing("iops") }
            record.iops = iops
            try refuse(iops: false)
        case .standard, .sc1, .st1: try refuse(iops: true)
        }
        return record
    }

    private func refuse(iops isRefused: Bool) throws(AWSError) {
        if isRefused, iops != nil {
            throw .invalidCombination(
                "The parameter iops is not supported for \(type.rawValue) volumes.")
        }
        if throughput != nil {
            throw .invalidCombination(
                "The parameter throughput is not supported for \(type.rawValue) volumes.")
        }
    }
}

extension VolumeRecord {
    mutating func attach(to id: String, as name: String, at time: Timestamp) {
        instance = id
        device = name
        attachedAt = time
    }

    mutating func detach() { (instance, device, attachedAt) = (nil, nil, nil) }

    func attachment(_ state: EC2API.VolumeAttachmentState) -> EC2API.VolumeAttachment {
        EC2API.VolumeAttachment {
            $0.deleteOnTermination = isDeletedWithInstance
            $0.volumeId = id
            $0.instanceId = instance
            $0.device = device
            $0.state = state
            $0.attachTime = attachedAt
        }
    }

    func described(zoneID: String) -> EC2API.Volume {
        EC2API.Volume {
            $0.availabilityZone = zone
            $0.availabilityZoneId = zoneID
            $0.iops = iops
            $0.tags = tags?.isEmpty == false ? tags.described : nil
            $0.volumeType = EC2API.VolumeType(rawValue: type)
            $0.multiAttachEnabled = false
            $0.throughput = throughput
            $0.volumeId = id
            $0.size = gigabytes
            $0.snapshotId = snapshot ?? ""
            $0.state = instance == nil ? .available : .inUse
            $0.createTime = createdAt
            $0.attachments = instance == nil ? [] : [attachment(.attached)]
            $0.encrypted = isEncrypted
            $0.kmsKeyId = kmsKey
        }
    }
}

extension FilterTable where Item == VolumeRecord {
    /// The filters of DescribeVolumes.
    fileprivate static var volumes: FilterTable {
        FilterTable(
            [
                "attachment.attach-time": { [$0.attachedAt?.iso8601].compactMap { $0 } },
                "attachment.delete-on-termination": {
                    $0.instance == nil ? [] : [String($0.isDeletedWithInstance)]
                },
                "attachment.device": { [$0.device].compactMap { $0 } },
                "attachment.instance-id": { [$0.instance].compactMap { $0 } },
                "attachment.status": { $0.instance == nil ? [] : ["attached"] },
                "availability-zone": { [$0.zone] },
                "create-time": { [$0.createdAt?.iso8601].compactMap { $0 } },
                "encrypted": { [String($0.isEncrypted)] },
                "fast-restored": { _ in ["false"] },
                "multi-attach-enabled": { _ in ["false"] },
                "size": { [String($0.gigabytes)] },
                "snapshot-id": { [$0.snapshot].compactMap { $0 } },
                "status": { [$0.instance == nil ? "available" : "in-use"] },
                "volume-id": { [$0.id] },
                "volume-type": { [$0.type] },
            ], tags: { $0.tags ?? [] })
    }
}
