package import EC2Model
package import MachineProtocol
package import Shapes

/// An instance as it is wanted. What was heard of its machine stands in a ``MachineStateRecord``
/// under the same id; network interfaces and volumes have records of their own.
package struct InstanceRecord: TaggedResource, Hashable {
    package static var kind: EC2Kind { .instances }
    /// How long a terminated instance can be described.
    package static let retention = Duration.seconds(3600)

    /// What it needs its network interfaces hold on to.
    package var references: [String] { [] }

    package var expiry: Timestamp? { lifecycle.terminatedAt.map { $0 + Self.retention } }

    package var id = ""
    package var reservation = ""
    package var launchIndex = 0
    package var image = ""
    package var type = ""
    package var zone = ""
    package var subnet = ""
    package var vpc = ""
    /// The host that its machine is on.
    package var host = ""
    package var provider = MachineProviderKind.sandbox
    package var architecture = "x86_64"
    package var lifecycle = InstanceLifecycle()
    /// When it was last started, as `LaunchTime` says.
    package var launchedAt: Timestamp?
    /// When it was made.
    package var createdAt: Timestamp?
    package var clientToken: String?
    package var keyName: String?
    /// Base64.
    package var userData: String?
    package var joinToken: String?
    package var joinCluster: String?
    /// The ARN of an instance profile.
    package var profile: String?
    /// Security groups of the primary interface.
    package var groups: [String] = []
    /// `eni-…`, the primary one; nil once it is gone.
    package var interface: String?
    /// Its address, kept as long as the instance, for lists and metadata.
    package var address: String?
    package var mac: String?
    package var devices: [InstanceDevice]?
    package var options = InstanceOptions()
    package var tags: [EC2Tag]?

    package init() {}

    package mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("id", &id)
        visitor.field("reservation", &reservation)
        visitor.field("launchIndex", &launchIndex)
        visitor.field("image", &image)
        visitor.field("type", &type)
        visitor.field("zone", &zone)
        visitor.field("subnet", &subnet)
        visitor.field("vpc", &vpc)
        visitor.field("host", &host)
        visitor.field("provider", &provider)
        visitor.field("architecture", &architecture)
        visitor.field("lifecycle", &lifecycle)
        visitor.field("launchedAt", &launchedAt)
        visitor.field("createdAt", &createdAt)
        visitor.field("clientToken", &clientToken)
        visitor.field("keyName", &keyName)
        visitor.field("userData", &userData)
        visitor.field("joinToken", &joinToken)
        visitor.field("joinCluster", &joinCluster)
        visitor.field("profile", &profile)
        visitor.field("groups", &groups)
        visitor.field("interface", &interface)
        visitor.field("address", &address)
        visitor.field("mac", &mac)
        visitor.field("devices", &devices)
        visitor.field("options", &options)
        visitor.field("tags", &tags)
    }
}

/// A volume as an instance names it.
package struct InstanceDevice: Shape, Hashable {
    /// Such as `/dev/xvda`.
    package var name = ""
    package var volume = ""
    package var attachedAt: Timestamp?
    package var isDeletedWithInstance = true

    package init() {}

    package mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("name", &name)
        visitor.field("volume", &volume)
        visitor.field("attachedAt", &attachedAt)
        visitor.field("isDeletedWithInstance", &isDeletedWithInstance)
    }
}

/// What can be changed of an instance beside its state.
package struct InstanceOptions: Shape, Hashable {
    package var refusesTermination = false
    package var refusesStop = false
    package var shutdown = EC2API.ShutdownBehavior.stop
    package var isMonitored = false
    package var isEBSOptimized = false
    package var checksSourceAndDestination = true
    /// `standard` or `unlimited`, of burstable types.
    package var credits: String?
    package var metadata = InstanceMetadataOptions()

    package init() {}

    package mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("refusesTermination", &refusesTermination)
        visitor.field("refusesStop", &refusesStop)
        visitor.field("shutdown", &shutdown)
        visitor.field("isMonitored", &isMonitored)
        visitor.field("isEBSOptimized", &isEBSOptimized)
        visitor.field("checksSourceAndDestination", &checksSourceAndDestination)
        visitor.field("credits", &credits)
        visitor.field("metadata", &metadata)
    }
}

/// How the instance metadata service answers.
package struct InstanceMetadataOptions: Shape, Hashable {
    /// Whether only version 2, with tokens, is answered.
    package var needsToken = true
    package var hopLimit = 2
    package var isEnabled = true
    package var showsTags = false

    package init() {}

    package mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("needsToken", &needsToken)
        visitor.field("hopLimit", &hopLimit)
        visitor.field("isEnabled", &isEnabled)
        visitor.field("showsTags", &showsTags)
    }
}

/// What was heard of a machine, under the machine's id.
package struct MachineStateRecord: EC2Record, Hashable {
    package static var kind: EC2Kind { .machineStates }

    package var observation = MachineObservation()
    /// Whether it has come up since its last start.
    package var hasRun = false

    package init() {}

    package mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("observation", &observation)
        visitor.field("hasRun", &hasRun)
    }
}

/// The end of what a machine printed.
package struct ConsoleRecord: EC2Record, Hashable {
    package static var kind: EC2Kind { .consoles }
    /// Bytes that are kept.
    package static let maximum = 64 << 10

    package var text = ""
    package var at: Timestamp?
    /// After which nobody can ask for it: it outlives its machine for a while.
    package var expiresAt: Timestamp?

    package var expiry: Timestamp? { expiresAt }

    package init() {}

    package mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("text", &text)
        visitor.field("at", &at)
        visitor.field("expiresAt", &expiresAt)
    }
}
