import AWSWire
import ECSModel
import Shapes
import Testing

@testable import ECSCore

@Suite struct ReferenceTests {
    private let scope = Scope(account: "000000000000", region: "us-east-1")
    private let id = String(repeating: "a", count: 32)

    @Test func readsNamesAndARNs() throws {
        #expect(try scope.clusterName(nil) == "default")
        #expect(try scope.clusterName("x") == "x")
        #expect(try scope.clusterName(scope.cluster("x")) == "x")
        #expect(try scope.taskID(id, in: "c") == id)
        #expect(try scope.taskID(scope.task(id, in: "c"), in: "c") == id)
        #expect(try scope.instanceID("c/\(id)", in: "c") == id)
        let reference = try TaskDefinitionReference(scope.taskDefinition("f", 3), in: scope)
        #expect(reference.family == "f")
        #expect(reference.revision == 3)
        #expect(try TaskDefinitionReference("f", in: scope).revision == nil)
    }

    @Test func refusesWhatIsOfSomebodyElse() {
        let other = Scope(account: "111111111111", region: "us-east-1")
        let away = Scope(account: "000000000000", region: "eu-west-1")
        #expect(throws: AWSError.self) { try scope.clusterName(other.cluster("x")) }
        #expect(throws: AWSError.self) { try scope.clusterName(away.cluster("x")) }
        #expect(throws: AWSError.self) { try scope.taskID(scope.task(id, in: "d"), in: "c") }
        #expect(throws: AWSError.self) { try scope.taskID("short", in: "c") }
        #expect(throws: AWSError.self) { try scope.taskID(scope.instance(id, in: "c"), in: "c") }
        for text in ["", "f:", "f:0", "f:x", scope.cluster("f")] {
            #expect(throws: AWSError.self) { try TaskDefinitionReference(text, in: scope) }
        }
    }

    @Test func arnsThatAreNone() {
        for text in ["", "arn:aws:ecs", "arn:aws:ecr:r:a:cluster/x", "arn:aws:ecs:r:a:cluster/"] {
            #expect(ECSARN(text) == nil)
        }
    }

    @Test func tagsFollowTheirRules() throws {
        func tag(_ key: String?) -> ECSAPI.Tag { ECSAPI.Tag { $0.key = key } }
        #expect(try Tags.checked(nil).isEmpty)
        for tags in [[], [tag(nil)], [tag("")], [tag("a"), tag("a")], [tag("aws:x")]] {
            #expect(throws: AWSError.self) { try Tags.checked(tags) }
        }
        let many = (0..<51).map { tag("k\($0)") }
        #expect(throws: AWSError.self) { try Tags.checked(many) }
        #expect(throws: AWSError.self) {
            try Tags.adding([tag("new")], to: Array(many.prefix(50)))
        }
        #expect(try Tags.adding([tag("k1")], to: Array(many.prefix(50))).count == 50)
        #expect(try Tags.removing(["k1", "zz"], from: Array(many.prefix(3))).count == 2)
    }
}
