package import ECSModel
package import Shapes

/// A revision of a task definition as the store keeps it.
package struct DefinitionRecord: Shape {
    package var definition = ECSAPI.TaskDefinition()
    package var tags: [ECSAPI.Tag]?

    package init() {}

    package mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("definition", &definition)
        visitor.field("tags", &tags)
    }
}

/// The newest revision number of a family. It outlives the revisions: no number is given twice.
package struct FamilyRecord: Shape {
    package var family = ""
    package var lastRevision = 0

    package init() {}

    package mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("family", &family)
        visitor.field("lastRevision", &lastRevision)
    }
}
