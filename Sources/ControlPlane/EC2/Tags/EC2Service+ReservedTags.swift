package import AWSWire
import EC2Core
import Store

/// Tags whose keys begin with `aws:`, which users can read and not write.
extension EC2Service {
    /// Sets or removes a tag that belongs to another service, of instances that are there.
    ///
    /// - Parameters:
    ///   - key: Begins with `aws:`.
    ///   - value: Nil removes the tag.
    ///   - ids: Of instances, at most 1,000; those that are gone are passed over.
    package func setReservedTag(
        _ key: String, to value: String?, of ids: [String], _ context: RequestContext
    ) async throws(AWSError) {
        precondition(key.hasPrefix("aws:"), "not a reserved tag: \(key)")
        var rest = ids[...]
        while !rest.isEmpty {
            let batch = rest.prefix(50)
            rest = rest.dropFirst(50)
            _ = try await change(context.ec2Scope) { plan throws(AWSError) in
                for id in batch {
                    guard var instance = plan.find(InstanceRecord.self, id) else { continue }
                    var tags = (instance.tags ?? []).filter { $0.key != key }
                    if let value { tags.append(EC2Tag(key, value)) }
                    if tags == instance.tags ?? [] { continue }
                    instance.tags = tags.isEmpty ? nil : tags
                    plan.put(instance)
                }
            }
        }
    }
}
