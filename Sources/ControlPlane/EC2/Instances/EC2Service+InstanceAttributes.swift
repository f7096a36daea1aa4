package import AWSWire
import EC2Core
package import EC2Model
import MachineProtocol
import Shapes
import Store

/// Attributes of instances.
extension EC2Service {
    package func describeInstanceAttribute(
        _ input: EC2API.DescribeInstanceAttributeRequest, _ context: RequestContext
    ) async throws -> EC2API.InstanceAttribute {
        let state = try await snapshot(context.ec2Scope)
        guard let instance = try state.instances([input.instanceId]).first else {
            throw AWSError.instancesNotFound([input.instanceId])
        }
        guard let attribute = input.attribute else { throw AWSError.missing("attribute") }
        let facts = state.facts(
            of: instance, interfaces: state.interfacesByInstance()[instance.id] ?? [])
        var result = EC2API.InstanceAttribute()
        result.instanceId = instance.id
        try describe(attribute, of: facts, &result)
        return result
    }

    private func describe(
        _ attribute: EC2API.InstanceAttributeName, of facts: InstanceFacts,
        _ result: inout EC2API.InstanceAttribute
    ) throws(AWSError) {
        let options = facts.record.options
        switch attribute {
        case .instanceType: result.instanceType = .holding(facts.record.type)
        case .kernel: result.kernelId = EC2API.AttributeValue()
        case .ramdisk: result.ramdiskId = EC2API.AttributeValue()
        case .userData: result.userData = .holding(facts.record.userData)
        case .disableApiTermination:
            result.disableApiTermination = .holding(options.refusesTermination)
        case .disableApiStop: result.disableApiStop = .holding(options.refusesStop)
        case .instanceInitiatedShutdownBehavior:
            result.instanceInitiatedShutdownBehavior = .holding(options.shutdown.rawValue)
        case .rootDeviceName: result.rootDeviceName = .holding(facts.rootDevice)
        case .blockDeviceMapping:
            result.blockDeviceMappings = facts.described.blockDeviceMappings
        case .productCodes: result.productCodes = []
        case .sourceDestCheck:
            result.sourceDestCheck = .holding(options.checksSourceAndDestination)
        case .groupSet: result.groups = facts.described.securityGroups ?? []
        case .ebsOptimized: result.ebsOptimized = .holding(options.isEBSOptimized)
        case .sriovNetSupport: result.sriovNetSupport = .holding("simple")
        case .enaSupport: result.enaSupport = .holding(true)
        case .enclaveOptions:
            result.enclaveOptions = EC2API.EnclaveOptions { $0.enabled = false }
        }
    }

    package func modifyInstanceAttribute(
        _ input: EC2API.ModifyInstanceAttributeRequest, _ context: RequestContext
    ) async throws {
        let input = try Self.spelledOut(input)
        if input.kernel != nil || input.ramdisk != nil || input.sriovNetSupport != nil
            || input.enaSupport != nil
        {
            throw AWSError.unsupported("This attribute of an instance cannot be changed.")
        }
        try await changeInstance(input.instanceId, context) {
            instance, plan throws(AWSError) in
            let isStopped = plan.state.state(of: instance) == .stopped
            try Self.modify(&instance, input, isStopped: isStopped)
            for device in instance.devices ?? [] {
                guard var volume = plan.find(VolumeRecord.self, device.volume),
                    volume.isDeletedWithInstance != device.isDeletedWithInstance
                else { continue }
                volume.isDeletedWithInstance = device.isDeletedWithInstance
                plan.put(volume)
            }
            if let check = input.sourceDestCheck?.value {
                instance.options.checksSourceAndDestination = check
                if var interface = plan.find(InterfaceRecord.self, instance.interface) {
                    interface.checksSourceAndDestination = check
                    plan.put(interface)
                }
            }
            if let groups = input.groups {
                guard var interface = plan.find(InterfaceRecord.self, instance.interface) else {
                    throw .invalidCombination("The instance has no network interface.")
                }
                interface.groups = try self.groups(groups, in: instance.vpc, plan)
                instance.groups = interface.groups
                plan.put(interface)
            }
        }
    }

    /// An attribute that is named and valued apart, in its own member.
    private static func spelledOut(
        _ input: EC2API.ModifyInstanceAttributeRequest
    ) throws(AWSError) -> EC2API.ModifyInstanceAttributeRequest {
        guard let attribute = input.attribute else { return input }
        guard let value = input.value else { throw .missing("value") }
        var result = input
        let isTrue = value.lowercased() == "true"
        switch attribute {
        case .instanceType: result.instanceType = .holding(value)
        case .userData:
            guard let bytes = Base64.decode(value) else { throw .malformedUserData }
            result.userData = EC2API.BlobAttributeValue { $0.value = Blob(bytes) }
        case .disableApiTermination: result.disableApiTermination = .holding(isTrue)
        case .disableApiStop: result.disableApiStop = .holding(isTrue)
        case .instanceInitiatedShutdownBehavior:
            result.instanceInitiatedShutdownBehavior = .holding(value)
        case .sourceDestCheck: result.sourceDestCheck = .holding(isTrue)
        case .ebsOptimized: result.ebsOptimized = .holding(isTrue)
        case .kernel, .ramdisk, .rootDeviceName, .blockDeviceMapping, .productCodes, .groupSet,
            .sriovNetSupport, .enaSupport, .enclaveOptions:
            throw .unsupported("The attribute '\(attribute.rawValue)' cannot be changed so.")
        }
        return result
    }

    private static func modify(
        _ instance: inout InstanceRecord, _ input: EC2API.ModifyInstanceAttributeRequest,
        isStopped: Bool
    ) throws(AWSError) {
        if let value = input.disableApiTermination?.value {
            instance.options.refusesTermination = value
        }
        if let value = input.disableApiStop?.value { instance.options.refusesStop = value }
        if let value = input.ebsOptimized?.value { instance.options.isEBSOptimized = value }
        if let text = input.instanceInitiatedShutdownBehavior?.value {
            guard let behavior = EC2API.ShutdownBehavior(rawValue: text) else {
                throw .invalidValue(text, for: "instanceInitiatedShutdownBehavior")
            }
            instance.options.shutdown = behavior
        }
        if let type = input.instanceType?.value, type != instance.type {
            guard isStopped else { throw .mustBeStopped(instance.id, "instanceType") }
            guard let entry = InstanceTypeTable.entry(type) else {
                throw .invalidValue("Invalid value '\(type)' for InstanceType.")
            }
            guard entry.architecture == instance.architecture else {
                throw .architectureMismatch(entry, instance.architecture)
            }
            instance.type = type
        }
        if let bytes = input.userData?.value?.bytes {
            guard isStopped else { throw .mustBeStopped(instance.id, "userData") }
            instance.userData = try UserData.checked(Base64.encode(bytes))
        }
        for mapping in input.blockDeviceMappings ?? [] {
            guard
                let index = instance.devices?.firstIndex(where: { $0.name == mapping.deviceName })
            else {
                throw .invalidValue(
                    "No device is currently mapped at \(mapping.deviceName ?? "")")
            }
            if let isDeleted = mapping.ebs?.deleteOnTermination {
                instance.devices?[index].isDeletedWithInstance = isDeleted
            }
        }
    }

    // MARK: Credits, metadata, monitoring

    package func describeInstanceCreditSpecifications(
        _ input: EC2API.DescribeInstanceCreditSpecificationsRequest, _ context: RequestContext
    ) async throws -> EC2API.DescribeInstanceCreditSpecificationsResult {
        let state = try await snapshot(context.ec2Scope)
        let table = FilterTable<InstanceRecord>(["instance-id": { [$0.id] }])
        let holds = try table.predicate(input.filters)
        let isNamed = input.instanceIds?.isEmpty == false
        let found = try state.instances(input.instanceIds).filter { instance in
            holds(instance) && instance.lifecycle.terminatedAt == nil
                && (isNamed || instance.options.credits == "unlimited")
                && InstanceTypeTable.entry(instance.type)?.isBurstable == true
        }
        let page = try page(
            found.sorted { $0.id < $1.id }, by: \.id, token: input.nextToken,
            limit: input.maxResults, scope: state.scope,
            purpose: ["DescribeInstanceCreditSpecifications"] + (input.instanceIds ?? [])
                + Self.purpose(of: input.filters))
        return EC2API.DescribeInstanceCreditSpecificationsResult {
            $0.instanceCreditSpecifications = page.items.map { instance in
                EC2API.InstanceCreditSpecification {
                    $0.instanceId = instance.id
                    $0.cpuCredits = instance.options.credits ?? "standard"
                }
            }
            $0.nextToken = page.next
        }
    }

    package func modifyInstanceCreditSpecification(
        _ input: EC2API.ModifyInstanceCreditSpecificationRequest, _ context: RequestContext
    ) async throws -> EC2API.ModifyInstanceCreditSpecificationResult {
        for item in input.instanceCreditSpecifications {
            guard let credits = item.cpuCredits, ["standard", "unlimited"].contains(credits) else {
                throw AWSError.invalidValue(item.cpuCredits ?? "", for: "CpuCredits")
            }
            try await changeInstance(item.instanceId, context) { instance, _ throws(AWSError) in
                guard InstanceTypeTable.entry(instance.type)?.isBurstable == true else {
                    throw .invalidCombination(
                        "The instance type \(instance.type) has no CPU credits.")
                }
                instance.options.credits = credits
            }
        }
        return EC2API.ModifyInstanceCreditSpecificationResult {
            $0.successfulInstanceCreditSpecifications = input.instanceCreditSpecifications.map {
                item in
                EC2API.SuccessfulInstanceCreditSpecificationItem {
                    $0.instanceId = item.instanceId
                }
            }
            $0.unsuccessfulInstanceCreditSpecifications = []
        }
    }

    package func modifyInstanceMetadataOptions(
        _ input: EC2API.ModifyInstanceMetadataOptionsRequest, _ context: RequestContext
    ) async throws -> EC2API.ModifyInstanceMetadataOptionsResult {
        if let limit = input.httpPutResponseHopLimit, !(1...64).contains(limit) {
            throw AWSError.invalidValue(String(limit), for: "HttpPutResponseHopLimit")
        }
        let instance = try await changeInstance(input.instanceId, context) {
            instance, _ throws(AWSError) in
            instance.options.metadata.apply(
                tokens: input.httpTokens?.rawValue, hops: input.httpPutResponseHopLimit,
                endpoint: input.httpEndpoint?.rawValue,
                tags: input.instanceMetadataTags?.rawValue)
        }
        return EC2API.ModifyInstanceMetadataOptionsResult {
            $0.instanceId = instance.id
            $0.instanceMetadataOptions = instance.options.metadata.described
        }
    }

    package func monitorInstances(
        _ input: EC2API.MonitorInstancesRequest, _ context: RequestContext
    ) async throws -> EC2API.MonitorInstancesResult {
        let changed = try await monitor(input.instanceIds, true, context)
        return EC2API.MonitorInstancesResult { $0.instanceMonitorings = changed }
    }

    package func unmonitorInstances(
        _ input: EC2API.UnmonitorInstancesRequest, _ context: RequestContext
    ) async throws -> EC2API.UnmonitorInstancesResult {
        let changed = try await monitor(input.instanceIds, false, context)
        return EC2API.UnmonitorInstancesResult { $0.instanceMonitorings = changed }
    }

    private func monitor(
        _ ids: [String], _ isWanted: Bool, _ context: RequestContext
    ) async throws(AWSError) -> [EC2API.InstanceMonitoring] {
        guard !ids.isEmpty else { throw .missing("InstanceId") }
        let (found, _) = try await change(context.ec2Scope) { plan throws(AWSError) in
            let found = try plan.state.instances(ids)
            for var instance in found where instance.options.isMonitored != isWanted {
                instance.options.isMonitored = isWanted
                plan.put(instance)
            }
            return found.map(\.id)
        }
        return found.map { id in
            EC2API.InstanceMonitoring {
                $0.instanceId = id
                $0.monitoring = EC2API.Monitoring { $0.state = isWanted ? .enabled : .disabled }
            }
        }
    }

    /// Changes one instance.
    @discardableResult
    private func changeInstance(
        _ id: String, _ context: RequestContext,
        _ apply: (inout InstanceRecord, inout Plan) throws(AWSError) -> Void
    ) async throws(AWSError) -> InstanceRecord {
        try await change(context.ec2Scope) { plan throws(AWSError) in
            guard var instance = try plan.state.instances([id]).first else {
                throw .instancesNotFound([id])
            }
            guard instance.lifecycle.wish != .terminated else {
                throw .ec2(
                    "IncorrectInstanceState",
                    "The instance '\(id)' is not in the 'running' or 'stopped' state.")
            }
            let old = instance
            try apply(&instance, &plan)
            if instance != old { plan.put(instance) }
            return instance
        }.0
    }
}

extension AWSError {
    /// `IncorrectInstanceState`: only a stopped instance can be changed so.
    fileprivate static func mustBeStopped(_ id: String, _ attribute: String) -> AWSError {
        .ec2(
            "IncorrectInstanceState",
            "The instance '\(id)' is not in the 'stopped' state; its '\(attribute)' cannot be "
                + "changed.")
    }
}

extension EC2API.AttributeValue {
    static func holding(_ value: String?) -> EC2API.AttributeValue {
        EC2API.AttributeValue { $0.value = value }
    }
}

extension EC2API.AttributeBooleanValue {
    static func holding(_ value: Bool) -> EC2API.AttributeBooleanValue {
        EC2API.AttributeBooleanValue { $0.value = value }
    }
}
