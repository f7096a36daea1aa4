import Shapes

/// A type of instance: what a machine of it has.
package struct InstanceTypeEntry: Sendable, Hashable {
    /// As EC2 names it, such as `t3.micro`.
    package var name: String
    package var vcpus: Int
    package var memoryMiB: Int
    /// EC2's words, such as `Up to 5 Gigabit`.
    package var network: String
    package var interfaces: Int
    package var addressesPerInterface: Int
    /// `x86_64` or `arm64`.
    package var architecture: String
    package var isBurstable: Bool
    package var isCurrent: Bool
    /// False for types older than the Nitro system, which ran on Xen.
    package var isNitro: Bool
    package var manufacturer: String
    package var clockGHz: Double
    package var threadsPerCore: Int

    /// The family, such as `t3`.
    package var family: String { String(name.prefix { $0 != "." }) }
    /// 1024 a virtual CPU.
    package var cpuUnits: Int { vcpus * 1024 }
}

/// The types of instances that there are: the common general, computing and memory families, with the
/// sizes that AWS publishes for them. Machines with graphics or local disks are not made.
package enum InstanceTypeTable {
    /// All types, in the order of their names.
    package static let all: [InstanceTypeEntry] = families.flatMap(\.entries)
        .sorted { $0.name < $1.name }

    private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })

    /// The type of a name; nil when there is none.
    package static func entry(_ name: String) -> InstanceTypeEntry? { byName[name] }

    // MARK: Families

    private struct Size {
        var name: String
        var vcpus: Int
        var memoryMiB: Int
        var network: String
        var interfaces: Int
        var addresses: Int
    }

    private struct Family {
        var name: String
        var architecture = "x86_64"
        var manufacturer = "Intel"
        var clockGHz: Double
        var isBurstable = false
        var isCurrent = true
        var isNitro = true
        var threadsPerCore = 2
        var sizes: [Size]

        var entries: [InstanceTypeEntry] {
            sizes.map { size in
                InstanceTypeEntry(
                    name: "\(name).\(size.name)", vcpus: size.vcpus, memoryMiB: size.memoryMiB,
                    network: size.network, interfaces: size.interfaces,
                    addressesPerInterface: size.addresses, architecture: architecture,
                    isBurstable: isBurstable, isCurrent: isCurrent, isNitro: isNitro,
                    manufacturer: manufacturer, clockGHz: clockGHz,
                    threadsPerCore: size.vcpus > 1 ? threadsPerCore : 1)
            }
        }
    }

    /// Sizes of the burstable families from the third generation on.
    private static let burstable: [Size] = [
        ("nano", 2, 512, 2, 2), ("micro", 2, 1024, 2, 2), ("small", 2, 2048, 3, 4),
        ("medium", 2, 4096, 3, 6), ("large", 2, 8192, 3, 12), ("xlarge", 4, 16384, 4, 15),
        ("2xlarge", 8, 32768, 4, 15),
    ].map {
        Size(
            name: $0.0, vcpus: $0.1, memoryMiB: $0.2, network: "Up to 5 Gigabit",
            interfaces: $0.3, addresses: $0.4)
    }

    private static let oldBurstable: [Size] = [
        ("nano", 1, 512, "Low to Moderate", 2, 2), ("micro", 1, 1024, "Low to Moderate", 2, 2),
        ("small", 1, 2048, "Low to Moderate", 3, 4), ("medium", 2, 4096, "Low to Moderate", 3, 6),
        ("large", 2, 8192, "Low to Moderate", 3, 12), ("xlarge", 4, 16384, "Moderate", 3, 15),
        ("2xlarge", 8, 32768, "Moderate", 3, 15),
    ].map {
        Size(
            name: $0.0, vcpus: $0.1, memoryMiB: $0.2, network: $0.3, interfaces: $0.4,
            addresses: $0.5)
    }

    /// Sizes with a fixed share of memory a virtual CPU.
    ///
    /// - Parameters:
    ///   - names: Of ``fixed``, those that the family has.
    ///   - words: The network's words by size; the rest has `others`.
    private static func sizes(
        _ names: [String], gibPerCPU: Int, words: [String: String], others: String
    ) -> [Size] {
        names.compactMap { name in
            guard let found = fixed.first(where: { $0.0 == name }) else { return nil }
            return Size(
                name: name, vcpus: found.1, memoryMiB: found.1 * gibPerCPU * 1024,
                network: words[name] ?? others, interfaces: found.2, addresses: found.3)
        }
    }

    /// Size, virtual CPUs, interfaces, addresses an interface.
    private static let fixed: [(String, Int, Int, Int)] = [
        ("medium", 1, 2, 4), ("large", 2, 3, 10), ("xlarge", 4, 4, 15), ("2xlarge", 8, 4, 15),
        ("4xlarge", 16, 8, 30), ("8xlarge", 32, 8, 30), ("9xlarge", 36, 8, 30),
        ("12xlarge", 48, 8, 30), ("16xlarge", 64, 15, 50), ("18xlarge", 72, 15, 50),
        ("24xlarge", 96, 15, 50), ("32xlarge", 128, 15, 50), ("48xlarge", 192, 15, 50),
    ]

    private static let fifth = [
        "large", "xlarge", "2xlarge", "4xlarge", "8xlarge", "12xlarge", "16xlarge", "24xlarge",
    ]
    private static let fifthWords = [
        "8xlarge": "10 Gigabit", "12xlarge": "12 Gigabit", "16xlarge": "20 Gigabit",
        "24xlarge": "25 Gigabit",
    ]
    private static let computing = [
        "large", "xlarge", "2xlarge", "4xlarge", "9xlarge", "12xlarge", "18xlarge", "24xlarge",
    ]
    private static let computingWords = [
        "9xlarge": "12 Gigabit", "12xlarge": "12 Gigabit", "18xlarge": "25 Gigabit",
        "24xlarge": "25 Gigabit",
    ]
    private static let sixth = fifth + ["32xlarge"]
    private static let sixthWords = [
        "8xlarge": "12.5 Gigabit", "12xlarge": "18.75 Gigabit", "16xlarge": "25 Gigabit",
        "24xlarge": "37.5 Gigabit", "32xlarge": "50 Gigabit", "48xlarge": "50 Gigabit",
    ]
    private static let graviton = [
        "medium", "large", "xlarge", "2xlarge", "4xlarge", "8xlarge", "12xlarge", "16xlarge",
    ]
    private static let gravitonWords = [
        "8xlarge": "12 Gigabit", "12xlarge": "20 Gigabit", "16xlarge": "25 Gigabit",
    ]

    private static let families: [Family] =
        [
            Family(
                name: "t2", clockGHz: 2.5, isBurstable: true, isNitro: false, threadsPerCore: 1,
                sizes: oldBurstable),
            Family(name: "t3", clockGHz: 2.5, isBurstable: true, sizes: burstable),
            Family(
                name: "t3a", manufacturer: "AMD", clockGHz: 2.2, isBurstable: true,
                sizes: burstable),
            Family(
                name: "t4g", architecture: "arm64", manufacturer: "AWS", clockGHz: 2.5,
                isBurstable: true, threadsPerCore: 1, sizes: burstable),
        ] + fifthGeneration + sixthAndLater + arm

    private static var fifthGeneration: [Family] {
        [("m5", 4), ("m5a", 4), ("r5", 8), ("r5a", 8)].map { name, memory in
            Family(
                name: name, manufacturer: name.hasSuffix("a") ? "AMD" : "Intel",
                clockGHz: name.hasSuffix("a") ? 2.5 : 3.1,
                sizes: sizes(
                    fifth, gibPerCPU: memory, words: fifthWords, others: "Up to 10 Gigabit"))
        } + [
            Family(
                name: "c5", clockGHz: 3.4,
                sizes: sizes(
                    computing, gibPerCPU: 2, words: computingWords, others: "Up to 10 Gigabit"))
        ]
    }

    private static var sixthAndLater: [Family] {
        [
            ("m6i", 4), ("m6a", 4), ("c6i", 2), ("c6a", 2), ("r6i", 8), ("r6a", 8), ("m7i", 4),
            ("m7a", 4), ("c7i", 2), ("c7a", 2), ("r7i", 8), ("r7a", 8),
        ].map { name, memory in
            let isAMD = name.hasSuffix("a")
            let isSeventh = name.dropFirst().first == "7"
            // The seventh generation of Intel has 48xlarge in place of 32xlarge.
            var names = isSeventh && !isAMD ? fifth + ["48xlarge"] : sixth
            if isAMD { names.append("48xlarge") }
            if isAMD, isSeventh { names.insert("medium", at: 0) }
            return Family(
                name: name, manufacturer: isAMD ? "AMD" : "Intel",
                clockGHz: isSeventh ? (isAMD ? 3.7 : 3.2) : (isAMD ? 3.6 : 3.5),
                threadsPerCore: isAMD && isSeventh ? 1 : 2,
                sizes: sizes(
                    names, gibPerCPU: memory, words: sixthWords, others: "Up to 12.5 Gigabit"))
        }
    }

    private static var arm: [Family] {
        [("m6g", 4), ("c6g", 2), ("r6g", 8), ("m7g", 4), ("c7g", 2), ("r7g", 8)].map {
            name, memory in
            let isSeventh = name.dropFirst().first == "7"
            return Family(
                name: name, architecture: "arm64", manufacturer: "AWS",
                clockGHz: isSeventh ? 2.6 : 2.5, threadsPerCore: 1,
                sizes: sizes(
                    graviton, gibPerCPU: memory, words: isSeventh ? sixthWords : gravitonWords,
                    others: isSeventh ? "Up to 12.5 Gigabit" : "Up to 10 Gigabit"))
        }
    }
}
