package import AWSWire
import EC2Core
package import EC2Model
import Shapes
import Store

/// Launch templates.
extension EC2Service {
    /// Templates of a region (EC2's quota).
    private static let maximumTemplates = 5000

    package func createLaunchTemplate(
        _ input: EC2API.CreateLaunchTemplateRequest, _ context: RequestContext
    ) async throws -> EC2API.CreateLaunchTemplateResult {
        let name = input.launchTemplateName
        try Self.check(name: name)
        let data = try checked(input.launchTemplateData)
        let tags = try EC2Tags.specified(input.tagSpecifications, for: .launchTemplates)
        var request = input
        request.clientToken = nil
        let unnamed = request
        let made = LaunchTemplateRecord {
            $0.id = newID(.launchTemplates)
            $0.name = name
            $0.createdAt = context.now
            $0.createdBy = context.principal.arn
            $0.tags = tags.isEmpty ? nil : tags
        }
        let (template, _) = try await change(context.ec2Scope) { plan throws(AWSError) in
            let operation = "CreateLaunchTemplate"
            if let id = try plan.made(by: operation, token: input.clientToken, for: unnamed),
                let found = plan.find(LaunchTemplateRecord.self, id)
            {
                return found
            }
            let existing = plan.state.all(LaunchTemplateRecord.self)
            guard !existing.contains(where: { $0.name == name }) else {
                throw .ec2(
                    "InvalidLaunchTemplateName.AlreadyExistsException",
                    "Launch template name already in use.")
            }
            guard existing.count < Self.maximumTemplates else {
                throw .ec2(
                    "LaunchTemplateLimitExceeded",
                    "The maximum number of launch templates was reached.")
            }
            plan.claim("launch-template", name, by: made.id)
            plan.put(made)
            plan.put(version: 1, of: made, data, input.versionDescription, context)
            plan.remember(
                made.id, by: operation, token: input.clientToken, for: unnamed, at: context.now)
            return made
        }
        return EC2API.CreateLaunchTemplateResult { $0.launchTemplate = template.described }
    }

    package func createLaunchTemplateVersion(
        _ input: EC2API.CreateLaunchTemplateVersionRequest, _ context: RequestContext
    ) async throws -> EC2API.CreateLaunchTemplateVersionResult {
        let data = try checked(input.launchTemplateData)
        let (made, _) = try await change(context.ec2Scope) { plan throws(AWSError) in
            var template = try plan.state.launchTemplate(
                id: input.launchTemplateId, name: input.launchTemplateName)
            var merged = data
            if let source = input.sourceVersion {
                merged = LaunchTemplateMerge.replacing(
                    try plan.state.version(source, of: template).data, by: data)
            }
            guard template.latestVersion < LaunchTemplateRecord.maximumVersions else {
                throw .ec2(
                    "VersionLimitExceeded",
                    "The maximum number of versions of the launch template was reached.")
            }
            template.latestVersion += 1
            plan.put(template)
            let version = plan.put(
                version: template.latestVersion, of: template, merged, input.versionDescription,
                context)
            return version.described(template)
        }
        return EC2API.CreateLaunchTemplateVersionResult { $0.launchTemplateVersion = made }
    }

    package func modifyLaunchTemplate(
        _ input: EC2API.ModifyLaunchTemplateRequest, _ context: RequestContext
    ) async throws -> EC2API.ModifyLaunchTemplateResult {
        let (template, _) = try await change(context.ec2Scope) { plan throws(AWSError) in
            var template = try plan.state.launchTemplate(
                id: input.launchTemplateId, name: input.launchTemplateName)
            if let version = input.defaultVersion, !version.isEmpty {
                template.defaultVersion = try plan.state.version(version, of: template).number
                plan.put(template)
            }
            return template
        }
        return EC2API.ModifyLaunchTemplateResult { $0.launchTemplate = template.described }
    }

    package func deleteLaunchTemplate(
        _ input: EC2API.DeleteLaunchTemplateRequest, _ context: RequestContext
    ) async throws -> EC2API.DeleteLaunchTemplateResult {
        let (template, _) = try await change(context.ec2Scope) { plan throws(AWSError) in
            let template = try plan.state.launchTemplate(
                id: input.launchTemplateId, name: input.launchTemplateName)
            for version in plan.state.versions(of: template) {
                plan.delete(at: plan.scope.versionKey(template.id, version.number))
            }
            plan.release("launch-template", template.name)
            plan.delete(template)
            return template
        }
        return EC2API.DeleteLaunchTemplateResult { $0.launchTemplate = template.described }
    }

    package func deleteLaunchTemplateVersions(
        _ input: EC2API.DeleteLaunchTemplateVersionsRequest, _ context: RequestContext
    ) async throws -> EC2API.DeleteLaunchTemplateVersionsResult {
        let (outcome, _) = try await change(context.ec2Scope) { plan throws(AWSError) in
            let template = try plan.state.launchTemplate(
                id: input.launchTemplateId, name: input.launchTemplateName)
            var outcome = EC2API.DeleteLaunchTemplateVersionsResult()
            outcome.successfullyDeletedLaunchTemplateVersions = []
            outcome.unsuccessfullyDeletedLaunchTemplateVersions = []
            for reference in input.versions {
                let number = LaunchTemplateMerge.number(reference, of: template)
                let key = plan.scope.versionKey(template.id, number ?? 0)
                let isThere = plan.record(LaunchTemplateVersionRecord.self, at: key) != nil
                if isThere, number != template.defaultVersion {
                    plan.delete(at: key)
                    outcome.successfullyDeletedLaunchTemplateVersions?.append(
                        .init {
                            $0.launchTemplateId = template.id
                            $0.launchTemplateName = template.name
                            $0.versionNumber = number
                        })
                } else {
                    outcome.unsuccessfullyDeletedLaunchTemplateVersions?.append(
                        Self.notDeleted(number, isThere, template))
                }
            }
            return outcome
        }
        return outcome
    }

    private static func notDeleted(
        _ number: Int?, _ isThere: Bool, _ template: LaunchTemplateRecord
    ) -> EC2API.DeleteLaunchTemplateVersionsResponseErrorItem {
        .init {
            $0.launchTemplateId = template.id
            $0.launchTemplateName = template.name
            $0.versionNumber = number
            $0.responseError = EC2API.ResponseError {
                $0.code = isThere ? .unexpectedError : .launchTemplateVersionDoesNotExist
                $0.message =
                    isThere
                    ? "The default version of a launch template cannot be deleted."
                    : "The launch template version does not exist."
            }
        }
    }

    // MARK: Describing

    package func describeLaunchTemplates(
        _ input: EC2API.DescribeLaunchTemplatesRequest, _ context: RequestContext
    ) async throws -> EC2API.DescribeLaunchTemplatesResult {
        let state = try await snapshot(context.ec2Scope)
        var found: [LaunchTemplateRecord] = []
        for id in input.launchTemplateIds ?? [] {
            found.append(try state.launchTemplate(id: id, name: nil))
        }
        for name in input.launchTemplateNames ?? [] {
            found.append(try state.launchTemplate(id: nil, name: name))
        }
        let isNamed =
            input.launchTemplateIds?.isEmpty == false || input.launchTemplateNames?.isEmpty == false
        if !isNamed { found = state.all(LaunchTemplateRecord.self) }
        let table = FilterTable<LaunchTemplateRecord>(
            [
                "create-time": { [$0.createdAt?.iso8601].compactMap { $0 } },
                "launch-template-name": { [$0.name] },
            ], tags: { $0.tags ?? [] })
        let holds = try table.predicate(input.filters)
        let page = try page(
            found.filter(holds).sorted { $0.id < $1.id }, by: \.id, token: input.nextToken,
            limit: input.maxResults, maximum: 200, scope: state.scope,
            purpose: ["DescribeLaunchTemplates"] + (input.launchTemplateIds ?? [])
                + (input.launchTemplateNames ?? []) + Self.purpose(of: input.filters))
        return EC2API.DescribeLaunchTemplatesResult {
            $0.launchTemplates = page.items.map(\.described)
            $0.nextToken = page.next
        }
    }

    package func describeLaunchTemplateVersions(
        _ input: EC2API.DescribeLaunchTemplateVersionsRequest, _ context: RequestContext
    ) async throws -> EC2API.DescribeLaunchTemplateVersionsResult {
        let state = try await snapshot(context.ec2Scope)
        let found = try state.versions(input)
        let holds = try FilterTable<TemplateVersion>.versions.predicate(input.filters)
        let page = try page(
            found.filter(holds), by: \.order, token: input.nextToken,
            limit: input.maxResults, maximum: 200, scope: state.scope,
            purpose: [
                "DescribeLaunchTemplateVersions", input.launchTemplateId ?? "",
                input.launchTemplateName ?? "", input.minVersion ?? "", input.maxVersion ?? "",
            ] + (input.versions ?? []) + Self.purpose(of: input.filters))
        return EC2API.DescribeLaunchTemplateVersionsResult {
            $0.launchTemplateVersions = page.items.map { $0.version.described($0.template) }
            $0.nextToken = page.next
        }
    }

    // MARK: Checks

    private static func check(name: String) throws(AWSError) {
        let isAllowed = name.utf8.allSatisfy {
            switch $0 {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                true
            default: "().-/_".utf8.contains($0)
            }
        }
        guard (3...128).contains(name.utf8.count), isAllowed else {
            throw .ec2(
                "InvalidLaunchTemplateName.MalformedException",
                "Launch template names must be between 3 and 128 characters and may contain "
                    + "letters, numbers, and the following characters: ( ) . - / _")
        }
    }

    /// Data as it is kept. What it names need not be there yet: that is seen when it is used.
    private func checked(_ data: EC2API.RequestLaunchTemplateData?) throws(AWSError) -> Value {
        guard var data else { throw .missing("LaunchTemplateData") }
        if let text = data.userData { data.userData = try UserData.checked(text) }
        if data.networkInterfaces?.isEmpty == false,
            data.securityGroupIds?.isEmpty == false || data.securityGroups?.isEmpty == false
        {
            throw .invalidCombination(
                "Network interfaces and an instance-level security groups may not be specified on "
                    + "the same request")
        }
        return data.encoded
    }
}

/// A version with its template.
struct TemplateVersion: Sendable {
    var template: LaunchTemplateRecord
    var version: LaunchTemplateVersionRecord

    /// Newest first, as EC2 lists them.
    var order: String {
        let rest = String(LaunchTemplateRecord.maximumVersions * 10 - version.number)
        return template.id + " " + String(repeating: "0", count: max(0, 8 - rest.count)) + rest
    }
}

extension EC2Scope {
    func versionKey(_ template: String, _ number: Int) -> Key {
        folder(.launchTemplateVersions).appending(template).appending(String(number))
    }
}

extension Plan {
    /// Plans a version of a template.
    @discardableResult
    fileprivate mutating func put(
        version number: Int, of template: LaunchTemplateRecord, _ data: Value, _ summary: String?,
        _ context: RequestContext
    ) -> LaunchTemplateVersionRecord {
        let record = LaunchTemplateVersionRecord {
            $0.template = template.id
            $0.number = number
            $0.summary = summary
            $0.createdAt = context.now
            $0.createdBy = context.principal.arn
            $0.data = data
        }
        put(record, at: scope.versionKey(template.id, number))
        return record
    }
}
