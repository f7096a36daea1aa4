/// How bad a finding is, in ECR's words, the worst first.
package enum FindingSeverity: String, Sendable, Hashable, CaseIterable {
    case critical = "CRITICAL"
    case high = "HIGH"
    case medium = "MEDIUM"
    case low = "LOW"
    case informational = "INFORMATIONAL"
    case undefined = "UNDEFINED"

    /// What a distribution calls it; nil for words that judge nothing ("not yet assigned").
    init?(vendor text: String) {
        switch text.filter({ $0 != "*" }).lowercased().trimmed {
        case "critical": self = .critical
        case "high", "important": self = .high
        case "medium", "moderate": self = .medium
        case "low", "minor": self = .low
        case "negligible", "unimportant", "none", "informational": self = .informational
        default: return nil
        }
    }

    /// The rating of a score, by the tables of NVD.
    init(_ score: CVSSScore) {
        switch (score.version, score.tenths) {
        case (.three, 90...): self = .critical
        case (_, 70...): self = .high
        case (_, 40...): self = .medium
        case (.three, 0): self = .informational
        default: self = .low
        }
    }
}
