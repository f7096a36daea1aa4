package import Shapes

/// A set of DHCP options.
package struct DHCPOptionsRecord: TaggedResource, Hashable {
    package static var kind: EC2Kind { .dhcpOptions }

    package var references: [String] { [] }

    package var id = ""
    package var options: [DHCPOption] = []
    package var tags: [EC2Tag]?

    package init() {}

    package mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("id", &id)
        visitor.field("options", &options)
        visitor.field("tags", &tags)
    }
}

/// One option.
package struct DHCPOption: Shape, Hashable {
    /// Such as `domain-name-servers`.
    package var key = ""
    package var values: [String] = []

    package init() {}

    package mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("key", &key)
        visitor.field("values", &values)
    }
}

extension DHCPOption {
    /// An option with its values.
    package init(_ key: String, _ values: [String]) {
        self.init()
        self.key = key
        self.values = values
    }
}
