// swift-tools-version: 6.2
import PackageDescription

// One array of settings for every target of ours. Warnings are errors here and only here: the
// packages we depend on keep their own settings.
let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
]

extension Target.Dependency {
    static let argumentParser = product(name: "ArgumentParser", package: "swift-argument-parser")
    static let asyncHTTPClient = product(name: "AsyncHTTPClient", package: "async-http-client")
    static let crypto = product(name: "Crypto", package: "swift-crypto")
    static let cryptoExtras = product(name: "CryptoExtras", package: "swift-crypto")
    static let grdb = product(name: "GRDB", package: "GRDB.swift")
    static let grpcCore = product(name: "GRPCCore", package: "grpc-swift-2")
    static let grpcPosix = product(
        name: "GRPCNIOTransportHTTP2Posix", package: "grpc-swift-nio-transport")
    static let grpcProtobuf = product(name: "GRPCProtobuf", package: "grpc-swift-protobuf")
    static let httpTypes = product(name: "HTTPTypes", package: "swift-http-types")
    static let lifecycle = product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
    static let unixSignals = product(name: "UnixSignals", package: "swift-service-lifecycle")
    static let logging = product(name: "Logging", package: "swift-log")
    static let nioCore = product(name: "NIOCore", package: "swift-nio")
    static let nioFileSystem = product(name: "_NIOFileSystem", package: "swift-nio")
    static let nioFoundation = product(name: "NIOFoundationCompat", package: "swift-nio")
    static let nioHTTP1 = product(name: "NIOHTTP1", package: "swift-nio")
    static let nioPosix = product(name: "NIOPosix", package: "swift-nio")
    static let nioSSL = product(name: "NIOSSL", package: "swift-nio-ssl")
    static let nioWebSocket = product(name: "NIOWebSocket", package: "swift-nio")
    static let swiftASN1 = product(name: "SwiftASN1", package: "swift-asn1")
    static let x509 = product(name: "X509", package: "swift-certificates")
    static let protobuf = product(name: "SwiftProtobuf", package: "swift-protobuf")
}

/// A library target of ours under `Sources/<folder>/<name>`.
func library(_ name: String, in folder: String, _ dependencies: [Target.Dependency]) -> Target {
    .target(
        name: name, dependencies: dependencies, path: "Sources/\(folder)/\(name)",
        swiftSettings: settings)
}

/// The tests of target `name`, under `Tests/<folder>/<name>Tests`.
func tests(_ name: String, in folder: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .testTarget(
        name: "\(name)Tests", dependencies: [.target(name: name)] + dependencies,
        path: "Tests/\(folder)/\(name)Tests", swiftSettings: settings)
}

let kit: [Target] = [
    .target(name: "CSkerry", path: "Sources/Kit/CSkerry"),
    .systemLibrary(
        name: "CZlib", path: "Sources/Kit/CZlib", pkgConfig: "zlib",
        providers: [.apt(["zlib1g-dev"])]),
    library("Files", in: "Kit", []),
    library("Processes", in: "Kit", ["CSkerry"]),
    library("Shapes", in: "Kit", []),
    library("Events", in: "Kit", ["Shapes", .logging]),
    library("AWSWire", in: "Kit", ["Shapes", .crypto]),
    library("Store", in: "Kit", [.logging]),
    library("StoreSQLite", in: "Kit", ["Files", "Store", .grdb]),
    library("Backup", in: "Kit", ["Shapes", .crypto]),
    library("AgentProtocol", in: "Kit", ["Shapes"]),
    library("MachineProtocol", in: "Kit", ["Shapes"]),
    library("Networking", in: "Kit", []),
    library("WebSockets", in: "Kit", [.nioCore, .nioWebSocket]),
    library(
        "WebServer", in: "Kit",
        [
            "WebSockets", .httpTypes, .lifecycle, .logging, .nioCore, .nioPosix, .nioHTTP1,
            .nioSSL, .nioWebSocket,
        ]),
    library(
        "AWSClient", in: "Kit",
        [
            "Shapes", "AWSWire", "WebSockets", .asyncHTTPClient, .logging, .nioCore, .nioFoundation,
            .nioPosix, .nioHTTP1, .nioSSL, .nioWebSocket,
        ]),
    library(
        "RegistryClient", in: "Kit",
        ["Shapes", .asyncHTTPClient, .crypto, .logging, .nioCore, .nioHTTP1, .nioSSL]),
]

// Swift made from Models/ by `make models`; nothing hot sits in these.
let models: [Target] = [
    "STSModel", "ECRModel", "ECSModel", "CloudWatchLogsModel", "EC2Model", "AutoScalingModel",
].map {
    library($0, in: "Models", ["Shapes", "AWSWire"])
}

let controlPlane: [Target] = [
    library(
        "Gateway", in: "ControlPlane",
        ["Shapes", "AWSWire", "WebServer", .httpTypes, .lifecycle, .logging, .nioCore]),
    library(
        "IAM", in: "ControlPlane", ["Shapes", "AWSWire", "Store", "STSModel", .logging]),
    library("Policies", in: "ControlPlane", ["Shapes"]),
    library(
        "RegistryStorage", in: "ControlPlane", ["Shapes", .crypto, .nioCore, .nioPosix]),
    library("ECRLifecycle", in: "ControlPlane", ["Shapes"]),
    library("ImageScanning", in: "ControlPlane", ["CZlib", "Shapes"]),
    library(
        "S3Storage", in: "ControlPlane",
        [
            "CSkerry", "Shapes", "AWSWire", "RegistryStorage", .asyncHTTPClient, .logging,
            .nioCore, .nioHTTP1,
        ]),
    library(
        "ECR", in: "ControlPlane",
        [
            "Shapes", "AWSClient", "AWSWire", "Events", "Store", "WebServer", "ECRModel",
            "ECRLifecycle", "ImageScanning", "Policies", "RegistryClient", "RegistryStorage",
            .httpTypes, .logging, .nioCore,
        ]),
    library("Placement", in: "ControlPlane", []),
    library("ECSCore", in: "ControlPlane", ["Shapes", "AWSWire", "ECSModel", "Placement"]),
    library(
        "ECS", in: "ControlPlane",
        [
            "Shapes", "AWSWire", "Store", "WebServer", "ECSModel", "ECSCore", "Placement",
            "AgentProtocol", "WebSockets", .httpTypes, .logging, .nioCore,
        ]),
    library(
        "CloudWatchLogs", in: "ControlPlane",
        ["Shapes", "AWSWire", "Store", "CloudWatchLogsModel", .grdb, .logging]),
    library(
        "EC2Core", in: "ControlPlane",
        ["Shapes", "AWSWire", "EC2Model", "MachineProtocol", "Networking"]),
    library(
        "EC2", in: "ControlPlane",
        [
            "Shapes", "AWSWire", "EC2Core", "EC2Model", "Events", "MachineProtocol", "Networking",
            "Store", "WebServer", "WebSockets", .crypto, .cryptoExtras, .httpTypes, .logging,
            .nioCore,
        ]),
    library(
        "AutoScaling", in: "ControlPlane",
        ["Shapes", "AWSWire", "AutoScalingModel", "Events", "Store", .logging]),
    library(
        "Trust", in: "ControlPlane",
        [
            "Files", "MachineProtocol", "Shapes", "Store", "WebServer", .crypto, .httpTypes,
            .logging, .nioCore, .swiftASN1, .x509,
        ]),
]

let machine: [Target] = [
    library("Workload", in: "Machine", []),
    library("CRI", in: "Machine", [.grpcCore, .grpcPosix, .grpcProtobuf, .protobuf, .nioCore]),
    library("HostNetwork", in: "Machine", ["Workload", "CSkerry", "Networking", .logging]),
    library(
        "VPCNetwork", in: "Machine",
        [
            "CSkerry", "Files", "HostNetwork", "MachineProtocol", "Networking", "Shapes", .logging,
            .nioCore, .nioPosix,
        ]),
    library("NodeImage", in: "Machine", ["Files", "HostNetwork", "Shapes"]),
    library(
        "VirtualMachines", in: "Machine", ["Files", "HostNetwork", "NodeImage", "Processes"]),
    library(
        "Providers", in: "Machine",
        [
            "AWSClient", "AWSWire", "CSkerry", "Files", "HostNetwork", "MachineProtocol",
            "Networking", "NodeImage", "Processes", "Runtime", "Shapes", "VirtualMachines",
            "WebSockets", "Workload", .logging, .nioCore, .nioHTTP1, .nioPosix,
        ]),
    library(
        "Joining", in: "Machine",
        [
            "AWSClient", "Files", "MachineProtocol", "Shapes", .asyncHTTPClient, .crypto, .logging,
            .nioCore, .nioHTTP1, .nioSSL, .swiftASN1, .x509,
        ]),
    library(
        "Runtime", in: "Machine",
        [
            "Workload", "CRI", "Files", "HostNetwork", "Networking", "Processes", .crypto,
            .grpcCore, .grpcPosix, .logging, .nioCore, .nioPosix, .nioHTTP1, .nioWebSocket,
        ]),
    library("AgentCore", in: "Machine", ["Workload", "AgentProtocol", "Shapes"]),
    library(
        "Agent", in: "Machine",
        [
            "Workload", "AgentCore", "Runtime", "HostNetwork", "AgentProtocol", "Shapes", "AWSWire",
            "AWSClient", "Files", "WebSockets", "ECSModel", "ECRModel", "CloudWatchLogsModel",
            "MachineProtocol", "Networking", "VPCNetwork", .asyncHTTPClient, .lifecycle, .logging,
            .nioCore, .nioPosix,
        ]),
]

let programs: [Target] = [
    .executableTarget(
        name: "skerry",
        dependencies: [
            "Shapes", "AWSWire", "Backup", "Store", "StoreSQLite", "WebServer", "AWSClient",
            "Events", "Files", "Gateway", "IAM", "ECR", "RegistryClient", "RegistryStorage",
            "S3Storage", "ECS", "ECSCore", "CloudWatchLogs", "Agent", "Runtime",
            "HostNetwork", "STSModel", "ECRModel", "ECSModel", "CloudWatchLogsModel", "Processes",
            "NodeImage", "VirtualMachines", "AutoScaling", "AutoScalingModel", "EC2", "EC2Core",
            "EC2Model", "Joining",
            "MachineProtocol", "Networking", "Providers", "Trust", "VPCNetwork",
            .argumentParser, .asyncHTTPClient, .lifecycle, .unixSignals, .logging, .httpTypes,
            .nioCore, .nioHTTP1, .nioPosix,
        ],
        path: "Sources/skerry", swiftSettings: settings),
    .executableTarget(
        name: "shape-generator", dependencies: ["Shapes"], path: "Sources/Kit/ShapeGenerator",
        swiftSettings: settings),
]

// Benchmarks stay out of the main graph: `make bench` asks for them.
let benchmarks: [Target] =
    Context.environment["SKERRY_BENCHMARKS"] == nil
    ? []
    : [
        .executableTarget(
            name: "store-bench", dependencies: ["Store", "StoreSQLite"],
            path: "Benchmarks/StoreBench", swiftSettings: settings),
        .executableTarget(
            name: "cri-bench", dependencies: ["CRI", "Runtime", .logging],
            path: "Benchmarks/CRIBench", swiftSettings: settings),
        .executableTarget(
            name: "placement-bench", dependencies: ["Placement"],
            path: "Benchmarks/PlacementBench", swiftSettings: settings),
        .executableTarget(
            name: "vpc-bench",
            dependencies: [
                "HostNetwork", "MachineProtocol", "Networking", "Shapes", "VPCNetwork", .logging,
            ],
            path: "Benchmarks/VPCBench", swiftSettings: settings),
    ]

let suites: [Target] = [
    tests("Shapes", in: "Kit"),
    tests("Files", in: "Kit"),
    tests("Events", in: "Kit", ["Shapes", .logging]),
    tests("Processes", in: "Kit"),
    tests("Backup", in: "Kit", ["Shapes"]),
    tests(
        "AWSWire", in: "Kit",
        ["Shapes", "ECSModel", "STSModel", "ECRModel", "CloudWatchLogsModel"]),
    .executableTarget(
        name: "store-crash-writer", dependencies: ["Store", "StoreSQLite"],
        path: "Tests/Kit/StoreCrashWriter", swiftSettings: settings),
    tests(
        "Store", in: "Kit",
        ["Processes", "StoreSQLite", "store-crash-writer", .grdb, .logging]),
    tests("WebSockets", in: "Kit", [.nioCore, .nioWebSocket]),
    tests(
        "WebServer", in: "Kit",
        [
            "WebSockets", .asyncHTTPClient, .httpTypes, .lifecycle, .logging, .nioCore, .nioHTTP1,
            .nioPosix, .nioWebSocket,
        ]),
    tests(
        "AWSClient", in: "Kit",
        [
            "WebServer", "WebSockets", "Shapes", "AWSWire", "ECSModel", .httpTypes, .lifecycle,
            .logging, .nioCore,
        ]),
    tests(
        "RegistryClient", in: "Kit",
        [
            "WebServer", "Shapes", .crypto, .httpTypes, .lifecycle, .logging, .nioCore, .nioSSL,
        ]),
    tests(
        "Gateway", in: "ControlPlane",
        [
            "AWSClient", "AWSWire", "Shapes", "WebServer", "ECSModel", "STSModel", .httpTypes,
            .lifecycle, .logging, .nioCore,
        ]),
    tests("IAM", in: "ControlPlane", ["Shapes", "AWSWire", "Store", "STSModel"]),
    tests("Policies", in: "ControlPlane", ["Shapes"]),
    tests(
        "RegistryStorage", in: "ControlPlane",
        [
            "AWSWire", "CSkerry", "Processes", "S3Storage", "Shapes", .asyncHTTPClient, .crypto,
            .logging, .nioCore, .nioHTTP1,
        ]),
    tests("ECRLifecycle", in: "ControlPlane", ["Shapes"]),
    tests("ImageScanning", in: "ControlPlane", ["CZlib", "Shapes"]),
    tests(
        "ECR", in: "ControlPlane",
        [
            "AWSWire", "ECRModel", "ImageScanning", "Events", "Policies", "RegistryClient",
            "RegistryStorage", "Shapes", "Store", "WebServer", .httpTypes, .lifecycle, .logging,
            .nioCore, .nioPosix,
        ]),
    tests("Placement", in: "ControlPlane"),
    tests("ECSCore", in: "ControlPlane", ["AWSWire", "ECSModel", "Placement", "Shapes"]),
    tests(
        "ECS", in: "ControlPlane",
        [
            "AWSClient", "AWSWire", "AgentProtocol", "ECSCore", "ECSModel", "Shapes", "Store",
            "WebServer", "WebSockets", .httpTypes, .logging, .nioCore, .nioWebSocket,
        ]),
    .testTarget(
        name: "FuzzTests",
        dependencies: [
            "skerry", "AWSClient", "AWSWire", "AgentProtocol", "AutoScalingModel",
            "CloudWatchLogsModel", "EC2Model", "ECRModel", "ECS", "ECSCore", "ECSModel", "Gateway",
            "IAM", "RegistryStorage", "STSModel", "Shapes",
            "Store",
            "StoreSQLite", "WebServer",
            "WebSockets", .argumentParser, .crypto, .httpTypes, .lifecycle, .logging, .nioCore,
        ],
        path: "Tests/Fuzz", swiftSettings: settings),
    tests(
        "CloudWatchLogs", in: "ControlPlane",
        ["Shapes", "AWSWire", "Store", "CloudWatchLogsModel", .grdb, .logging]),
    tests("HostNetwork", in: "Machine", ["Networking", "Workload", .logging]),
    tests("Networking", in: "Kit"),
    tests("MachineProtocol", in: "Kit", ["Shapes"]),
    tests(
        "EC2Core", in: "ControlPlane",
        ["AWSWire", "EC2Model", "MachineProtocol", "Networking", "Shapes"]),
    tests(
        "EC2", in: "ControlPlane",
        [
            "AWSWire", "EC2Core", "EC2Model", "MachineProtocol", "Networking", "Shapes", "Store",
            "WebServer", "WebSockets", .httpTypes, .logging, .nioCore, .nioWebSocket,
        ]),
    tests(
        "AutoScaling", in: "ControlPlane",
        ["AWSWire", "AutoScalingModel", "Events", "Shapes", "Store", .logging]),
    tests(
        "Trust", in: "ControlPlane",
        [
            "AWSClient", "AWSWire", "ECSModel", "MachineProtocol", "Shapes", "Store", "WebServer",
            "WebSockets", .asyncHTTPClient, .crypto, .httpTypes, .logging, .nioCore, .nioHTTP1,
            .swiftASN1, .x509,
        ]),
    tests("NodeImage", in: "Machine"),
    tests("VirtualMachines", in: "Machine", ["HostNetwork", "NodeImage"]),
    tests(
        "VPCNetwork", in: "Machine",
        ["HostNetwork", "MachineProtocol", "Networking", "Shapes", .logging, .nioCore]),
    tests(
        "Providers", in: "Machine",
        [
            "Files", "HostNetwork", "MachineProtocol", "Networking", "Processes", "Runtime",
            "Shapes", .logging,
        ]),
    tests(
        "Joining", in: "Machine",
        [
            "AWSClient", "MachineProtocol", "Shapes", "Store", "Trust", "WebServer", .logging,
            .nioCore,
        ]),
    tests(
        "Runtime", in: "Machine",
        ["CRI", "HostNetwork", "Networking", "Workload", .grpcCore, .logging, .nioCore]),
    tests("AgentProtocol", in: "Kit", ["Shapes"]),
    tests("AgentCore", in: "Machine", ["AgentProtocol", "Shapes", "Workload"]),
    tests(
        "Agent", in: "Machine",
        [
            "AWSWire", "AgentCore", "AgentProtocol", "CloudWatchLogsModel", "ECRModel", "ECSModel",
            "Files", "Runtime", "Shapes", "WebServer", "WebSockets", "Workload", .httpTypes,
            .lifecycle, .logging, .nioCore,
        ]),
]

/// While one part is worked on, `SKERRY_SUITES="EC2Tests ECSTests"` builds only these suites.
let wantedSuites = Context.environment["SKERRY_SUITES"].map { names in
    suites.filter { suite in
        suite.type != .test || names.split(separator: " ").contains { $0 == suite.name }
    }
}

let package = Package(
    name: "skerry",
    products: [.executable(name: "skerry", targets: ["skerry"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-asn1", from: "1.7.4"),
        .package(url: "https://github.com/apple/swift-certificates", from: "1.21.1"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/apple/swift-protobuf", from: "1.39.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/grpc/grpc-swift-2", from: "2.4.3"),
        .package(url: "https://github.com/grpc/grpc-swift-nio-transport", from: "2.9.2"),
        .package(url: "https://github.com/grpc/grpc-swift-protobuf", from: "2.4.1"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: kit + models + controlPlane + machine + programs + benchmarks
        + (wantedSuites ?? suites)
)
