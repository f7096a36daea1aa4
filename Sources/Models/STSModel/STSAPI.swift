// Generated from Models/aws/sts.json by `make models`; do not edit.
// swift-format-ignore-file

import AWSWire
package import Shapes

/// Shapes, operations and errors of the STS API.
package enum STSAPI {
    /// The API as data: what codecs and validation walk.
    package static let model = try! ServiceModel(json: modelText)

    /// The errors that implemented operations declare.
    package enum Fault: ServiceFault, CaseIterable {
        case expiredTokenException
        case malformedPolicyDocumentException
        case packedPolicyTooLargeException
        case regionDisabledException

        package var code: String {
            switch self {
            case .expiredTokenException: "ExpiredTokenException"
            case .malformedPolicyDocumentException: "MalformedPolicyDocument"
            case .packedPolicyTooLargeException: "PackedPolicyTooLarge"
            case .regionDisabledException: "RegionDisabledException"
            }
        }

        package var status: Int {
            switch self {
            case .expiredTokenException: 400
            case .malformedPolicyDocumentException: 400
            case .packedPolicyTooLargeException: 400
            case .regionDisabledException: 403
            }
        }

        package var isSenderFault: Bool {
            switch self {
            case .expiredTokenException: true
            case .malformedPolicyDocumentException: true
            case .packedPolicyTooLargeException: true
            case .regionDisabledException: true
            }
        }
    }

    private static let modelText = ####"""
{"serviceId":"STS","signingName":"sts","apiVersion":"2011-06-15","protocols":["query"],"xmlNamespace":"https://sts.amazonaws.com/doc/2011-06-15/","operations":{"AssumeRole":{"input":"AssumeRoleRequest","output":"AssumeRoleResponse","resultWrapper":"AssumeRoleResult","errors":["MalformedPolicyDocumentException","PackedPolicyTooLargeException","RegionDisabledException","ExpiredTokenException"]},"GetCallerIdentity":{"input":"GetCallerIdentityRequest","output":"GetCallerIdentityResponse","resultWrapper":"GetCallerIdentityResult","errors":[]},"GetSessionToken":{"input":"GetSessionTokenRequest","output":"GetSessionTokenResponse","resultWrapper":"GetSessionTokenResult","errors":["RegionDisabledException"]}},"refused":["AssumeRoleWithSAML","AssumeRoleWithWebIdentity","AssumeRoot","DecodeAuthorizationMessage","GetAccessKeyInfo","GetDelegatedAccessToken","GetFederationToken","GetWebIdentityToken"],"shapes":{"AssumeRoleRequest":{"type":"structure","required":["RoleArn","RoleSessionName"],"members":{"RoleArn":{"shape":"arnType"},"RoleSessionName":{"shape":"roleSessionNameType"},"PolicyArns":{"shape":"policyDescriptorListType"},"Policy":{"shape":"unrestrictedSessionPolicyDocumentType"},"DurationSeconds":{"shape":"roleDurationSecondsType"},"Tags":{"shape":"tagListType"},"TransitiveTagKeys":{"shape":"tagKeyListType"},"ExternalId":{"shape":"externalIdType"},"SerialNumber":{"shape":"serialNumberType"},"TokenCode":{"shape":"tokenCodeType"},"SourceIdentity":{"shape":"sourceIdentityType"},"ProvidedContexts":{"shape":"ProvidedContextsListType"}}},"AssumeRoleResponse":{"type":"structure","members":{"Credentials":{"shape":"Credentials"},"AssumedRoleUser":{"shape":"AssumedRoleUser"},"PackedPolicySize":{"shape":"nonNegativeIntegerType"},"SourceIdentity":{"shape":"sourceIdentityType"}}},"AssumedRoleUser":{"type":"structure","required":["AssumedRoleId","Arn"],"members":{"AssumedRoleId":{"shape":"assumedRoleIdType"},"Arn":{"shape":"arnType"}}},"Credentials":{"type":"structure","required":["AccessKeyId","SecretAccessKey","SessionToken","Expiration"],"members":{"AccessKeyId":{"shape":"accessKeyIdType"},"SecretAccessKey":{"shape":"accessKeySecretType"},"SessionToken":{"shape":"tokenType"},"Expiration":{"shape":"dateType"}}},"ExpiredTokenException":{"type":"structure","members":{"message":{"shape":"expiredIdentityTokenMessage"}},"error":{"code":"ExpiredTokenException","status":400,"senderFault":true}},"GetCallerIdentityRequest":{"type":"structure","members":{}},"GetCallerIdentityResponse":{"type":"structure","members":{"UserId":{"shape":"userIdType"},"Account":{"shape":"accountType"},"Arn":{"shape":"arnType"}}},"GetSessionTokenRequest":{"type":"structure","members":{"DurationSeconds":{"shape":"durationSecondsType"},"SerialNumber":{"shape":"serialNumberType"},"TokenCode":{"shape":"tokenCodeType"}}},"GetSessionTokenResponse":{"type":"structure","members":{"Credentials":{"shape":"Credentials"}}},"MalformedPolicyDocumentException":{"type":"structure","members":{"message":{"shape":"malformedPolicyDocumentMessage"}},"error":{"code":"MalformedPolicyDocument","status":400,"senderFault":true}},"PackedPolicyTooLargeException":{"type":"structure","members":{"message":{"shape":"packedPolicyTooLargeMessage"}},"error":{"code":"PackedPolicyTooLarge","status":400,"senderFault":true}},"PolicyDescriptorType":{"type":"structure","members":{"arn":{"shape":"arnType"}}},"ProvidedContext":{"type":"structure","members":{"ProviderArn":{"shape":"arnType"},"ContextAssertion":{"shape":"contextAssertionType"}}},"ProvidedContextsListType":{"type":"list","min":1,"max":5,"member":{"shape":"ProvidedContext"}},"RegionDisabledException":{"type":"structure","members":{"message":{"shape":"regionDisabledMessage"}},"error":{"code":"RegionDisabledException","status":403,"senderFault":true}},"Tag":{"type":"structure","required":["Key","Value"],"members":{"Key":{"shape":"tagKeyType"},"Value":{"shape":"tagValueType"}}},"accessKeyIdType":{"type":"string","min":16,"max":128,"pattern":"[\\w]*"},"accessKeySecretType":{"type":"string","sensitive":true},"accountType":{"type":"string"},"arnType":{"type":"string","min":20,"max":2048,"pattern":"[\\u0009\\u000A\\u000D\\u0020-\\u007E\\u0085\\u00A0-\\uD7FF\\uE000-\\uFFFD\\u10000-\\u10FFFF]+"},"assumedRoleIdType":{"type":"string","min":2,"max":193,"pattern":"[\\w+=,.@:-]*"},"contextAssertionType":{"type":"string","min":4,"max":2048},"dateType":{"type":"timestamp"},"durationSecondsType":{"type":"integer","min":900,"max":129600},"expiredIdentityTokenMessage":{"type":"string"},"externalIdType":{"type":"string","min":2,"max":1224,"pattern":"[\\w+=,.@:\\/-]*"},"malformedPolicyDocumentMessage":{"type":"string"},"nonNegativeIntegerType":{"type":"integer","min":0},"packedPolicyTooLargeMessage":{"type":"string"},"policyDescriptorListType":{"type":"list","member":{"shape":"PolicyDescriptorType"}},"regionDisabledMessage":{"type":"string"},"roleDurationSecondsType":{"type":"integer","min":900,"max":43200},"roleSessionNameType":{"type":"string","min":2,"max":64,"pattern":"[\\w+=,.@-]*"},"serialNumberType":{"type":"string","min":9,"max":256,"pattern":"[\\w+=/:,.@-]*"},"sourceIdentityType":{"type":"string","min":2,"max":64,"pattern":"[\\w+=,.@-]*"},"tagKeyListType":{"type":"list","max":50,"member":{"shape":"tagKeyType"}},"tagKeyType":{"type":"string","min":1,"max":128,"pattern":"[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+"},"tagListType":{"type":"list","max":50,"member":{"shape":"Tag"}},"tagValueType":{"type":"string","min":0,"max":256,"pattern":"[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*"},"tokenCodeType":{"type":"string","min":6,"max":6,"pattern":"[\\d]*"},"tokenType":{"type":"string"},"unrestrictedSessionPolicyDocumentType":{"type":"string","min":1,"pattern":"[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+"},"userIdType":{"type":"string"}}}
"""####
}
