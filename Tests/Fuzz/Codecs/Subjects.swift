import AWSWire
import AutoScalingModel
import CloudWatchLogsModel
import EC2Model
import ECRModel
import ECSModel
import STSModel
import Shapes
import Testing

/// A service in one protocol, whether the service speaks it or not: codecs walk any model.
struct Subject: Sendable, CustomTestStringConvertible {
    let model: ServiceModel
    let wireProtocol: WireProtocol

    var testDescription: String { "\(model.serviceID) in \(wireProtocol.rawValue)" }

    var codec: Codec { Codec(model: model, wireProtocol: wireProtocol) }

    /// Operations in an order that a seed can repeat.
    var operations: [OperationModel] {
        model.operations.values.sorted { $0.name < $1.name }
    }

    /// Forms and headers have no way to write what is empty.
    var hasEmpties: Bool { wireProtocol == .json || wireProtocol == .rpcV2CBOR }

    static let services = [STSAPI.model, ECRAPI.model, ECSAPI.model, LogsAPI.model]

    static let all: [Subject] =
        services.flatMap { model in
            [WireProtocol.json, .query, .ec2, .rpcV2CBOR].map {
                Subject(model: model, wireProtocol: $0)
            }
        } + [
            Subject(model: places, wireProtocol: .restJSON),
            // Their members have other names in the protocols that they do not speak.
            Subject(model: EC2API.model, wireProtocol: .ec2),
            Subject(model: AutoScalingAPI.model, wireProtocol: .query),
        ]

    /// A service by paths, with a member in every place where REST-JSON may put one.
    static let places = try! ServiceModel(
        json: """
            {"serviceId":"Places","signingName":"places","apiVersion":"2017-11-01",
            "protocols":["rest-json"],"refused":[],"operations":{
            "PutThing":{"method":"PUT","uri":"/rooms/{room}/things/{key+}?kind=thing",
            "input":"PutThing","output":"Report"},
            "Upload":{"method":"POST","uri":"/rooms/{room}/upload","input":"Upload"},
            "Describe":{"method":"GET","uri":"/rooms/{room}","input":"Describe"}},
            "shapes":{"Text":{"type":"string"},"Word":{"type":"string","pattern":"[a-z0-9]+",
            "min":1,"max":8},"Count":{"type":"integer","min":0,"max":1000},
            "Big":{"type":"long"},"Flag":{"type":"boolean"},"Ratio":{"type":"double"},
            "Time":{"type":"timestamp"},"Bytes":{"type":"blob"},
            "Words":{"type":"list","member":{"shape":"Word"}},
            "Counts":{"type":"map","key":{"shape":"Word"},"value":{"shape":"Count"}},
            "Tags":{"type":"map","key":{"shape":"Word"},"value":{"shape":"Word"}},
            "Part":{"type":"structure","required":["name"],"members":{"name":{"shape":"Text"},
            "when":{"shape":"Time"},"size":{"shape":"Big"},"ratio":{"shape":"Ratio"},
            "content":{"shape":"Bytes"},"counts":{"shape":"Counts"},"parts":{"shape":"Parts"}}},
            "Parts":{"type":"list","member":{"shape":"Part"},"max":4},
            "PutThing":{"type":"structure","required":["room","key"],"members":{
            "room":{"shape":"Word","location":"uri","locationName":"room"},
            "key":{"shape":"Word","location":"uri","locationName":"key"},
            "words":{"shape":"Words","location":"querystring","locationName":"w"},
            "since":{"shape":"Time","location":"querystring","locationName":"since"},
            "count":{"shape":"Count","location":"header","locationName":"X-Count"},
            "flag":{"shape":"Flag","location":"header","locationName":"X-Flag"},
            "when":{"shape":"Time","location":"header","locationName":"X-When"},
            "part":{"shape":"Part"},"parts":{"shape":"Parts"}}},
            "Upload":{"type":"structure","required":["room"],"payload":"content","members":{
            "room":{"shape":"Word","location":"uri","locationName":"room"},
            "content":{"shape":"Bytes"},
            "tags":{"shape":"Tags","location":"headers","locationName":"x-tag-"}}},
            "Describe":{"type":"structure","required":["room"],"members":{
            "room":{"shape":"Word","location":"uri","locationName":"room"},
            "limit":{"shape":"Count","location":"querystring","locationName":"limit"}}},
            "Report":{"type":"structure","members":{"part":{"shape":"Part"},
            "count":{"shape":"Count","location":"header","locationName":"X-Count"}}}}}
            """)
}
