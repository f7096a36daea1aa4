// Generated from Models/aws/ecs.json by `make models`; do not edit.
// swift-format-ignore-file

package import AWSWire
import Shapes

extension ECSAPI {
    /// The operations that are implemented.
    package protocol Operations: Sendable {
        func createCluster(_ input: CreateClusterRequest, _ context: RequestContext) async throws -> CreateClusterResponse
        func deleteAccountSetting(_ input: DeleteAccountSettingRequest, _ context: RequestContext) async throws -> DeleteAccountSettingResponse
        func deleteAttributes(_ input: DeleteAttributesRequest, _ context: RequestContext) async throws -> DeleteAttributesResponse
        func deleteCluster(_ input: DeleteClusterRequest, _ context: RequestContext) async throws -> DeleteClusterResponse
        func deleteTaskDefinitions(_ input: DeleteTaskDefinitionsRequest, _ context: RequestContext) async throws -> DeleteTaskDefinitionsResponse
        func deregisterContainerInstance(_ input: DeregisterContainerInstanceRequest, _ context: RequestContext) async throws -> DeregisterContainerInstanceResponse
        func deregisterTaskDefinition(_ input: DeregisterTaskDefinitionRequest, _ context: RequestContext) async throws -> DeregisterTaskDefinitionResponse
        func describeClusters(_ input: DescribeClustersRequest, _ context: RequestContext) async throws -> DescribeClustersResponse
        func describeContainerInstances(_ input: DescribeContainerInstancesRequest, _ context: RequestContext) async throws -> DescribeContainerInstancesResponse
        func describeTaskDefinition(_ input: DescribeTaskDefinitionRequest, _ context: RequestContext) async throws -> DescribeTaskDefinitionResponse
        func describeTasks(_ input: DescribeTasksRequest, _ context: RequestContext) async throws -> DescribeTasksResponse
        func discoverPollEndpoint(_ input: DiscoverPollEndpointRequest, _ context: RequestContext) async throws -> DiscoverPollEndpointResponse
        func listAccountSettings(_ input: ListAccountSettingsRequest, _ context: RequestContext) async throws -> ListAccountSettingsResponse
        func listAttributes(_ input: ListAttributesRequest, _ context: RequestContext) async throws -> ListAttributesResponse
        func listClusters(_ input: ListClustersRequest, _ context: RequestContext) async throws -> ListClustersResponse
        func listContainerInstances(_ input: ListContainerInstancesRequest, _ context: RequestContext) async throws -> ListContainerInstancesResponse
        func listTagsForResource(_ input: ListTagsForResourceRequest, _ context: RequestContext) async throws -> ListTagsForResourceResponse
        func listTaskDefinitionFamilies(_ input: ListTaskDefinitionFamiliesRequest, _ context: RequestContext) async throws -> ListTaskDefinitionFamiliesResponse
        func listTaskDefinitions(_ input: ListTaskDefinitionsRequest, _ context: RequestContext) async throws -> ListTaskDefinitionsResponse
        func listTasks(_ input: ListTasksRequest, _ context: RequestContext) async throws -> ListTasksResponse
        func putAccountSetting(_ input: PutAccountSettingRequest, _ context: RequestContext) async throws -> PutAccountSettingResponse
        func putAccountSettingDefault(_ input: PutAccountSettingDefaultRequest, _ context: RequestContext) async throws -> PutAccountSettingDefaultResponse
        func putAttributes(_ input: PutAttributesRequest, _ context: RequestContext) async throws -> PutAttributesResponse
        func registerContainerInstance(_ input: RegisterContainerInstanceRequest, _ context: RequestContext) async throws -> RegisterContainerInstanceResponse
        func registerTaskDefinition(_ input: RegisterTaskDefinitionRequest, _ context: RequestContext) async throws -> RegisterTaskDefinitionResponse
        func runTask(_ input: RunTaskRequest, _ context: RequestContext) async throws -> RunTaskResponse
        func startTask(_ input: StartTaskRequest, _ context: RequestContext) async throws -> StartTaskResponse
        func stopTask(_ input: StopTaskRequest, _ context: RequestContext) async throws -> StopTaskResponse
        func submitAttachmentStateChanges(_ input: SubmitAttachmentStateChangesRequest, _ context: RequestContext) async throws -> SubmitAttachmentStateChangesResponse
        func submitContainerStateChange(_ input: SubmitContainerStateChangeRequest, _ context: RequestContext) async throws -> SubmitContainerStateChangeResponse
        func submitTaskStateChange(_ input: SubmitTaskStateChangeRequest, _ context: RequestContext) async throws -> SubmitTaskStateChangeResponse
        func tagResource(_ input: TagResourceRequest, _ context: RequestContext) async throws -> TagResourceResponse
        func untagResource(_ input: UntagResourceRequest, _ context: RequestContext) async throws -> UntagResourceResponse
        func updateCluster(_ input: UpdateClusterRequest, _ context: RequestContext) async throws -> UpdateClusterResponse
        func updateClusterSettings(_ input: UpdateClusterSettingsRequest, _ context: RequestContext) async throws -> UpdateClusterSettingsResponse
        func updateContainerInstancesState(_ input: UpdateContainerInstancesStateRequest, _ context: RequestContext) async throws -> UpdateContainerInstancesStateResponse
    }

    /// `service` as the gateway calls it, by operation name.
    package static func handlers(for service: some Operations) -> [String: OperationHandler] {
        var handlers: [String: OperationHandler] = [:]
        handlers["CreateCluster"] = operationHandler(service.createCluster)
        handlers["DeleteAccountSetting"] = operationHandler(service.deleteAccountSetting)
        handlers["DeleteAttributes"] = operationHandler(service.deleteAttributes)
        handlers["DeleteCluster"] = operationHandler(service.deleteCluster)
        handlers["DeleteTaskDefinitions"] = operationHandler(service.deleteTaskDefinitions)
        handlers["DeregisterContainerInstance"] = operationHandler(service.deregisterContainerInstance)
        handlers["DeregisterTaskDefinition"] = operationHandler(service.deregisterTaskDefinition)
        handlers["DescribeClusters"] = operationHandler(service.describeClusters)
        handlers["DescribeContainerInstances"] = operationHandler(service.describeContainerInstances)
        handlers["DescribeTaskDefinition"] = operationHandler(service.describeTaskDefinition)
        handlers["DescribeTasks"] = operationHandler(service.describeTasks)
        handlers["DiscoverPollEndpoint"] = operationHandler(service.discoverPollEndpoint)
        handlers["ListAccountSettings"] = operationHandler(service.listAccountSettings)
        handlers["ListAttributes"] = operationHandler(service.listAttributes)
        handlers["ListClusters"] = operationHandler(service.listClusters)
        handlers["ListContainerInstances"] = operationHandler(service.listContainerInstances)
        handlers["ListTagsForResource"] = operationHandler(service.listTagsForResource)
        handlers["ListTaskDefinitionFamilies"] = operationHandler(service.listTaskDefinitionFamilies)
        handlers["ListTaskDefinitions"] = operationHandler(service.listTaskDefinitions)
        handlers["ListTasks"] = operationHandler(service.listTasks)
        handlers["PutAccountSetting"] = operationHandler(service.putAccountSetting)
        handlers["PutAccountSettingDefault"] = operationHandler(service.putAccountSettingDefault)
        handlers["PutAttributes"] = operationHandler(service.putAttributes)
        handlers["RegisterContainerInstance"] = operationHandler(service.registerContainerInstance)
        handlers["RegisterTaskDefinition"] = operationHandler(service.registerTaskDefinition)
        handlers["RunTask"] = operationHandler(service.runTask)
        handlers["StartTask"] = operationHandler(service.startTask)
        handlers["StopTask"] = operationHandler(service.stopTask)
        handlers["SubmitAttachmentStateChanges"] = operationHandler(service.submitAttachmentStateChanges)
        handlers["SubmitContainerStateChange"] = operationHandler(service.submitContainerStateChange)
        handlers["SubmitTaskStateChange"] = operationHandler(service.submitTaskStateChange)
        handlers["TagResource"] = operationHandler(service.tagResource)
        handlers["UntagResource"] = operationHandler(service.untagResource)
        handlers["UpdateCluster"] = operationHandler(service.updateCluster)
        handlers["UpdateClusterSettings"] = operationHandler(service.updateClusterSettings)
        handlers["UpdateContainerInstancesState"] = operationHandler(service.updateContainerInstancesState)
        return handlers
    }
}
