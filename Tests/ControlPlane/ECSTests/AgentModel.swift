import Shapes

/// The ECS agent protocol's own model (ecsacs, API version 2014-11-13): the shapes that the control
/// plane may send. It judges what we send, so it is written down apart from our types.
enum AgentModel {
    /// What is wrong with a message by the model; empty when nothing is.
    static func faults(_ value: Value, as shape: String, at path: String = "") -> [String] {
        let path = path.isEmpty ? shape : path
        guard let form = shapes[shape] else { return ["\(path): no shape \(shape)"] }
        switch (form, value) {
        case (.structure(let members), .object(let object)):
            return object.members.flatMap { member in
                let path = "\(path).\(member.name)"
                guard let next = members[member.name] else { return ["\(path): unknown"] }
                return faults(member.value, as: next, at: path)
            }
        case (.list(let element), .list(let array)):
            return array.flatMap { faults($0, as: element, at: "\(path)[]") }
        case (.map(let element), .object(let object)):
            return object.members.flatMap { faults($0.value, as: element, at: "\(path){}") }
        case (.words(let words), .string(let text)):
            return words.contains(text) ? [] : ["\(path): \(text)"]
        case (.plain("string"), .string), (.plain("boolean"), .bool),
            (.plain("integer"), .integer), (.plain("long"), .integer),
            (.plain("double"), .integer), (.plain("double"), .double):
            return []
        default: return ["\(path): \(value) is no \(shape)"]
        }
    }

    private enum Form {
        case structure([String: String])
        case list(String)
        case map(String)
        case words([String])
        case plain(String)
    }

    private static let shapes: [String: Form] = {
        var shapes: [String: Form] = [:]
        for entry in model.split(separator: ";") {
            let words = entry.split(whereSeparator: \.isWhitespace).map(String.init)
            guard words.count > 2 else { continue }
            switch words[1] {
            case "{":
                let members = words[2...].dropLast().map { $0.split(separator: ":") }
                shapes[words[0]] = .structure(
                    Dictionary(uniqueKeysWithValues: members.map { (String($0[0]), String($0[1])) })
                )
            case "[": shapes[words[0]] = .list(words[2])
            case "<": shapes[words[0]] = .map(words[2])
            case "=": shapes[words[0]] = .words(Array(words[2...]))
            default: shapes[words[0]] = .plain(words[2])
            }
        }
        return shapes
    }()

    private static let model = """
        ASMAuthData { credentialsParameter:String region:String } ;
        Association { containers:StringList content:EncodedString name:String type:AssociationType }
          ;
        AssociationType = elastic-inference gpu ;
        Associations [ Association ] ;
        Attachment { attachmentArn:String attachmentProperties:AttachmentPropertyList
          attachmentType:String } ;
        AttachmentList [ Attachment ] ;
        AttachmentProperty { name:String value:String } ;
        AttachmentPropertyList [ AttachmentProperty ] ;
        AuthStrategy = ExecutionRole ;
        AuthenticationType = ecr asm ;
        Boolean : boolean ;
        BoxedBoolean : boolean ;
        BoxedInteger : integer ;
        CloseMessage { message:String } ;
        Container { command:StringList containerArn:String cpu:Integer credentialSpecs:StringList
          dependsOn:ContainerDependencies dockerConfig:DockerConfig entryPoint:StringList
          environment:EnvironmentVariables environmentFiles:EnvironmentFiles essential:Boolean
          firelensConfiguration:FirelensConfiguration healthCheckType:HealthCheckType image:String
          links:StringList linuxParameters:LinuxParameters logsAuthStrategy:AuthStrategy
          managedAgents:ManagedAgentList memory:Integer mountPoints:MountPointList name:String
          networkInterfaceNames:StringList overrides:String portMappings:PortMappingList
          privileged:BoxedBoolean registryAuthentication:RegistryAuthenticationData
          restartPolicy:RestartPolicy secrets:SecretList startTimeout:Integer stopTimeout:Integer
          volumesFrom:VolumeFromList } ;
        ContainerCondition = START COMPLETE SUCCESS HEALTHY ;
        ContainerDependencies [ ContainerDependency ] ;
        ContainerDependency { condition:ContainerCondition containerName:String } ;
        ContainerList [ Container ] ;
        Device { containerPath:String hostPath:String permissions:DeviceCgroupPermissions } ;
        DeviceCgroupPermission = read write mknod ;
        DeviceCgroupPermissions [ DeviceCgroupPermission ] ;
        DevicesList [ Device ] ;
        DockerConfig { config:String hostConfig:String version:String } ;
        DockerVolumeConfiguration { autoprovision:Boolean driver:String driverOpts:StringMap
          labels:StringMap scope:Scope } ;
        Double : double ;
        EBSVolumeConfiguration { deleteOnTermination:Boolean deviceName:String filesystemType:String
          volumeId:String } ;
        ECRAuthData { endpointOverride:String region:String registryId:String
          useExecutionRole:Boolean } ;
        EFSAuthorizationConfig { accessPointId:String iam:EFSAuthorizationConfigIAM } ;
        EFSAuthorizationConfigIAM = ENABLED DISABLED ;
        EFSTransitEncryption = ENABLED DISABLED ;
        EFSVolumeConfiguration { authorizationConfig:EFSAuthorizationConfig fileSystemId:String
          rootDirectory:String transitEncryption:EFSTransitEncryption transitEncryptionPort:Integer
          } ;
        ElasticNetworkInterface { attachmentArn:String domainName:StringList
          domainNameServers:StringList ec2Id:String index:Integer
          interfaceAssociationProtocol:NetworkInterfaceAssociationProtocol
          interfaceTunnelProperties:NetworkInterfaceTunnelProperties
          interfaceVethProperties:NetworkInterfaceVethProperties
          interfaceVlanProperties:NetworkInterfaceVlanProperties ipv4Addresses:IPv4AddressList
          ipv6Addresses:IPv6AddressList macAddress:String name:String privateDnsName:String
          subnetGatewayIpv4Address:String subnetGatewayIpv6Address:String } ;
        ElasticNetworkInterfaceList [ ElasticNetworkInterface ] ;
        EncodedString { encoding:Encoding value:String } ;
        Encoding = identity base64 ;
        EnvironmentFile { type:EnvironmentFileType value:String } ;
        EnvironmentFileType = s3 ;
        EnvironmentFiles [ EnvironmentFile ] ;
        EnvironmentVariables < String > ;
        FSxWindowsFileServerAuthorizationConfig { credentialsParameter:String domain:String } ;
        FSxWindowsFileServerVolumeConfiguration {
          authorizationConfig:FSxWindowsFileServerAuthorizationConfig fileSystemId:String
          rootDirectory:String } ;
        FirelensConfiguration { options:FirelensConfigurationOptionsMap
          type:FirelensConfigurationType } ;
        FirelensConfigurationOptionsMap < String > ;
        FirelensConfigurationType = fluentd fluentbit ;
        HealthCheckType = docker ;
        HeartbeatMessage { healthy:Boolean messageId:String } ;
        HostVolumeProperties { sourcePath:String } ;
        IAMRoleCredentials { accessKeyId:String credentialScope:String credentialsId:String
          expiration:String roleArn:String secretAccessKey:SensitiveString sessionToken:String } ;
        IAMRoleCredentialsMessage { messageId:String roleCredentials:IAMRoleCredentials
          roleType:RoleType taskArn:String taskClusterArn:String } ;
        IPv4AddressAssignment { primary:Boolean privateAddress:String } ;
        IPv4AddressList [ IPv4AddressAssignment ] ;
        IPv6AddressAssignment { address:String primary:Boolean } ;
        IPv6AddressList [ IPv6AddressAssignment ] ;
        Integer : integer ;
        IntegerList [ Integer ] ;
        IsolationMode = SHARED EXCLUSIVE ISOLATED_PARTITION ;
        KernelCapabilities { add:StringList drop:StringList } ;
        LinuxParameters { capabilities:KernelCapabilities devices:DevicesList
          initProcessEnabled:BoxedBoolean sharedMemorySize:BoxedInteger } ;
        LogDriverVolumeConfiguration { driver:String } ;
        Long : long ;
        ManagedAgent { name:ManagedAgentName properties:StringMap } ;
        ManagedAgentList [ ManagedAgent ] ;
        ManagedAgentName = ExecuteCommandAgent ;
        MountPoint { containerPath:String readOnly:Boolean sourceVolume:String } ;
        MountPointList [ MountPoint ] ;
        NetworkInterfaceAssociationProtocol = default tunnel veth vlan ;
        NetworkInterfaceTunnelProperties { interfaceIpAddress:String tunnelId:String } ;
        NetworkInterfaceVethProperties { peerInterface:String } ;
        NetworkInterfaceVlanProperties { trunkInterfaceMacAddress:String vlanId:String } ;
        NullableLong : long ;
        PayloadMessage { clusterArn:String containerInstanceArn:String generatedAt:Long
          messageId:String seqNum:Integer tasks:TaskList timeline:NullableLong } ;
        PortMapping { containerPort:Integer containerPortRange:String hostPort:Integer
          protocol:TransportProtocol } ;
        PortMappingList [ PortMapping ] ;
        ProxyConfiguration { containerName:String properties:StringMap type:ProxyConfigurationType }
          ;
        ProxyConfigurationType = APPMESH ;
        RegistryAuthenticationData { asmAuthData:ASMAuthData ecrAuthData:ECRAuthData
          type:AuthenticationType } ;
        RestartPolicy { enabled:Boolean ignoredExitCodes:IntegerList restartAttemptPeriod:Integer }
          ;
        RoleType = TaskApplication TaskExecution ;
        Scope = task shared ;
        Secret { containerPath:String name:String provider:SecretProvider region:String
          target:SecretTarget type:SecretType valueFrom:String } ;
        SecretList [ Secret ] ;
        SecretProvider = ssm asm ;
        SecretTarget = CONTAINER LOG_DRIVER ;
        SecretType = ENVIRONMENT_VARIABLE MOUNT_POINT BOOTSTRAP ;
        SensitiveString : string ;
        String : string ;
        StringList [ String ] ;
        StringMap < String > ;
        Task { agentConfiguration:String arn:String associations:Associations
          attachments:AttachmentList containers:ContainerList cpu:Double desiredStatus:String
          elasticNetworkInterfaces:ElasticNetworkInterfaceList enableFaultInjection:Boolean
          executionRoleCredentials:IAMRoleCredentials family:String group:String ipcMode:String
          launchType:String memory:Integer networkMode:String overrides:String pidMode:String
          proxyConfiguration:ProxyConfiguration roleCredentials:IAMRoleCredentials
          serviceName:String taskClusterArn:String taskDefinitionAccountId:String
          trustedExecutionConfiguration:TrustedExecutionConfiguration version:String
          volumes:VolumeList zone:String } ;
        TaskIdentifier { desiredStatus:String taskArn:String taskClusterArn:String } ;
        TaskIdentifierList [ TaskIdentifier ] ;
        TaskList [ Task ] ;
        TaskManifestMessage { clusterArn:String containerInstanceArn:String generatedAt:Long
          messageId:String tasks:TaskIdentifierList timeline:Long } ;
        TaskStopVerificationAck { generatedAt:Long messageId:String stopTasks:TaskIdentifierList } ;
        TransportProtocol = tcp udp ;
        TrustedExecutionConfiguration { isolationMode:IsolationMode } ;
        Volume { dockerVolumeConfiguration:DockerVolumeConfiguration
          ebsVolumeConfiguration:EBSVolumeConfiguration
          efsVolumeConfiguration:EFSVolumeConfiguration
          fsxWindowsFileServerVolumeConfiguration:FSxWindowsFileServerVolumeConfiguration
          host:HostVolumeProperties logDriverVolumeConfiguration:LogDriverVolumeConfiguration
          name:String type:VolumeType } ;
        VolumeFrom { readOnly:Boolean sourceContainer:String } ;
        VolumeFromList [ VolumeFrom ] ;
        VolumeList [ Volume ] ;
        VolumeType = host docker efs fsxWindowsFileServer ebs logDriverOutput ;
        """
}
