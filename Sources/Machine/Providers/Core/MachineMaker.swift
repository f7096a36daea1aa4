/// How machines of one provider are made, looked at and ended. Each call does one step, and may be
/// cut short and asked for again; ``MachineDecision`` says which is next.
protocol MachineMaker: Sendable {
    /// What is there of a machine.
    ///
    /// - Parameter age: How old what is known may be.
    func look(_ record: MachineRecord, noOlderThan age: Duration) -> MachineSight

    /// Makes a machine of which nothing but the disk may be there.
    func build(_ record: MachineRecord) async throws

    /// Starts its agent.
    func startAgent(_ record: MachineRecord) async throws

    /// Runs a script to its end or the limit; what it printed. nil where the machine does so itself.
    ///
    /// - Parameter isWanted: Asked now and then; when it says no the script is ended.
    func runUserData(
        _ script: [UInt8], _ record: MachineRecord, limit: Duration,
        isWanted: @escaping @Sendable () -> Bool
    ) async throws -> [UInt8]?

    /// Takes everything away but the disk.
    func dismantle(_ record: MachineRecord, graceful: Bool) async throws

    /// Takes away what is left of a machine that is not known; its link goes by itself.
    func dismantle(_ id: String) async throws

    /// Removes the disk; nothing else may be there.
    func removeDisk(_ id: String) async throws

    /// The end of what a machine prints on a console of its own; nil when it has none.
    func console(_ record: MachineRecord) -> [UInt8]?
}
