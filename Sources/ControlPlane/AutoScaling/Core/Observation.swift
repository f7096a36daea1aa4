package import Shapes

/// An instance as EC2 shows it.
package struct FleetInstance: Sendable, Hashable {
    package enum State: Sendable, Hashable, CaseIterable {
        case pending, running, stopping, stopped, shuttingDown, terminated
    }

    package var id: String
    package var state: State
    package var zone: String
    package var subnet: String?
    package var instanceType: String
    package var imageID: String?
    /// Of one of its status checks EC2 says `impaired`.
    package var isImpaired = false
    /// The value of its tag `aws:autoscaling:groupName`.
    package var group: String?
    /// The token that it was launched with.
    package var clientToken: String?

    /// An instance by its parts.
    package init(
        id: String, state: State, zone: String, subnet: String? = nil, instanceType: String,
        imageID: String? = nil, isImpaired: Bool = false, group: String? = nil,
        clientToken: String? = nil
    ) {
        self.id = id
        self.state = state
        self.zone = zone
        self.subnet = subnet
        self.instanceType = instanceType
        self.imageID = imageID
        self.isImpaired = isImpaired
        self.group = group
        self.clientToken = clientToken
    }
}

/// What came of asking EC2 for an instance.
package struct LaunchOutcome: Sendable {
    package var token: String
    /// The instance, or why there will be none for this token. What may yet have happened (EC2 was
    /// not to be reached) is no outcome: it is asked again.
    package var result: Result<FleetInstance, LaunchRefusal>

    /// An outcome.
    package init(token: String, result: Result<FleetInstance, LaunchRefusal>) {
        self.token = token
        self.result = result
    }
}

/// Why EC2 made no instance.
package struct LaunchRefusal: Error, Sendable, Hashable {
    package var message: String

    /// Says why.
    package init(_ message: String) { self.message = message }
}

/// What a group looks like from outside at one moment.
package struct Observation: Sendable {
    /// Every instance that bears the group's tag or is a member of it, by id.
    package var instances: [String: FleetInstance]
    /// What the launch template stands for now; why it stands for nothing, when it cannot be used.
    /// Nil for a launch configuration.
    package var template: Result<TemplateVersion, LaunchRefusal>?

    /// What was seen.
    package init(
        instances: [String: FleetInstance] = [:],
        template: Result<TemplateVersion, LaunchRefusal>? = nil
    ) {
        self.instances = instances
        self.template = template
    }
}

/// What is to be told of a group, in the words of EventBridge.
package struct GroupNotice: Sendable, Hashable {
    package var detailType: String
    package var resources: [String]
    package var detail: Object
}
