import AWSWire
import CloudWatchLogsModel
import Shapes
import Store
import Testing

@testable import CloudWatchLogs

/// Log groups: create, list, settings, tags, delete.
struct GroupOperationTests {
    let fixture = LogsFixture()

    @Test func aGroupIsDescribedAsAWSDoes() async throws {
        try await fixture.createGroup("/app/web") { $0.tags = ["team": "a"] }
        let groups = try await fixture.describeGroups().logGroups
        let group = try #require(groups?.first)
        #expect(groups?.count == 1)
        #expect(group.logGroupName == "/app/web")
        #expect(group.arn == "arn:aws:logs:us-east-1:000000000000:log-group:/app/web:*")
        #expect(group.logGroupArn == "arn:aws:logs:us-east-1:000000000000:log-group:/app/web")
        #expect(group.creationTime == Int(LogsFixture.start))
        #expect(group.storedBytes == 0)
        #expect(group.metricFilterCount == 0)
        #expect(group.retentionInDays == nil)
        #expect(group.logGroupClass == .standard)
        #expect(group.deletionProtectionEnabled == false)
    }

    @Test func namesAreUnique() async throws {
        try await fixture.createGroup("g")
        let error = await failure { try await fixture.createGroup("g") }
        #expect(error?.code == "ResourceAlreadyExistsException")
        #expect(error?.message == "The specified log group already exists")
        #expect(error?.status == 400)
    }

    @Test func concurrentCreationsMakeOneGroup() async throws {
        let outcomes = Collected<Bool>()
        await withDiscardingTaskGroup { group in
            for _ in 0..<20 {
                group.addTask {
                    let error = await failure { try await fixture.createGroup("g") }
                    outcomes.append(error == nil)
                }
            }
        }
        #expect(outcomes.values.count { $0 } == 1)
        #expect(try await fixture.events.groups(after: nil, limit: 100).count == 1)
    }

    @Test func someGroupsAreRefused() async throws {
        let reserved = await failure { try await fixture.createGroup("aws/mine") }
        #expect(reserved?.code == "InvalidParameterException")
        let key = await failure {
            try await fixture.createGroup("g") { $0.kmsKeyId = "arn:aws:kms:us-east-1:1:key/x" }
        }
        #expect(key?.code == "InvalidParameterException")
        #expect(key?.message.contains("KMS key does not exist") == true)
        #expect(try await fixture.describeGroups().logGroups?.isEmpty == true)
    }

    @Test func listingsHavePages() async throws {
        for name in ["b/1", "b-1", "b.1", "a", "b", "c", "b_1"] {
            try await fixture.createGroup(name)
        }
        var names: [String] = []
        var token: String?
        repeat {
            let page = try await fixture.describeGroups {
                $0.logGroupNamePrefix = "b"
                $0.limit = 2
                $0.nextToken = token
            }
            names += (page.logGroups ?? []).compactMap(\.logGroupName)
            #expect((page.logGroups ?? []).count == 2 || page.nextToken == nil)
            token = page.nextToken
        } while token != nil
        #expect(names == ["b", "b-1", "b.1", "b/1", "b_1"])
        let exact = try await fixture.describeGroups { $0.limit = 7 }
        #expect(exact.nextToken == nil)
    }

    @Test func tokensKeepToTheirListing() async throws {
        for name in ["a1", "a2", "b1"] { try await fixture.createGroup(name) }
        let token = try await fixture.describeGroups {
            $0.limit = 1
            $0.logGroupNamePrefix = "a"
        }.nextToken
        for (prefix, text) in [("b", token), ("a", "made up")] {
            let error = await failure {
                _ = try await fixture.describeGroups {
                    $0.logGroupNamePrefix = prefix
                    $0.nextToken = text
                }
            }
            #expect(error?.code == "InvalidParameterException")
            #expect(error?.message == "The specified nextToken is invalid.")
        }
        let elsewhere = await failure {
            _ = try await fixture.describeGroups(fixture.context("1", "us-east-1")) {
                $0.logGroupNamePrefix = "a"
                $0.nextToken = token
            }
        }
        #expect(elsewhere?.message == "The specified nextToken is invalid.")
    }

    @Test func patternsFindSubstrings() async throws {
        for name in ["DataLogs", "x/DataLogs", "GroupDataLogs", "datalogs", "Data/log/s"] {
            try await fixture.createGroup(name)
        }
        let found = try await fixture.describeGroups { $0.logGroupNamePattern = "DataLogs" }
        #expect(
            found.logGroups?.compactMap(\.logGroupName)
                == ["DataLogs", "GroupDataLogs", "x/DataLogs"])
        #expect(found.logGroups?.allSatisfy { $0.storedBytes == nil && $0.arn != nil } == true)
        let both = await failure {
            _ = try await fixture.describeGroups {
                $0.logGroupNamePattern = "a"
                $0.logGroupNamePrefix = "b"
            }
        }
        #expect(both?.code == "InvalidParameterException")
    }

    @Test func longSearchesComeInParts() async throws {
        var limits = LogsLimits()
        limits.describeScan = 10
        let fixture = LogsFixture(limits: limits)
        for number in 10..<40 { try await fixture.createGroup("g\(number)") }
        var found: [String] = []
        var token: String?
        var pages = 0
        repeat {
            let page = try await fixture.describeGroups {
                $0.logGroupNamePattern = "9"
                $0.nextToken = token
                $0.limit = 4
            }
            found += (page.logGroups ?? []).compactMap(\.logGroupName)
            token = page.nextToken
            pages += 1
        } while token != nil && pages < 100
        #expect(found == ["g19", "g29", "g39"])
        #expect(pages > 1)
    }

    @Test func groupsAreFoundByIdentifier() async throws {
        for name in ["a", "b", "c"] { try await fixture.createGroup(name) }
        let found = try await fixture.describeGroups {
            $0.logGroupIdentifiers = [
                "c", "arn:aws:logs:us-east-1:000000000000:log-group:a", "missing",
                "arn:aws:logs:us-east-1:999999999999:log-group:b",
            ]
        }
        #expect(found.logGroups?.compactMap(\.logGroupName) == ["a", "c"])
    }

    @Test func accountsAndRegionsAreApart() async throws {
        let elsewhere = [
            fixture.context("111111111111"), fixture.context("000000000000", "eu-west-1"),
        ]
        try await fixture.createGroup("g")
        for other in elsewhere {
            #expect(try await fixture.describeGroups(other).logGroups?.isEmpty == true)
            try await fixture.createGroup("g", other)
            try await fixture.createStream("s", "g", other)
            try await fixture.put([(0, "theirs")], "s", "g", other)
        }
        #expect(try await fixture.filter("g").texts == [])
        try await fixture.deleteGroup("g")
        for other in elsewhere {
            #expect(try await fixture.describeGroups(other).logGroups?.count == 1)
        }
    }

    @Test func deletingTakesEverythingWithIt() async throws {
        try await fixture.createGroup("g")
        try await fixture.createStream("s", "g")
        try await fixture.put([(0, "old")], "s", "g")
        try await fixture.deleteGroup("g")
        let gone = await failure { _ = try await fixture.get("s", "g") }
        #expect(gone?.code == "ResourceNotFoundException")
        #expect(gone?.message == "The specified log group does not exist.")
        let again = await failure { try await fixture.deleteGroup("g") }
        #expect(again?.code == "ResourceNotFoundException")
        // A group of the same name has nothing of the old one.
        try await fixture.createGroup("g")
        #expect(try await fixture.describeStreams("g").logStreams?.isEmpty == true)
        #expect(try await fixture.filter("g").texts == [])
        let records = try await fixture.store.list(.all)
        #expect(records.items.count == 1)
    }

    @Test func protectedGroupsStay() async throws {
        try await fixture.createGroup("g") { $0.deletionProtectionEnabled = true }
        try await fixture.createStream("s", "g")
        let group = await failure { try await fixture.deleteGroup("g") }
        #expect(group?.code == "ValidationException")
        let stream = await failure { try await fixture.deleteStream("s", "g") }
        #expect(stream?.code == "ValidationException")
        try await fixture.service.putLogGroupDeletionProtection(
            LogsAPI.PutLogGroupDeletionProtectionRequest {
                $0.logGroupIdentifier = "arn:aws:logs:us-east-1:000000000000:log-group:g"
                $0.deletionProtectionEnabled = false
            }, fixture.context())
        try await fixture.deleteGroup("g")
    }

    @Test func retentionIsKept() async throws {
        try await fixture.createGroup("g")
        try await fixture.setRetention(30, "g")
        #expect(try await fixture.describeGroups().logGroups?.first?.retentionInDays == 30)
        let days = await failure { try await fixture.setRetention(2, "g") }
        #expect(days?.code == "InvalidParameterException")
        #expect(days?.message.contains("Value '2' at 'retentionInDays'") == true)
        try await fixture.service.deleteRetentionPolicy(
            LogsAPI.DeleteRetentionPolicyRequest { $0.logGroupName = "g" }, fixture.context())
        #expect(try await fixture.describeGroups().logGroups?.first?.retentionInDays == nil)
        let missing = await failure { try await fixture.setRetention(30, "missing") }
        #expect(missing?.code == "ResourceNotFoundException")
    }

    @Test func deliveryGroupsHaveTheirOwnRetention() async throws {
        try await fixture.createGroup("d") { $0.logGroupClass = .delivery }
        try await fixture.createGroup("s")
        let found = try await fixture.describeGroups { $0.logGroupClass = .delivery }
        #expect(found.logGroups?.compactMap(\.logGroupName) == ["d"])
        #expect(found.logGroups?.first?.retentionInDays == 2)
        let error = await failure { try await fixture.setRetention(30, "d") }
        #expect(error?.code == "InvalidParameterException")
        let standard = try await fixture.describeGroups { $0.logGroupClass = .standard }
        #expect(standard.logGroups?.compactMap(\.logGroupName) == ["s"])
    }

    @Test func tagsByARNAndByName() async throws {
        let arn = "arn:aws:logs:us-east-1:000000000000:log-group:g"
        let service = fixture.service
        try await fixture.createGroup("g") { $0.tags = ["a": "1"] }
        try await service.tagResource(
            .init {
                $0.resourceArn = arn
                $0.tags = ["a": "2", "b": "3"]
            }, fixture.context())
        try await service.tagLogGroup(
            .init {
                $0.logGroupName = "g"
                $0.tags = ["c": "4"]
            }, fixture.context())
        let all = try await service.listTagsForResource(
            .init { $0.resourceArn = arn + ":*" }, fixture.context())
        #expect(all.tags == ["a": "2", "b": "3", "c": "4"])
        try await service.untagResource(
            .init {
                $0.resourceArn = arn
                $0.tagKeys = ["a", "missing"]
            }, fixture.context())
        try await service.untagLogGroup(
            .init {
                $0.logGroupName = "g"
                $0.tags = ["b"]
            }, fixture.context())
        let left = try await service.listTagsLogGroup(
            .init { $0.logGroupName = "g" }, fixture.context())
        #expect(left.tags == ["c": "4"])
    }

    @Test func tagsAreLimited() async throws {
        let many = Dictionary(uniqueKeysWithValues: (0..<50).map { ("k\($0)", "v") })
        try await fixture.createGroup("g") { $0.tags = many }
        let error = await failure {
            try await fixture.service.tagLogGroup(
                .init {
                    $0.logGroupName = "g"
                    $0.tags = ["one": "more"]
                }, fixture.context())
        }
        #expect(error?.code == "TooManyTagsException")
        try await fixture.service.tagLogGroup(
            .init {
                $0.logGroupName = "g"
                $0.tags = ["k1": "other"]
            }, fixture.context())
        let arns = [
            ("g", "InvalidParameterException"),
            ("arn:aws:logs:us-east-1:000000000000:destination:d", "ResourceNotFoundException"),
            ("arn:aws:logs:us-east-1:000000000000:log-group:none", "ResourceNotFoundException"),
        ]
        for (arn, code) in arns {
            let error = await failure {
                _ = try await fixture.service.listTagsForResource(
                    .init { $0.resourceArn = arn }, fixture.context())
            }
            #expect(error?.code == code)
        }
    }

    @Test func numbersAreLimited() async throws {
        var storage = EventStorageLimits()
        storage.groups = 1
        storage.streams = 1
        let fixture = LogsFixture(storage: storage)
        try await fixture.createGroup("a")
        let group = await failure { try await fixture.createGroup("b") }
        #expect(group?.code == "LimitExceededException")
        try await fixture.createStream("s", "a")
        let stream = await failure { try await fixture.createStream("t", "a") }
        #expect(stream?.code == "LimitExceededException")
        #expect(try await fixture.describeGroups().logGroups?.count == 1)
        #expect(try await fixture.describeStreams("a").logStreams?.count == 1)
    }

    @Test func recordsSurviveARoundTrip() throws {
        let group = GroupRecord {
            $0.name = "g"
            $0.id = 7
            $0.creationTime = 9
            $0.retentionInDays = 3
            $0.logGroupClass = .delivery
            $0.deletionProtection = true
            $0.tags = ["a": "b"]
        }
        #expect(try GroupRecord.decoded(from: group.encoded) == group)
    }
}
