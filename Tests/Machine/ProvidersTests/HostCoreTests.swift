import MachineProtocol
import Networking
import Providers
import Shapes
import Testing

@Suite struct HostCoreTests {
    private let block = IPv4Subnet("100.64.16.0/20")!
    private let names = HostNames(dataDirectory: "/var/lib/skerry")

    private func book(_ ids: String...) -> OrderBook {
        var book = OrderBook([], addresses: AddressBook(block))
        var frame = HostFrame()
        frame.machines = ids.map { order($0) }
        _ = book.take(frame)
        return book
    }

    @Test func changesAreTakenOnce() {
        var book = book("i-1")
        var frame = HostFrame()
        frame.machines = [order("i-1"), order("i-2")]
        #expect(book.take(frame) == [.ordered("i-2")])
        #expect(book.take(frame) == [])
        #expect(book.records["i-1"]?.address == "100.64.16.2")
        #expect(book.records["i-2"]?.address == "100.64.16.3")
    }

    @Test func whatAWholeSnapshotDoesNotNameIsOver() {
        var book = book("i-1", "i-2", "i-3")
        var frame = HostFrame()
        frame.phase = FeedPhase.snapshot.rawValue
        frame.isComplete = false
        frame.machines = [order("i-1")]
        #expect(book.take(frame) == [])
        frame.isComplete = true
        frame.machines = [order("i-3")]
        #expect(book.take(frame) == [.ordered("i-2")])
        #expect(book.records["i-2"]?.order.wish == .terminated)
        #expect(book.records["i-1"]?.order.wish == .running)
    }

    @Test func aSnapshotThatBreaksOffSaysNothing() {
        var book = book("i-1", "i-2")
        var frame = HostFrame()
        frame.phase = FeedPhase.snapshot.rawValue
        frame.isComplete = false
        frame.machines = [order("i-1")]
        _ = book.take(frame)
        book.connectionEnded()
        frame.isComplete = true
        frame.machines = [order("i-2")]
        #expect(book.take(frame) == [.ordered("i-1")])
    }

    @Test func theEndIsTheEnd() {
        var book = book("i-1")
        var frame = HostFrame()
        frame.removed = ["i-1", "i-9"]
        #expect(book.take(frame) == [.ordered("i-1"), .neverWas("i-9")])
        var again = HostFrame()
        again.machines = [order("i-1") { $0.boots = 3 }]
        #expect(book.take(again) == [])
        book.forget("i-1")
        #expect(book.take(again) == [.ordered("i-1")])
    }

    @Test(arguments: ["", "local", "../x", "a/b", "-x", "a b", String(repeating: "i", count: 65)])
    func badNamesAreRefused(_ id: String) {
        var book = book()
        var frame = HostFrame()
        frame.machines = [order(id)]
        guard case .refused(id, _)? = book.take(frame).first else {
            Issue.record("\(id) was taken")
            return
        }
        #expect(book.records.isEmpty)
    }

    @Test func aFullHostRefuses() {
        var book = book()
        var frame = HostFrame()
        frame.machines = (0...OrderBook.limit).map { order("i-\($0)") }
        let refused = book.take(frame).filter { if case .refused = $0 { true } else { false } }
        #expect(refused.count == 1)
        #expect(Set(book.records.values.map(\.address)).count == OrderBook.limit)
    }

    @Test func addressesRestBeforeTheyAreGivenAgain() {
        var small = AddressBook(IPv4Subnet("100.64.0.0/29")!)
        let first = small.take()
        #expect(first == IPv4Address("100.64.0.2"))
        small.give("100.64.0.2")
        #expect(small.take() == IPv4Address("100.64.0.3"))
        for _ in 0..<4 { #expect(small.take() != nil) }
        #expect(small.take() == nil)
        small.give("100.64.0.5")
        #expect(small.take() == IPv4Address("100.64.0.5"))
    }

    @Test func keptAddressesAreNotGivenAgain() {
        var record = MachineRecord()
        record.order = order("i-1")
        record.address = "100.64.16.2"
        var book = OrderBook([record], addresses: AddressBook(block))
        var frame = HostFrame()
        frame.machines = [order("i-2")]
        _ = book.take(frame)
        #expect(book.records["i-2"]?.address == "100.64.16.3")
    }

    @Test func namesFitAndBearTheMark() {
        let last = names.link(IPv4Address("100.64.31.254")!, in: block)
        #expect(last == "skv\(names.mark)ffe" && last.utf8.count < 16)
        #expect(names.link(IPv4Address("100.64.16.2")!, in: block) == "skv\(names.mark)002")
        #expect(names.label.utf8.count < 16)
        #expect(HostNames(dataDirectory: "/other").mark != names.mark)
    }

    @Test func processesAreKnownByTheirArguments() {
        let program = names.initProgram
        #expect(names.machine(ofInit: ["sh", program, "i-1", "0"]) == "i-1")
        #expect(names.machine(ofInit: ["sh", "/other/host/machine-init", "i-1", "0"]) == nil)
        #expect(names.machine(ofInit: ["unshare", "--net", "sh", program, "i-1", "0"]) == nil)
        let disk = names.disk("i-1")
        #expect(names.machine(ofAgent: ["/bin/skerry", "agent", "--machine-dir", disk]) == "i-1")
        #expect(
            names.machine(ofAgent: ["nsenter", "--", "skerry", "agent", "--machine-dir", disk])
                == nil)
        #expect(names.machine(ofAgent: ["skerry", "agent", "--data-dir", "/x"]) == nil)
    }

    @Test func onlyWhatIsOursAndUnwantedIsSwept() {
        let book = book("i-1")
        var found = SweepPlan.Found()
        found.links = [
            "skv\(names.mark)002", "skv\(names.mark)007", "skv00000000007", "eth0",
        ]
        found.cgroups = ["i-1", "i-old"]
        found.machines = ["i-1", "i-older"]
        let plan = SweepPlan(
            found, records: Array(book.records.values), names: names, block: block)
        #expect(plan.links == ["skv\(names.mark)007"])
        #expect(plan.machines == ["i-old", "i-older"])
    }

    @Test func theTableNamesItsOwnLinksOnly() {
        let rules = UnderlayRules(
            names: names, block: block,
            doors: [.init(port: 4566, target: IPv4Address("127.0.0.1")!, targetPort: 4566)],
            metadataPort: 3999)
        let script = rules.script
        #expect(script.hasPrefix(rules.removal))
        #expect(script.contains("ip daddr 100.64.16.1 tcp dport 4566 dnat to 127.0.0.1:4566"))
        #expect(script.contains("169.254.169.254 tcp dport 80 dnat to 127.0.0.1:3999"))
        #expect(script.contains("fib saddr . iif oif missing drop"))
    }

    @Test func theConsoleKeepsItsEnd() {
        var console = Console()
        for line in 0..<20_000 { console.print("line \(line) é") }
        #expect(console.bytes.count <= Console.limit)
        #expect(console.text.hasSuffix("line 19999 é\n"))
        #expect(!console.text.contains("\u{fffd}"))
        console.append(Array(repeating: 0x78, count: Console.limit * 2))
        #expect(console.bytes.count == Console.limit)
    }

    @Test func userDataIsReadAsRunInstancesTakesIt() {
        let encode = { (text: String) in Base64.encode(Array(text.utf8)) }
        #expect(UserData(base64: nil) == .none)
        #expect(UserData(base64: "") == .none)
        let script = "#!/bin/sh\necho hello\n"
        #expect(UserData(base64: encode(script)) == .script(Array(script.utf8)))
        let wrapped = encode(script).enumerated()
            .map { $0.offset == 8 ? "\n\($0.element)" : "\($0.element)" }.joined()
        #expect(UserData(base64: wrapped) == .script(Array(script.utf8)))
        for text in ["#cloud-config\n", "MIME-Version: 1.0\n", "echo", "\u{1f}"] {
            guard case .unsupported = UserData(base64: encode(text)) else {
                Issue.record("\(text) is taken for a script")
                continue
            }
        }
        guard case .unsupported = UserData(base64: "*") else {
            Issue.record("what is not base64 is taken")
            return
        }
        let long = "#!/bin/sh\n" + String(repeating: "#", count: UserData.limit)
        guard case .unsupported = UserData(base64: encode(long)) else {
            Issue.record("too much is taken")
            return
        }
    }
}
