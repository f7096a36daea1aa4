// MARK: - Basic ISO 8601 and HTTP dates

extension Timestamp {
    /// Parses SigV4's form, `20130524T000000Z`; nil for anything else.
    package init?(basicISO8601 text: String) {
        var reader = DateReader(bytes: Array(text.utf8))
        guard let year = reader.number(4), let month = reader.number(2),
            let day = reader.number(2), reader.skip("T"), let hour = reader.number(2),
            let minute = reader.number(2), let second = reader.number(2), reader.skip("Z"),
            reader.isAtEnd
        else { return nil }
        self.init(year, month, day, hour, minute, second)
    }

    /// Parses the date of HTTP headers, `Tue, 29 Apr 2014 18:30:38 GMT`, with the fraction that
    /// Smithy's `http-date` format allows (`18:30:38.13`). The day of the week is not checked, and
    /// `+0000`, `-0000` and `UTC` count as `GMT`, which older clients write. Nil for anything else.
    package init?(httpDate text: String) {
        let words = text.split(separator: " ")
        guard words.count == 6, words[0].utf8.count == 4, words[0].hasSuffix(","),
            ["GMT", "UTC", "+0000", "-0000"].contains(words[5]),
            let month = Self.monthNames.firstIndex(of: words[2])
        else { return nil }
        var date = DateReader(bytes: Array(words[1].utf8))
        var year = DateReader(bytes: Array(words[3].utf8))
        var time = DateReader(bytes: Array(words[4].utf8))
        guard let dayNumber = date.number(words[1].utf8.count), date.isAtEnd, dayNumber < 100,
            let yearNumber = year.number(4), year.isAtEnd,
            let hour = time.number(2), time.skip(":"), let minute = time.number(2),
            time.skip(":"), let second = time.number(2),
            let fraction = time.skip(".") ? time.milliseconds() : 0, time.isAtEnd
        else { return nil }
        self.init(yearNumber, month + 1, dayNumber, hour, minute, second)
        milliseconds += Int64(fraction)
    }

    /// The time as HTTP headers write it, `Tue, 29 Apr 2014 18:30:38 GMT`; milliseconds are dropped.
    package var httpDate: String {
        let (date, time) = civil
        // 1970-01-01 was a Thursday.
        let weekday = ((date.daysSinceEpoch + 4) % 7 + 7) % 7
        return "\(Self.dayNames[weekday]), \(pad(date.day, 2)) \(Self.monthNames[date.month - 1]) "
            + "\(pad(date.year, 4)) \(pad(time.hour, 2)):\(pad(time.minute, 2)):"
            + "\(pad(time.second, 2)) GMT"
    }

    private static let monthNames = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ].map { Substring($0) }

    private static let dayNames = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]

    private init?(
        _ year: Int, _ month: Int, _ day: Int, _ hour: Int, _ minute: Int, _ second: Int
    ) {
        guard (1...12).contains(month),
            (1...CivilDate.days(inMonth: month, of: year)).contains(day),
            hour < 24, minute < 60, second <= 60
        else { return nil }
        let days = CivilDate(year: year, month: month, day: day).daysSinceEpoch
        milliseconds = Int64(((days * 24 + hour) * 60 + minute) * 60 + second) * 1000
    }
}
