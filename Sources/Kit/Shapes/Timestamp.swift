/// A point in time with millisecond precision, as AWS's protocols carry it.
package struct Timestamp: Sendable, Hashable, Comparable {
    /// Milliseconds since 1970-01-01T00:00:00Z; negative before it.
    package var milliseconds: Int64

    /// Makes the time `milliseconds` after the Unix epoch.
    package init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    /// Makes the time `seconds` after the Unix epoch, rounded to milliseconds; nil when the number
    /// is not finite or lies outside the years 0 to 9999.
    package init?(seconds: Double) {
        guard seconds.isFinite, seconds > -62_167_219_201, seconds < 253_402_300_800 else {
            return nil
        }
        self.milliseconds = Int64((seconds * 1000).rounded())
    }

    /// Seconds since the Unix epoch.
    package var seconds: Double { Double(milliseconds) / 1000 }

    package static func < (left: Timestamp, right: Timestamp) -> Bool {
        left.milliseconds < right.milliseconds
    }

    /// The time `duration` later (milliseconds; the rest is dropped).
    package static func + (time: Timestamp, duration: Duration) -> Timestamp {
        let (seconds, attoseconds) = duration.components
        return Timestamp(
            milliseconds: time.milliseconds + seconds * 1000 + attoseconds / 1_000_000_000_000_000)
    }

    /// The time `duration` earlier (milliseconds; the rest is dropped).
    package static func - (time: Timestamp, duration: Duration) -> Timestamp {
        time + (.zero - duration)
    }

    /// How long `right` lies before `left`.
    package static func - (left: Timestamp, right: Timestamp) -> Duration {
        .milliseconds(left.milliseconds - right.milliseconds)
    }
}

// MARK: - ISO 8601

extension Timestamp {
    /// What four digits of a year can say.
    private static let writableSeconds = -62_167_219_200..<253_402_300_800

    /// Parses the RFC 3339 profile of ISO 8601 that Smithy's `date-time` format uses
    /// (`1985-04-12T23:20:50.52Z`, offsets allowed); nil for anything else, and for times that an
    /// offset moves out of the years 0 to 9999.
    package init?(iso8601 text: String) {
        var reader = DateReader(bytes: Array(text.utf8))
        guard let year = reader.number(4), reader.skip("-"),
            let month = reader.number(2), reader.skip("-"),
            let day = reader.number(2), reader.skip("T") || reader.skip("t") || reader.skip(" "),
            let hour = reader.number(2), reader.skip(":"),
            let minute = reader.number(2), reader.skip(":"),
            let second = reader.number(2)
        else { return nil }
        let fraction = reader.skip(".") ? reader.milliseconds() : 0
        guard let fraction, let offset = reader.offsetMinutes(), reader.isAtEnd,
            (1...12).contains(month), (1...CivilDate.days(inMonth: month, of: year)).contains(day),
            hour < 24, minute < 60, second <= 60
        else { return nil }
        let days = CivilDate(year: year, month: month, day: day).daysSinceEpoch
        let seconds = ((days * 24 + hour) * 60 + minute - offset) * 60 + second
        guard Self.writableSeconds.contains(seconds) else { return nil }
        self.milliseconds = Int64(seconds) * 1000 + Int64(fraction)
    }

    /// The time as `1985-04-12T23:20:50Z`, with `.mmm` when there are milliseconds.
    package var iso8601: String {
        let (date, time) = civil
        let whole =
            "\(pad(date.year, 4))-\(pad(date.month, 2))-\(pad(date.day, 2))"
            + "T\(pad(time.hour, 2)):\(pad(time.minute, 2)):\(pad(time.second, 2))"
        return time.millisecond == 0 ? whole + "Z" : whole + ".\(pad(time.millisecond, 3))Z"
    }

    /// The time as SigV4 writes it: `20130524T000000Z`.
    package var basicISO8601: String {
        let (date, time) = civil
        return "\(pad(date.year, 4))\(pad(date.month, 2))\(pad(date.day, 2))"
            + "T\(pad(time.hour, 2))\(pad(time.minute, 2))\(pad(time.second, 2))Z"
    }

    /// Calendar date and time of day in UTC.
    package var civil:
        (date: CivilDate, time: (hour: Int, minute: Int, second: Int, millisecond: Int))
    {
        let dayLength: Int64 = 86_400_000
        var days = milliseconds / dayLength
        var rest = milliseconds % dayLength
        if rest < 0 {
            days -= 1
            rest += dayLength
        }
        let ms = Int(rest)
        return (
            CivilDate(daysSinceEpoch: Int(days)),
            (ms / 3_600_000, ms / 60_000 % 60, ms / 1000 % 60, ms % 1000)
        )
    }

    func pad(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}

/// A date of the proleptic Gregorian calendar.
package struct CivilDate: Sendable, Hashable {
    /// Year, month 1…12 and day 1…31.
    package let year: Int, month: Int, day: Int

    /// Makes a date from its parts, unchecked.
    package init(year: Int, month: Int, day: Int) {
        self.year = year
        self.month = month
        self.day = day
    }

    // Days are counted in eras of 400 years that begin on 1 March, so that the leap day is the last
    // day of a year and every month start follows one linear formula.

    /// The date `daysSinceEpoch` days after 1970-01-01.
    package init(daysSinceEpoch: Int) {
        let shifted = daysSinceEpoch + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    /// Days from 1970-01-01 to this date.
    package var daysSinceEpoch: Int {
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
            - 719_468
    }

    /// How many days `month` has in `year`.
    package static func days(inMonth month: Int, of year: Int) -> Int {
        switch month {
        case 4, 6, 9, 11: 30
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        default: 31
        }
    }
}

struct DateReader {
    let bytes: [UInt8]
    var index = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool { index == bytes.count }

    mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard index < bytes.count, bytes[index] == UInt8(ascii: character) else { return false }
        index += 1
        return true
    }

    mutating func number(_ width: Int) -> Int? {
        guard index + width <= bytes.count else { return nil }
        var result = 0
        for byte in bytes[index..<index + width] {
            guard (48...57).contains(byte) else { return nil }
            result = result * 10 + Int(byte - 48)
        }
        index += width
        return result
    }

    /// Reads fraction digits; those past the third are dropped.
    mutating func milliseconds() -> Int? {
        var result = 0
        var digits = 0
        while index < bytes.count, (48...57).contains(bytes[index]) {
            if digits < 3 { result = result * 10 + Int(bytes[index] - 48) }
            digits += 1
            index += 1
        }
        guard digits > 0 else { return nil }
        for _ in digits..<max(digits, 3) { result *= 10 }
        return result
    }

    mutating func offsetMinutes() -> Int? {
        if skip("Z") || skip("z") { return 0 }
        let sign = skip("+") ? 1 : skip("-") ? -1 : 0
        guard sign != 0, let hours = number(2), skip(":"), let minutes = number(2), hours < 24,
            minutes < 60
        else { return nil }
        return sign * (hours * 60 + minutes)
    }
}
