import Events
import RegistryStorage
import Shapes

/// Tells what happened in a registry, in the forms that ECR documents (ECR User Guide, "Amazon ECR
/// events and EventBridge").
struct RegistryEvents: Sendable {
    static let silent = RegistryEvents(sink: SilentEventSink(), makeID: { "" })

    let sink: any EventSink
    /// A UUID.
    let makeID: @Sendable () -> String

    func pushed(_ digest: Digest, _ tag: ImageTag?, to id: RepositoryID, at now: Timestamp) {
        imageAction("PUSH", digest, tag?.description, in: id, at: now)
    }

    /// An image went with the tags that it had, or only lost those.
    func deleted(_ digest: Digest, tags: [String], from id: RepositoryID, at now: Timestamp) {
        if tags.isEmpty { imageAction("DELETE", digest, nil, in: id, at: now) }
        for tag in tags { imageAction("DELETE", digest, tag, in: id, at: now) }
    }

    /// An image was moved to the archive or came back from it.
    func moved(_ image: FoundImage, in id: RepositoryID, at now: Timestamp) {
        let record = image.record
        var detail: Object = [
            "action-type": .string("UPDATE_STORAGE_CLASS"),
            "target-storage-class": .string(record.isArchived ? "ARCHIVE" : "STANDARD"),
            "image-digest": .string(image.digest.description),
            "repository-name": .string(id.name.description), "result": .string("SUCCESS"),
            "manifest-media-type": .string(record.mediaType),
        ]
        if let type = record.artifactType { detail.append("artifact-media-type", .string(type)) }
        if !record.isArchived, let time = record.activatedAt {
            detail.append("last-activated-at", .string(time.iso8601))
        }
        let type = record.subject == nil ? "ECR Image Action" : "ECR Referrer Action"
        publish(type, [], detail, in: id.scope, at: now)
    }

    /// Publishes an event of ECR.
    ///
    /// - Parameters:
    ///   - type: The detail type, such as `ECR Image Scan`.
    ///   - resources: ARNs of what it is about.
    func publish(
        _ type: String, _ resources: [String], _ detail: Object, in scope: RegistryScope,
        at now: Timestamp
    ) {
        sink.publish(
            ServiceEvent(
                id: makeID(), source: "aws.ecr", detailType: type, account: scope.account,
                region: scope.region, time: now, resources: resources, detail: detail))
    }

    private func imageAction(
        _ action: String, _ digest: Digest, _ tag: String?, in id: RepositoryID, at now: Timestamp
    ) {
        var detail: Object = [
            "result": .string("SUCCESS"), "repository-name": .string(id.name.description),
            "image-digest": .string(digest.description), "action-type": .string(action),
        ]
        if let tag { detail.append("image-tag", .string(tag)) }
        publish("ECR Image Action", [], detail, in: id.scope, at: now)
    }
}
