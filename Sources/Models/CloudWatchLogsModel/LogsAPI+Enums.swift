// Generated from Models/aws/logs.json by `make models`; do not edit.
// swift-format-ignore-file

import Shapes

extension LogsAPI {
    /// `DataProtectionStatus` of the model.
    package enum DataProtectionStatus: String, ShapeEnum, CaseIterable {
        case activated = "ACTIVATED"
        case deleted = "DELETED"
        case archived = "ARCHIVED"
        case disabled = "DISABLED"
    }
    /// `EntityRejectionErrorType` of the model.
    package enum EntityRejectionErrorType: String, ShapeEnum, CaseIterable {
        case invalidEntity = "InvalidEntity"
        case invalidTypeValue = "InvalidTypeValue"
        case invalidKeyAttributes = "InvalidKeyAttributes"
        case invalidAttributes = "InvalidAttributes"
        case entitySizeTooLarge = "EntitySizeTooLarge"
        case unsupportedLogGroupType = "UnsupportedLogGroupType"
        case missingRequiredFields = "MissingRequiredFields"
    }
    /// `InheritedProperty` of the model.
    package enum InheritedProperty: String, ShapeEnum, CaseIterable {
        case accountDataProtection = "ACCOUNT_DATA_PROTECTION"
    }
    /// `LogGroupClass` of the model.
    package enum LogGroupClass: String, ShapeEnum, CaseIterable {
        case standard = "STANDARD"
        case infrequentAccess = "INFREQUENT_ACCESS"
        case delivery = "DELIVERY"
    }
    /// `OrderBy` of the model.
    package enum OrderBy: String, ShapeEnum, CaseIterable {
        case logStreamName = "LogStreamName"
        case lastEventTime = "LastEventTime"
    }
}
