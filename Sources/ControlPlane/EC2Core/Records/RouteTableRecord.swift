package import Shapes

/// A route table. Which subnets use it stands in theirs, and whether it is the main one in the VPC's
/// record.
package struct RouteTableRecord: TaggedResource, Hashable {
    package static var kind: EC2Kind { .routeTables }

    /// The prefix lists of its routes too: all of them are a customer's.
    package var references: [String] {
        [vpc] + Set(routes.map(\.destination).filter { $0.hasPrefix("pl-") }).sorted()
    }

    package var id = ""
    package var vpc = ""
    /// Without those to the VPC's own blocks, which every table has.
    package var routes: [RouteRecord] = []
    package var tags: [EC2Tag]?

    package init() {}

    package mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("id", &id)
        visitor.field("vpc", &vpc)
        visitor.field("routes", &routes)
        visitor.field("tags", &tags)
    }
}

/// A route. It stays when its target goes, as a black hole.
package struct RouteRecord: Shape, Hashable {
    /// What a route leads to.
    package enum Target: String, ShapeEnum, CaseIterable {
        case internetGateway, natGateway, interface, instance, vpcEndpoint
    }

    /// A block, or the id of a prefix list.
    package var destination = ""
    package var target = Target.internetGateway
    /// The target's id.
    package var targetID = ""

    package init() {}

    package mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("destination", &destination)
        visitor.field("target", &target)
        visitor.field("targetID", &targetID)
    }
}

extension RouteRecord {
    /// A route to a target.
    package init(_ destination: String, _ target: Target, _ id: String) {
        self.init()
        self.destination = destination
        self.target = target
        targetID = id
    }
}
