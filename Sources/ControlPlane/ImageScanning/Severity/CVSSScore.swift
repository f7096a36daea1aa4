/// A base score of the Common Vulnerability Scoring System, computed from its vector by FIRST's
/// equations (CVSS 2.0 §3.2.1, CVSS 3.1 §7.1).
package struct CVSSScore: Sendable, Hashable {
    package enum Version: Int, Sendable, Hashable {
        case two = 2
        case three = 3
    }

    package var version: Version
    /// As it was given.
    package var vector: String
    /// 0 to 100.
    package var tenths: Int

    /// Reads a vector of version 2, 3.0 or 3.1; nil when it is another or lacks a base metric.
    package init?(vector: String) {
        let parts = vector.split(separator: "/").map { $0.split(separator: ":") }
        var metrics: [Substring: Substring] = [:]
        for part in parts {
            guard part.count == 2, metrics.updateValue(part[1], forKey: part[0]) == nil else {
                return nil
            }
        }
        self.vector = vector
        switch metrics["CVSS"] {
        case "3.0", "3.1":
            guard let score = Self.three(metrics) else { return nil }
            version = .three
            tenths = score
        case nil, "2.0":
            guard let score = Self.two(metrics) else { return nil }
            version = .two
            tenths = score
        default: return nil
        }
    }

    /// Such as `9.8` or `5`.
    package var text: String {
        tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
    }

    private static func weight(_ value: Substring?, _ weights: [Substring: Double]) -> Double? {
        value.flatMap { weights[$0] }
    }

    private static func three(_ metrics: [Substring: Substring]) -> Int? {
        let impacts: [Substring: Double] = ["H": 0.56, "L": 0.22, "N": 0]
        guard let scope = metrics["S"], scope == "C" || scope == "U" else { return nil }
        let isChanged = scope == "C"
        guard
            let vector = weight(metrics["AV"], ["N": 0.85, "A": 0.62, "L": 0.55, "P": 0.2]),
            let complexity = weight(metrics["AC"], ["L": 0.77, "H": 0.44]),
            let privileges = weight(
                metrics["PR"],
                isChanged ? ["N": 0.85, "L": 0.68, "H": 0.5] : ["N": 0.85, "L": 0.62, "H": 0.27]),
            let interaction = weight(metrics["UI"], ["N": 0.85, "R": 0.62]),
            let confidentiality = weight(metrics["C"], impacts),
            let integrity = weight(metrics["I"], impacts),
            let availability = weight(metrics["A"], impacts)
        else { return nil }
        let base = 1 - (1 - confidentiality) * (1 - integrity) * (1 - availability)
        let impact =
            isChanged ? 7.52 * (base - 0.029) - 3.25 * power(base - 0.02, 15) : 6.42 * base
        if impact <= 0 { return 0 }
        let exploitability = 8.22 * vector * complexity * privileges * interaction
        let sum = impact + exploitability
        return roundedUp(min(isChanged ? 1.08 * sum : sum, 10))
    }

    /// To the next tenth above, as CVSS 3.1's appendix A does it to be the same on all machines.
    private static func roundedUp(_ value: Double) -> Int {
        let whole = Int((value * 100_000).rounded())
        return whole % 10_000 == 0 ? whole / 10_000 : whole / 10_000 + 1
    }

    private static func power(_ base: Double, _ exponent: Int) -> Double {
        (0..<exponent).reduce(1) { product, _ in product * base }
    }

    private static func two(_ metrics: [Substring: Substring]) -> Int? {
        let impacts: [Substring: Double] = ["N": 0, "P": 0.275, "C": 0.660]
        guard
            let vector = weight(metrics["AV"], ["L": 0.395, "A": 0.646, "N": 1]),
            let complexity = weight(metrics["AC"], ["H": 0.35, "M": 0.61, "L": 0.71]),
            let authentication = weight(metrics["Au"], ["M": 0.45, "S": 0.56, "N": 0.704]),
            let confidentiality = weight(metrics["C"], impacts),
            let integrity = weight(metrics["I"], impacts),
            let availability = weight(metrics["A"], impacts)
        else { return nil }
        let impact = 10.41 * (1 - (1 - confidentiality) * (1 - integrity) * (1 - availability))
        let exploitability = 20 * vector * complexity * authentication
        let factor = impact == 0 ? 0 : 1.176
        let score = (0.6 * impact + 0.4 * exploitability - 1.5) * factor
        return Int((max(score, 0) * 10).rounded())
    }
}
