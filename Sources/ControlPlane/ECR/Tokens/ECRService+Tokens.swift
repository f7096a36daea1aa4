package import AWSWire
package import ECRModel
import Shapes

extension ECRService {
    package func getAuthorizationToken(
        _ input: ECRAPI.GetAuthorizationTokenRequest, _ context: RequestContext
    ) async throws -> ECRAPI.GetAuthorizationTokenResponse {
        let expiry = context.now + RegistryCaller.lifetime
        let token = sealer.seal(
            RegistryCaller(context.principal, region: context.region),
            for: RegistryCaller.purpose, until: expiry)
        let encoded = Base64.encode(Array("\(RegistryCaller.userName):\(token)".utf8))
        // One token is good for every registry that the caller may use; the ids, which AWS has
        // deprecated, only choose which addresses are named.
        let accounts = input.registryIds ?? [context.account]
        return .init {
            $0.authorizationData = accounts.map { account in
                .init {
                    $0.authorizationToken = encoded
                    $0.expiresAt = expiry
                    $0.proxyEndpoint = endpoint.url(
                        of: RegistryScope(account: account, region: context.region))
                }
            }
        }
    }
}
