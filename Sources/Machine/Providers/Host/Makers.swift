import Logging
import MachineProtocol

/// One maker a provider, over one underlay.
struct Makers: Sendable {
    let sandboxes: SandboxProvider
    let virtualMachines: VirtualMachineProvider

    init(_ names: HostNames, _ underlay: Underlay, _ agents: AgentLaunch, _ logger: Logger) {
        let view = SharedView(names)
        sandboxes = SandboxProvider(
            names: names, underlay: underlay, agents: agents, view: view, logger: logger)
        virtualMachines = VirtualMachineProvider(
            names: names, underlay: underlay, agents: agents, view: view,
            acceleration: AccelerationChoice())
    }

    func maker(of provider: MachineProviderKind) -> any MachineMaker {
        switch provider {
        case .sandbox: sandboxes
        case .qemu: virtualMachines
        }
    }
}
