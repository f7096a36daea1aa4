package import AWSWire
package import ECSModel

/// The rules for attributes that users put on instances.
package enum InstanceAttributes {
    /// What marks a computer that joined from outside, as ECS Anywhere does.
    package static let external = "ecs.capability.external"

    /// Checks name and value.
    ///
    /// - Throws: `InvalidParameterException`.
    package static func check(_ attribute: ECSAPI.Attribute) throws(AWSError) {
        guard (1...128).contains(attribute.name.utf8.count),
            consists(attribute.name, ofLettersDigitsAnd: "-_./\\")
        else { throw .parameter("Invalid attribute name: '\(attribute.name)'.") }
        guard let value = attribute.value else { return }
        guard (1...128).contains(value.utf8.count), value.first != " ", value.last != " ",
            consists(value, ofLettersDigitsAnd: "-_.@:/\\ ")
        else { throw .parameter("Invalid attribute value: '\(value)'.") }
    }
}
