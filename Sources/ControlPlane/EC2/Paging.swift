import AWSWire
import EC2Core
import EC2Model

extension EC2Service {
    /// One page of items that stand in a stable order.
    ///
    /// - Parameters:
    ///   - items: All that the request selects, in the order of their names.
    ///   - purpose: The operation and all members that decide what is selected.
    /// - Throws: `InvalidParameterValue` for a token that is not ours or for another request, and for
    ///   a limit out of 1…`maximum`.
    func page<Item>(
        _ items: [Item], by name: (Item) -> String, token: String?, limit: Int?,
        maximum: Int = 1000, scope: EC2Scope, purpose: [String]
    ) throws(AWSError) -> (items: [Item], next: String?) {
        if let limit, !(1...maximum).contains(limit) {
            throw .invalidValue(
                "Value ( \(limit) ) for parameter maxResults is invalid. Expecting a value less than "
                    + "or equal to \(maximum).")
        }
        let parts = [scope.account, scope.region] + purpose
        let purpose = parts.map { "\($0.utf8.count):\($0)" }.joined()
        var rest = items[...]
        if let token, !token.isEmpty {
            guard let bytes = tokens.open(token, purpose: purpose) else {
                throw .ec2("InvalidNextToken", "The token '\(token.prefix(64))' is invalid")
            }
            let last = String(decoding: bytes, as: UTF8.self)
            rest = rest.drop { name($0) <= last }
        }
        // Who asks for no pages gets all at once, as from EC2.
        guard let limit = limit ?? (token == nil ? nil : maximum), rest.count > limit else {
            return (Array(rest), nil)
        }
        let page = Array(rest.prefix(limit))
        return (page, page.last.map { tokens.seal(Array(name($0).utf8), purpose: purpose) })
    }

    /// The resources that a request selects by ids and filters, a page of them.
    func select<R: EC2Resource>(
        _ type: R.Type, in state: Snapshot, ids: [String]?, filters: [EC2API.Filter]?,
        _ table: FilterTable<R>, token: String?, limit: Int?, operation: String
    ) throws(AWSError) -> (items: [R], next: String?) {
        let holds = try table.predicate(filters)
        let purpose =
            [operation] + (ids ?? [])
            + (filters ?? []).flatMap { [$0.name ?? ""] + ($0.values ?? []) }
        return try page(
            try state.all(type, named: ids).filter(holds), by: \.id, token: token, limit: limit,
            scope: state.scope, purpose: purpose)
    }
}
