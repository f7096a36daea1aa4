import HostNetwork
import Workload

/// The text of the files that containerd and its helpers read. Pure.
enum ContainerdFiles {
    /// Prefix of the annotations that reach the container's OCI configuration.
    static let annotationPrefix = "skerry.dev/"
    static let ulimitsAnnotation = "skerry.dev/ulimits"

    /// The CRI runtime handler of a network mode.
    static func handler(_ mode: NetworkMode) -> String {
        switch mode {
        case .bridge, .host: "runc"
        case .none: "runc-none"
        case .interface: "runc-eni"
        }
    }

    static func config(_ configuration: RuntimeConfiguration, snapshotter: String) -> String {
        let cri = #"plugins."io.containerd.grpc.v1.cri""#
        // Declaring any runtime drops the built-in one, so all are spelt out.
        let handlers = [("runc", "bridge"), ("runc-none", "none"), ("runc-eni", "interface")]
        let runtimes = handlers.map { handler, mode in
            """
            [\(cri).containerd.runtimes.\(handler)]
              runtime_type = "io.containerd.runc.v2"
              container_annotations = [\(quoted("\(annotationPrefix)*"))]
              cni_conf_dir = \(quoted(configuration.cniConfigurations(mode)))
              cni_max_conf_num = 1
            [\(cri).containerd.runtimes.\(handler).options]
              BinaryName = \(quoted(configuration.runcWrapper))
              Root = \(quoted("\(configuration.stateDirectory)/runc"))
              SystemdCgroup = false

            """
        }
        return """
            # Written by Skerry at every start; changes are lost.
            version = 2
            root = \(quoted(configuration.containerdRoot))
            state = \(quoted(configuration.containerdState))
            disabled_plugins = [
              "io.containerd.internal.v1.restart",
              "io.containerd.snapshotter.v1.aufs",
              "io.containerd.snapshotter.v1.btrfs",
              "io.containerd.snapshotter.v1.devmapper",
              "io.containerd.snapshotter.v1.zfs",
            ]

            [grpc]
              address = \(quoted(configuration.socket))

            [plugins."io.containerd.internal.v1.opt"]
              path = \(quoted("\(configuration.containerdRoot)/opt"))

            [\(cri)]
              sandbox_image = \(quoted(PauseImage.name))
              # Sandboxes ask for a lower score than ours, which takes a capability that
              # containers and user namespaces seldom have.
              restrict_oom_score_adj = true
              netns_mounts_under_state_dir = true
              # As docker does.
              enable_unprivileged_ports = true
              enable_unprivileged_icmp = true

            [\(cri).cni]
              bin_dir = \(quoted(configuration.cniPrograms))
              conf_dir = \(quoted(configuration.cniConfigurations("bridge")))
              max_conf_num = 1

            [\(cri).registry]
              config_path = \(quoted(configuration.registryHosts))

            [\(cri).containerd]
              snapshotter = \(quoted(snapshotter))
              default_runtime_name = "runc"

            \(runtimes.joined(separator: "\n"))
            """
    }

    /// A basic string of TOML.
    static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case _ where scalar.value < 0x20 || scalar.value == 0x7f:
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }

    /// What containerd runs as its OCI runtime: runc, after adding what CRI has no words for.
    ///
    /// CRI v1 knows no ulimits, so they travel in an annotation that the CRI plugin copies into the
    /// bundle's `config.json`. That file is one line of JSON, in which `"process":{` and the
    /// annotation's `":"` occur unescaped only as structure: user text has its quotes escaped.
    /// A command executed later is a file with the process object alone.
    ///
    /// - Parameter bundles: where containerd keeps the bundles, one folder a container.
    static func runcWrapper(runc: String, bundles: String) -> String {
        """
        #!/bin/sh
        # Written by Skerry: adds the annotated ulimits to containers and to commands executed in
        # them, then runs runc.
        verb=
        bundle=
        process=
        previous=
        for argument in "$@"; do
            case $previous in
            --bundle) bundle=$argument ;;
            --process) process=$argument ;;
            esac
            case $argument in create | exec) verb=${verb:-$argument} ;; esac
            previous=$argument
        done
        case $verb in
        create) config=$bundle/config.json ;;
        exec) config='\(bundles)'/$previous/config.json ;;
        *) exec '\(runc)' "$@" ;;
        esac
        limits=$(sed -n 's|.*"\(ulimitsAnnotation)":"\\([A-Z0-9:,]*\\)".*|\\1|p' "$config")
        if [ -n "$limits" ]; then
            json=
            IFS=,
            for limit in $limits; do
                name=${limit%%:*}
                values=${limit#*:}
                json="$json,{\\"type\\":\\"RLIMIT_$name\\",\\"hard\\":${values#*:},\\"soft\\":${values%:*}}"
            done
            unset IFS
            json="\\"rlimits\\":[${json#,}],"
            case $verb in
            create) sed -i "s|\\"process\\":{|&$json|" "$config" || exit 1 ;;
            exec) sed -i "1s|^{|&$json|" "$process" || exit 1 ;;
            esac
        fi
        exec '\(runc)' "$@"

        """
    }

    /// The value of the annotation that `runcWrapper` reads: `NOFILE:1024:4096,…`.
    static func ulimits(_ limits: [Ulimit]) -> String {
        limits.map { "\($0.name.rawValue.uppercased()):\($0.soft):\($0.hard)" }
            .joined(separator: ",")
    }

    /// `certs.d/<host>/hosts.toml`: sends pulls that name `host` to the registry's endpoint.
    ///
    /// - Parameter authorityFile: PEM; trusted beside the computer's own authorities.
    static func hosts(endpoint: String, authorityFile: String? = nil) -> String {
        let authority = authorityFile.map { "  ca = \(quoted($0))\n" } ?? ""
        return """
            server = \(quoted(endpoint))

            [host.\(quoted(endpoint))]
              capabilities = ["pull", "resolve"]
            \(authority)
            """
    }
}
