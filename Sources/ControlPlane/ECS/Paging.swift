import AWSWire
import ECSCore
import ECSModel

extension ECSService {
    /// One page of names that stand in a stable order.
    ///
    /// - Parameters:
    ///   - items: All that the request selects, in the order of their names.
    ///   - purpose: The operation and all members that decide what is selected.
    /// - Throws: `InvalidParameterException` for a token that is not ours or for another request.
    func page<Item>(
        _ items: [Item], name: (Item) -> String, token: String?, limit: Int?, maximum: Int = 100,
        descending: Bool = false, scope: Scope, purpose: [String?]
    ) throws(AWSError) -> (items: [Item], next: String?) {
        try page(
            after: { last in
                guard let last else { return items[...] }
                return items.drop { descending ? name($0) >= last : name($0) <= last }
            }, name: name, token: token, limit: limit, maximum: maximum, scope: scope,
            purpose: purpose)
    }

    /// One page of a sequence that can begin anywhere: no more of it is looked at than the page
    /// needs.
    ///
    /// - Parameter items: What the request selects, in the order of names, after a name (nil: all).
    func page<Items: Sequence>(
        after items: (String?) -> Items, name: (Items.Element) -> String, token: String?,
        limit: Int?, maximum: Int = 100, scope: Scope, purpose: [String?]
    ) throws(AWSError) -> (items: [Items.Element], next: String?) {
        if let limit, !(1...maximum).contains(limit) {
            throw .parameter("maxResults must be between 1 and \(maximum).")
        }
        let parts = [scope.account, scope.region] + purpose.map { $0 ?? "" }
        let purpose = parts.map { "\($0.utf8.count):\($0)" }.joined()
        var last: String?
        if let token, !token.isEmpty {
            guard let bytes = tokens.open(token, purpose: purpose) else {
                throw .parameter("Invalid token.")
            }
            last = String(decoding: bytes, as: UTF8.self)
        }
        let size = limit ?? maximum
        var page = Array(items(last).prefix(size + 1))
        guard page.count > size else { return (page, nil) }
        page.removeLast()
        return (page, page.last.map { tokens.seal(Array(name($0).utf8), purpose: purpose) })
    }
}
