package import Shapes

extension ACS {
    /// `AttachTaskNetworkInterfacesMessage` of the protocol.
    package struct AttachTaskNetworkInterfacesMessage: Shape, Hashable {
        package var containerInstanceArn: String?
        package var clusterArn: String?
        package var taskArn: String?
        package var taskClusterArn: String?
        package var generatedAt: Int?
        package var messageId: String?
        package var waitTimeoutMs: Int?
        package var elasticNetworkInterfaces: [ElasticNetworkInterface]?

        package init() {}

        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("containerInstanceArn", &containerInstanceArn)
            visitor.field("clusterArn", &clusterArn)
            visitor.field("taskArn", &taskArn)
            visitor.field("taskClusterArn", &taskClusterArn)
            visitor.field("generatedAt", &generatedAt)
            visitor.field("messageId", &messageId)
            visitor.field("waitTimeoutMs", &waitTimeoutMs)
            visitor.field("elasticNetworkInterfaces", &elasticNetworkInterfaces)
        }
    }

    /// `AttachInstanceNetworkInterfacesMessage` of the protocol.
    package struct AttachInstanceNetworkInterfacesMessage: Shape, Hashable {
        package var containerInstanceArn: String?
        package var clusterArn: String?
        package var generatedAt: Int?
        package var messageId: String?
        package var waitTimeoutMs: Int?
        package var elasticNetworkInterfaces: [ElasticNetworkInterface]?

        package init() {}

        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("containerInstanceArn", &containerInstanceArn)
            visitor.field("clusterArn", &clusterArn)
            visitor.field("generatedAt", &generatedAt)
            visitor.field("messageId", &messageId)
            visitor.field("waitTimeoutMs", &waitTimeoutMs)
            visitor.field("elasticNetworkInterfaces", &elasticNetworkInterfaces)
        }
    }

    /// `ConfirmAttachmentMessage` of the protocol.
    package struct ConfirmAttachmentMessage: Shape, Hashable {
        package var containerInstanceArn: String?
        package var clusterArn: String?
        package var taskArn: String?
        package var taskClusterArn: String?
        package var generatedAt: Int?
        package var messageId: String?
        package var waitTimeoutMs: Int?
        package var attachment: Attachment?

        package init() {}

        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("containerInstanceArn", &containerInstanceArn)
            visitor.field("clusterArn", &clusterArn)
            visitor.field("taskArn", &taskArn)
            visitor.field("taskClusterArn", &taskClusterArn)
            visitor.field("generatedAt", &generatedAt)
            visitor.field("messageId", &messageId)
            visitor.field("waitTimeoutMs", &waitTimeoutMs)
            visitor.field("attachment", &attachment)
        }
    }

    /// `ElasticNetworkInterface` of the protocol.
    package struct ElasticNetworkInterface: Shape, Hashable {
        package var name: String?
        package var macAddress: String?
        package var attachmentArn: String?
        package var ec2Id: String?
        package var index: Int?
        package var interfaceAssociationProtocol: NetworkInterfaceAssociationProtocol?
        package var interfaceTunnelProperties: NetworkInterfaceTunnelProperties?
        package var interfaceVethProperties: NetworkInterfaceVethProperties?
        package var interfaceVlanProperties: NetworkInterfaceVlanProperties?
        package var ipv4Addresses: [IPv4AddressAssignment]?
        package var ipv6Addresses: [IPv6AddressAssignment]?
        package var domainName: [String]?
        package var domainNameServers: [String]?
        package var privateDnsName: String?
        package var subnetGatewayIpv4Address: String?
        package var subnetGatewayIpv6Address: String?

        package init() {}

        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("name", &name)
            visitor.field("macAddress", &macAddress)
            visitor.field("attachmentArn", &attachmentArn)
            visitor.field("ec2Id", &ec2Id)
            visitor.field("index", &index)
            visitor.field("interfaceAssociationProtocol", &interfaceAssociationProtocol)
            visitor.field("interfaceTunnelProperties", &interfaceTunnelProperties)
            visitor.field("interfaceVethProperties", &interfaceVethProperties)
            visitor.field("interfaceVlanProperties", &interfaceVlanProperties)
            visitor.field("ipv4Addresses", &ipv4Addresses)
            visitor.field("ipv6Addresses", &ipv6Addresses)
            visitor.field("domainName", &domainName)
            visitor.field("domainNameServers", &domainNameServers)
            visitor.field("privateDnsName", &privateDnsName)
            visitor.field("subnetGatewayIpv4Address", &subnetGatewayIpv4Address)
            visitor.field("subnetGatewayIpv6Address", &subnetGatewayIpv6Address)
        }
    }

    /// `IPv4AddressAssignment` of the protocol.
    package struct IPv4AddressAssignment: Shape, Hashable {
        package var privateAddress: String?
        package var primary: Bool?

        package init() {}

        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("privateAddress", &privateAddress)
            visitor.field("primary", &primary)
        }
    }

    /// `IPv6AddressAssignment` of the protocol.
    package struct IPv6AddressAssignment: Shape, Hashable {
        package var address: String?
        package var primary: Bool?

        package init() {}

        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("address", &address)
            visitor.field("primary", &primary)
        }
    }

    /// `NetworkInterfaceAssociationProtocol` of the protocol.
    package struct NetworkInterfaceAssociationProtocol: WireName {
        package var rawValue: String

        package init(rawValue: String) { self.rawValue = rawValue }

        package static let standard = Self(rawValue: "default")
        package static let tunnel = Self(rawValue: "tunnel")
        package static let veth = Self(rawValue: "veth")
        package static let vlan = Self(rawValue: "vlan")
    }

    /// `NetworkInterfaceTunnelProperties` of the protocol.
    package struct NetworkInterfaceTunnelProperties: Shape, Hashable {
        package var tunnelId: String?
        package var interfaceIpAddress: String?

        package init() {}

        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("tunnelId", &tunnelId)
            visitor.field("interfaceIpAddress", &interfaceIpAddress)
        }
    }

    /// `NetworkInterfaceVethProperties` of the protocol.
    package struct NetworkInterfaceVethProperties: Shape, Hashable {
        package var peerInterface: String?

        package init() {}

        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("peerInterface", &peerInterface)
        }
    }

    /// `NetworkInterfaceVlanProperties` of the protocol.
    package struct NetworkInterfaceVlanProperties: Shape, Hashable {
        package var vlanId: String?
        package var trunkInterfaceMacAddress: String?

        package init() {}

        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("vlanId", &vlanId)
            visitor.field("trunkInterfaceMacAddress", &trunkInterfaceMacAddress)
        }
    }

    /// `Attachment` of the protocol.
    package struct Attachment: Shape, Hashable {
        package var attachmentArn: String?
        package var attachmentType: String?
        package var attachmentProperties: [AttachmentProperty]?

        package init() {}

        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("attachmentArn", &attachmentArn)
            visitor.field("attachmentType", &attachmentType)
            visitor.field("attachmentProperties", &attachmentProperties)
        }
    }

    /// `AttachmentProperty` of the protocol.
    package struct AttachmentProperty: Shape, Hashable {
        package var name: String?
        package var value: String?

        package init() {}

        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("name", &name)
            visitor.field("value", &value)
        }
    }

    /// `Association` of the protocol.
    package struct Association: Shape, Hashable {
        package var name: String?
        package var type: AssociationType?
        package var content: EncodedString?
        package var containers: [String]?

        package init() {}

        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("name", &name)
            visitor.field("type", &type)
            visitor.field("content", &content)
            visitor.field("containers", &containers)
        }
    }

    /// `AssociationType` of the protocol.
    package struct AssociationType: WireName {
        package var rawValue: String

        package init(rawValue: String) { self.rawValue = rawValue }

        package static let elasticInference = Self(rawValue: "elastic-inference")
        package static let gpu = Self(rawValue: "gpu")
    }

    /// `EncodedString` of the protocol.
    package struct EncodedString: Shape, Hashable {
        package var value: String?
        package var encoding: Encoding?

        package init() {}

        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("value", &value)
            visitor.field("encoding", &encoding)
        }
    }

    /// `Encoding` of the protocol.
    package struct Encoding: WireName {
        package var rawValue: String

        package init(rawValue: String) { self.rawValue = rawValue }

        package static let identity = Self(rawValue: "identity")
        package static let base64 = Self(rawValue: "base64")
    }

    /// `ProxyConfiguration` of the protocol.
    package struct ProxyConfiguration: Shape, Hashable {
        package var type: ProxyConfigurationType?
        package var containerName: String?
        package var properties: [String: String]?

        package init() {}

        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("type", &type)
            visitor.field("containerName", &containerName)
            visitor.field("properties", &properties)
        }
    }

    /// `ProxyConfigurationType` of the protocol.
    package struct ProxyConfigurationType: WireName {
        package var rawValue: String

        package init(rawValue: String) { self.rawValue = rawValue }

        package static let appmesh = Self(rawValue: "APPMESH")
    }

    /// `TrustedExecutionConfiguration` of the protocol.
    package struct TrustedExecutionConfiguration: Shape, Hashable {
        package var isolationMode: IsolationMode?

        package init() {}

        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("isolationMode", &isolationMode)
        }
    }

    /// `IsolationMode` of the protocol.
    package struct IsolationMode: WireName {
        package var rawValue: String

        package init(rawValue: String) { self.rawValue = rawValue }

        package static let shared = Self(rawValue: "SHARED")
        package static let exclusive = Self(rawValue: "EXCLUSIVE")
        package static let isolatedPartition = Self(rawValue: "ISOLATED_PARTITION")
    }
}
