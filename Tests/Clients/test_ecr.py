"""The registry through boto3, the aws CLI, skopeo, buildah and plain HTTP."""

import base64
import json
import os
import subprocess
import sys
import uuid

import pytest
from images import INDEX, credentials, digest, config, manifest, skopeo, write_layout
from registry import Registry, small_layer
from tasks import part
from waiting import wait

ACCOUNT = "000000000000"


@pytest.fixture(scope="module")
def ecr(skerry):
    return skerry.client("ecr")


@pytest.fixture(scope="module")
def registry(skerry):
    return Registry(skerry)


@pytest.fixture
def repository(ecr):
    """A repository of its own for a test."""
    name = f"t/{uuid.uuid4().hex[:12]}"
    ecr.create_repository(repositoryName=name)
    yield name
    ecr.delete_repository(repositoryName=name, force=True)


def put_image(ecr, registry, repository, text, tag=None):
    """Puts an image of one layer by the API; returns its manifest's digest."""
    layers = [small_layer(text)]
    settings = config(layers, Cmd=["/file"])
    for blob in [settings, layers[0][0]]:
        registry.put_blob(repository, blob)
    arguments = {"imageTag": tag} if tag else {}
    answer = ecr.put_image(
        repositoryName=repository, imageManifest=manifest(settings, layers).decode(), **arguments)
    return answer["image"]["imageId"]["imageDigest"]


# The API


def test_repositories_with_the_cli(skerry):
    name = "cli/web"
    made = skerry.aws(
        "ecr", "create-repository", "--repository-name", name,
        "--image-tag-mutability", "IMMUTABLE",
        "--image-scanning-configuration", "scanOnPush=true",
        "--tags", "Key=team,Value=a")["repository"]
    assert made["repositoryArn"] == f"arn:aws:ecr:us-east-1:{ACCOUNT}:repository/{name}"
    assert made["repositoryUri"] == f"{skerry.env()['SKERRY_REGISTRY']}/{name}"
    found = skerry.aws("ecr", "describe-repositories", "--repository-names", name)
    assert found["repositories"] == [made]
    assert made["imageTagMutability"] == "IMMUTABLE"
    assert made["imageScanningConfiguration"] == {"scanOnPush": True}
    deleted = skerry.aws("ecr", "delete-repository", "--repository-name", name)
    assert deleted["repository"]["repositoryName"] == name


def test_get_login_password(skerry, registry):
    done = subprocess.run(
        [sys.executable, "-m", "awscli", "ecr", "get-login-password"],
        env={**os.environ, **skerry.env()}, check=True, capture_output=True, text=True)
    basic = base64.b64encode(f"AWS:{done.stdout.strip()}".encode()).decode()
    registry.send("GET", "/v2/", headers={"Authorization": f"Basic {basic}"}).expect(200)


def test_errors_have_the_classes_of_the_model(ecr, registry, repository):
    errors = ecr.exceptions
    with pytest.raises(errors.RepositoryAlreadyExistsException):
        ecr.create_repository(repositoryName=repository)
    with pytest.raises(errors.InvalidParameterException):
        ecr.create_repository(repositoryName="Not-Lowercase")
    with pytest.raises(errors.RepositoryNotFoundException):
        ecr.describe_repositories(repositoryNames=["not/there"])
    with pytest.raises(errors.ImageNotFoundException):
        ecr.describe_images(repositoryName=repository, imageIds=[{"imageTag": "none"}])
    with pytest.raises(errors.LayersNotFoundException):
        layers = [small_layer("never pushed")]
        ecr.put_image(repositoryName=repository,
                      imageManifest=manifest(config(layers), layers).decode())
    put_image(ecr, registry, repository, "one", "v1")
    with pytest.raises(errors.ImageAlreadyExistsException):
        put_image(ecr, registry, repository, "one", "v1")
    with pytest.raises(errors.RepositoryNotEmptyException):
        ecr.delete_repository(repositoryName=repository)


def test_images(ecr, registry, repository):
    first = put_image(ecr, registry, repository, "one", "v1")
    second = put_image(ecr, registry, repository, "two")
    got = ecr.batch_get_image(
        repositoryName=repository,
        imageIds=[{"imageTag": "v1"}, {"imageDigest": second}, {"imageTag": "v2"}])
    assert [image["imageId"]["imageDigest"] for image in got["images"]] == [first, second]
    assert digest(got["images"][0]["imageManifest"].encode()) == first
    assert [failure["failureCode"] for failure in got["failures"]] == ["ImageNotFound"]
    details = ecr.describe_images(repositoryName=repository, filter={"tagStatus": "TAGGED"})
    assert [image["imageDigest"] for image in details["imageDetails"]] == [first]
    assert details["imageDetails"][0]["imageTags"] == ["v1"]
    deleted = ecr.batch_delete_image(
        repositoryName=repository, imageIds=[{"imageTag": "v1"}, {"imageDigest": second}])
    assert deleted["failures"] == []
    assert ecr.list_images(repositoryName=repository)["imageIds"] == []


def test_settings_of_a_repository(ecr, registry, repository):
    arn = ecr.describe_repositories(
        repositoryNames=[repository])["repositories"][0]["repositoryArn"]
    ecr.put_image_scanning_configuration(
        repositoryName=repository, imageScanningConfiguration={"scanOnPush": True})
    ecr.put_image_tag_mutability(repositoryName=repository, imageTagMutability="IMMUTABLE")
    found = ecr.describe_repositories(repositoryNames=[repository])["repositories"][0]
    assert found["imageScanningConfiguration"] == {"scanOnPush": True}
    put_image(ecr, registry, repository, "one", "v1")
    with pytest.raises(ecr.exceptions.ImageTagAlreadyExistsException):
        put_image(ecr, registry, repository, "two", "v1")
    ecr.tag_resource(resourceArn=arn, tags=[{"Key": "a", "Value": "1"}, {"Key": "b", "Value": ""}])
    ecr.untag_resource(resourceArn=arn, tagKeys=["b"])
    assert ecr.list_tags_for_resource(resourceArn=arn)["tags"] == [{"Key": "a", "Value": "1"}]
    assert ecr.describe_registry()["registryId"] == ACCOUNT


def test_layers_by_the_api(ecr, registry, repository):
    data = bytes(range(256)) * 400
    upload = ecr.initiate_layer_upload(repositoryName=repository)
    for start in range(0, len(data), 40_000):
        part_ = data[start:start + 40_000]
        answer = ecr.upload_layer_part(
            repositoryName=repository, uploadId=upload["uploadId"], partFirstByte=start,
            partLastByte=start + len(part_) - 1, layerPartBlob=part_)
        assert answer["lastByteReceived"] == start + len(part_) - 1
    with pytest.raises(ecr.exceptions.InvalidLayerPartException) as error:
        ecr.upload_layer_part(
            repositoryName=repository, uploadId=upload["uploadId"], partFirstByte=0,
            partLastByte=0, layerPartBlob=b"x")
    assert error.value.response["lastValidByteReceived"] == len(data) - 1
    with pytest.raises(ecr.exceptions.InvalidLayerException):
        ecr.complete_layer_upload(
            repositoryName=repository, uploadId=upload["uploadId"], layerDigests=[digest(b"x")])
    upload = ecr.initiate_layer_upload(repositoryName=repository)
    ecr.upload_layer_part(
        repositoryName=repository, uploadId=upload["uploadId"], partFirstByte=0,
        partLastByte=len(data) - 1, layerPartBlob=data)
    ecr.complete_layer_upload(
        repositoryName=repository, uploadId=upload["uploadId"], layerDigests=[digest(data)])
    found = ecr.batch_check_layer_availability(
        repositoryName=repository, layerDigests=[digest(data), digest(b"x")])["layers"]
    assert [item["layerAvailability"] for item in found] == ["AVAILABLE", "UNAVAILABLE"]
    url = ecr.get_download_url_for_layer(
        repositoryName=repository, layerDigest=digest(data))["downloadUrl"]
    done = subprocess.run(["curl", "-sSf", url], check=True, capture_output=True)
    assert done.stdout == data


def test_paginators(ecr, registry, repository):
    names = [f"pages/{number:02}" for number in range(7)]
    for name in names:
        ecr.create_repository(repositoryName=name)
    digests = {put_image(ecr, registry, repository, f"page {number}", f"v{number}")
               for number in range(5)}

    def pages(operation, key, **arguments):
        paginator = ecr.get_paginator(operation)
        found = list(paginator.paginate(PaginationConfig={"PageSize": 2}, **arguments))
        assert all(len(page[key]) <= 2 for page in found)
        return [item for page in found for item in page[key]]

    found = pages("describe_repositories", "repositories")
    assert [item["repositoryName"] for item in found
            if item["repositoryName"].startswith("pages/")] == names
    for operation, key in [("list_images", "imageIds"), ("describe_images", "imageDetails")]:
        found = pages(operation, key, repositoryName=repository)
        assert len(found) == 5
        assert {item["imageDigest"] for item in found} == digests
    for name in names:
        ecr.delete_repository(repositoryName=name)


# Tools


def test_skopeo(skerry, ecr, repository, tmp_path):
    pushed = write_layout(tmp_path / "in", [small_layer("skopeo")], "v1", Cmd=["/file"])
    name = f"docker://{skerry.env()['SKERRY_REGISTRY']}/{repository}"
    creds = credentials(skerry, "--creds")
    skopeo("copy", "--dest-tls-verify=false", *credentials(skerry, "--dest-creds"),
           f"oci:{tmp_path}/in:v1", f"{name}:v1")
    assert ecr.list_images(repositoryName=repository)["imageIds"] == [
        {"imageDigest": pushed, "imageTag": "v1"}]
    found = json.loads(skopeo("inspect", "--tls-verify=false", *creds, f"{name}:v1"))
    assert found["Digest"] == pushed
    assert found["RepoTags"] == ["v1"]
    skopeo("copy", "--src-tls-verify=false", *credentials(skerry, "--src-creds"),
           f"{name}:v1", f"oci:{tmp_path}/out:v1")
    index = json.loads((tmp_path / "out/index.json").read_text())
    assert index["manifests"][0]["digest"] == pushed
    skopeo("delete", "--tls-verify=false", *creds, f"{name}:v1")
    assert ecr.list_images(repositoryName=repository)["imageIds"] == []


def test_skopeo_copies_within_the_registry(skerry, ecr, repository, tmp_path):
    other = f"{repository}-copy"
    ecr.create_repository(repositoryName=other)
    pushed = write_layout(tmp_path / "in", [small_layer("copy")], "v1")
    host = skerry.env()["SKERRY_REGISTRY"]
    to = ["--dest-tls-verify=false", *credentials(skerry, "--dest-creds")]
    skopeo("copy", *to, f"oci:{tmp_path}/in:v1", f"docker://{host}/{repository}:v1")
    skopeo("copy", "--src-tls-verify=false", *credentials(skerry, "--src-creds"), *to,
           f"docker://{host}/{repository}:v1", f"docker://{host}/{other}:v2")
    assert ecr.list_images(repositoryName=other)["imageIds"] == [
        {"imageDigest": pushed, "imageTag": "v2"}]
    ecr.delete_repository(repositoryName=other, force=True)


def write_index(folder, images, tag):
    """Writes an OCI layout whose `tag` is an index of the images that the architectures name."""
    entries = []
    for architecture, layers in images.items():
        write_layout(folder, layers, tag, architecture, Entrypoint=["/bin/sh", "-c"])
        entries += json.loads((folder / "index.json").read_text())["manifests"]
    for entry in entries:
        del entry["annotations"]
    index = json.dumps({"schemaVersion": 2, "mediaType": INDEX, "manifests": entries}).encode()
    (folder / "blobs/sha256" / digest(index).split(":")[1]).write_bytes(index)
    (folder / "index.json").write_text(json.dumps({
        "schemaVersion": 2, "mediaType": INDEX, "manifests": [{
            "mediaType": INDEX, "digest": digest(index), "size": len(index),
            "annotations": {"org.opencontainers.image.ref.name": tag}}]}))
    return digest(index), [entry["digest"] for entry in entries]


def test_images_for_several_architectures(skerry, ecr, tasks, images, repository, tmp_path):
    index, (arm, amd) = write_index(
        tmp_path / "in", {"arm64": [small_layer("arm")], "amd64": [images.base]}, "v1")
    to = ["--dest-tls-verify=false", *credentials(skerry, "--dest-creds")]
    name = f"{skerry.env()['SKERRY_REGISTRY']}/{repository}"
    skopeo("copy", "--all", *to, f"oci:{tmp_path}/in:v1", f"docker://{name}:v1")
    details = {image["imageDigest"]: image for image
               in ecr.describe_images(repositoryName=repository)["imageDetails"]}
    assert set(details) == {index, arm, amd}
    assert details[index]["imageTags"] == ["v1"]
    assert details[index]["imageManifestMediaType"] == INDEX
    assert "imageTags" not in details[arm]
    refused = ecr.batch_delete_image(repositoryName=repository, imageIds=[{"imageDigest": arm}])
    assert refused["failures"][0]["failureCode"] == "ImageReferencedByManifestList"
    # The agent takes the one for its machine, by tag and by digest.
    for reference in [f"{name}:v1", f"{name}@{index}", f"{name}@{amd}"]:
        container = tasks.container(script="echo here", image=reference)
        task = tasks.run(tasks.define(container))
        assert part(tasks.stopped(task)).get("exitCode") == 0, tasks.describe(task)
        assert part(tasks.describe(task))["imageDigest"] in (index, amd)
    # Docker's own forms are kept as well as OCI's.
    skopeo("copy", "--all", "--format", "v2s2", "--src-tls-verify=false",
           *credentials(skerry, "--src-creds"), *to, f"docker://{name}:v1", f"docker://{name}:d")
    found = ecr.describe_images(repositoryName=repository, imageIds=[{"imageTag": "d"}])
    assert found["imageDetails"][0]["imageManifestMediaType"] \
        == "application/vnd.docker.distribution.manifest.list.v2+json"


def test_skopeo_is_told_what_is_wrong(skerry, ecr, repository, tmp_path):
    write_layout(tmp_path / "in", [small_layer("refused")], "v1")
    host = skerry.env()["SKERRY_REGISTRY"]
    unknown = "unauthorized: authentication required"
    for creds, target, words in [
        (credentials(skerry, "--dest-creds"), "not/there:v1", "does not exist"),
        (["--dest-creds", "AWS:wrong"], f"{repository}:v1", unknown),
        (["--dest-no-creds"], f"{repository}:v1", unknown),
    ]:
        done = subprocess.run(
            ["skopeo", "--insecure-policy", "copy", "--dest-tls-verify=false", *creds,
             f"oci:{tmp_path}/in:v1", f"docker://{host}/{target}"],
            capture_output=True, text=True, env={**os.environ, "REGISTRY_AUTH_FILE": os.devnull})
        assert done.returncode != 0
        assert words in done.stderr


def test_buildah(skerry, ecr, repository, tmp_path):
    name = f"{skerry.env()['SKERRY_REGISTRY']}/{repository}:built"

    def buildah(*arguments):
        done = subprocess.run(
            ["buildah", "--root", tmp_path / "root", "--runroot", tmp_path / "run",
             "--storage-driver", "vfs", *arguments],
            capture_output=True, text=True, cwd=tmp_path,
            env={**os.environ, "REGISTRY_AUTH_FILE": os.devnull, "TMPDIR": str(tmp_path)})
        assert done.returncode == 0, f"buildah {' '.join(arguments)}\n{done.stderr}"
        return done.stdout.strip()

    (tmp_path / "policy.json").write_text('{"default": [{"type": "insecureAcceptAnything"}]}')
    policy = ["--signature-policy", str(tmp_path / "policy.json")]
    (tmp_path / "hello").write_text("hello")
    container = buildah("from", "scratch")
    buildah("add", container, "hello", "/hello")
    buildah("config", "--cmd", "/hello", container)
    image = buildah("commit", *policy, container, name)
    buildah("push", *policy, "--tls-verify=false", *credentials(skerry, "--creds"), name)
    assert [item["imageTag"] for item in ecr.list_images(repositoryName=repository)["imageIds"]] \
        == ["built"]
    buildah("rm", container)
    buildah("rmi", image)
    pulled = buildah(
        "pull", *policy, "--tls-verify=false", *credentials(skerry, "--creds"), name)
    assert pulled == image
    buildah("rmi", pulled)


def test_images_are_known_by_localhost(skerry, tasks, ecr, repository, images, tmp_path):
    images("shell")
    port = skerry.env()["AWS_ENDPOINT_URL"].rsplit(":")[-1]
    name = f"localhost:{port}/{repository}:v1"
    skopeo("copy", "--src-tls-verify=false", "--dest-tls-verify=false",
           *credentials(skerry, "--src-creds"), *credentials(skerry, "--dest-creds"),
           f"docker://127.0.0.1:{port}/{images.REPOSITORY}:shell", f"docker://{name}")
    for host in [f"localhost:{port}", f"127.0.0.1:{port}", skerry.env()["SKERRY_REGISTRY"]]:
        task = tasks.run(tasks.define(
            tasks.container(script="echo here", image=f"{host}/{repository}:v1")))
        ended = tasks.stopped(task)
        assert part(ended).get("exitCode") == 0, ended
        assert tasks.lines(task) == ["here"]


# Plain HTTP


def test_docker_login(registry):
    connection = registry.connection()
    connection.request("GET", "/v2/")
    response = connection.getresponse()
    assert response.status == 401
    assert response.getheader("WWW-Authenticate").startswith("Basic realm=\"http")
    assert response.getheader("Docker-Distribution-Api-Version") == "registry/2.0"
    assert json.loads(response.read())["errors"][0]["code"] == "UNAUTHORIZED"
    # On the same connection, as docker does it.
    connection.request("GET", "/v2/", headers=registry.headers())
    assert connection.getresponse().status == 200
    connection.close()


def test_an_upload_goes_on_after_a_kill(skerry, registry, repository):
    data = os.urandom(3 << 20)
    path = registry.begin(repository)
    half = len(data) // 2
    registry.send("PATCH", path, data[:half], {"Content-Range": f"0-{half - 1}"}).expect(202)
    # And a request that is cut off by the kill: what has arrived of it may be kept or not.
    cut = registry.connection()
    cut.putrequest("PATCH", path)
    for name, value in registry.headers({"Content-Length": str(len(data) - half)}).items():
        cut.putheader(name, value)
    cut.endheaders(data[half:half + 100_000])
    skerry.kill_server()
    cut.close()
    answer = registry.send("GET", path).expect(204)
    offset = int(answer.headers["Range"].split("-")[1]) + 1
    assert half <= offset <= half + 100_000
    registry.send("PATCH", path, data[offset:],
                  {"Content-Range": f"{offset}-{len(data) - 1}"}).expect(202)
    registry.send("PUT", f"{path}?digest={digest(data)}").expect(201)
    got = registry.send("GET", f"/v2/{repository}/blobs/{digest(data)}").expect(200)
    assert got.body == data


def test_an_upload_goes_on_after_a_broken_connection(registry, repository):
    data = os.urandom(200_000)
    path = registry.begin(repository)
    connection = registry.connection()
    connection.putrequest("PATCH", path)
    for name, value in registry.headers({"Content-Length": str(len(data))}).items():
        connection.putheader(name, value)
    connection.endheaders(data[:100_000])
    connection.close()

    def arrived():
        # Until the server has seen the end of the connection, the upload is its request's.
        answer = registry.send("GET", path).expect(204)
        return int(answer.headers["Range"].split("-")[1]) + 1 == 100_000

    wait(arrived, 20, "the first half to arrive")
    rest = {"Content-Range": f"100000-{len(data) - 1}"}

    def sent():
        answer = registry.send("PATCH", path, data[100_000:], rest)
        assert answer.status in (202, 409), answer.body
        return answer.status == 202

    wait(sent, 20, "the upload to be free")
    registry.send("PUT", f"{path}?digest={digest(data)}").expect(201)


def test_a_digest_that_does_not_match(registry, repository):
    wrong = digest(b"something else")
    answer = registry.send("POST", f"/v2/{repository}/blobs/uploads/?digest={wrong}", b"content")
    assert answer.expect(400).code == "DIGEST_INVALID"
    path = registry.begin(repository)
    assert registry.send("PUT", f"{path}?digest={wrong}", b"content").expect(400).code \
        == "DIGEST_INVALID"
    registry.send("HEAD", f"/v2/{repository}/blobs/{wrong}").expect(404)
    body = b'{"schemaVersion": 2}'
    answer = registry.send("PUT", f"/v2/{repository}/manifests/{wrong}", body)
    assert answer.expect(400).code == "MANIFEST_INVALID"


def test_a_manifest_that_names_missing_blobs(registry, repository):
    layers = [small_layer("not sent")]
    body = manifest(config(layers), layers)
    answer = registry.send("PUT", f"/v2/{repository}/manifests/v1", body)
    assert answer.expect(400).code == "MANIFEST_BLOB_UNKNOWN"
    assert registry.send("GET", f"/v2/{repository}/manifests/v1").expect(404).code \
        == "MANIFEST_UNKNOWN"


def test_a_blob_is_mounted_from_another_repository(ecr, registry, repository):
    other = f"{repository}-other"
    ecr.create_repository(repositoryName=other)
    data = os.urandom(1000)
    blob = registry.put_blob(other, data)
    mounted = registry.send(
        "POST", f"/v2/{repository}/blobs/uploads/?mount={blob}&from={other}").expect(201)
    assert registry.send("GET", mounted.headers["Location"]).body == data
    # It stays when the other repository goes.
    ecr.delete_repository(repositoryName=other)
    assert registry.send("GET", mounted.headers["Location"]).body == data
    absent = registry.send(
        "POST", f"/v2/{repository}/blobs/uploads/?mount={digest(b'x')}&from={other}")
    absent.expect(202)


def test_ranges_of_a_blob(registry, repository):
    data = bytes(range(256)) * 4096
    path = f"/v2/{repository}/blobs/{registry.put_blob(repository, data)}"
    whole = registry.send("GET", path).expect(200)
    assert whole.body == data
    head = registry.send("HEAD", path).expect(200)
    assert head.headers["Content-Length"] == str(len(data)) and head.body == b""
    some = registry.send("GET", path, headers={"Range": "bytes=1000-1999"}).expect(206)
    assert some.body == data[1000:2000]
    assert some.headers["Content-Range"] == f"bytes 1000-1999/{len(data)}"
    assert registry.send("GET", path, headers={"Range": "bytes=-3"}).expect(206).body == data[-3:]
    registry.send("GET", path, headers={"Range": f"bytes={len(data)}-"}).expect(416)
