/// A table of the packet filter as a value: from two of them follows the transaction that turns the
/// one into the other. Pure.
package struct FilterTable: Sendable, Hashable {
    package var family = "ip"
    package var name: String
    package var chains: [String: Chain] = [:]
    package var sets: [String: ElementSet] = [:]

    package struct Chain: Sendable, Hashable {
        /// Hook, priority and policy of a base chain.
        package var hook: String?
        package var rules: [String]

        package init(hook: String? = nil, _ rules: [String]) {
            self.hook = hook
            self.rules = rules
        }
    }

    /// A set, or a map when its elements have values.
    package struct ElementSet: Sendable, Hashable {
        /// Such as `type ipv4_addr : verdict; flags interval`.
        package var type: String
        package var isMap: Bool
        /// Of a set, with empty values.
        package var elements: [String: String]

        package init(type: String, isMap: Bool = false, elements: [String: String] = [:]) {
            self.type = type
            self.isMap = isMap
            self.elements = elements
        }
    }

    package init(name: String) { self.name = name }

    /// Input of `nft -f -` that removes the table, whether it is there or not.
    package var removal: String { "table \(family) \(name) {\n}\ndelete table \(family) \(name)\n" }

    /// Input of `nft -f -` that puts the table in the place of whatever has its name.
    package var replacement: String {
        removal + "table \(family) \(name) {\n}\n" + changes(from: FilterTable(name: name))
    }

    /// Input of `nft -f -` that turns `old`, which is in force, into this table: one transaction, in
    /// which nothing that stays is touched. Empty when they are equal. A name keeps its type and its
    /// hook.
    package func changes(from old: FilterTable) -> String {
        var script = Script(table: "\(family) \(name)")
        // What is referred to comes before what refers to it.
        for (name, set) in sets.sorted(by: { $0.key < $1.key })
        where old.sets[name] == nil {
            script.add(set.isMap ? "map" : "set", name, set.type)
        }
        for (name, chain) in chains.sorted(by: { $0.key < $1.key }) where old.chains[name] == nil {
            script.add("chain", name, chain.hook)
        }
        for (name, chain) in old.chains.sorted(by: { $0.key < $1.key }) {
            guard chains[name]?.rules != chain.rules, !chain.rules.isEmpty else { continue }
            script.line("flush chain", name)
        }
        for (name, set) in old.sets.sorted(by: { $0.key < $1.key }) {
            let kept = sets[name]?.elements ?? [:]
            let gone = set.elements.filter { kept[$0.key] != $0.value }.keys
            script.elements("delete", name, gone.sorted())
        }
        for (name, chain) in chains.sorted(by: { $0.key < $1.key })
        where old.chains[name]?.rules != chain.rules {
            for rule in chain.rules { script.line("add rule", name, rule) }
        }
        for (name, set) in sets.sorted(by: { $0.key < $1.key }) {
            let known = old.sets[name]?.elements ?? [:]
            let new = set.elements.filter { known[$0.key] != $0.value }
                .map { $0.value.isEmpty ? $0.key : "\($0.key) : \($0.value)" }
            script.elements("add", name, new.sorted())
        }
        for name in old.chains.keys.sorted() where chains[name] == nil {
            script.line("delete chain", name)
        }
        for (name, set) in old.sets.sorted(by: { $0.key < $1.key }) where sets[name] == nil {
            script.line(set.isMap ? "delete map" : "delete set", name)
        }
        return script.text
    }
}

/// Commands of nft, one a line.
private struct Script {
    let table: String
    var text = ""

    init(table: String) { self.table = table }

    mutating func line(_ verb: String, _ name: String, _ rest: String = "") {
        text += "\(verb) \(table) \(name)\(rest.isEmpty ? "" : " " + rest)\n"
    }

    mutating func add(_ kind: String, _ name: String, _ body: String?) {
        line("add \(kind)", name, body.map { "{ \($0); }" } ?? "")
    }

    /// A thousand a line: nft reads lines of any length, people do not.
    mutating func elements(_ verb: String, _ name: String, _ elements: [String]) {
        var rest = elements[...]
        while !rest.isEmpty {
            let part = rest.prefix(1000)
            rest = rest.dropFirst(1000)
            line("\(verb) element", name, "{ \(part.joined(separator: ", ")) }")
        }
    }
}
