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
        if let limit, !(1...maximum).contains(limit) {
            throw .parameter("maxResults must be between 1 and \(maximum).")
        }
        let parts = [scope.account, scope.region] + purpose.map { $0 ?? "" }
        let purpose = parts.map { "\($0.utf8.count):\($0)" }.joined()
        var rest = items[...]
        if let token, !token.isEmpty {
            guard let bytes = tokens.open(token, purpose: purpose) else {
                throw .parameter("Invalid token.")
            }
            let last = String(decoding: bytes, as: UTF8.self)
            rest = rest.drop { descending ? name($0) >= last : name($0) <= last }
        }
        let page = Array(rest.prefix(limit ?? maximum))
        guard page.count < rest.count, let last = page.last else { return (page, nil) }
        return (page, tokens.seal(Array(name(last).utf8), purpose: purpose))
    }
}
