package import Shapes

extension ACS {
    /// What opens the session: it travels as the query of `/ws` (`SessionQuery`).
    package struct PollRequest: Shape, Hashable {
        package var cluster: String?
        package var containerInstance: String?
        package var seqNum: Int?
        package var timeline: Int?
        package var versionInfo: VersionInfo?
        package var sendCredentials: Bool?
        package var protocolVersion: Int?

        package init() {}

        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("cluster", &cluster)
            visitor.field("containerInstance", &containerInstance)
            visitor.field("seqNum", &seqNum)
            visitor.field("timeline", &timeline)
            visitor.field("versionInfo", &versionInfo)
            visitor.field("sendCredentials", &sendCredentials)
            visitor.field("protocolVersion", &protocolVersion)
        }
    }

    /// `VersionInfo` of the protocol.
    package struct VersionInfo: Shape, Hashable {
        package var agentVersion: String?
        package var agentHash: String?
        package var dockerVersion: String?

        package init() {}

        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("agentVersion", &agentVersion)
            visitor.field("agentHash", &agentHash)
            visitor.field("dockerVersion", &dockerVersion)
        }
    }

    /// The agent has taken the message `messageId`.
    package struct AckRequest: Shape, Hashable {
        package var cluster: String?
        package var containerInstance: String?
        package var messageId: String?

        package init() {}

        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("cluster", &cluster)
            visitor.field("containerInstance", &containerInstance)
            visitor.field("messageId", &messageId)
        }
    }

    /// The agent refuses the message `messageId`, and why.
    package struct NackRequest: Shape, Hashable {
        package var cluster: String?
        package var containerInstance: String?
        package var messageId: String?
        package var reason: String?

        package init() {}

        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("cluster", &cluster)
            visitor.field("containerInstance", &containerInstance)
            visitor.field("messageId", &messageId)
            visitor.field("reason", &reason)
        }
    }

    /// Sent by the control plane every minute or so; answered by a `HeartbeatAckRequest`. An agent
    /// that sees none for several minutes reconnects.
    package struct HeartbeatMessage: Shape, Hashable {
        package var healthy: Bool?
        package var messageId: String?

        package init() {}

        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("healthy", &healthy)
            visitor.field("messageId", &messageId)
        }
    }

    /// Answer to a `HeartbeatMessage`.
    package struct HeartbeatAckRequest: Shape, Hashable {
        package var messageId: String?

        package init() {}

        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("messageId", &messageId)
        }
    }

    /// All tasks that the control plane knows to be on this instance, under a growing sequence
    /// number (`timeline`). Tasks that the agent has and the manifest lacks are candidates to be
    /// stopped.
    package struct TaskManifestMessage: Shape, Hashable {
        package var containerInstanceArn: String?
        package var clusterArn: String?
        package var tasks: [TaskIdentifier]?
        package var generatedAt: Int?
        package var messageId: String?
        package var timeline: Int?

        package init() {}

        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("containerInstanceArn", &containerInstanceArn)
            visitor.field("clusterArn", &clusterArn)
            visitor.field("tasks", &tasks)
            visitor.field("generatedAt", &generatedAt)
            visitor.field("messageId", &messageId)
            visitor.field("timeline", &timeline)
        }
    }

    /// The agent asks which of its tasks, missing from the manifest, are really to be stopped.
    package struct TaskStopVerificationMessage: Shape, Hashable {
        package var messageId: String?
        package var stopCandidates: [TaskIdentifier]?

        package init() {}

        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("messageId", &messageId)
            visitor.field("stopCandidates", &stopCandidates)
        }
    }

    /// The control plane names the tasks to stop.
    package struct TaskStopVerificationAck: Shape, Hashable {
        package var generatedAt: Int?
        package var messageId: String?
        package var stopTasks: [TaskIdentifier]?

        package init() {}

        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("generatedAt", &generatedAt)
            visitor.field("messageId", &messageId)
            visitor.field("stopTasks", &stopTasks)
        }
    }

    /// Names what credentials are for.
    package struct RoleType: WireName {
        package var rawValue: String

        package init(rawValue: String) { self.rawValue = rawValue }

        package static let taskApplication = Self(rawValue: "TaskApplication")
        package static let taskExecution = Self(rawValue: "TaskExecution")
    }

    /// Temporary credentials of a role. `expiration` is ISO 8601 text.
    package struct IAMRoleCredentials: Shape, Hashable {
        package var credentialsId: String?
        package var roleArn: String?
        package var accessKeyId: String?
        package var secretAccessKey: String?
        package var sessionToken: String?
        package var expiration: String?
        package var credentialScope: String?

        package init() {}

        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("credentialsId", &credentialsId)
            visitor.field("roleArn", &roleArn)
            visitor.field("accessKeyId", &accessKeyId)
            visitor.field("secretAccessKey", &secretAccessKey)
            visitor.field("sessionToken", &sessionToken)
            visitor.field("expiration", &expiration)
            visitor.field("credentialScope", &credentialScope)
        }
    }

    /// Fresh credentials for a task's role, sent before the old ones expire.
    package struct IAMRoleCredentialsMessage: Shape, Hashable {
        package var taskArn: String?
        package var taskClusterArn: String?
        package var roleCredentials: IAMRoleCredentials?
        package var roleType: RoleType?
        package var messageId: String?

        package init() {}

        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("taskArn", &taskArn)
            visitor.field("taskClusterArn", &taskClusterArn)
            visitor.field("roleCredentials", &roleCredentials)
            visitor.field("roleType", &roleType)
            visitor.field("messageId", &messageId)
        }
    }

    /// The agent has taken credentials; sent for refreshed ones and for those in a payload.
    package struct IAMRoleCredentialsAckRequest: Shape, Hashable {
        package var messageId: String?
        package var expiration: String?
        package var credentialsId: String?

        package init() {}

        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("messageId", &messageId)
            visitor.field("expiration", &expiration)
            visitor.field("credentialsId", &credentialsId)
        }
    }

    /// An order to install a downloaded agent.
    package struct PerformUpdateMessage: Shape, Hashable {
        package var containerInstanceArn: String?
        package var clusterArn: String?
        package var updateInfo: UpdateInfo?
        package var messageId: String?

        package init() {}

        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("containerInstanceArn", &containerInstanceArn)
            visitor.field("clusterArn", &clusterArn)
            visitor.field("updateInfo", &updateInfo)
            visitor.field("messageId", &messageId)
        }
    }

    /// An order to download a newer agent.
    package struct StageUpdateMessage: Shape, Hashable {
        package var containerInstanceArn: String?
        package var clusterArn: String?
        package var updateInfo: UpdateInfo?
        package var messageId: String?

        package init() {}

        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("containerInstanceArn", &containerInstanceArn)
            visitor.field("clusterArn", &clusterArn)
            visitor.field("updateInfo", &updateInfo)
            visitor.field("messageId", &messageId)
        }
    }

    /// `UpdateInfo` of the protocol.
    package struct UpdateInfo: Shape, Hashable {
        package var location: String?
        package var signature: String?

        package init() {}

        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("location", &location)
            visitor.field("signature", &signature)
        }
    }

    /// The control plane is about to close the connection; the agent reconnects.
    package struct CloseMessage: Shape, Hashable {
        package var message: String?

        package init() {}

        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("message", &message)
        }
    }

    /// Something went wrong with a message, in words.
    package struct ErrorMessage: Shape, Hashable {
        package var message: String?

        package init() {}

        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("message", &message)
        }
    }
}
