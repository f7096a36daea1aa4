package import EC2Model
import Shapes

extension InstanceTypeEntry {
    /// The type as DescribeInstanceTypes tells it; nil for a name that the model does not know.
    package var info: EC2API.InstanceTypeInfo? {
        guard let type = EC2API.InstanceType(rawValue: name) else { return nil }
        return EC2API.InstanceTypeInfo {
            $0.instanceType = type
            $0.currentGeneration = isCurrent
            $0.freeTierEligible = name == "t2.micro" || name == "t3.micro"
            $0.supportedUsageClasses = [.onDemand]
            $0.supportedRootDeviceTypes = [.ebs]
            $0.supportedVirtualizationTypes = [.hvm]
            $0.bareMetal = false
            $0.hypervisor = isNitro ? .nitro : .xen
            $0.processorInfo = EC2API.ProcessorInfo {
                $0.supportedArchitectures = architecture == "arm64" ? [.arm64] : [.x8664]
                $0.sustainedClockSpeedInGhz = clockGHz
                $0.manufacturer = manufacturer
            }
            $0.vCpuInfo = EC2API.VCpuInfo {
                $0.defaultVCpus = vcpus
                $0.defaultCores = cores
                $0.defaultThreadsPerCore = threadsPerCore
            }
            $0.memoryInfo = EC2API.MemoryInfo { $0.sizeInMiB = memoryMiB }
            $0.instanceStorageSupported = false
            $0.ebsInfo = ebs
            $0.networkInfo = networkInfo
            $0.placementGroupInfo = EC2API.PlacementGroupInfo {
                $0.supportedStrategies =
                    isBurstable ? [.partition, .spread] : [.cluster, .partition, .spread]
            }
            $0.hibernationSupported = false
            $0.burstablePerformanceSupported = isBurstable
            $0.dedicatedHostsSupported = false
            $0.autoRecoverySupported = false
            $0.supportedBootModes = [.legacyBios]
            $0.nitroEnclavesSupport = .unsupported
            $0.nitroTpmSupport = .unsupported
        }
    }

    /// Physical cores.
    package var cores: Int { max(1, vcpus / threadsPerCore) }

    private var ebs: EC2API.EbsInfo {
        EC2API.EbsInfo {
            $0.ebsOptimizedSupport = isNitro ? .default : .unsupported
            $0.encryptionSupport = .supported
            $0.nvmeSupport = isNitro ? .required : .unsupported
        }
    }

    private var networkInfo: EC2API.NetworkInfo {
        EC2API.NetworkInfo {
            $0.networkPerformance = network
            $0.maximumNetworkInterfaces = interfaces
            $0.maximumNetworkCards = 1
            $0.defaultNetworkCardIndex = 0
            $0.networkCards = [
                EC2API.NetworkCardInfo {
                    $0.networkCardIndex = 0
                    $0.networkPerformance = network
                    $0.maximumNetworkInterfaces = interfaces
                }
            ]
            $0.ipv4AddressesPerInterface = addressesPerInterface
            $0.ipv6AddressesPerInterface = 0
            $0.ipv6Supported = false
            $0.enaSupport = isNitro ? .required : .unsupported
            $0.efaSupported = false
            $0.encryptionInTransitSupported = false
        }
    }
}
