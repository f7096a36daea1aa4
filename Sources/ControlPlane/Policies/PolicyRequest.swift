/// What is asked: one action of one caller on one resource, and all that is known about it.
package struct PolicyRequest: Sendable, Hashable {
    package var principal: PolicyPrincipal
    /// Such as `ecr:BatchGetImage`; letters' case does not count.
    package let action: String
    /// The ARN, or `*` for actions that have none.
    package var resource: String
    /// The account that the resource belongs to.
    package var resourceAccount: String
    /// Values of condition keys by name in lowercase. A key that is not here is absent.
    package private(set) var keys: [String: [String]]

    /// Gathers a request, with the keys that follow from the rest.
    ///
    /// - Parameter keys: Further ones; letters' case of their names does not count. Tags' names
    ///   are a part of them (`aws:ResourceTag/team`).
    package init(
        principal: PolicyPrincipal, action: String, resource: String, resourceAccount: String,
        keys: [String: [String]] = [:]
    ) {
        self.principal = principal
        self.action = action.asciiLowercased
        self.resource = resource
        self.resourceAccount = resourceAccount
        self.keys = principal.keys
        self.keys["aws:resourceaccount"] = [resourceAccount]
        for (name, values) in keys { self.keys[name.asciiLowercased] = values }
    }
}
