/// The prefix lists that belong to EC2 itself: one of each service that has gateway endpoints. They
/// have no entries, as the services have no addresses here.
package enum ManagedPrefixLists {
    package static let services = ["dynamodb", "s3"]

    /// Those of a region.
    package static func all(in scope: EC2Scope) -> [PrefixListRecord] {
        services.map { service in
            let name = "com.amazonaws.\(scope.region).\(service)"
            var record = PrefixListRecord()
            record.id = id(name)
            record.name = name
            return record
        }
    }

    /// The list of a service's endpoints, by the service's name.
    package static func id(_ name: String) -> String {
        // FNV-1a: the same at every start, and apart for every name.
        var hash: UInt32 = 2_166_136_261
        for byte in name.utf8 { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
        let digits = String(hash, radix: 16)
        return "pl-" + String(repeating: "0", count: 8 - digits.utf8.count) + digits
    }
}
