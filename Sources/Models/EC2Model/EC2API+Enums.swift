// Generated from Models/aws/ec2.json by `make models`; do not edit.
// swift-format-ignore-file

import Shapes

extension EC2API {
    /// `AvailabilityZoneOptInStatus` of the model.
    package enum AvailabilityZoneOptInStatus: String, ShapeEnum, CaseIterable {
        case optInNotRequired = "opt-in-not-required"
        case optedIn = "opted-in"
        case notOptedIn = "not-opted-in"
    }
    /// `AvailabilityZoneState` of the model.
    package enum AvailabilityZoneState: String, ShapeEnum, CaseIterable {
        case available = "available"
        case information = "information"
        case impaired = "impaired"
        case unavailable = "unavailable"
        case constrained = "constrained"
    }
}
