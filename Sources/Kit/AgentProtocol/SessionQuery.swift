/// The query of a channel's address `<endpoint>/ws?…`, which says who connects. The stock agent names
/// the members as below; the telemetry channel says `cluster` and `containerInstance` without `Arn`.
package struct SessionQuery: Sendable, Hashable {
    package var cluster: String
    package var containerInstanceArn: String
    package var agentVersion: String
    package var agentHash: String
    package var dockerVersion: String
    /// Of the control channel: the newest payload sequence number seen; the stock agent begins at 1.
    package var sequenceNumber: Int?
    /// Of the control channel: 2 for agents that understand task manifests.
    package var protocolVersion: Int?
    /// Of the control channel: whether the first payloads are to carry every task's credentials.
    package var sendCredentials: Bool?

    /// Gathers what is common to both channels.
    package init(
        cluster: String, containerInstanceArn: String, agentVersion: String,
        agentHash: String = "", dockerVersion: String = "", sequenceNumber: Int? = nil,
        protocolVersion: Int? = nil, sendCredentials: Bool? = nil
    ) {
        self.cluster = cluster
        self.containerInstanceArn = containerInstanceArn
        self.agentVersion = agentVersion
        self.agentHash = agentHash
        self.dockerVersion = dockerVersion
        self.sequenceNumber = sequenceNumber
        self.protocolVersion = protocolVersion
        self.sendCredentials = sendCredentials
    }

    /// Reads decoded query items, of either channel; nil when the instance is not named.
    package init?(items: [(name: String, value: String)]) {
        let values = Dictionary(items.map { ($0.name, $0.value) }) { first, _ in first }
        guard let instance = values["containerInstanceArn"] ?? values["containerInstance"],
            !instance.isEmpty
        else { return nil }
        self.init(
            cluster: values["clusterArn"] ?? values["cluster"] ?? "default",
            containerInstanceArn: instance, agentVersion: values["agentVersion"] ?? "",
            agentHash: values["agentHash"] ?? "", dockerVersion: values["dockerVersion"] ?? "",
            sequenceNumber: values["seqNum"].flatMap { Int($0) },
            protocolVersion: values["protocolVersion"].flatMap { Int($0) },
            sendCredentials: values["sendCredentials"].map { $0 == "true" })
    }

    /// The items of the control channel's address, not yet percent-encoded, sorted by name.
    package var controlItems: [(name: String, value: String)] {
        [
            ("agentHash", agentHash), ("agentVersion", agentVersion), ("clusterArn", cluster),
            ("containerInstanceArn", containerInstanceArn), ("dockerVersion", dockerVersion),
            ("protocolVersion", String(protocolVersion ?? 2)),
            ("sendCredentials", String(sendCredentials ?? true)),
            ("seqNum", String(sequenceNumber ?? 1)),
        ]
    }

    /// The items of the telemetry channel's address, not yet percent-encoded, sorted by name.
    package var telemetryItems: [(name: String, value: String)] {
        [
            ("agentHash", agentHash), ("agentVersion", agentVersion), ("cluster", cluster),
            ("containerInstance", containerInstanceArn), ("dockerVersion", dockerVersion),
        ]
    }
}
