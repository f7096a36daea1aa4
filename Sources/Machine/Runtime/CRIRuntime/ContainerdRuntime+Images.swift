import CRI
import Glibc
import HostNetwork
import Synchronization
import Logging
package import Workload

extension ContainerdRuntime {
    package func pullImage(
        _ reference: String, credentials: RegistryCredentials?
    ) async throws -> Image {
        guard let parsed = ImageReference(reference) else {
            throw RuntimeError(
                .imageReferenceInvalid, .pull, "\(reference) is no valid image reference")
        }
        return try await call(.pull, "image \(reference)") {
            try routePulls(of: parsed.host)
            var request = CRIPullImageRequest()
            request.image.image = parsed.description
            if let credentials {
                request.auth.username = credentials.username
                request.auth.password = credentials.password
            }
            let response = try await client.pullImage(request, timeout: Self.pullTimeout)
            noteUse(of: response.imageRef)
            return try await checked(response.imageRef, reference)
        }
    }

    /// containerd chooses by platform only within an index: a lone manifest is taken as it is.
    private func checked(_ id: String, _ reference: String) async throws -> Image {
        var request = CRIImageStatusRequest()
        request.image.image = id
        request.verbose = true
        let response = try await client.imageStatus(request)
        guard response.hasImage else {
            throw RuntimeError(.pullFailed, .pull, "image \(reference) vanished after its pull")
        }
        if let platform = Answers.platform(response.info), !platform.runsHere {
            try await removeImage(response.image.id)
            throw RuntimeError(
                .imagePlatformMismatch, .pull,
                "image Manifest does not contain descriptor matching platform "
                    + "'\(Platform.here)': \(reference) is for \(platform)")
        }
        return Answers.image(response.image)
    }

    /// Tells containerd where a host that means Skerry's registry really is. containerd reads the
    /// file at each pull.
    private func routePulls(of host: String) throws {
        guard let route = configuration.registry, route.meaning(of: host) != .foreign else {
            return
        }
        let directory = "\(configuration.registryHosts)/\(host)"
        try SystemFile.makeDirectory(directory)
        try SystemFile.replace(
            "\(directory)/hosts.toml",
            Array(
                ContainerdFiles.hosts(
                    endpoint: route.endpoint, authorityFile: route.authorityFile
                ).utf8))
    }

    package func image(named reference: String) async throws -> Image? {
        try await call(.inspectImage, "image \(reference)") {
            var request = CRIImageStatusRequest()
            request.image.image = reference
            let response = try await client.imageStatus(request)
            return response.hasImage ? Answers.image(response.image) : nil
        }
    }

    package func images() async throws -> [Image] {
        try await call(.inspectImage, "images") {
            try await client.listImages(CRIListImagesRequest()).images
                .filter { !$0.repoTags.contains(PauseImage.name) }
                .map(Answers.image)
        }
    }

    package func removeImage(_ id: String) async throws {
        try await call(.removeImage, "image \(id)") {
            var request = CRIRemoveImageRequest()
            request.image.image = id
            _ = try await client.removeImage(request)
        }
    }

    /// Adds the images of an OCI or docker archive, under the names that it gives them.
    package func importImages(_ archive: [UInt8]) async throws {
        let file = "\(configuration.stateDirectory)/import-\(UInt64.random(in: 0...UInt64.max)).tar"
        defer { unlink(file) }
        try await call(.pull, "image archive") {
            try SystemFile.replace(file, archive, mode: 0o600)
            try await importImages(from: file)
        }
    }

    package func importImages(from file: String) async throws {
        guard let ctr = Command.find("ctr") else {
            throw RuntimeError(
                .unavailable, .pull, "the program ctr is not installed", isRetryable: false)
        }
        do {
            try await Command(
                ctr,
                [
                    "--address", configuration.socket, "--namespace", "k8s.io", "images", "import",
                    "--snapshotter", containerd.chosenSnapshotter, file,
                ], timeout: .seconds(600)
            ).runSuccessfully()
        } catch let error as CommandError {
            throw RuntimeError(.pullFailed, .pull, error.description)
        }
    }

    /// Remembers that an image is wanted, so that collection spares it.
    package func noteUse(of image: String) {
        imageUse.withLock { $0.used(image, at: .now) }
    }

    /// Removes unused images as `policy` says.
    /// - Parameter spare: references or ids that must stay, such as those of tasks about to start.
    /// - Returns: what was removed.
    package func collectImages(
        _ policy: ImageCollection.Policy, sparing spare: Set<String> = []
    ) async throws -> [Image] {
        let present = try await images()
        var used = spare
        for container in try await listContainers() {
            used.formUnion([container.image.image, container.imageRef])
        }
        let now = ContinuousClock.now
        let candidates = imageUse.withLock { $0.candidates(present, inUse: used, at: now) }
        let doomed = Set(ImageCollection.victims(candidates, policy))
        var removed: [Image] = []
        for image in present where doomed.contains(image.id) {
            try await removeImage(image.id)
            imageUse.withLock { $0.forget(image.id) }
            removed.append(image)
        }
        if !removed.isEmpty {
            logger.info(
                "removed unused images",
                metadata: [
                    "count": "\(removed.count)",
                    "bytes": "\(removed.reduce(0) { $0 + $1.sizeBytes })",
                ])
        }
        return removed
    }
}
