import AWSWire

/// The parameters of a query, decoded. The first of several with one name counts.
struct QueryParameters: Sendable, Hashable {
    private var values: [String: String] = [:]

    /// Reads what follows `?`; a query that is not UTF-8 has no parameters.
    init(_ query: String?) {
        for (name, value) in query.flatMap({ PercentEncoding.pairs($0) }) ?? []
        where values[name] == nil {
            values[name] = value
        }
    }

    subscript(_ name: String) -> String? { values[name] }
}
