package import Shapes

/// A prefix list of a customer's.
package struct PrefixListRecord: TaggedResource, Hashable {
    package static var kind: EC2Kind { .prefixLists }

    package var references: [String] { [] }

    package var id = ""
    package var name = ""
    /// `IPv4` or `IPv6`.
    package var family = "IPv4"
    package var maximumEntries = 0
    package var version = 1
    package var entries: [PrefixListEntryRecord] = []
    package var tags: [EC2Tag]?

    package init() {}

    package mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("id", &id)
        visitor.field("name", &name)
        visitor.field("family", &family)
        visitor.field("maximumEntries", &maximumEntries)
        visitor.field("version", &version)
        visitor.field("entries", &entries)
        visitor.field("tags", &tags)
    }
}

/// An entry of a prefix list.
package struct PrefixListEntryRecord: Shape, Hashable {
    package var cidr = ""
    /// `Description`
    package var summary: String?

    package init() {}

    package mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("cidr", &cidr)
        visitor.field("summary", &summary)
    }
}
