import AWSWire
import EC2Core
import EC2Model
import Shapes
import Store

/// What the records say of launch templates.
extension Snapshot {
    /// The template that a request names, by id or by name.
    ///
    /// - Throws: `MissingParameter`, `InvalidParameterCombination`, or that it is not there.
    func launchTemplate(id: String?, name: String?) throws(AWSError) -> LaunchTemplateRecord {
        // Some clients send what is not set as empty text.
        switch (id?.isEmpty == true ? nil : id, name?.isEmpty == true ? nil : name) {
        case (let id?, nil):
            guard EC2ID.isWellFormed(id, "lt") else {
                throw .ec2(
                    "InvalidLaunchTemplateId.Malformed",
                    "Invalid id: \"\(id)\" (expecting \"lt-...\")")
            }
            guard let found = find(LaunchTemplateRecord.self, id) else {
                throw .launchTemplateNotFound(id: id)
            }
            return found
        case (nil, let name?):
            guard let found = all(LaunchTemplateRecord.self).first(where: { $0.name == name })
            else { throw .launchTemplateNotFound(name: name) }
            return found
        case (nil, nil): throw .missing("LaunchTemplateId or LaunchTemplateName")
        case (_?, _?):
            throw .invalidCombination(
                "Either a launch template ID or a launch template name may be specified, not both.")
        }
    }

    /// The versions of a template, the oldest first.
    func versions(of template: LaunchTemplateRecord) -> [LaunchTemplateVersionRecord] {
        let folder = scope.folder(.launchTemplateVersions).appending(template.id)
        return records.entries(in: .under(folder))
            .compactMap { $0.record as? LaunchTemplateVersionRecord }
            .sorted { $0.number < $1.number }
    }

    /// A version by its number, `$Latest` or `$Default`.
    ///
    /// - Throws: `InvalidLaunchTemplateId.VersionNotFound`
    func version(
        _ reference: String?, of template: LaunchTemplateRecord
    ) throws(AWSError) -> LaunchTemplateVersionRecord {
        guard let number = LaunchTemplateMerge.number(reference, of: template) else {
            throw .launchTemplateVersionNotFound(reference ?? "")
        }
        // The newest one may have been deleted.
        let key = scope.versionKey(template.id, number)
        if let found = record(LaunchTemplateVersionRecord.self, at: key) { return found }
        if reference == "$Latest", let last = versions(of: template).last { return last }
        throw .launchTemplateVersionNotFound(String(number))
    }

    /// The versions that DescribeLaunchTemplateVersions names, in the order of its pages.
    func versions(
        _ input: EC2API.DescribeLaunchTemplateVersionsRequest
    ) throws(AWSError) -> [TemplateVersion] {
        var found: [TemplateVersion] = []
        if input.launchTemplateId == nil, input.launchTemplateName == nil {
            guard let words = input.versions, !words.isEmpty,
                words.allSatisfy({ $0 == "$Latest" || $0 == "$Default" })
            else { throw .missing("LaunchTemplateId or LaunchTemplateName") }
            for template in all(LaunchTemplateRecord.self) {
                found += try versions(words, of: template)
            }
        } else {
            let template = try launchTemplate(
                id: input.launchTemplateId, name: input.launchTemplateName)
            if let words = input.versions, !words.isEmpty {
                found = try versions(words, of: template)
            } else {
                let least = input.minVersion.flatMap(Int.init) ?? 1
                let most = input.maxVersion.flatMap(Int.init) ?? Int.max
                found = versions(of: template).filter {
                    $0.number >= least && $0.number <= most
                }.map { TemplateVersion(template: template, version: $0) }
            }
        }
        return found.sorted { $0.order < $1.order }
    }

    private func versions(
        _ words: [String], of template: LaunchTemplateRecord
    ) throws(AWSError) -> [TemplateVersion] {
        var result: [TemplateVersion] = []
        for word in words {
            let version = try version(word, of: template)
            guard !result.contains(where: { $0.version.number == version.number }) else { continue }
            result.append(TemplateVersion(template: template, version: version))
        }
        return result
    }
}

extension LaunchTemplateRecord {
    /// As the API tells it.
    var described: EC2API.LaunchTemplate {
        EC2API.LaunchTemplate {
            $0.launchTemplateId = id
            $0.launchTemplateName = name
            $0.createTime = createdAt
            $0.createdBy = createdBy
            $0.defaultVersionNumber = defaultVersion
            $0.latestVersionNumber = latestVersion
            $0.tags = tags?.isEmpty == false ? tags.described : nil
        }
    }
}

extension LaunchTemplateVersionRecord {
    /// As the API tells it: request and response name the same things alike.
    func described(_ template: LaunchTemplateRecord) -> EC2API.LaunchTemplateVersion {
        EC2API.LaunchTemplateVersion {
            $0.launchTemplateId = template.id
            $0.launchTemplateName = template.name
            $0.versionNumber = number
            $0.versionDescription = summary
            $0.createTime = createdAt
            $0.createdBy = createdBy
            $0.defaultVersion = number == template.defaultVersion
            $0.launchTemplateData = try? EC2API.ResponseLaunchTemplateData.decoded(from: data)
        }
    }
}

extension LaunchTemplateVersionRecord {
    /// What stands at a place of the data, as filters compare it.
    fileprivate func texts(_ path: String...) -> [String] {
        var value: Value? = data
        for name in path { value = value?[name] }
        switch value {
        case .string(let text)?: return [text]
        case .bool(let flag)?: return [String(flag)]
        default: return []
        }
    }
}

extension FilterTable where Item == TemplateVersion {
    /// The filters of DescribeLaunchTemplateVersions.
    static var versions: FilterTable {
        FilterTable([
            "create-time": { [$0.version.createdAt?.iso8601].compactMap { $0 } },
            "ebs-optimized": { $0.version.texts("EbsOptimized") },
            "http-endpoint": { $0.version.texts("MetadataOptions", "HttpEndpoint") },
            "http-protocol-ipv4": { $0.version.texts("MetadataOptions", "HttpEndpoint") },
            "host-resource-group-arn": { $0.version.texts("Placement", "HostResourceGroupArn") },
            "http-tokens": { $0.version.texts("MetadataOptions", "HttpTokens") },
            "iam-instance-profile": {
                $0.version.texts("IamInstanceProfile", "Arn")
                    + $0.version.texts("IamInstanceProfile", "Name")
            },
            "image-id": { $0.version.texts("ImageId") },
            "instance-type": { $0.version.texts("InstanceType") },
            "is-default-version": {
                [String($0.version.number == $0.template.defaultVersion)]
            },
            "kernel-id": { $0.version.texts("KernelId") },
            "ram-disk-id": { $0.version.texts("RamDiskId") },
        ])
    }
}
