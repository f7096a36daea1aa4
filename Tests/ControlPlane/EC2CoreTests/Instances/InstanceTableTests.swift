import AWSWire
import EC2Model
import MachineProtocol
import Shapes
import Testing

@testable import EC2Core

struct InstanceTableTests {
    @Test func everyTypeIsOneOfTheModel() {
        #expect(InstanceTypeTable.all.count > 150)
        for entry in InstanceTypeTable.all {
            #expect(entry.info != nil, "\(entry.name)")
            #expect(entry.vcpus > 0 && entry.memoryMiB >= 512)
        }
    }

    @Test(arguments: [
        ("t2.micro", 1, 1024), ("t3.nano", 2, 512), ("t3.2xlarge", 8, 32768),
        ("m5.large", 2, 8192), ("m5.24xlarge", 96, 393_216), ("c5.9xlarge", 36, 73728),
        ("c6i.32xlarge", 128, 262_144), ("r6i.large", 2, 16384), ("m6g.medium", 1, 4096),
        ("m7i.48xlarge", 192, 786_432),
    ])
    func sizesAreThoseOfAWS(_ name: String, _ vcpus: Int, _ memory: Int) throws {
        let entry = try #require(InstanceTypeTable.entry(name))
        #expect(entry.vcpus == vcpus)
        #expect(entry.memoryMiB == memory)
    }

    @Test func whatIsNotThereIsNotThere() {
        #expect(InstanceTypeTable.entry("t9.huge") == nil)
        #expect(InstanceTypeTable.entry("p5.48xlarge") == nil)
    }

    // MARK: Hosts

    private func offer(
        _ name: String, _ machines: Int, zones: [String] = ["a"], isLost: Bool = false
    ) -> HostOffer {
        HostOffer(
            name: name, zones: zones, providers: [.sandbox], machines: machines, isLost: isLost)
    }

    @Test func theHostWithTheFewestMachinesIsChosen() {
        let hosts = [offer("h1", 3), offer("h2", 1), offer("h3", 1), offer("h4", 0, zones: ["b"])]
        #expect(HostAssignment.host(zone: "a", provider: .sandbox, among: hosts) == "h2")
        #expect(HostAssignment.host(zone: "b", provider: .sandbox, among: hosts) == "h4")
        #expect(HostAssignment.host(zone: "c", provider: .sandbox, among: hosts) == nil)
        #expect(HostAssignment.host(zone: "a", provider: .qemu, among: hosts) == nil)
    }

    @Test func fullAndLostHostsAreNot() {
        let hosts = [offer("h1", 256), offer("h2", 0, isLost: true)]
        #expect(HostAssignment.host(zone: "a", provider: .sandbox, among: hosts) == nil)
    }

    @Test func machinesAreSpreadAndNoHostIsOverfilled() {
        let hosts = [offer("h1", 254), offer("h2", 253)]
        let chosen = HostAssignment.hosts(for: 9, zone: "a", provider: .sandbox, among: hosts)
        #expect(chosen.count == 5)
        #expect(chosen.count { $0 == "h1" } == 2)
    }

    // MARK: Images and user data

    @Test func imagesStayTheSame() {
        let images = MachineImages.all(in: "us-east-1")
        #expect(images.map(\.provider) == [.sandbox, .qemu])
        #expect(Set(images.map(\.id)).count == 2)
        #expect(MachineImages.all(in: "us-east-1") == images)
        #expect(MachineImages.all(in: "eu-west-1").map(\.id) != images.map(\.id))
        for image in images { #expect(EC2ID.isWellFormed(image.id, "ami")) }
        if MachineImages.architecture == "x86_64" {
            // It stands in other people's files: it must not change.
            #expect(images[0].id.hasPrefix("ami-05"))
        }
    }

    @Test func userDataIsBase64OfSixteenKiB() throws {
        #expect(try UserData.checked("YQ") == "YQ==")
        let most = Base64.encode(Array(repeating: UInt8(7), count: 16 << 10))
        #expect(try UserData.checked(most) == most)
        let error = #expect(throws: AWSError.self) {
            try UserData.checked(Base64.encode(Array(repeating: UInt8(7), count: 16 << 10 | 1)))
        }
        #expect(error?.code == "InvalidParameterValue")
        let malformed = #expect(throws: AWSError.self) { try UserData.checked("#!/bin/sh") }
        #expect(malformed?.code == "InvalidUserData.Malformed")
    }
}
