package import AWSWire
import EC2Core
package import EC2Model
import Networking
import Shapes

extension EC2Service {
    /// Entries of a list.
    private static let maximumEntries = 1...1000

    package func describePrefixLists(
        _ input: EC2API.DescribePrefixListsRequest, _ context: RequestContext
    ) async throws -> EC2API.DescribePrefixListsResult {
        let state = try await snapshot(context.ec2Scope)
        let table = FilterTable<PrefixListRecord>([
            "prefix-list-id": { [$0.id] },
            "prefix-list-name": { [$0.name] },
        ])
        let page = try lists(
            ManagedPrefixLists.all(in: state.scope), input.prefixListIds, input.filters, table,
            (input.nextToken, input.maxResults), state.scope, "DescribePrefixLists")
        return EC2API.DescribePrefixListsResult {
            $0.prefixLists = page.items.map { record in
                EC2API.PrefixList {
                    $0.prefixListId = record.id
                    $0.prefixListName = record.name
                    $0.cidrs = record.entries.map(\.cidr)
                }
            }
            $0.nextToken = page.next
        }
    }

    package func describeManagedPrefixLists(
        _ input: EC2API.DescribeManagedPrefixListsRequest, _ context: RequestContext
    ) async throws -> EC2API.DescribeManagedPrefixListsResult {
        let state = try await snapshot(context.ec2Scope)
        let scope = state.scope
        let table = FilterTable<PrefixListRecord>(
            [
                "owner-id": { [$0.owner(in: scope)] },
                "prefix-list-id": { [$0.id] },
                "prefix-list-name": { [$0.name] },
            ], tags: { $0.tags ?? [] })
        let page = try lists(
            ManagedPrefixLists.all(in: scope) + state.all(PrefixListRecord.self),
            input.prefixListIds, input.filters, table, (input.nextToken, input.maxResults), scope,
            "DescribeManagedPrefixLists")
        return EC2API.DescribeManagedPrefixListsResult {
            $0.prefixLists = page.items.map { $0.described(in: scope) }
            $0.nextToken = page.next
        }
    }

    private func lists(
        _ all: [PrefixListRecord], _ ids: [String]?, _ filters: [EC2API.Filter]?,
        _ table: FilterTable<PrefixListRecord>, _ place: (token: String?, limit: Int?),
        _ scope: EC2Scope, _ operation: String
    ) throws(AWSError) -> (items: [PrefixListRecord], next: String?) {
        let holds = try table.predicate(filters)
        let ids = ids ?? []
        for id in ids where !all.contains(where: { $0.id == id }) {
            throw .notFound(.prefixLists, id)
        }
        let found = all.filter { (ids.isEmpty || ids.contains($0.id)) && holds($0) }
        return try page(
            found.sorted { $0.id < $1.id }, by: \.id, token: place.token, limit: place.limit,
            scope: scope,
            purpose: [operation] + ids
                + (filters ?? []).flatMap { [$0.name ?? ""] + ($0.values ?? []) })
    }

    package func getManagedPrefixListEntries(
        _ input: EC2API.GetManagedPrefixListEntriesRequest, _ context: RequestContext
    ) async throws -> EC2API.GetManagedPrefixListEntriesResult {
        let state = try await snapshot(context.ec2Scope)
        let managed = ManagedPrefixLists.all(in: state.scope).first { $0.id == input.prefixListId }
        let record =
            try managed
            ?? state.get(PrefixListRecord.self, input.prefixListId, parameter: "prefixListId")
        if let version = input.targetVersion, version != record.version {
            throw AWSError.unsupported("Earlier versions of prefix lists are not kept.")
        }
        let page = try page(
            record.entries.sorted { $0.cidr < $1.cidr }, by: \.cidr, token: input.nextToken,
            limit: input.maxResults, scope: state.scope,
            purpose: ["GetManagedPrefixListEntries", record.id, "\(record.version)"])
        return EC2API.GetManagedPrefixListEntriesResult {
            $0.entries = page.items.map { entry in
                EC2API.PrefixListEntry {
                    $0.cidr = entry.cidr
                    $0.description = entry.summary
                }
            }
            $0.nextToken = page.next
        }
    }

    package func createManagedPrefixList(
        _ input: EC2API.CreateManagedPrefixListRequest, _ context: RequestContext
    ) async throws -> EC2API.CreateManagedPrefixListResult {
        guard input.addressFamily == "IPv4" || input.addressFamily == "IPv6" else {
            throw AWSError.invalidValue(input.addressFamily, for: "AddressFamily")
        }
        try checkMaximum(input.maxEntries)
        guard !input.prefixListName.hasPrefix("com.amazonaws") else {
            throw AWSError.invalidValue(
                "The prefix list name cannot begin with com.amazonaws")
        }
        let tags = try EC2Tags.specified(input.tagSpecifications, for: .prefixLists)
        var request = input
        request.clientToken = nil
        let asked = request
        let (id, state) = try await change(context.ec2Scope) { plan throws(AWSError) in
            let operation = "CreateManagedPrefixList"
            if let id = try plan.made(by: operation, token: input.clientToken, for: asked) {
                return id
            }
            var record = PrefixListRecord()
            record.id = newID(.prefixLists)
            record.name = input.prefixListName
            record.family = input.addressFamily
            record.maximumEntries = input.maxEntries
            record.tags = tags
            try record.change(adding: input.entries ?? [], removing: [])
            plan.put(record)
            plan.remember(
                record.id, by: operation, token: input.clientToken, for: asked, at: context.now)
            return record.id
        }
        return EC2API.CreateManagedPrefixListResult {
            $0.prefixList = state.find(PrefixListRecord.self, id)?.described(in: state.scope)
        }
    }

    package func modifyManagedPrefixList(
        _ input: EC2API.ModifyManagedPrefixListRequest, _ context: RequestContext
    ) async throws -> EC2API.ModifyManagedPrefixListResult {
        let changesEntries =
            input.addEntries?.isEmpty == false || input.removeEntries?.isEmpty == false
        if let maximum = input.maxEntries {
            try checkMaximum(maximum)
            if changesEntries {
                throw AWSError.invalidCombination(
                    "You cannot modify the entries of a prefix list and modify the size of a prefix "
                        + "list at the same time.")
            }
        }
        let (record, state) = try await change(context.ec2Scope) { plan throws(AWSError) in
            var record = try plan.get(
                PrefixListRecord.self, input.prefixListId, parameter: "prefixListId")
            if changesEntries {
                guard input.currentVersion == record.version else {
                    throw .ec2(
                        input.currentVersion == nil
                            ? "MissingParameter" : "PrefixListVersionMismatch",
                        "The prefix list has the version \(record.version).")
                }
                try record.change(
                    adding: input.addEntries ?? [],
                    removing: (input.removeEntries ?? []).map(\.cidr))
                record.version += 1
            }
            if let maximum = input.maxEntries {
                guard maximum >= record.entries.count else {
                    throw .invalidValue(
                        "The prefix list has more entries than the new maximum of \(maximum).")
                }
                record.maximumEntries = maximum
            }
            record.name = input.prefixListName ?? record.name
            plan.put(record)
            return record
        }
        return EC2API.ModifyManagedPrefixListResult {
            $0.prefixList = record.described(in: state.scope, .modifyComplete)
        }
    }

    package func deleteManagedPrefixList(
        _ input: EC2API.DeleteManagedPrefixListRequest, _ context: RequestContext
    ) async throws -> EC2API.DeleteManagedPrefixListResult {
        let (record, state) = try await change(context.ec2Scope) { plan throws(AWSError) in
            let record = try plan.get(
                PrefixListRecord.self, input.prefixListId, parameter: "prefixListId")
            plan.delete(record)
            return record
        }
        return EC2API.DeleteManagedPrefixListResult {
            $0.prefixList = record.described(in: state.scope, .deleteComplete)
        }
    }

    private func checkMaximum(_ count: Int) throws(AWSError) {
        guard Self.maximumEntries.contains(count) else {
            throw .invalidValue(String(count), for: "MaxEntries")
        }
    }
}

extension PrefixListRecord {
    /// `AWS` or the account.
    fileprivate func owner(in scope: EC2Scope) -> String {
        maximumEntries == 0 ? "AWS" : scope.account
    }

    fileprivate func described(
        in scope: EC2Scope, _ state: EC2API.PrefixListState = .createComplete
    ) -> EC2API.ManagedPrefixList {
        let isOurs = maximumEntries > 0
        return EC2API.ManagedPrefixList {
            $0.prefixListId = id
            $0.prefixListName = name
            $0.addressFamily = family
            $0.state = state
            $0.prefixListArn =
                "arn:\(scope.partition):ec2:\(scope.region):\(isOurs ? scope.account : "aws")"
                + ":prefix-list/\(id)"
            $0.ownerId = owner(in: scope)
            if isOurs {
                $0.maxEntries = maximumEntries
                $0.version = version
            }
            $0.tags = tags.described
        }
    }

    /// Changes the entries; one whose block is there already gets the new description.
    fileprivate mutating func change(
        adding added: [EC2API.AddPrefixListEntry], removing removed: [String]
    ) throws(AWSError) {
        for cidr in removed {
            guard let index = entries.firstIndex(where: { $0.cidr == cidr }) else {
                throw .invalidValue("The prefix list has no entry \(cidr).")
            }
            entries.remove(at: index)
        }
        for entry in added {
            var new = PrefixListEntryRecord()
            new.cidr =
                family == "IPv4"
                ? try CIDRRules.block(entry.cidr, parameter: "Cidr").description : entry.cidr
            new.summary = entry.description
            if let index = entries.firstIndex(where: { $0.cidr == new.cidr }) {
                entries[index] = new
            } else {
                entries.append(new)
            }
        }
        guard entries.count <= maximumEntries else {
            throw .ec2(
                "PrefixListMaxEntriesExceeded",
                "The prefix list may have \(maximumEntries) entries at most.")
        }
    }
}
