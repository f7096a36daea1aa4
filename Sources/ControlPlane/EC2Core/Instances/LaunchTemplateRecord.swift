package import Shapes

/// A launch template; its versions have records of their own.
package struct LaunchTemplateRecord: TaggedResource, Hashable {
    package static var kind: EC2Kind { .launchTemplates }
    /// Versions that a template may ever have had (EC2's quota).
    package static let maximumVersions = 10_000

    package var references: [String] { [] }

    package var id = ""
    package var name = ""
    package var createdAt: Timestamp?
    package var createdBy = ""
    package var defaultVersion = 1
    package var latestVersion = 1
    package var tags: [EC2Tag]?

    package init() {}

    package mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("id", &id)
        visitor.field("name", &name)
        visitor.field("createdAt", &createdAt)
        visitor.field("createdBy", &createdBy)
        visitor.field("defaultVersion", &defaultVersion)
        visitor.field("latestVersion", &latestVersion)
        visitor.field("tags", &tags)
    }
}

/// A version of a launch template, under `<template>/<number>`.
package struct LaunchTemplateVersionRecord: EC2Record, Hashable {
    package static var kind: EC2Kind { .launchTemplateVersions }

    package var template = ""
    package var number = 1
    package var summary: String?
    package var createdAt: Timestamp?
    package var createdBy = ""
    /// A `RequestLaunchTemplateData` as it came.
    package var data = Value.object(Object())

    package init() {}

    package mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("template", &template)
        visitor.field("number", &number)
        visitor.field("summary", &summary)
        visitor.field("createdAt", &createdAt)
        visitor.field("createdBy", &createdBy)
        visitor.field("data", &data)
    }
}
