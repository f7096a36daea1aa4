import Glibc
import Synchronization

/// The `Date` field's value (RFC 9110 §5.6.7), made once a second.
enum HTTPDate {
    private struct Cached {
        var second = Int.min
        var text = ""
    }

    private static let cached = Mutex(Cached())

    static func now() -> String {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME_COARSE, &now)
        return cached.withLock { cached in
            if cached.second != now.tv_sec {
                cached = Cached(second: now.tv_sec, text: text(now.tv_sec))
            }
            return cached.text
        }
    }

    /// Such as `Sun, 06 Nov 1994 08:49:37 GMT`.
    static func text(_ seconds: Int) -> String {
        var time = time_t(seconds)
        var parts = tm()
        gmtime_r(&time, &parts)
        let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
        let months = [
            "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
        ]
        func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let day = "\(days[Int(parts.tm_wday)]), \(two(parts.tm_mday)) \(months[Int(parts.tm_mon)])"
        let clock = "\(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec))"
        return "\(day) \(parts.tm_year + 1900) \(clock) GMT"
    }
}
