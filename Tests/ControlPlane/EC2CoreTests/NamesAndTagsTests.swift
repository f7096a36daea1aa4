import AWSWire
import EC2Core
import EC2Model
import Shapes
import Testing

@Suite struct NamesAndTagsTests {
    @Test func kindsAreToldByTheirIDs() {
        for kind in EC2Kind.allCases {
            guard let names = kind.names else { continue }
            #expect(EC2Kind(ofID: "\(names.prefix)-0123456789abcdef0") == kind)
            #expect(EC2Kind(resourceType: names.resourceType) == kind)
        }
        for id in ["", "vpc", "foo-1", "-", "vpc-cidr-assoc-1"] {
            #expect(EC2Kind(ofID: id) == nil, "\(id)")
        }
    }

    /// Each record stands in the folder that its type names.
    @Test func foldersHoldTheirRecords() {
        for kind in EC2Kind.allCases { #expect(kind.type.kind == kind) }
    }

    @Test func formOfIDs() {
        #expect(EC2Kind.vpcs.id("0123456789abcdef0123") == "vpc-0123456789abcdef0")
        for good in ["vpc-0123456789abcdef0", "vpc-12345678"] {
            #expect(EC2ID.isWellFormed(good, "vpc"))
        }
        for bad in ["vpc-", "vpc-1", "vpc-0123456789ABCDEF0", "subnet-12345678", "vpc-1234567g"] {
            #expect(!EC2ID.isWellFormed(bad, "vpc"), "\(bad)")
        }
    }

    @Test(arguments: [
        ("us-east-1", "use1"), ("ap-southeast-2", "apse2"), ("eu-central-1", "euc1"),
        ("us-gov-west-1", "usgw1"), ("ap-northeast-3", "apne3"), ("il-central-1", "ilc1"),
    ])
    func zoneIDs(_ region: String, _ abbreviation: String) {
        #expect(EC2Regions.abbreviation(of: region) == abbreviation)
        #expect(
            EC2Regions.zones(of: region).map(\.id) == [1, 2, 3].map { "\(abbreviation)-az\($0)" })
    }

    // MARK: Tags

    private func tag(_ key: String, _ value: String? = nil) -> EC2API.Tag {
        EC2API.Tag {
            $0.key = key
            $0.value = value
        }
    }

    private func specification(
        _ type: EC2API.ResourceType?, _ tags: [EC2API.Tag]
    ) -> EC2API.TagSpecification {
        EC2API.TagSpecification {
            $0.resourceType = type
            $0.tags = tags
        }
    }

    @Test func specifications() throws {
        #expect(
            try EC2Tags.specified([specification(.vpc, [tag("a", "b"), tag("c")])], for: .vpcs)
                == [EC2Tag("a", "b"), EC2Tag("c", "")])
        #expect(
            try EC2Tags.specified(
                [specification(.subnet, [tag("a", "b")])], for: .vpcs, others: [.subnets]) == [])
        for bad in [
            specification(.subnet, [tag("a")]), specification(nil, [tag("a")]),
            specification(.vpc, [tag("aws:a")]), specification(.vpc, [tag("")]),
            specification(.vpc, [tag("a"), tag("a")]),
            specification(.vpc, [tag(String(repeating: "k", count: 129))]),
            specification(.vpc, [tag("a", String(repeating: "v", count: 257))]),
            specification(.vpc, (0..<51).map { tag("k\($0)") }),
        ] {
            #expect(throws: AWSError.self) { try EC2Tags.specified([bad], for: .vpcs) }
        }
    }

    @Test func addingAndRemoving() throws {
        let old = [EC2Tag("a", "1"), EC2Tag("b", "2"), EC2Tag("aws:autoscaling", "x")]
        #expect(
            try EC2Tags.adding([EC2Tag("a", "9"), EC2Tag("c", "3")], to: old)
                == [
                    EC2Tag("a", "9"), EC2Tag("b", "2"), EC2Tag("aws:autoscaling", "x"),
                    EC2Tag("c", "3"),
                ])
        #expect(
            try EC2Tags.removing([tag("a"), tag("b", "other")], from: old)
                == [EC2Tag("b", "2"), EC2Tag("aws:autoscaling", "x")])
        #expect(try EC2Tags.removing(nil, from: old) == [EC2Tag("aws:autoscaling", "x")])
        #expect(throws: AWSError.self) { try EC2Tags.removing([tag("aws:autoscaling")], from: old) }
    }
}
