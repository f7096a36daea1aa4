import AWSWire
import AutoScalingModel

extension AutoScalingService {
    /// One page of items that stand in a stable order.
    ///
    /// - Parameters:
    ///   - name: What the next page begins after; different for each item.
    ///   - purpose: The operation and all members that decide what is selected.
    func page<Item>(
        _ items: [Item], name: (Item) -> String, token: String?, limit: Int?, initial: Int = 50,
        maximum: Int = 100, _ scope: GroupScope, purpose: [String]
    ) throws(AWSError) -> (items: [Item], next: String?) {
        if let limit, !(1...maximum).contains(limit) {
            throw .validation(
                "1 validation error detected: Value '\(limit)' at 'maxRecords' failed to satisfy "
                    + "constraint: Member must have value \(limit < 1 ? "greater" : "less") than or "
                    + "equal to \(limit < 1 ? 1 : maximum)")
        }
        let parts = [scope.account, scope.region] + purpose
        let purpose = parts.map { "\($0.utf8.count):\($0)" }.joined()
        var rest = items[...]
        if let token, !token.isEmpty {
            guard let bytes = tokens.open(token, purpose: purpose) else {
                throw .fault(.invalidNextToken, "The token '\(token.prefix(64))' is invalid.")
            }
            let last = String(decoding: bytes, as: UTF8.self)
            // What the last page ended with may be gone: then the order of names leads on.
            if let index = items.firstIndex(where: { name($0) == last }) {
                rest = items[(index + 1)...]
            } else {
                rest = items.drop { name($0) <= last }
            }
        }
        let page = Array(rest.prefix(limit ?? initial))
        guard page.count < rest.count, let last = page.last else { return (page, nil) }
        return (page, tokens.seal(Array(name(last).utf8), purpose: purpose))
    }
}
