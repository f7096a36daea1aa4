package import AWSWire
package import ECSModel
package import Shapes

/// An account setting that somebody has chosen.
package struct SettingRecord: Shape {
    package var name = ""
    package var value = ""
    /// Whose it is; the account's root for what holds for everybody without a choice of their own.
    package var principal = ""

    package init() {}

    package mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("name", &name)
        visitor.field("value", &value)
        visitor.field("principal", &principal)
    }

    /// The setting as the API shows it.
    package var described: ECSAPI.Setting {
        ECSAPI.Setting {
            $0.name = ECSAPI.SettingName(rawValue: name)
            $0.value = value
            $0.principalArn = principal
            $0.type = .user
        }
    }
}

/// The values that account settings take. Source: the developer guide's page on account settings.
package enum AccountSettings {
    /// What holds when nobody has chosen.
    package static func standard(_ name: ECSAPI.SettingName) -> String {
        switch name {
        case .serviceLongArnFormat, .taskLongArnFormat, .containerInstanceLongArnFormat: "enabled"
        case .awsvpcTrunking, .containerInsights, .fargateFIPSMode, .fargateEventWindows: "disabled"
        case .tagResourceAuthorization, .guardDutyActivate: "off"
        case .fargateTaskRetirementWaitPeriod: "7"
        case .defaultLogDriverMode: "non-blocking"
        }
    }

    /// Checks a value for a setting.
    ///
    /// - Throws: `InvalidParameterException` for a value that the setting does not take.
    package static func check(
        _ name: ECSAPI.SettingName, _ value: String
    ) throws(AWSError) {
        let allowed: [String] =
            switch name {
            // ARNs of the old form are not made here.
            case .serviceLongArnFormat, .taskLongArnFormat, .containerInstanceLongArnFormat:
                ["enabled"]
            case .awsvpcTrunking, .fargateFIPSMode, .fargateEventWindows: ["enabled", "disabled"]
            case .containerInsights: ["enabled", "disabled", "enhanced"]
            case .tagResourceAuthorization: ["on", "off"]
            case .fargateTaskRetirementWaitPeriod: ["0", "7", "14"]
            case .guardDutyActivate: []
            case .defaultLogDriverMode: ["blocking", "non-blocking"]
            }
        guard allowed.contains(value) else {
            throw .parameter(
                "Invalid value '\(value)' for account setting \(name.rawValue)."
                    + (allowed.isEmpty
                        ? "" : " Allowed: \(allowed.joined(separator: ", "))."))
        }
    }
}
