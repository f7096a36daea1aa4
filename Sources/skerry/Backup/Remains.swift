import Foundation

extension FileManager {
    /// Removes what is at `path` with all that is in it; nothing there is fine.
    func removeIfThere(_ path: String) throws {
        guard fileExists(atPath: path) else { return }
        try removeItem(atPath: path)
    }
}
