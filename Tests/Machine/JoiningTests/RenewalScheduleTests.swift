import Shapes
import Testing

@testable import Joining

@Suite struct RenewalScheduleTests {
    let start = Timestamp(milliseconds: 1_700_000_000_000)

    private func schedule(
        certificate: Int, credentials: Int?, at: Duration, failures: Int = 0
    ) -> (step: RenewalSchedule.Step, wait: Duration) {
        RenewalSchedule(
            certificate: (start, start + .seconds(certificate)),
            credentials: credentials.map { (start, start + .seconds($0)) }
        ).next(now: start + at, failures: failures)
    }

    @Test func renewsAtTwoThirds() {
        var next = schedule(certificate: 90, credentials: 90, at: .zero)
        #expect(next == (.certificate, .seconds(60)))
        next = schedule(certificate: 90, credentials: 90, at: .seconds(61))
        #expect(next == (.certificate, .zero))
        next = schedule(certificate: 900, credentials: 90, at: .seconds(10))
        #expect(next == (.credentials, .seconds(50)))
    }

    @Test func getsCredentialsThatAreMissing() {
        #expect(schedule(certificate: 90, credentials: nil, at: .zero) == (.credentials, .zero))
        // Only a certificate that is good gets them.
        #expect(
            schedule(certificate: 90, credentials: nil, at: .seconds(90))
                == (.certificate, .zero))
    }

    @Test func waitsLongerAfterFailures() {
        let waits = (1...9).map {
            schedule(certificate: 90, credentials: 90, at: .seconds(80), failures: $0).wait
        }
        #expect(
            waits
                == [1, 2, 4, 8, 16, 32, 60, 60, 60].map { Duration.seconds($0) })
    }
}
