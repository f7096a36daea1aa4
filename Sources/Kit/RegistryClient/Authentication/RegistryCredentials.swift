import Shapes

/// A user of a registry and the password or access token. It never shows in text.
package struct RegistryCredentials: Sendable, Hashable, CustomStringConvertible,
    CustomReflectable
{
    package let username: String
    package let password: String

    package init(username: String, password: String) {
        self.username = username
        self.password = password
    }

    package var description: String { "RegistryCredentials(\(username), …)" }
    package var customMirror: Mirror { Mirror(self, children: ["username": username]) }

    var basicHeader: String { "Basic " + Base64.encode(Array("\(username):\(password)".utf8)) }
}
