package import Shapes

/// Something that happened in a service, in the envelope of EventBridge (EventBridge User Guide,
/// "AWS service event metadata").
package struct ServiceEvent: Sendable, Hashable {
    /// A UUID, one for each event.
    package var id: String
    /// The service: `aws.ecr`, `aws.ecs` and so on.
    package var source: String
    /// What kind of event it is, such as `ECR Image Action`; `detail` has the form of this kind.
    package var detailType: String
    /// Whose event it is, and where it happened.
    package var account: String
    package var region: String
    package var time: Timestamp
    /// ARNs of what it is about; may be empty.
    package var resources: [String]
    package var detail: Object

    /// Describes an event.
    package init(
        id: String, source: String, detailType: String, account: String, region: String,
        time: Timestamp, resources: [String] = [], detail: Object
    ) {
        self.id = id
        self.source = source
        self.detailType = detailType
        self.account = account
        self.region = region
        self.time = time
        self.resources = resources
        self.detail = detail
    }

    /// The event as EventBridge hands it to targets. Times have whole seconds, as there.
    package var value: Value {
        .object([
            "version": .string("0"), "id": .string(id), "detail-type": .string(detailType),
            "source": .string(source), "account": .string(account),
            "time": .string(wholeSecond.iso8601), "region": .string(region),
            "resources": .list(resources.map(Value.string)), "detail": .object(detail),
        ])
    }

    private var wholeSecond: Timestamp {
        Timestamp(milliseconds: time.milliseconds - time.milliseconds % 1000)
    }
}
