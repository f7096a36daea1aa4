import MachineProtocol
import Providers
import Shapes
import Testing

@Suite struct MetadataServiceTests {
    private let now = Timestamp(milliseconds: 1_000_000)
    private var machine: MachineOrder {
        order("i-1") {
            $0.metadata = [
                "meta-data/instance-id": "i-1", "meta-data/placement/region": "us-east-1",
                "meta-data/public-keys/": "0=key", "meta-data/public-keys/0/openssh-key": "ssh-rsa",
                "dynamic/instance-identity/document": "{}",
            ]
            $0.userData = Base64.encode(Array("#!/bin/sh\n".utf8))
        }
    }

    private func get(
        _ target: String, _ headers: [String: String] = [:], of machine: MachineOrder? = nil
    ) -> (Int, String) {
        var service = MetadataService()
        let answer = service.respond(
            .init("GET", target, headers: headers), to: machine ?? self.machine, now: now,
            newToken: "t")
        return (answer.status, String(decoding: answer.body, as: UTF8.self))
    }

    @Test func contentsAndLists() {
        #expect(get("/latest/meta-data/instance-id") == (200, "i-1"))
        #expect(get("/2021-07-15/meta-data/instance-id") == (200, "i-1"))
        #expect(get("/latest/") == (200, "dynamic/\nmeta-data/\nuser-data"))
        #expect(get("/latest/meta-data") == (200, "instance-id\nplacement/\npublic-keys/"))
        #expect(get("/latest/meta-data/placement/") == (200, "region"))
        #expect(get("/latest/meta-data/public-keys/") == (200, "0=key"))
        #expect(get("/latest/meta-data/public-keys/0/") == (200, "openssh-key"))
        #expect(get("/latest/user-data") == (200, "#!/bin/sh\n"))
        #expect(get("/latest/meta-data/nothing").0 == 404)
        #expect(get("/other/meta-data/").0 == 404)
        #expect(get("/latest/meta-data/instance-id?x=1") == (200, "i-1"))
    }

    @Test func tokensAreAskedForByPut() {
        var service = MetadataService()
        let lifeHeader = "x-aws-ec2-metadata-token-ttl-seconds"
        func ask(_ headers: [String: String]) -> MetadataService.Answer {
            service.respond(
                .init("PUT", "/latest/api/token", headers: headers), to: machine, now: now,
                newToken: "secret")
        }
        #expect(ask([:]).status == 400)
        for life in ["0", "21601", "x", "-1"] { #expect(ask([lifeHeader: life]).status == 400) }
        #expect(ask([lifeHeader: "60", "x-forwarded-for": "10.0.0.1"]).status == 403)
        let answer = ask([lifeHeader: "60"])
        #expect(answer.status == 200 && answer.body == Array("secret".utf8))
        #expect(answer.headers[lifeHeader] == "60" && answer.hopLimit == 2)
        func get(_ token: String, at time: Timestamp, by machine: MachineOrder) -> Int {
            service.respond(
                .init(
                    "GET", "/latest/meta-data/instance-id",
                    headers: ["x-aws-ec2-metadata-token": token]), to: machine, now: time,
                newToken: "-"
            ).status
        }
        #expect(get("secret", at: now, by: machine) == 200)
        #expect(get("secret", at: now + .seconds(61), by: machine) == 401)
        #expect(get("guess", at: now, by: machine) == 401)
        var other = machine
        other.id = "i-2"
        #expect(get("secret", at: now, by: other) == 401)
    }

    @Test func optionsHold() {
        var machine = machine
        machine.metadata?[":http-tokens"] = "required"
        #expect(get("/latest/meta-data/instance-id", of: machine).0 == 401)
        #expect(!get("/latest/", of: self.machine).1.contains(":"))
        machine.metadata?[":http-endpoint"] = "disabled"
        #expect(get("/latest/meta-data/instance-id", of: machine).0 == 403)
        machine.metadata = [:]
        #expect(get("/latest/meta-data/instance-id", of: machine).0 == 403)
        var service = MetadataService()
        var hops = self.machine
        hops.metadata?[":http-put-response-hop-limit"] = "1"
        let answer = service.respond(
            .init(
                "PUT", "/latest/api/token",
                headers: ["x-aws-ec2-metadata-token-ttl-seconds": "1"]), to: hops, now: now,
            newToken: "t")
        #expect(answer.hopLimit == 1)
        let wrong = service.respond(
            .init("POST", "/latest/meta-data/"), to: machine, now: now, newToken: "t")
        #expect(wrong.status == 403)
        let method = service.respond(
            .init("DELETE", "/latest/meta-data/"), to: self.machine, now: now, newToken: "t")
        #expect(method.status == 405)
    }
}
