package import Shapes

/// The template that an instance was made from, by the number of its version.
package struct TemplateVersion: Shape, Hashable {
    package var id = ""
    package var name = ""
    /// A number, never `$Latest`.
    package var version = ""

    package init() {}

    package mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("id", &id)
        visitor.field("name", &name)
        visitor.field("version", &version)
    }
}

/// A lifecycle hook at work on one instance.
package struct HookRun: Shape, Hashable {
    package var name = ""
    /// A UUID, by which clients complete it.
    package var token = ""
    /// When the default result is taken unless a heartbeat comes before.
    package var deadline: Timestamp?
    /// When it ends whatever heartbeats come.
    package var globalDeadline: Timestamp?
    package var heartbeat = 3600
    /// `CONTINUE` or `ABANDON`, when the time is over.
    package var defaultResult = "ABANDON"
    /// `CONTINUE` or `ABANDON`, once it is known.
    package var result: String?
    package var hasTimedOut = false

    package init() {}

    package mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("name", &name)
        visitor.field("token", &token)
        visitor.field("deadline", &deadline)
        visitor.field("globalDeadline", &globalDeadline)
        visitor.field("heartbeat", &heartbeat)
        visitor.field("defaultResult", &defaultResult)
        visitor.field("result", &result)
        visitor.field("hasTimedOut", &hasTimedOut)
    }
}

/// One instance of a group.
package struct Member: Shape, Hashable {
    /// Why an instance is held for unhealthy.
    package enum Illness: String, ShapeEnum, CaseIterable {
        /// EC2 says that it does not run.
        case stopped
        /// EC2's status checks fail.
        case impaired
        /// Somebody said so.
        case reported
    }

    /// `i-…`.
    package var id = ""
    package var zone = ""
    package var subnet: String?
    package var instanceType = ""
    package var imageID: String?
    package var template: TemplateVersion?
    package var launchConfiguration: String?
    /// Part of the group's share that may be Spot capacity (the mixed instances policy).
    package var isSpot = false
    package var launchedAt: Timestamp?
    package var state = MemberState.pending
    package var inServiceSince: Timestamp?
    package var illness: Illness?
    package var isProtected = false
    /// EC2 has shown it once: from then on its absence means that it is gone.
    package var wasSeen = false
    /// Comes above the desired capacity until it is in service; then an older one goes.
    package var isExtra = false
    /// Comes back from standby: launch hooks have run before.
    package var skipsHooks = false
    /// Was attached, and does not bear the group's tag yet.
    package var needsTag = false
    package var hooks: [HookRun] = []
    /// The activity that its present change is part of.
    package var activity: String?

    package init() {}

    package mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("id", &id)
        visitor.field("zone", &zone)
        visitor.field("subnet", &subnet)
        visitor.field("instanceType", &instanceType)
        visitor.field("imageId", &imageID)
        visitor.field("template", &template)
        visitor.field("launchConfiguration", &launchConfiguration)
        visitor.field("isSpot", &isSpot)
        visitor.field("launchedAt", &launchedAt)
        visitor.field("state", &state)
        visitor.field("inServiceSince", &inServiceSince)
        visitor.field("illness", &illness)
        visitor.field("isProtected", &isProtected)
        visitor.field("wasSeen", &wasSeen)
        visitor.field("isExtra", &isExtra)
        visitor.field("skipsHooks", &skipsHooks)
        visitor.field("needsTag", &needsTag)
        visitor.field("hooks", &hooks)
        visitor.field("activity", &activity)
    }
}

/// An instance that is to be launched, written down before EC2 is asked: whoever asks again with the
/// same token gets the same instance.
package struct PendingLaunch: Shape, Hashable {
    package var token = ""
    package var zone = ""
    package var subnet: String?
    package var template: TemplateVersion?
    package var launchConfiguration: String?
    /// Instead of the type and the image of the template.
    package var instanceType: String?
    package var imageID: String?
    package var isSpot = false
    package var isExtra = false
    package var activity = ""
    package var decidedAt: Timestamp?

    package init() {}

    package mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("token", &token)
        visitor.field("zone", &zone)
        visitor.field("subnet", &subnet)
        visitor.field("template", &template)
        visitor.field("launchConfiguration", &launchConfiguration)
        visitor.field("instanceType", &instanceType)
        visitor.field("imageId", &imageID)
        visitor.field("isSpot", &isSpot)
        visitor.field("isExtra", &isExtra)
        visitor.field("activity", &activity)
        visitor.field("decidedAt", &decidedAt)
    }
}
