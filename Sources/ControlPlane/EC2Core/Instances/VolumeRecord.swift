package import Shapes

/// A volume: a record only, no disk of its own. Its state follows from whether it is attached.
package struct VolumeRecord: TaggedResource, Hashable {
    package static var kind: EC2Kind { .volumes }

    package var references: [String] { [] }

    package var id = ""
    package var zone = ""
    package var gigabytes = 8
    package var type = "gp3"
    package var iops: Int?
    package var throughput: Int?
    package var isEncrypted = false
    package var kmsKey: String?
    package var snapshot: String?
    package var createdAt: Timestamp?
    package var clientToken: String?
    /// The instance that it is attached to; its end of the attachment is an ``InstanceDevice``.
    package var instance: String?
    package var device: String?
    package var attachedAt: Timestamp?
    package var isDeletedWithInstance = false
    package var tags: [EC2Tag]?

    package init() {}

    package mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("id", &id)
        visitor.field("zone", &zone)
        visitor.field("gigabytes", &gigabytes)
        visitor.field("type", &type)
        visitor.field("iops", &iops)
        visitor.field("throughput", &throughput)
        visitor.field("isEncrypted", &isEncrypted)
        visitor.field("kmsKey", &kmsKey)
        visitor.field("snapshot", &snapshot)
        visitor.field("createdAt", &createdAt)
        visitor.field("clientToken", &clientToken)
        visitor.field("instance", &instance)
        visitor.field("device", &device)
        visitor.field("attachedAt", &attachedAt)
        visitor.field("isDeletedWithInstance", &isDeletedWithInstance)
        visitor.field("tags", &tags)
    }
}
