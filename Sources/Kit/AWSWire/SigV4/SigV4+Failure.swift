package import Shapes

extension SigV4 {
    /// Why a request is not accepted as signed.
    package struct Failure: Error, Hashable, CustomStringConvertible {
        /// Failures by what AWS answers to them.
        package enum Reason: Sendable, Hashable, CaseIterable {
            /// There is no signature at all.
            case missing
            /// A part of it is missing or malformed.
            case incomplete
            /// The access key or session token is unknown or forged.
            case unknownKey
            /// The signature is another one than ours.
            case mismatch
            /// The signing time is too far from ours.
            case skewed
            /// A presigned URL has run out.
            case expired
            /// The session token has run out.
            case tokenExpired
        }

        package var reason: Reason
        /// A sentence that says what is wrong; never holds a secret.
        package var message: String

        /// Explains a failure; the message is AWS's usual one by default.
        package init(_ reason: Reason, _ message: String? = nil) {
            self.reason = reason
            self.message = message ?? Self.usualMessage(reason)
        }

        package var description: String { message }

        private static func usualMessage(_ reason: Reason) -> String {
            switch reason {
            case .missing: "Missing Authentication Token"
            case .incomplete: "The request signature does not conform to AWS standards."
            case .unknownKey: "The security token included in the request is invalid."
            case .mismatch:
                "The request signature we calculated does not match the signature you provided. "
                    + "Check your AWS Secret Access Key and signing method. Consult the service "
                    + "documentation for details."
            case .skewed: "Signature expired."
            case .expired: "Request has expired."
            case .tokenExpired: "The security token included in the request is expired"
            }
        }

        /// The failure as a service of `wireProtocol` answers it: code, status and sentence differ.
        package func error(in wireProtocol: WireProtocol) -> AWSError {
            switch wireProtocol {
            case .json: Self.jsonError(self, status: 400)
            case .restJSON, .rpcV2CBOR: Self.jsonError(self, status: 403)
            case .query: Self.queryError(self)
            case .ec2: Self.ec2Error(self)
            case .restXML: Self.s3Error(self)
            }
        }

        private static func jsonError(_ failure: Failure, status: Int) -> AWSError {
            let code =
                switch failure.reason {
                case .missing: "MissingAuthenticationTokenException"
                case .incomplete: "IncompleteSignatureException"
                case .unknownKey: "UnrecognizedClientException"
                case .mismatch, .skewed, .expired: "InvalidSignatureException"
                case .tokenExpired: "ExpiredTokenException"
                }
            return AWSError(code: code, message: failure.message, status: status)
        }

        private static func queryError(_ failure: Failure) -> AWSError {
            let message = failure.message
            return switch failure.reason {
            case .missing:
                AWSError(
                    code: "MissingAuthenticationToken",
                    message: "Request is missing Authentication Token", status: 403)
            case .incomplete: AWSError(code: "IncompleteSignature", message: message, status: 400)
            case .unknownKey: AWSError(code: "InvalidClientTokenId", message: message, status: 403)
            case .mismatch, .skewed, .expired:
                AWSError(code: "SignatureDoesNotMatch", message: message, status: 403)
            case .tokenExpired: AWSError(code: "ExpiredToken", message: message, status: 403)
            }
        }

        private static func ec2Error(_ failure: Failure) -> AWSError {
            switch failure.reason {
            case .missing:
                AWSError(
                    code: "MissingAuthenticationToken",
                    message: "Request is missing Authentication Token", status: 403)
            case .incomplete:
                AWSError(code: "IncompleteSignature", message: failure.message, status: 400)
            case .unknownKey, .mismatch:
                AWSError(
                    code: "AuthFailure",
                    message: "AWS was not able to validate the provided access credentials",
                    status: 401)
            case .skewed, .expired, .tokenExpired:
                AWSError(code: "RequestExpired", message: "Request has expired.", status: 400)
            }
        }

        private static func s3Error(_ failure: Failure) -> AWSError {
            switch failure.reason {
            case .missing: AWSError(code: "AccessDenied", message: "Access Denied", status: 403)
            case .incomplete:
                AWSError(
                    code: "AuthorizationHeaderMalformed", message: failure.message, status: 400)
            case .unknownKey:
                AWSError(
                    code: "InvalidAccessKeyId",
                    message: "The AWS Access Key Id you provided does not exist in our records.",
                    status: 403)
            case .mismatch:
                AWSError(code: "SignatureDoesNotMatch", message: failure.message, status: 403)
            case .skewed:
                AWSError(
                    code: "RequestTimeTooSkewed",
                    message:
                        "The difference between the request time and the current time is too large.",
                    status: 403)
            case .expired:
                AWSError(code: "AccessDenied", message: "Request has expired", status: 403)
            case .tokenExpired:
                AWSError(code: "ExpiredToken", message: "The provided token has expired.")
            }
        }
    }
}
