package import AWSWire
package import ECRModel
import RegistryStorage
import Shapes
import Store

extension ECRService {
    package func startImageScan(
        _ input: ECRAPI.StartImageScanRequest, _ context: RequestContext
    ) async throws -> ECRAPI.StartImageScanResponse {
        let id = try await repositoryID(
            input.repositoryName, input.registryId, context, action: "StartImageScan")
        let (image, identity) = try await scanned(input.imageId, in: id)
        guard !image.record.isArchived else {
            throw AWSError(
                ECRAPI.Fault.imageArchivedException,
                RegistryError.describe(.imageArchived(image.digest)))
        }
        guard image.record.isScannable else {
            throw AWSError(
                ECRAPI.Fault.unsupportedImageTypeException,
                "The image type '\(image.record.artifactType ?? image.record.mediaType)' cannot be "
                    + "scanned; the images of an index are scanned one by one")
        }
        let scanID = makeID()
        let isAccepted = try await perform(id) { () async throws(RegistryError) in
            try await registry.requestScan(id, image.digest, as: scanID, at: context.now)
        }
        guard isAccepted else {
            throw AWSError(
                ECRAPI.Fault.limitExceededException,
                "The scan quota per image has been exceeded. Wait and try again.")
        }
        scanSignal.wake()
        return .init {
            $0.registryId = id.scope.account
            $0.repositoryName = input.repositoryName
            $0.imageId = Self.identifier(image, identity)
            $0.imageScanStatus = .init { $0.status = .inProgress }
        }
    }

    package func describeImageScanFindings(
        _ input: ECRAPI.DescribeImageScanFindingsRequest, _ context: RequestContext
    ) async throws -> ECRAPI.DescribeImageScanFindingsResponse {
        let id = try await repositoryID(
            input.repositoryName, input.registryId, context, action: "DescribeImageScanFindings")
        let (image, identity) = try await scanned(input.imageId, in: id)
        let scan = try await perform(id) { () async throws(RegistryError) in
            try await registry.scan(id, image.digest)?.record
        }
        guard let scan else {
            throw AWSError(
                ECRAPI.Fault.scanNotFoundException,
                "Image scan does not exist for the image with '{imageDigest:'"
                    + "\(image.digest)', imageTag:'\(identity.tag?.description ?? "null")'}' in the "
                    + "repository with name '\(id.name)' in the registry with id "
                    + "'\(id.scope.account)'")
        }
        var response = ECRAPI.DescribeImageScanFindingsResponse()
        response.registryId = id.scope.account
        response.repositoryName = input.repositoryName
        response.imageId = Self.identifier(image, identity)
        response.imageScanStatus = Self.status(of: scan)
        let subject = "\(id.scope.account) \(id.name) \(image.digest) \(scan.id)"
        let start =
            try place(input.nextToken, "DescribeImageScanFindings", subject, context)
            .first.flatMap { Int($0) } ?? 0
        guard scan.status == .complete else { return response }
        let limit = input.maxResults ?? 100
        let findings = try await perform(id) { () async throws(RegistryError) in
            try await registry.findings(id, image.digest, scan, from: start, limit: limit)
        }
        response.imageScanFindings = .init {
            $0.imageScanCompletedAt = scan.completedAt
            $0.vulnerabilitySourceUpdatedAt = scan.sourceUpdatedAt
            $0.findingSeverityCounts = scan.counts
            $0.findings = findings
        }
        if start + findings.count < scan.pages.reduce(0, +), !findings.isEmpty {
            response.nextToken = token(
                after: ["\(start + findings.count)"], "DescribeImageScanFindings", subject, context)
        }
        return response
    }

    /// The image that a request about scans names.
    private func scanned(
        _ identifier: ECRAPI.ImageIdentifier?, in id: RepositoryID
    ) async throws(AWSError) -> (FoundImage, ImageIdentity) {
        let identity: ImageIdentity
        switch ImageRequest(identifier ?? .init()) {
        case .refused(_, let reason):
            throw AWSError(ECRAPI.Fault.invalidParameterException, reason)
        case .identity(let named): identity = named
        }
        let image = try await perform(id) { () async throws(RegistryError) in
            guard let image = try await registry.image(id, identity) else {
                _ = try await registry.repository(id)
                throw RegistryError.imageNotFound(identity)
            }
            return image
        }
        return (image, identity)
    }

    private static func identifier(
        _ image: FoundImage, _ identity: ImageIdentity
    ) -> ECRAPI.ImageIdentifier {
        .init {
            $0.imageDigest = image.digest.description
            $0.imageTag = identity.tag?.description
        }
    }

    static func status(of scan: ScanRecord) -> ECRAPI.ImageScanStatus {
        .init {
            $0.status = scan.status
            $0.description = scan.explanation
        }
    }

    static func summary(of scan: ScanRecord) -> ECRAPI.ImageScanFindingsSummary? {
        guard scan.status == .complete else { return nil }
        return .init {
            $0.imageScanCompletedAt = scan.completedAt
            $0.vulnerabilitySourceUpdatedAt = scan.sourceUpdatedAt
            $0.findingSeverityCounts = scan.counts
        }
    }
}
