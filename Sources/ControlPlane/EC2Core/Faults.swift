package import AWSWire

/// The errors of EC2 and their words, in one place.
extension AWSError {
    /// An error with EC2's code; status 400.
    package static func ec2(_ code: String, _ message: String) -> AWSError {
        AWSError(code: code, message: message)
    }

    // MARK: Ids

    /// `InvalidVpcID.NotFound`: no resource of this kind has this id.
    package static func notFound(_ kind: EC2Kind, _ id: String) -> AWSError {
        guard let names = kind.names else {
            return .ec2("InvalidID", "The ID '\(id)' is not valid")
        }
        let message =
            switch kind {
            case .natGateways: "NatGateway \(id) was not found"
            case .vpcEndpoints: "The Vpc Endpoint Id '\(id)' does not exist"
            default: "The \(names.noun) '\(id)' does not exist"
            }
        // NAT gateways have a name of their own for it.
        return .ec2(
            kind == .natGateways ? "NatGatewayNotFound" : "Invalid\(names.code).NotFound", message)
    }

    /// `InvalidVpcID.Malformed`: the text cannot be an id of this kind.
    package static func malformed(_ kind: EC2Kind, _ id: String) -> AWSError {
        guard let names = kind.names else {
            return .ec2("InvalidID", "The ID '\(id)' is not valid")
        }
        if kind == .natGateways {
            return .ec2("NatGatewayMalformed", "Invalid id: \"\(id)\" (expecting \"nat-...\")")
        }
        let code = kind == .securityGroups ? "InvalidGroupId" : "Invalid\(names.code)"
        return .ec2(
            "\(code).Malformed", "Invalid id: \"\(id)\" (expecting \"\(names.prefix)-...\")")
    }

    /// `InvalidID`: what no kind of resource has as an id.
    package static func invalidID(_ id: String) -> AWSError {
        .ec2("InvalidID", "The ID '\(id)' is not valid")
    }

    // MARK: Parameters

    /// `MissingParameter`.
    package static func missing(_ parameter: String) -> AWSError {
        .ec2("MissingParameter", "The request must contain the parameter \(parameter)")
    }

    /// `InvalidParameterValue` with these words.
    package static func invalidValue(_ message: String) -> AWSError {
        .ec2("InvalidParameterValue", message)
    }

    /// `InvalidParameterValue`: a value that its parameter does not take.
    package static func invalidValue(_ value: String, for parameter: String) -> AWSError {
        .ec2("InvalidParameterValue", "Value (\(value)) for parameter \(parameter) is invalid.")
    }

    /// `InvalidParameterCombination`.
    package static func invalidCombination(_ message: String) -> AWSError {
        .ec2("InvalidParameterCombination", message)
    }

    /// `UnsupportedOperation`: something that EC2 has and this release does not.
    package static func unsupported(_ message: String) -> AWSError {
        .ec2("UnsupportedOperation", message)
    }

    /// `OperationNotPermitted`.
    package static func notPermitted(_ message: String) -> AWSError {
        .ec2("OperationNotPermitted", message)
    }

    /// `IdempotentParameterMismatch`.
    package static var idempotentParameterMismatch: AWSError {
        .ec2(
            "IdempotentParameterMismatch",
            "The client token you have provided is associated with another request with different "
                + "parameters.")
    }

    // MARK: States

    /// `DependencyViolation`: something else needs it.
    package static func dependencyViolation(_ kind: EC2Kind, _ id: String) -> AWSError {
        let noun: String =
            switch kind {
            case .securityGroups: "resource"
            case .networkACLs: "networkAcl"
            case .routeTables: "routeTable"
            case .internetGateways: "internetGateway"
            case .dhcpOptions: "dhcpOptions"
            default: kind.names?.prefix ?? "resource"
            }
        let verb =
            kind == .securityGroups
            ? "has a dependent object" : "has dependencies and cannot be deleted."
        return .dependencyViolation("The \(noun) '\(id)' \(verb)")
    }

    /// `DependencyViolation` with these words.
    package static func dependencyViolation(_ message: String) -> AWSError {
        .ec2("DependencyViolation", message)
    }

    /// `DryRunOperation`, with EC2's status.
    package static var dryRun: AWSError {
        AWSError(
            code: "DryRunOperation",
            message: "Request would have succeeded, but DryRun flag is set.", status: 412)
    }

    /// `Unavailable`: the store is not there, or too busy.
    package static var unavailable: AWSError {
        AWSError(
            code: "Unavailable", message: "The service is unavailable. Please try again shortly.",
            status: 503)
    }
}
