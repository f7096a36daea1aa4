import Testing

@testable import Runtime
@testable import Workload

struct LockDownTests {
    private let folder = "/data/machines/i-1"

    private func refusal(_ change: (inout ContainerSpec) -> Void) -> String? {
        var spec = ContainerSpec(name: "app", image: "image")
        change(&spec)
        return LockDown.refusal(spec, folder: folder)
    }

    @Test func ordinaryContainersPass() {
        #expect(refusal { _ in } == nil)
        #expect(refusal { $0.addedCapabilities = ["SYS_PTRACE"] } == nil)
        #expect(refusal { $0.addedCapabilities = ["cap_sys_ptrace"] } == nil)
        #expect(
            refusal {
                $0.mounts = [
                    Mount(
                        source: .bind(hostPath: "/data/machines/i-1/volumes/v"), containerPath: "/v"
                    ),
                    Mount(source: .tmpfs(sizeBytes: 1, options: []), containerPath: "/t"),
                ]
            } == nil)
    }

    @Test func whatLeadsToTheComputerIsRefused() {
        #expect(refusal { $0.privileged = true } != nil)
        #expect(refusal { $0.devices = [Device(hostPath: "/dev/fuse")] } != nil)
        for name in ["SYS_ADMIN", "ALL", "CAP_NET_ADMIN", "mknod"] {
            #expect(refusal { $0.addedCapabilities = [name] } != nil)
        }
        for path in ["/", "/etc", "/data/machines/i-12", "/data/machines/i-1/../i-2/x"] {
            #expect(
                refusal {
                    $0.mounts = [Mount(source: .bind(hostPath: path), containerPath: "/x")]
                } != nil)
        }
    }

    @Test func capabilitiesAreDroppedOnce() {
        var spec = ContainerSpec(name: "app", image: "image")
        spec.droppedCapabilities = ["MKNOD"]
        #expect(LockDown.restricted(spec).droppedCapabilities == ["MKNOD", "AUDIT_WRITE"])
    }

    @Test func sandboxesShareNothingWithTheMachine() {
        var spec = SandboxSpec(id: "a", name: "a", namespace: "n", logDirectory: "/l")
        #expect(LockDown.refusal(spec) == nil)
        spec.network = .host
        #expect(LockDown.refusal(spec) != nil)
        spec.network = .bridge
        spec.pid = .host
        #expect(LockDown.refusal(spec) != nil)
        spec.pid = .sandbox
        spec.allowsPrivileged = true
        #expect(LockDown.refusal(spec) != nil)
    }
}
