package import AWSWire

/// The wording of what is said about security groups.
extension AWSError {
    package static func groupNotFound(name: String, inDefaultVPC vpc: String?) -> AWSError {
        let place = vpc.map { " in default VPC '\($0)'" } ?? ""
        return AWSError(
            code: "InvalidGroup.NotFound",
            message: "The security group '\(name)' does not exist\(place)")
    }

    package static func groupInOtherVPC(_ id: String) -> AWSError {
        AWSError(
            code: "InvalidGroup.NotFound",
            message: "You have specified two resources that belong to different networks: "
                + "security group '\(id)' is of another VPC.")
    }

    package static func groupDuplicate(_ name: String, vpc: String) -> AWSError {
        AWSError(
            code: "InvalidGroup.Duplicate",
            message: "The security group '\(name)' already exists for VPC '\(vpc)'")
    }

    static var groupReserved: AWSError {
        AWSError(
            code: "InvalidGroup.Reserved",
            message: "Cannot use reserved security group name: default")
    }

    package static func groupCannotBeDeleted(_ id: String, name: String) -> AWSError {
        AWSError(
            code: "CannotDelete",
            message: "the specified group: \"\(id)\" name: \"\(name)\" cannot be deleted by a user")
    }

    static func ruleDuplicate(_ rule: SecurityGroupRuleRecord) -> AWSError {
        var parts = ["peer: \(rule.peer)"]
        parts.append(rule.ipProtocol == "-1" ? "ALL" : rule.ipProtocol.uppercased())
        if rule.ipProtocol == "tcp" || rule.ipProtocol == "udp" {
            parts.append("from port: \(rule.shownFromPort)")
            parts.append("to port: \(rule.shownToPort)")
        } else if rule.ipProtocol.hasPrefix("icmp") {
            parts.append("type: \(rule.shownFromPort)")
            parts.append("code: \(rule.shownToPort)")
        }
        parts.append("ALLOW")
        return AWSError(
            code: "InvalidPermission.Duplicate",
            message: "the specified rule \"\(parts.joined(separator: ", "))\" already exists")
    }

    package static var ruleNotFound: AWSError {
        AWSError(
            code: "InvalidPermission.NotFound",
            message: "The specified rule does not exist in this security group.")
    }

    package static func ruleNotFound(id: String) -> AWSError {
        AWSError(
            code: "InvalidSecurityGroupRuleId.NotFound",
            message: "The security group rule ID '\(id)' does not exist")
    }

    static var rulesLimit: AWSError {
        AWSError(
            code: "RulesPerSecurityGroupLimitExceeded",
            message: "The maximum number of rules per security group has been reached.")
    }

    package static var groupsOfInterfaceLimit: AWSError {
        AWSError(
            code: "SecurityGroupsPerInterfaceLimitExceeded",
            message: "The maximum number of security groups per interface has been reached.")
    }
}
