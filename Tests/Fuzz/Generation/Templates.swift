import Shapes

/// Requests that do something, from which small changes lead deep into the services. A text of the
/// form `$name` stands for a name that earlier calls have made known.
enum Templates {
    private static let definition = #"""
        {"family":"web","networkMode":"bridge","cpu":"256","memory":"512","pidMode":"task",
        "requiresCompatibilities":["EC2"],"taskRoleArn":"arn:aws:iam::000000000000:role/r",
        "runtimePlatform":{"cpuArchitecture":"X86_64","operatingSystemFamily":"LINUX"},
        "placementConstraints":[{"type":"memberOf","expression":"attribute:ecs.os-type == linux"}],
        "volumes":[{"name":"v","host":{"sourcePath":"/tmp"}},{"name":"w"}],
        "containerDefinitions":[{"name":"a","image":"web:1","cpu":10,"memory":128,
        "memoryReservation":64,"essential":true,"command":["x"],"entryPoint":["y"],
        "portMappings":[{"containerPort":80,"hostPort":0,"protocol":"tcp","name":"http"},
        {"containerPortRange":"100-110"}],"environment":[{"name":"A","value":"1"}],
        "mountPoints":[{"sourceVolume":"v","containerPath":"/v","readOnly":true}],
        "healthCheck":{"command":["CMD","true"],"interval":5,"retries":2,"timeout":3,"startPeriod":0},
        "ulimits":[{"name":"nofile","softLimit":1,"hardLimit":2}],"stopTimeout":5,"startTimeout":9,
        "linuxParameters":{"capabilities":{"add":["SYS_PTRACE"],"drop":["ALL"]},"sharedMemorySize":8,
        "tmpfs":[{"containerPath":"/t","size":8,"mountOptions":["rw"]}],"swappiness":6,"maxSwap":1},
        "restartPolicy":{"enabled":true,"ignoredExitCodes":[0],"restartAttemptPeriod":60},
        "logConfiguration":{"logDriver":"awslogs","options":{"awslogs-group":"g",
        "awslogs-region":"us-east-1","awslogs-stream-prefix":"p"}},"user":"0:0",
        "resourceRequirements":[{"type":"GPU","value":"1"}]},
        {"name":"b","image":"web:1","memory":64,"essential":false,
        "dependsOn":[{"containerName":"a","condition":"HEALTHY"}],"links":["a:b"]}],
        "tags":[{"key":"k","value":"v"}]}
        """#

    private static let fargate = #"""
        {"family":"far","networkMode":"awsvpc","cpu":"1 vCPU","memory":"2 GB",
        "requiresCompatibilities":["FARGATE"],"executionRoleArn":"arn:aws:iam::000000000000:role/r",
        "ephemeralStorage":{"sizeInGiB":30},
        "containerDefinitions":[{"name":"a","image":"web:1","portMappings":[{"containerPort":80}]}]}
        """#

    private static let small = #"""
        {"family":"web","containerDefinitions":[{"name":"a","image":"web:1","memory":16,
        "portMappings":[{"containerPort":80,"hostPort":0}]}]}
        """#

    private static let run = #"""
        {"cluster":"default","taskDefinition":"web","count":2,"group":"family:web","startedBy":"me",
        "enableECSManagedTags":true,"propagateTags":"TASK_DEFINITION",
        "placementStrategy":[{"type":"spread","field":"attribute:ecs.availability-zone"},
        {"type":"binpack","field":"memory"},{"type":"random"}],
        "placementConstraints":[{"type":"distinctInstance"},
        {"type":"memberOf","expression":"attribute:x =~ a.*b and not task:group == g"}],
        "overrides":{"cpu":"128","memory":"64","containerOverrides":[{"name":"a","command":["z"],
        "cpu":1,"memory":32,"memoryReservation":16,"environment":[{"name":"B","value":"2"}]}]},
        "tags":[{"key":"k","value":"v"}]}
        """#

    /// The templates of an operation, by its name.
    private static let all: [String: [String]] = [
        "RegisterTaskDefinition": [definition, fargate, small, small],
        "RunTask": [run, #"{"taskDefinition":"web"}"#, #"{"taskDefinition":"web","count":10}"#],
        "StartTask": [
            #"{"taskDefinition":"web","containerInstances":["$containerInstance"]}"#,
            #"{"taskDefinition":"$taskDefinition","containerInstances":["$containerInstance","no"]}"#,
        ],
        "StopTask": [#"{"task":"$task","reason":"r"}"#],
        "DescribeTasks": [#"{"tasks":["$task","none"],"include":["TAGS"]}"#],
        "DescribeTaskDefinition": [#"{"taskDefinition":"$taskDefinition","include":["TAGS"]}"#],
        "DeregisterTaskDefinition": [#"{"taskDefinition":"web:1"}"#],
        "ListTasks": [#"{"family":"web","desiredStatus":"RUNNING","maxResults":1}"#, "{}"],
        "CreateCluster": [#"{"clusterName":"default"}"#],
        "RegisterContainerInstance": [
            #"""
            {"cluster":"default","instanceIdentityDocument":"{\"instanceId\":\"i-1\"}",
            "totalResources":[{"name":"CPU","type":"INTEGER","integerValue":4096},
            {"name":"MEMORY","type":"INTEGER","integerValue":4096},
            {"name":"PORTS","type":"STRINGSET","stringSetValue":["22","2376"]},
            {"name":"PORTS_UDP","type":"STRINGSET","stringSetValue":[]}],
            "versionInfo":{"agentVersion":"1.0.0","agentHash":"x","dockerVersion":"y"},
            "attributes":[{"name":"ecs.os-type","value":"linux"},
            {"name":"com.amazonaws.ecs.capability.docker-remote-api.1.18"}],
            "tags":[{"key":"k","value":"v"}]}
            """#
        ],
        "UpdateContainerInstancesState": [
            #"{"containerInstances":["$containerInstance"],"status":"DRAINING"}"#,
            #"{"containerInstances":["$containerInstance"],"status":"ACTIVE"}"#,
        ],
        "DescribeContainerInstances": [
            #"{"containerInstances":["$containerInstance"],"include":["TAGS","CONTAINER_INSTANCE_HEALTH"]}"#
        ],
        "ListContainerInstances": [
            #"{"filter":"attribute:ecs.os-type == linux or runningTasksCount > 1","status":"ACTIVE"}"#
        ],
        "SubmitTaskStateChange": [
            #"""
            {"cluster":"default","task":"$task","status":"RUNNING","reason":"r",
            "pullStartedAt":1700000000,"pullStoppedAt":1700000001,"executionStoppedAt":1700000002,
            "containers":[{"containerName":"a","exitCode":0,"status":"RUNNING","runtimeId":"x",
            "imageDigest":"sha256:0","networkBindings":[{"bindIP":"0.0.0.0","containerPort":80,
            "hostPort":32768,"protocol":"tcp"}]}]}
            """#,
            #"{"task":"$task","status":"STOPPED","containers":[{"containerName":"a","exitCode":137}]}"#,
        ],
        "SubmitContainerStateChange": [
            #"{"task":"$task","containerName":"a","status":"STOPPED","exitCode":1,"reason":"r"}"#
        ],
        "PutAttributes": [
            #"""
            {"attributes":[{"name":"x","value":"aXb","targetType":"container-instance",
            "targetId":"$containerInstance"}]}
            """#
        ],
        "CreateRepository": [
            #"{"repositoryName":"web","imageTagMutability":"MUTABLE","tags":[{"Key":"k","Value":"v"}]}"#
        ],
        "PutImage": [
            #"""
            {"repositoryName":"web","imageTag":"1",
            "imageManifestMediaType":"application/vnd.oci.image.index.v1+json",
            "imageManifest":"{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.index.v1+json\",\"manifests\":[]}"}
            """#
        ],
        "BatchGetImage": [#"{"repositoryName":"web","imageIds":[{"imageTag":"1"}]}"#],
        "BatchDeleteImage": [#"{"repositoryName":"web","imageIds":[{"imageTag":"1"}]}"#],
        "InitiateLayerUpload": [#"{"repositoryName":"web"}"#],
        "UploadLayerPart": [
            #"{"repositoryName":"web","uploadId":"$upload","partFirstByte":0,"partLastByte":2,"layerPartBlob":"YWJj"}"#
        ],
        "CompleteLayerUpload": [
            #"""
            {"repositoryName":"web","uploadId":"$upload","layerDigests":
            ["sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"]}
            """#
        ],
        "CreateLogGroup": [#"{"logGroupName":"g","tags":{"k":"v"}}"#],
        "CreateLogStream": [#"{"logGroupName":"g","logStreamName":"s"}"#],
        "PutLogEvents": [
            #"""
            {"logGroupName":"g","logStreamName":"s","logEvents":[
            {"timestamp":$now,"message":"{\"a\":[1,2],\"b\":\"x\"}"},
            {"timestamp":$now,"message":"1 GET / 200"}]}
            """#
        ],
        "GetLogEvents": [
            #"{"logGroupName":"g","logStreamName":"s","startTime":0,"endTime":9999999999999,"limit":10,"startFromHead":true}"#
        ],
        "FilterLogEvents": [
            #"{"logGroupName":"g","filterPattern":"{ $.a[0] = 1 && $.b = \"x*\" }","limit":5}"#,
            #"{"logGroupName":"g","filterPattern":"[a, b=GET, ..., c>=200]","interleaved":true}"#,
            #"{"logGroupName":"g","filterPattern":"%G[A-Z]+T% ?x -y \"a b\"","startTime":0}"#,
        ],
        "StartLiveTail": [
            #"{"logGroupIdentifiers":["arn:aws:logs:us-east-1:000000000000:log-group:g"],"logEventFilterPattern":"{ $.a = 1 }"}"#
        ],
        "AssumeRole": [
            #"{"RoleArn":"arn:aws:iam::000000000000:role/r","RoleSessionName":"me","DurationSeconds":900}"#
        ],
        "GetSessionToken": [#"{"DurationSeconds":900}"#],
    ]

    /// One of an operation's templates, with what is known filled in; nil when it has none.
    static func input(
        of operation: String, now: Int64, _ names: NamePool, _ dice: inout SeededDice
    ) -> Value? {
        guard let choices = all[operation] else { return nil }
        let text = dice.pick(choices).replacing("$now", with: String(now))
        guard let tree = try? JSON.parse(text) else { return nil }
        return filled(tree, names, &dice)
    }

    private static func filled(
        _ value: Value, _ names: NamePool, _ dice: inout SeededDice
    ) -> Value {
        switch value {
        case .string(let text) where text.hasPrefix("$"):
            return .string(names.name(for: String(text.dropFirst()), &dice) ?? "none")
        case .list(let elements):
            return .list(elements.map { filled($0, names, &dice) })
        case .object(let object):
            return .object(
                Object(
                    object.members.map {
                        .init(name: $0.name, value: filled($0.value, names, &dice))
                    }))
        default: return value
        }
    }
}
