import AgentCore
import Logging
import Testing

@testable import Agent

struct ECSConfigFileTests {
    @Test func whatTheStockAgentReadsIsRead() {
        let file = ECSConfigFile(
            """
            # comment
            ECS_CLUSTER=blue
            ECS_INSTANCE_ATTRIBUTES={"stack":"prod","tier":"web"}
            ECS_CONTAINER_INSTANCE_TAGS={"team":"a"}
            ECS_RESERVED_MEMORY=128
            ECS_RESERVED_PORTS=[22, 8080]
            ECS_RESERVED_PORTS_UDP=[53]
            ECS_IMAGE_PULL_BEHAVIOR=prefer-cached
            ECS_LOGLEVEL=warn

            """)
        #expect(file.cluster == "blue")
        #expect(file.attributes == ["stack": "prod", "tier": "web"])
        #expect(file.tags == ["team": "a"])
        #expect(file.reservedMemoryMiB == 128)
        #expect(file.reservedPorts == [22, 8080] && file.reservedUDPPorts == [53])
        #expect(file.pullBehavior == .preferCached && file.logLevel == .warning)
        #expect(file.problems == [])
    }

    @Test func theLastLineOfANameCounts() {
        let file = ECSConfigFile("ECS_CLUSTER=one\r\n  ECS_CLUSTER = \"two\"  \nECS_LOGLEVEL=\n")
        #expect(file.cluster == "two")
        #expect(file.problems == [])
    }

    @Test(arguments: [
        "ECS_RESERVED_MEMORY=-1", "ECS_RESERVED_MEMORY=many", "ECS_RESERVED_PORTS=22",
        "ECS_RESERVED_PORTS=[70000]", "ECS_INSTANCE_ATTRIBUTES={\"a\":1}",
        "ECS_INSTANCE_ATTRIBUTES=x", "ECS_IMAGE_PULL_BEHAVIOR=never", "ECS_LOGLEVEL=loud",
        "ECS_WHAT=1", "nothing", "=x",
    ])
    func whatCannotBeReadIsSaid(_ line: String) {
        let file = ECSConfigFile(line + "\nECS_CLUSTER=blue\n")
        #expect(file.problems.count == 1)
        #expect(file.cluster == "blue")
    }

    @Test func itChangesTheConfiguration() {
        var configuration = AgentConfiguration(
            endpoint: "http://127.0.0.1:1", credentialsFile: "/c", dataDirectory: "/d")
        let ports = configuration.reservedPorts
        configuration.apply(ECSConfigFile("ECS_RESERVED_PORTS=[99]\nECS_RESERVED_MEMORY=0\n"))
        #expect(configuration.cluster == "default")
        #expect(configuration.reservedPorts == ports + [99])
        #expect(configuration.reservedMemoryMiB == 0)
    }
}
