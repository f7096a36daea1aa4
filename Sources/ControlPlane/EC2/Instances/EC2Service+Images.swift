package import AWSWire
import EC2Core
package import EC2Model
import Shapes

/// Machine images: the ones that are built in.
extension EC2Service {
    package func describeImages(
        _ input: EC2API.DescribeImagesRequest, _ context: RequestContext
    ) async throws -> EC2API.DescribeImagesResult {
        let all = MachineImages.all(in: context.region)
        let ids = input.imageIds ?? []
        let missing = ids.filter { id in !all.contains { $0.id == id } }
        if let id = missing.first(where: { !$0.hasPrefix("ami-") }) {
            throw AWSError.ec2(
                "InvalidAMIID.Malformed", "Invalid id: \"\(id)\" (expecting \"ami-...\")")
        }
        guard missing.isEmpty else { throw AWSError.imagesNotFound(missing) }
        let holds = try FilterTable<EC2API.Image>.images.predicate(input.filters)
        let owners = input.owners ?? []
        let found = all.filter { image in
            (ids.isEmpty || ids.contains(image.id))
                && (owners.isEmpty || owners.contains(MachineImages.owner)
                    || owners.contains(MachineImages.ownerAlias)
                    || owners.contains("self") && context.account == MachineImages.owner)
        }.map(\.described).filter(holds)
        let page = try page(
            found.sorted { ($0.imageId ?? "") < ($1.imageId ?? "") }, by: { $0.imageId ?? "" },
            token: input.nextToken, limit: input.maxResults, scope: context.ec2Scope,
            purpose: ["DescribeImages"] + ids + owners + Self.purpose(of: input.filters))
        return EC2API.DescribeImagesResult {
            $0.images = page.items
            $0.nextToken = page.next
        }
    }

    /// The image that a request names by its id, or by one of the public parameters that name
    /// ECS-optimized images.
    ///
    /// - Throws: `MissingParameter`, `InvalidAMIID.Malformed`, `InvalidAMIID.NotFound`,
    ///   `InvalidParameterValue`.
    func image(_ reference: String?, in region: String) throws(AWSError) -> MachineImage {
        guard let reference, !reference.isEmpty else { throw .missing("ImageId") }
        let prefix = "resolve:ssm:"
        if reference.hasPrefix(prefix) {
            let name = reference.dropFirst(prefix.count)
            guard name.hasPrefix("/aws/service/ecs/optimized-ami/"),
                let image = MachineImages.all(in: region).first
            else {
                throw .invalidValue("The parameter '\(name)' names no image.")
            }
            return image
        }
        guard reference.hasPrefix("ami-") else {
            throw .ec2(
                "InvalidAMIID.Malformed",
                "Invalid id: \"\(reference)\" (expecting \"ami-...\")")
        }
        guard let image = MachineImages.image(reference, in: region) else {
            throw .imagesNotFound([reference])
        }
        return image
    }
}

extension FilterTable where Item == EC2API.Image {
    /// The filters of DescribeImages.
    fileprivate static var images: FilterTable {
        FilterTable(
            [
                "architecture": { [$0.architecture?.rawValue ?? ""] },
                "block-device-mapping.delete-on-termination": { _ in ["true"] },
                "block-device-mapping.device-name": {
                    ($0.blockDeviceMappings ?? []).compactMap(\.deviceName)
                },
                "block-device-mapping.encrypted": { _ in ["false"] },
                "block-device-mapping.snapshot-id": {
                    ($0.blockDeviceMappings ?? []).compactMap { $0.ebs?.snapshotId }
                },
                "block-device-mapping.volume-size": {
                    ($0.blockDeviceMappings ?? []).compactMap {
                        $0.ebs?.volumeSize.map(String.init)
                    }
                },
                "block-device-mapping.volume-type": {
                    ($0.blockDeviceMappings ?? []).compactMap { $0.ebs?.volumeType?.rawValue }
                },
                "creation-date": { [$0.creationDate ?? ""] },
                "description": { [$0.description ?? ""] },
                "ena-support": { _ in ["true"] },
                "hypervisor": { [$0.hypervisor?.rawValue ?? ""] },
                "image-id": { [$0.imageId ?? ""] },
                "image-type": { _ in ["machine"] },
                "is-public": { _ in ["true"] },
                "name": { [$0.name ?? ""] },
                "owner-alias": { [$0.imageOwnerAlias ?? ""] },
                "owner-id": { [$0.ownerId ?? ""] },
                "platform": { _ in [] },
                "platform-details": { [$0.platformDetails ?? ""] },
                "product-code": { _ in [] },
                "root-device-name": { [$0.rootDeviceName ?? ""] },
                "root-device-type": { [$0.rootDeviceType?.rawValue ?? ""] },
                "sriov-net-support": { _ in ["simple"] },
                "state": { _ in ["available"] },
                "virtualization-type": { _ in ["hvm"] },
            ], tags: { _ in [] })
    }
}
