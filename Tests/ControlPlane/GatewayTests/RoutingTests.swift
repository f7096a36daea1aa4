import AWSWire
import Gateway
import Shapes
import Testing

@Suite struct RoutingTests {
    private let table = RoutingTable(Models.all)
    private let boats = 0, forms = 1, gauges = 2, paths = 3

    private func route(
        _ method: String, _ target: String, _ headers: HeaderList = [:], scope: String? = nil
    ) -> Route {
        table.route(
            RequestHead(method: method, target: target, headers: headers), signingService: scope)
    }

    private func json(_ target: String, scope: String? = nil) -> Route {
        route("POST", "/", ["X-Amz-Target": target], scope: scope)
    }

    @Test func targetHeader() {
        let sail = Route.operation(service: boats, .json, name: "Sail", labels: [:])
        #expect(json("Boats_2020.Sail") == sail)
        #expect(json("Boats_2020.Sail", scope: "boats") == sail)
        // The target wins; authentication then refuses the scope.
        #expect(json("Boats_2020.Sail", scope: "forms") == sail)
        #expect(
            json("GaugeService.Read")
                == .operation(service: gauges, .json, name: "Read", labels: [:]))
    }

    @Test func refusedOperationsAreKnown() {
        #expect(
            json("Boats_2020.Sink") == .operation(service: boats, .json, name: "Sink", labels: [:])
        )
    }

    @Test func unknownTargets() {
        #expect(
            json("Boats_2020.Fly") == .unknownOperation(service: boats, .json, name: "Fly"))
        #expect(
            json("Boats_2020.") == .unknownOperation(service: boats, .json, name: ""))
        for target in ["Ships.Sail", "Sail", "", "."] {
            #expect(json(target, scope: "boats") == .unknownService(.json), "\(target)")
        }
    }

    @Test func rpcPath() {
        let headers: HeaderList = ["smithy-protocol": "rpc-v2-cbor"]
        let read = Route.operation(service: gauges, .rpcV2CBOR, name: "Read", labels: [:])
        #expect(route("POST", "/service/GaugeService/operation/Read", headers) == read)
        #expect(route("POST", "/v1/service/GaugeService/operation/Read", headers) == read)
        #expect(
            route("POST", "/service/Renamed/operation/Read", headers, scope: "gauges") == read)
        #expect(
            route("POST", "/service/GaugeService/operation/Nope", headers)
                == .unknownOperation(service: gauges, .rpcV2CBOR, name: "Nope"))
        #expect(
            route("POST", "/service/Nope/operation/Read", headers) == .unknownService(.rpcV2CBOR))
    }

    @Test func actionInTheQueryString() {
        let fill = Route.operation(service: forms, .query, name: "Fill", labels: [:])
        #expect(route("GET", "/?Action=Fill&Version=2011-06-15", scope: "forms") == fill)
        #expect(route("GET", "/?Action=Fill&Version=2011-06-15") == fill)
        #expect(route("GET", "/?Action=Fill") == fill)
        #expect(
            route("GET", "/?Action=Nope", scope: "forms")
                == .unknownOperation(service: forms, .query, name: "Nope"))
        #expect(route("GET", "/?Action=Fill&Version=1999-01-01") == .unknownService(.query))
    }

    @Test func actionInTheBody() {
        let headers: HeaderList = [
            "content-type": "application/x-www-form-urlencoded; charset=utf-8"
        ]
        #expect(route("POST", "/", headers, scope: "forms") == .form(candidates: [forms]))
        #expect(route("POST", "/", headers) == .form(candidates: []))
        #expect(
            table.route(action: "Fill", version: nil, candidates: [forms])
                == .operation(service: forms, .query, name: "Fill", labels: [:]))
        #expect(
            table.route(action: "Tear", version: nil, candidates: [forms])
                == .operation(service: forms, .query, name: "Tear", labels: [:]))
        #expect(
            table.route(action: "Read", version: "2010-08-01", candidates: [])
                == .operation(service: gauges, .query, name: "Read", labels: [:]))
        // A service that speaks no forms.
        #expect(
            table.route(action: "Sail", version: nil, candidates: [boats])
                == .unknownService(.query))
    }

    @Test func pathsOfRESTServices() {
        let thing = Route.operation(
            service: paths, .restJSON, name: "GetThing", labels: ["name": "a b"])
        #expect(route("GET", "/things/a%20b", scope: "paths") == thing)
        #expect(route("GET", "/things/a%20b", ["host": "paths.us-east-1.cloud:1"]) == thing)
        #expect(
            route("PUT", "/things/a", scope: "paths")
                == .unknownOperation(service: paths, .restJSON, name: "PUT /things/a"))
        #expect(route("GET", "/things/a") == .unknownService(.json))
        #expect(route("GET", "/things/a", scope: "boats") == .unknownService(.json))
        #expect(route("GET", "/", scope: "nowhere") == .unknownService(.json))
    }

    /// Every operation of every model, by every protocol that its service speaks.
    @Test func everyOperationIsReached() {
        for (index, model) in Models.all.enumerated() {
            for name in model.operations.keys.sorted() + model.refusedOperations.sorted() {
                for wireProtocol in model.protocols where wireProtocol != .restJSON {
                    let found: Route
                    switch wireProtocol {
                    case .json: found = json("\(model.targetPrefix!).\(name)")
                    case .rpcV2CBOR:
                        found = route(
                            "POST", "/service/\(model.targetPrefix!)/operation/\(name)",
                            ["smithy-protocol": "rpc-v2-cbor"])
                    default:
                        found = route("POST", "/?Action=\(name)", scope: model.signingName)
                    }
                    #expect(
                        found
                            == .operation(
                                service: index, wireProtocol, name: name, labels: [:]))
                }
            }
        }
    }
}
