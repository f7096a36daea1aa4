import Shapes
import Testing

@testable import Policies

let home = "123456789012"
let other = "210987654321"

let root = PolicyPrincipal(
    arn: "arn:aws:iam::123456789012:root", account: home, userID: home)
let alice = PolicyPrincipal(
    arn: "arn:aws:iam::123456789012:user/team/alice", account: home, userID: "AIDAALICEALICEALICE1")
let session = PolicyPrincipal(
    arn: "arn:aws:sts::123456789012:assumed-role/worker/one", account: home,
    userID: "AROAWORKERWORKERWORK:one")
let stranger = PolicyPrincipal(
    arn: "arn:aws:iam::210987654321:user/eve", account: other, userID: "AIDAEVEEVEEVEEVEEVE1")

/// Rules that ask for nothing and forbid nothing.
let anything = PolicyRules(principal: .optional, resource: .optional, maximumSize: 100_000)
let resourceRules = PolicyRules(principal: .required, resource: .optional, maximumSize: 10_240)

func policy(_ text: String, _ rules: PolicyRules = anything) throws -> Policy {
    try Policy(text, rules: rules)
}

/// A policy of one statement, whose elements are given as JSON's members.
func statement(_ members: String, version: String = "2012-10-17") throws -> Policy {
    try policy("{\"Version\":\"\(version)\",\"Statement\":{\(members)}}")
}

func request(
    _ principal: PolicyPrincipal = alice, _ action: String = "ecr:BatchGetImage",
    on resource: String = "arn:aws:ecr:eu-west-1:123456789012:repository/team/web",
    of account: String = home, keys: [String: [String]] = [:]
) -> PolicyRequest {
    PolicyRequest(
        principal: principal, action: action, resource: resource, resourceAccount: account,
        keys: keys)
}

/// Numbers that look random and are the same in every run.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
