import Foundation
import Testing

/// How much is tried, and from which seed.
///
/// A run can be repeated with the seed that it names: `SKERRY_FUZZ_SEED=… swift test --filter Fuzz`.
/// `SKERRY_FUZZ_CASES` multiplies the number of cases.
enum FuzzRun {
    /// New at each run unless it is given. Said at once: a crash leaves no other trace.
    static let seed: UInt64 = {
        let seed = chosenSeed()
        FileHandle.standardError.write(Data("fuzz: SKERRY_FUZZ_SEED=\(seed)\n".utf8))
        return seed
    }()

    private static func chosenSeed() -> UInt64 {
        if let text = ProcessInfo.processInfo.environment["SKERRY_FUZZ_SEED"],
            let seed = UInt64(text)
        {
            return seed
        }
        var generator = SystemRandomNumberGenerator()
        return UInt64.random(in: 0..<1_000_000_000, using: &generator)
    }

    private static let factor =
        ProcessInfo.processInfo.environment["SKERRY_FUZZ_CASES"].flatMap(Int.init) ?? 1

    /// Whether each case is named before it is tried, to find the one that crashes.
    static let isTraced = ProcessInfo.processInfo.environment["SKERRY_FUZZ_TRACE"] != nil

    /// The dice of one kind of test.
    static func dice(_ subject: String) -> SeededDice {
        SeededDice(seed: subject.utf8.reduce(seed) { $0 &* 31 &+ UInt64($1) })
    }

    /// How many cases a test tries that usually tries `usual`.
    static func cases(_ usual: Int) -> Int { usual * factor }

    /// Names a case when a crash is hunted.
    static func trace(_ text: @autoclosure () -> String) {
        guard isTraced else { return }
        FileHandle.standardError.write(Data((text() + "\n").utf8))
    }

    /// Fails the test with all that is needed to see the case again.
    static func report(
        _ text: String, _ location: SourceLocation = #_sourceLocation
    ) {
        Issue.record("SKERRY_FUZZ_SEED=\(seed): \(text)", sourceLocation: location)
    }
}

/// Random numbers that a seed repeats (SplitMix64).
struct SeededDice: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func chance(_ probability: Double) -> Bool {
        Double.random(in: 0..<1, using: &self) < probability
    }

    mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }

    /// One of some; there must be one.
    mutating func pick<T>(_ choices: [T]) -> T { choices[number(0...(choices.count - 1))] }
}
