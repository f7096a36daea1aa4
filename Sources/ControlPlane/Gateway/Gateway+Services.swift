import AWSWire
import HTTPTypes
import Logging
import NIOCore
import Shapes
import WebServer

extension Gateway {
    /// Takes a request through routing, authentication, decoding, validation, handler and encoding.
    func respondAsService(_ call: Call) async -> Outcome {
        let signed: SignedRequest?
        do {
            signed = try readSignature(call.head)
        } catch {
            let route = routes.route(call.head, signingService: nil)
            return refuse(call, route, error.error(in: wireProtocol(of: route)), nil)
        }
        var route = routes.route(call.head, signingService: signed?.scope.service)
        var context: RequestContext?
        do {
            if isUnknown(route) { throw notFound(route) }
            // Before the body: a stranger is not worth reading megabytes from.
            let caller = try await identify(call, signed)
            let body = try await readBody(call, limit: bodyLimit(route))
            if case .form(let candidates) = route {
                route = try self.route(form: call.head, body, candidates)
            }
            guard case .operation(let index, let wireProtocol, let name, let labels) = route else {
                throw notFound(route)
            }
            let model = services[index].model
            let verified = try verify(
                call, caller, signed, service: model.signingName, payloadHash: SigV4.hash(body))
            context = verified
            guard let operation = model.operations[name] else {
                throw notImplemented(model, name, wireProtocol)
            }
            let response = try await perform(
                call, operation, index, wireProtocol, labels, body, verified)
            return Outcome(
                service: model.signingName, operation: name, context: verified, response: response)
        } catch let failure as SigV4.Failure {
            return refuse(call, route, failure.error(in: wireProtocol(of: route)), context)
        } catch {
            return refuse(call, route, unexpected(error, call), context)
        }
    }

    private func isUnknown(_ route: Route) -> Bool {
        switch route {
        case .unknownOperation, .unknownService: true
        case .operation, .form: false
        }
    }

    private func route(
        form head: RequestHead, _ body: [UInt8], _ candidates: [Int]
    ) throws(AWSError) -> Route {
        guard let action = RequestForm.action(of: head, body: body) else {
            throw AWSError(
                code: "MissingAction", message: "The request must contain the parameter Action.")
        }
        return routes.route(
            action: action.name, version: action.version, candidates: candidates)
    }

    // MARK: The call itself

    private func perform(
        _ call: Call, _ operation: OperationModel, _ index: Int, _ wireProtocol: WireProtocol,
        _ labels: [String: String], _ body: [UInt8], _ context: RequestContext
    ) async throws -> WebResponse {
        let codec = codecs[index, wireProtocol]
        let input = try codec.decodeRequest(
            operation, head: call.head, labels: labels, body: body)
        try Validation.check(input, operation: operation, model: codec.model)
        if let stream = services[index].streams[operation.name] {
            let output = try await withDeadline { try await stream(input, context) }
            return eventStream(output, operation, codec, call)
        }
        guard let handler = services[index].handlers[operation.name] else {
            throw notImplemented(codec.model, operation.name, wireProtocol)
        }
        let output = try await withDeadline { try await handler(input, context) }
        return WebResponse(
            codec.encodeResponse(operation, output, requestID: call.requestID))
    }

    /// Runs a handler no longer than the deadline allows; a late one is cancelled.
    private func withDeadline<Result: Sendable>(
        _ body: @escaping @Sendable () async throws -> Result
    ) async throws -> Result {
        try await withThrowingTaskGroup(of: Result?.self) { group in
            group.addTask { try await body() }
            group.addTask {
                try await Task.sleep(for: options.handlerDeadline)
                return nil
            }
            defer { group.cancelAll() }
            guard let first = try await group.next(), let result = first else {
                throw AWSError(
                    code: "ServiceUnavailable",
                    message: "The request took longer than \(options.handlerDeadline).",
                    status: 503)
            }
            return result
        }
    }

    private func eventStream(
        _ output: EventStreamOutput, _ operation: OperationModel, _ codec: Codec, _ call: Call
    ) -> WebResponse {
        let encoder = EventStreamEncoder(codec: codec, operation: operation)
        return WebResponse(
            headers: [
                .contentType: "application/vnd.amazon.eventstream",
                HTTPField.Name("x-amzn-RequestId")!: call.requestID,
            ],
            body: .stream(length: nil) { writer in
                try await writer.write(ByteBuffer(bytes: encoder.initialResponse()))
                do {
                    for try await event in output.events {
                        try await writer.write(ByteBuffer(bytes: encoder.encode(event)))
                    }
                } catch let error as AWSError {
                    try await writer.write(ByteBuffer(bytes: encoder.encode(error)))
                }
            })
    }

    // MARK: Body

    private func bodyLimit(_ route: Route) -> Int {
        switch route {
        case .operation(let index, _, _, _), .unknownOperation(let index, _, _):
            services[index].bodyLimit
        case .form(let candidates): candidates.map { services[$0].bodyLimit }.max() ?? 1 << 20
        case .unknownService: 1 << 20
        }
    }

    /// The whole body.
    func readBody(_ call: Call, limit: Int) async throws -> [UInt8] {
        if let encoding = call.head.headers["content-encoding"], !encoding.isEmpty,
            encoding.lowercased() != "identity"
        {
            throw AWSError(
                code: "UnsupportedMediaTypeException",
                message: "The content encoding '\(encoding)' is not supported.", status: 415)
        }
        do {
            let buffer = try await call.request.body.collect(upTo: limit)
            return Array(buffer.readableBytesView)
        } catch RequestBody.Failed.tooLarge(let limit) {
            throw AWSError(
                code: "RequestEntityTooLargeException",
                message: "Request size exceeds the limit of \(limit) bytes.", status: 413)
        } catch RequestBody.Failed.timedOut {
            throw AWSError(
                code: "RequestTimeoutException",
                message: "The request body was not received in time.", status: 408)
        } catch RequestBody.Failed.truncated {
            throw AWSError(
                code: "IncompleteBody",
                message: "You did not provide the number of bytes specified by Content-Length.")
        }
    }

    // MARK: Errors

    private func wireProtocol(of route: Route) -> WireProtocol {
        switch route {
        case .operation(_, let wireProtocol, _, _), .unknownOperation(_, let wireProtocol, _),
            .unknownService(let wireProtocol):
            wireProtocol
        case .form: .query
        }
    }

    private func refuse(
        _ call: Call, _ route: Route, _ error: AWSError, _ context: RequestContext?
    ) -> Outcome {
        let response: WireResponse
        var outcome = Outcome(
            service: "unknown", operation: "unknown", context: context, errorCode: error.code,
            response: WebResponse())
        switch route {
        case .operation(let index, let wireProtocol, let name, _):
            response = codecs[index, wireProtocol].encodeError(error, requestID: call.requestID)
            outcome.service = services[index].model.signingName
            outcome.operation = name
        case .unknownOperation(let index, let wireProtocol, _):
            response = codecs[index, wireProtocol].encodeError(error, requestID: call.requestID)
            outcome.service = services[index].model.signingName
        case .form:
            response = Codec.encodeError(error, in: .query, requestID: call.requestID)
        case .unknownService(let wireProtocol):
            response = Codec.encodeError(error, in: wireProtocol, requestID: call.requestID)
        }
        outcome.response = WebResponse(response)
        return outcome
    }

    private func notFound(_ route: Route) -> AWSError {
        switch route {
        case .unknownOperation(_, .query, let name), .unknownOperation(_, .ec2, let name):
            AWSError(
                code: "InvalidAction",
                message: "The action \(name) is not valid for this web service.")
        case .unknownOperation(let index, _, let name):
            AWSError(
                code: "UnknownOperationException",
                message: "\(services[index].model.serviceID) has no operation \(name).",
                status: 404)
        default:
            AWSError(
                code: "UnknownOperationException",
                message: "No service here answers this request; see docs/coverage.md.", status: 404)
        }
    }

    private func notImplemented(
        _ model: ServiceModel, _ name: String, _ wireProtocol: WireProtocol
    ) -> AWSError {
        let isForm = wireProtocol == .query || wireProtocol == .ec2
        return AWSError(
            code: isForm ? "UnsupportedOperation" : "UnsupportedOperationException",
            message: "Skerry does not implement \(model.serviceID) \(name).")
    }

    /// What a caller sees of an error that no handler meant for it: nothing of our insides.
    private func unexpected(_ error: any Error, _ call: Call) -> AWSError {
        if let error = error as? AWSError { return error }
        if error is CancellationError {
            // The client has gone; nobody reads this.
            return AWSError(code: "RequestCanceled", message: "The client has gone.", status: 500)
        }
        logger.error(
            "handler failed",
            metadata: [
                "request.id": .string(call.requestID), "error": .string(String(describing: error)),
            ])
        return AWSError(
            code: "InternalFailure",
            message: "The request processing has failed because of an unknown error.", status: 500)
    }
}

extension WebResponse {
    /// The response of a codec.
    init(_ wire: WireResponse) {
        var headers = HTTPFields()
        for field in wire.headers.fields {
            if let name = HTTPField.Name(field.name) {
                headers.append(HTTPField(name: name, value: field.value))
            }
        }
        self.init(
            status: .init(code: wire.status), headers: headers,
            body: wire.body.isEmpty ? .empty : .bytes(ByteBuffer(bytes: wire.body)))
    }
}
