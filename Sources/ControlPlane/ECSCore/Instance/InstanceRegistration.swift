package import AWSWire
package import ECSModel
package import Shapes

/// What RegisterContainerInstance makes of a request.
package enum InstanceRegistration {
    /// The most attributes of one request; agents name some sixty capabilities.
    package static let maximumAttributes = 500

    /// The record of a new instance, or `existing` with the facts of an agent that registers
    /// again: reservations, users' attributes, tags and status stay.
    ///
    /// - Throws: `InvalidParameterException` for resources that cannot be read.
    package static func record(
        for request: ECSAPI.RegisterContainerInstanceRequest, existing: InstanceRecord?,
        id: String, cluster: String, scope: Scope, now: Timestamp
    ) throws(AWSError) -> InstanceRecord {
        var record = existing ?? InstanceRecord()
        if existing == nil {
            record.id = id
            record.cluster = cluster
            record.registeredAt = now
            record.tags = try Tags.checked(request.tags)
        }
        record.versionInfo = request.versionInfo
        try take(request.totalResources ?? [], into: &record)
        let document = identity(request.instanceIdentityDocument)
        record.ec2InstanceID = document?["instanceId"]?.string ?? record.ec2InstanceID
        record.attributes = try attributes(
            request.attributes ?? [], document: document, region: scope.region)
        record.changes += 1
        return record
    }

    /// The id of the machine that a request is of; nil when it does not say.
    package static func machine(
        of request: ECSAPI.RegisterContainerInstanceRequest
    ) -> String? {
        identity(request.instanceIdentityDocument)?["instanceId"]?.string
    }

    private static func take(
        _ resources: [ECSAPI.Resource], into record: inout InstanceRecord
    ) throws(AWSError) {
        for resource in resources {
            switch resource.name {
            case "CPU": record.cpu = try amount(resource)
            case "MEMORY": record.memory = try amount(resource)
            case "PORTS": record.reservedPorts = try ports(resource)
            case "PORTS_UDP": record.reservedUDPPorts = try ports(resource)
            case "GPU": record.gpus = resource.stringSetValue
            default: break
            }
        }
    }

    private static func amount(_ resource: ECSAPI.Resource) throws(AWSError) -> Int {
        guard let value = resource.integerValue, (0...(1 << 40)).contains(value) else {
            throw .parameter("Invalid value for resource \(resource.name ?? "").")
        }
        return value
    }

    private static func ports(_ resource: ECSAPI.Resource) throws(AWSError) -> [Int] {
        var result: [Int] = []
        for text in resource.stringSetValue ?? [] {
            guard let port = Int(text), (1...65_535).contains(port) else {
                throw .parameter("Invalid port '\(text)' in resource \(resource.name ?? "").")
            }
            result.append(port)
        }
        return result
    }

    /// EC2's identity document; its signature is not checked, because callers sign with keys of
    /// the account that the instance is of.
    private static func identity(_ text: String?) -> Value? {
        guard let text, !text.isEmpty, text.utf8.count <= 16_384 else { return nil }
        return try? JSON.parse(text)
    }

    private static func attributes(
        _ given: [ECSAPI.Attribute], document: Value?, region: String
    ) throws(AWSError) -> [ECSAPI.Attribute] {
        if given.count > maximumAttributes {
            throw .parameter("Attributes can have at most \(maximumAttributes) items.")
        }
        var result: [ECSAPI.Attribute] = []
        var names: Set<String> = []
        for attribute in given where names.insert(attribute.name).inserted {
            result.append(
                ECSAPI.Attribute {
                    $0.name = attribute.name
                    $0.value = attribute.value
                })
        }
        let derived: [(String, String?)] = [
            (
                "ecs.availability-zone",
                // A computer outside of the installation's zones is in none.
                document?["availabilityZone"]?.string
                    ?? (names.contains(InstanceAttributes.external) ? nil : "\(region)a")
            ),
            ("ecs.instance-type", document?["instanceType"]?.string),
            ("ecs.ami-id", document?["imageId"]?.string),
        ]
        for (name, value) in derived {
            guard let value, names.insert(name).inserted else { continue }
            result.append(
                ECSAPI.Attribute {
                    $0.name = name
                    $0.value = value
                })
        }
        return result
    }
}
