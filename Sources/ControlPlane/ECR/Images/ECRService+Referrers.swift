package import AWSWire
package import ECRModel
import RegistryStorage
import Shapes

extension ECRService {
    package func listImageReferrers(
        _ input: ECRAPI.ListImageReferrersRequest, _ context: RequestContext
    ) async throws -> ECRAPI.ListImageReferrersResponse {
        let id = try await repositoryID(
            input.repositoryName, input.registryId, context, action: "ListImageReferrers")
        guard let subject = input.subjectId.flatMap({ Digest($0.imageDigest) }) else {
            throw AWSError.invalid("subjectId.imageDigest", "must be a sha256 digest")
        }
        let types = input.filter?.artifactTypes ?? []
        // Without a filter those that can be pulled are listed.
        let status = input.filter?.artifactStatus ?? .active
        let asked = "\(id.scope.account) \(id.name) \(subject) \(types) \(status.rawValue)"
        var last = try place(input.nextToken, "ListImageReferrers", asked, context).first
            .flatMap { Digest($0) }
        let limit = input.maxResults ?? 50
        _ = try await perform(id) { () async throws(RegistryError) in
            try await registry.repository(id)
        }
        var found: [Referrer] = []
        repeat {
            let after = last
            let left = limit - found.count
            let page = try await perform(id) { () async throws(RegistryError) in
                try await registry.referrers(id, of: subject, after: after, limit: left) {
                    record in
                    (types.isEmpty || record.artifactType.map(types.contains) ?? false)
                        && status.admits(record)
                }
            }
            found += page.referrers
            last = page.next
        } while last != nil && found.count < limit
        var response = ECRAPI.ListImageReferrersResponse()
        response.referrers = found.map { $0.shape }
        if let last {
            response.nextToken = token(
                after: [last.description], "ListImageReferrers", asked, context)
        }
        return response
    }
}

extension ECRAPI.ArtifactStatusFilter {
    fileprivate func admits(_ record: ImageRecord) -> Bool {
        switch self {
        case .any: true
        case .archived: record.isArchived
        case .active: !record.isArchived
        // What comes back from the archive is there at once.
        default: false
        }
    }
}

extension Referrer {
    fileprivate var shape: ECRAPI.ImageReferrer {
        let record = image.record
        return .init {
            $0.digest = image.digest.description
            $0.mediaType = record.mediaType
            $0.artifactType = record.artifactType
            $0.size = record.manifestSize
            $0.annotations = annotations.map { annotations in
                Dictionary(
                    annotations.members.compactMap { member in
                        member.value.string.map { (member.name, $0) }
                    }
                ) { $1 }
            }
            $0.artifactStatus = record.isArchived ? .archived : .active
        }
    }
}
