import AWSWire
import CloudWatchLogsModel
import Shapes
import Store

/// The errors of the service, in its words.
enum LogsErrors {
    static func invalid(_ message: String) -> AWSError {
        AWSError(LogsAPI.Fault.invalidParameterException, message)
    }

    static let noGroup = AWSError(
        LogsAPI.Fault.resourceNotFoundException, "The specified log group does not exist.")
    static let noStream = AWSError(
        LogsAPI.Fault.resourceNotFoundException, "The specified log stream does not exist.")
    static let noResource = AWSError(
        LogsAPI.Fault.resourceNotFoundException, "The specified resource does not exist.")
    static let groupExists = AWSError(
        LogsAPI.Fault.resourceAlreadyExistsException, "The specified log group already exists")
    static let streamExists = AWSError(
        LogsAPI.Fault.resourceAlreadyExistsException, "The specified log stream already exists")
    static let limitExceeded = AWSError(
        LogsAPI.Fault.limitExceededException, "Resource limit exceeded.")
    static let conflict = AWSError(
        LogsAPI.Fault.operationAbortedException,
        "Multiple concurrent requests to update the same resource were in conflict.")
    static let unavailable = AWSError(
        LogsAPI.Fault.serviceUnavailableException, "The service cannot complete the request.")
    static let badToken = invalid("The specified nextToken is invalid.")
    static let protected = AWSError(
        LogsAPI.Fault.validationException,
        "Log group cannot be deleted because deletion protection is enabled.")
    static let nameOrIdentifier = invalid(
        "Exactly one of logGroupName or logGroupIdentifier must be specified.")

    static func tooManyTags(_ arn: String, _ limit: Int) -> AWSError {
        AWSError(
            LogsAPI.Fault.tooManyTagsException,
            "A resource can have no more than \(limit) tags.",
            members: ["resourceName": .string(arn)])
    }

    /// The words in which the service refuses a value that breaks a constraint.
    static func constraint(_ value: String, _ member: String, _ rule: String) -> AWSError {
        invalid(
            "1 validation error detected: Value '\(value)' at '\(member)' failed to satisfy "
                + "constraint: \(rule)")
    }

    /// What an error from beneath the service answers as; nil for one that is not from there.
    static func translated(_ error: any Error) -> AWSError? {
        switch error {
        case let error as AWSError: error
        case let error as FilterPatternError: invalid(error.message)
        case let error as EventStorageError:
            switch error {
            case .removed: noStream
            case .limit: limitExceeded
            case .overloaded, .noSpace, .unavailable, .unreadable: unavailable
            }
        case let error as StoreError:
            switch error {
            case .invalid(.keyTooLarge): invalid("The name is too long.")
            default: unavailable
            }
        default: nil
        }
    }
}
