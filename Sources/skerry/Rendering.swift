import Foundation
import Shapes

/// Prints lists: data on standard output, everything else on standard error.
enum Rendering {
    /// Prints rows under headings, columns as wide as their widest cell.
    static func table(_ headings: [String], _ rows: [[String]]) {
        let all = [headings] + rows
        let widths = headings.indices.map { column in
            all.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
        }
        for row in all {
            let cells = row.enumerated().map { column, cell in
                column == row.count - 1
                    ? cell : cell.padding(toLength: widths[column], withPad: " ", startingAt: 0)
            }
            print(cells.joined(separator: "  "))
        }
    }

    /// Prints a tree as one line of JSON.
    static func json(_ value: Value) {
        print(String(decoding: JSON.serialize(value), as: UTF8.self))
    }

    /// Says what is going on, on standard error.
    static func progress(_ text: String) {
        FileHandle.standardError.write(Data("\(text)\n".utf8))
    }

    /// Bytes as people read them: `1.5 GiB`.
    static func size(bytes: Int) -> String {
        bytes < 1 << 20 ? "\(bytes >> 10) KiB" : size(mebibytes: bytes >> 20)
    }

    /// Mebibytes as people read them.
    static func size(mebibytes: Int) -> String {
        mebibytes < 1024
            ? "\(mebibytes) MiB" : String(format: "%.1f GiB", Double(mebibytes) / 1024)
    }
}
