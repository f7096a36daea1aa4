package import AWSWire
package import Shapes

/// Where a request goes.
package enum Route: Sendable, Hashable {
    /// An operation of service number `service`.
    case operation(service: Int, WireProtocol, name: String, labels: [String: String])
    /// A Query or EC2 request whose action is in the body; `candidates` are the services that the
    /// signature or the host name may mean.
    case form(candidates: [Int])
    /// A service that was found, and an operation that it does not have.
    case unknownOperation(service: Int, WireProtocol, name: String)
    /// No service.
    case unknownService(WireProtocol)
}

/// Decides which service, protocol and operation a request is for. Pure: built once from the models.
package struct RoutingTable: Sendable {
    private let models: [ServiceModel]
    private let byTarget: [String: Int]
    private let bySigningName: [String: [Int]]
    private let routers: [Int: RESTRouter]

    /// Indexes the models; routes name them by their position.
    package init(_ models: [ServiceModel]) {
        self.models = models
        var byTarget: [String: Int] = [:]
        var bySigningName: [String: [Int]] = [:]
        for (index, model) in models.enumerated() {
            if let prefix = model.targetPrefix { byTarget[prefix] = index }
            bySigningName[model.signingName, default: []].append(index)
        }
        self.byTarget = byTarget
        self.bySigningName = bySigningName
        routers = Dictionary(
            uniqueKeysWithValues: models.indices
                .filter { models[$0].protocols.contains(.restJSON) }
                .map { ($0, RESTRouter(models[$0])) })
    }

    /// The route of a request. What names the operation most directly wins: the target header, the
    /// RPC path, the query string's action, then the service alone (signing scope, host name) with
    /// the operation in path or body.
    ///
    /// - Parameter signingService: the service of the credential scope; nil for unsigned requests.
    package func route(_ head: RequestHead, signingService: String?) -> Route {
        let candidates = candidates(head, signingService)
        switch RequestForm(head) {
        case .json(_, let prefix, let operation):
            guard let index = byTarget[prefix] else { return .unknownService(.json) }
            return rpc(index, .json, operation)
        case .cbor(let service, let operation):
            // The path names the service's shape, which is the target prefix of older protocols.
            let speakers = candidates.filter { models[$0].protocols.contains(.rpcV2CBOR) }
            guard let index = byTarget[service] ?? speakers.first else {
                return .unknownService(.rpcV2CBOR)
            }
            return rpc(index, .rpcV2CBOR, operation)
        case .query:
            if let action = RequestForm.action(of: head, body: []) {
                return route(
                    action: action.name, version: action.version, candidates: candidates)
            }
            return .form(candidates: candidates)
        case .rest:
            guard let index = candidates.first(where: { models[$0].protocols.contains(.restJSON) })
            else {
                return .unknownService(candidates.first.map { models[$0].protocols[0] } ?? .json)
            }
            return route(rest: index, head)
        }
    }

    /// The route of a form request once its action is known.
    package func route(action: String, version: String?, candidates: [Int]) -> Route {
        let speakers = candidates.filter { formProtocol(of: $0) != nil }
        for index in speakers where has(index, action) {
            return rpc(index, formProtocol(of: index)!, action)
        }
        if let index = speakers.first { return rpc(index, formProtocol(of: index)!, action) }
        // Unsigned calls name no service; their action and version do.
        for index in models.indices where has(index, action) {
            guard let form = formProtocol(of: index) else { continue }
            if version == nil || version == models[index].apiVersion {
                return rpc(index, form, action)
            }
        }
        return .unknownService(.query)
    }

    // MARK: By what names the operation

    private func rpc(_ index: Int, _ wireProtocol: WireProtocol, _ name: String) -> Route {
        has(index, name)
            ? .operation(service: index, wireProtocol, name: name, labels: [:])
            : .unknownOperation(service: index, wireProtocol, name: name)
    }

    private func route(rest index: Int, _ head: RequestHead) -> Route {
        guard let match = routers[index]?.match(head) else {
            return .unknownOperation(
                service: index, .restJSON, name: "\(head.method) \(head.path)")
        }
        return .operation(
            service: index, .restJSON, name: match.operation.name, labels: match.labels)
    }

    // MARK: Parts

    /// Services that the signature or the host name may mean.
    private func candidates(_ head: RequestHead, _ signingService: String?) -> [Int] {
        if let signingService { return bySigningName[signingService] ?? [] }
        for label in (head.headers["host"] ?? "").split(whereSeparator: { $0 == "." || $0 == ":" })
        {
            if let found = bySigningName[String(label)] { return found }
        }
        return []
    }

    private func has(_ index: Int, _ operation: String) -> Bool {
        models[index].operations[operation] != nil
            || models[index].refusedOperations.contains(operation)
    }

    private func formProtocol(of index: Int) -> WireProtocol? {
        models[index].protocols.first { $0 == .query || $0 == .ec2 }
    }
}
