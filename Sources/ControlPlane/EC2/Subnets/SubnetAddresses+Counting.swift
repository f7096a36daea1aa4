import EC2Core
import Store

extension Snapshot {
    /// How many addresses of a subnet are interfaces'.
    func usedAddresses(of subnet: SubnetRecord) -> Int {
        var count = 0
        for _ in records.entries(in: .under(scope.subnetAddresses(of: subnet.id))) { count += 1 }
        return count
    }
}
