// Generated from Models/aws/sts.json by `make models`; do not edit.
// swift-format-ignore-file

package import AWSWire
import Shapes

extension STSAPI {
    /// The operations that are implemented.
    package protocol Operations: Sendable {
        func assumeRole(_ input: AssumeRoleRequest, _ context: RequestContext) async throws -> AssumeRoleResponse
        func getCallerIdentity(_ input: GetCallerIdentityRequest, _ context: RequestContext) async throws -> GetCallerIdentityResponse
        func getSessionToken(_ input: GetSessionTokenRequest, _ context: RequestContext) async throws -> GetSessionTokenResponse
    }

    /// `service` as the gateway calls it, by operation name.
    package static func handlers(for service: some Operations) -> [String: OperationHandler] {
        var handlers: [String: OperationHandler] = [:]
        handlers["AssumeRole"] = operationHandler(service.assumeRole)
        handlers["GetCallerIdentity"] = operationHandler(service.getCallerIdentity)
        handlers["GetSessionToken"] = operationHandler(service.getSessionToken)
        return handlers
    }
}
