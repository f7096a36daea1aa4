/// When the events of a group expire.
enum RetentionPolicy {
    /// The numbers of days that the service allows.
    static let allowedDays = [
        1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557,
        2922, 3288, 3653,
    ]

    /// What groups of the delivery class have, which no one can set.
    static let deliveryDays = 2

    static let millisecondsPerDay: Int64 = 86_400_000

    /// The time before which events of a group are expired; nil when they never are.
    static func cutoff(days: Int?, now: Int64) -> Int64? {
        guard let days else { return nil }
        return now - Int64(days) * millisecondsPerDay
    }
}
