/// A backup of a store as a stream of bytes: all its records as they stood at one revision, in the
/// form of ``SnapshotFrame``. At most one page of records is in memory at a time, and nothing is
/// read ahead of the consumer.
///
/// The state is that of the moment at which the iteration begins. When it takes longer than the
/// store keeps history, it fails with ``StoreError/compacted(_:)``. Records on a lease that ends
/// meanwhile may be missing.
package struct SnapshotExport: AsyncSequence, Sendable {
    package typealias Element = [UInt8]
    package typealias Failure = StoreError

    private let store: any Store

    /// A backup of `store`.
    package init(of store: any Store) {
        self.store = store
    }

    package func makeAsyncIterator() -> Iterator {
        Iterator(store: store)
    }

    /// Reads the store page by page.
    package struct Iterator: AsyncIteratorProtocol {
        private enum Phase {
            case header
            case records(at: Revision, after: Key?)
            case finished
        }

        private let store: any Store
        private var phase = Phase.header
        private var encoder = SnapshotEncoder()
        private var records: Int64 = 0
        /// Leases that were asked about; false for those that have ended.
        private var leases: [LeaseID: Bool] = [:]

        fileprivate init(store: any Store) {
            self.store = store
        }

        package mutating func next() async throws(StoreError) -> [UInt8]? {
            var bytes: [UInt8] = []
            switch phase {
            case .finished:
                return nil
            case .header:
                if try await RestoreMarker.isPresent(in: store) {
                    throw .corrupt("the store was restored only in part")
                }
                let revision = try await store.currentRevision()
                bytes = SnapshotFrame.magic
                encoder.encode(
                    .header(version: SnapshotFrame.version, revision: revision), into: &bytes)
                phase = .records(at: revision, after: nil)
            case .records(let revision, let after):
                let page = try await store.list(.all, after: after, limit: 1_000, at: revision)
                for item in page.items { try await encode(item, into: &bytes) }
                if page.more, let last = page.items.last {
                    phase = .records(at: revision, after: last.key)
                } else {
                    encoder.encode(.end(records: records), into: &bytes)
                    phase = .finished
                }
            }
            return bytes
        }

        package mutating func next(
            isolation actor: isolated (any Actor)?
        ) async throws(StoreError) -> [UInt8]? {
            try await next()
        }

        private mutating func encode(
            _ item: KeyValue, into bytes: inout [UInt8]
        ) async throws(StoreError) {
            if let lease = item.lease {
                if leases[lease] == nil {
                    leases[lease] = try await encode(lease, into: &bytes)
                }
                if leases[lease] == false { return }
            }
            encoder.encode(.record(item.key, item.value, lease: item.lease), into: &bytes)
            records += 1
        }

        private mutating func encode(
            _ lease: LeaseID, into bytes: inout [UInt8]
        ) async throws(StoreError) -> Bool {
            do {
                let status = try await store.leaseStatus(lease)
                encoder.encode(.lease(lease, timeToLive: status.timeToLive), into: &bytes)
                return true
            } catch .leaseNotFound {
                return false
            }
        }
    }
}
