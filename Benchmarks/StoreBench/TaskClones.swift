import Foundation
import Store
import StoreSQLite

/// Copies of one task's records under other ids: many records as the API itself wrote one.
struct TaskClones {
    let store: SQLiteStore
    /// The task's id, 32 hexadecimal digits, which its keys end with and its values name.
    let id: String

    struct NoSuchTask: Error, CustomStringConvertible {
        var description: String
    }

    /// Makes `count` more of it, at most a million, and says how many records that were.
    func make(_ count: Int) async throws -> Int {
        let templates = try await records()
        guard !templates.isEmpty else {
            throw NoSuchTask(description: "the store has no record of task \(id)")
        }
        var written = 0
        var batch: [Transaction.Operation] = []
        for number in 1...min(max(1, count), 1_000_000) {
            let clone = String(format: "%032x", number)
            for template in templates {
                batch.append(
                    .put(
                        Key(template.key.text.replacing(id, with: clone)),
                        Array(
                            String(decoding: template.value, as: UTF8.self)
                                .replacing(id, with: clone).utf8)))
            }
            if batch.count >= 100 || number == count {
                _ = try await store.commit(Transaction(then: batch))
                written += batch.count
                batch = []
            }
        }
        return written
    }

    private func records() async throws -> [KeyValue] {
        var found: [KeyValue] = []
        var last: Key?
        while true {
            let page = try await store.list(.under(.path("ecs")), after: last)
            found += page.items.filter { $0.key.text.hasSuffix("/" + id) }
            guard page.more, let key = page.items.last?.key else { return found }
            last = key
        }
    }
}
