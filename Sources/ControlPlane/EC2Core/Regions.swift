/// The regions and their zones.
package enum EC2Regions {
    /// Those that DescribeRegions lists, and whether an account must opt in to them.
    package static let all: [(name: String, needsOptIn: Bool)] =
        [
            "ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "ap-south-1", "ap-southeast-1",
            "ap-southeast-2", "ca-central-1", "eu-central-1", "eu-north-1", "eu-west-1",
            "eu-west-2", "eu-west-3", "sa-east-1", "us-east-1", "us-east-2", "us-west-1",
            "us-west-2",
        ].map { ($0, false) }
        + [
            "af-south-1", "ap-east-1", "ap-south-2", "ap-southeast-3", "ap-southeast-4",
            "ap-southeast-5", "ap-southeast-7", "ca-west-1", "eu-central-2", "eu-south-1",
            "eu-south-2", "il-central-1", "me-central-1", "me-south-1", "mx-central-1",
        ].map { ($0, true) }

    /// The letters of the zones that every region has.
    package static let letters = ["a", "b", "c"]

    /// `us-east-1a`, `us-east-1b`, `us-east-1c`.
    package static func zones(of region: String) -> [EC2Zone] {
        letters.enumerated().map { index, letter in
            EC2Zone(
                name: region + letter, id: "\(abbreviation(of: region))-az\(index + 1)")
        }
    }

    /// `use1` for `us-east-1`, `apse2` for `ap-southeast-2`.
    package static func abbreviation(of region: String) -> String {
        let parts = region.split(separator: "-")
        guard parts.count >= 3, let area = parts.first, let number = parts.last else {
            return region
        }
        let middle = parts[1..<(parts.count - 1)].map { part -> String in
            switch part {
            case "northeast": "ne"
            case "northwest": "nw"
            case "southeast": "se"
            case "southwest": "sw"
            default: String(part.prefix(1))
            }
        }
        return area + middle.joined() + number
    }
}

/// An availability zone.
package struct EC2Zone: Sendable, Hashable {
    /// `us-east-1a`.
    package var name: String
    /// `use1-az1`.
    package var id: String
}
