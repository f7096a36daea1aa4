import RegistryStorage
import Shapes
import Store

/// Work that a push brings about. It is written down by the push's own transaction, so that it is
/// done though the server dies right after the push was acknowledged.
protocol PushFollowUp: Sendable {
    /// What is written with the push, such as a record of the work to do. It is asked again when the
    /// transaction has to be tried again.
    func operations(
        after push: ImagePush, of image: ImageRecord, in id: RepositoryID,
        _ repository: RepositoryRecord, at now: Timestamp
    ) async throws(RegistryError) -> [Transaction.Operation]

    /// The push is committed; whoever does such work may look for it now.
    func wake()
}
