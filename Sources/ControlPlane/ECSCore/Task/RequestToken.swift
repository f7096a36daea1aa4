package import Shapes

/// What a RunTask with a client token did, so that its repetition does nothing more.
package struct RequestToken: Shape {
    /// The hash of everything else that the request said.
    package var fingerprint = ""
    package var cluster = ""
    /// Ids of the tasks that were made.
    package var tasks: [String] = []
    package var createdAt: Timestamp?

    package init() {}

    package mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("fingerprint", &fingerprint)
        visitor.field("cluster", &cluster)
        visitor.field("tasks", &tasks)
        visitor.field("createdAt", &createdAt)
    }
}
