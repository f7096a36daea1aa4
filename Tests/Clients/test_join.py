"""Computers that join an installation over TLS, as hosts in network namespaces of their own."""

import http.client
import json
import os
import pathlib
import re
import signal
import ssl
import subprocess
import sys
import time

import pytest

from botocore.exceptions import ClientError

from conftest import BINARY, Skerry
from images import Images
from leftovers import everything, machine_name
from tasks import Tasks
from waiting import wait

LIFETIME = 12


def run(*command):
    subprocess.run(command, check=True, capture_output=True)


class Host:
    """A network namespace, a cable to ours, and an agent in it."""

    def __init__(self, number, folder):
        mark = f"{os.getpid() % 0xffff:04x}{number}"
        self.namespace = f"skjoin{mark}"
        self.cable = f"skj{mark}"
        self.folder = folder / f"host{number}"
        net = f"10.{200 + number}.{os.getpid() % 250}"
        self.gateway, self.address = f"{net}.1", f"{net}.2"
        self.output = folder / f"host{number}.output"
        self.process = None

    def make(self):
        run("ip", "netns", "add", self.namespace)
        run("ip", "link", "add", self.cable, "type", "veth", "peer", "name", "eth0",
            "netns", self.namespace)
        run("ip", "addr", "add", f"{self.gateway}/24", "dev", self.cable)
        run("ip", "link", "set", self.cable, "up")
        for command in (["link", "set", "lo", "up"], ["link", "set", "eth0", "up"],
                        ["addr", "add", f"{self.address}/24", "dev", "eth0"],
                        ["route", "add", "default", "via", self.gateway]):
            run("ip", "-n", self.namespace, *command)

    def remove(self):
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            self.process.wait(timeout=60)
        subprocess.run(["ip", "link", "del", self.cable], capture_output=True)
        subprocess.run(["ip", "netns", "del", self.namespace], capture_output=True)

    def command(self, *arguments):
        return ["nsenter", f"--net=/run/netns/{self.namespace}", BINARY, "agent", "join",
                "--data-dir", str(self.folder), *arguments]

    def start(self, *arguments):
        with open(self.output, "a") as output:
            self.process = subprocess.Popen(
                self.command(*arguments), stdout=output, stderr=subprocess.STDOUT)

    def refused(self, *arguments):
        """What an agent says that must not get in."""
        done = subprocess.run(
            self.command(*arguments), capture_output=True, text=True, timeout=60)
        assert done.returncode != 0, done.stdout + done.stderr
        return done.stderr

    def file(self, name):
        return self.folder / "machines/joined" / name

    def machine(self):
        return json.loads(self.file("membership.json").read_text())["identity"]["id"]

    def logs(self):
        return self.output.read_text()


@pytest.fixture(scope="module")
def hosts(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hosts")
    made = [Host(number, folder) for number in range(2)]
    try:
        for host in made:
            host.make()
        yield made
    finally:
        for host in made:
            host.remove()


class Cloud(Skerry):
    """A control plane without a machine of its own."""

    def endpoint(self):
        return json.loads((self.data / "server/endpoint.json").read_text())

    def url(self, host):
        return f"https://{host.gateway}:{self.endpoint()['tlsPort']}"

    def skerry(self, *arguments):
        done = subprocess.run(
            [BINARY, *arguments, "--data-dir", str(self.data)], capture_output=True, text=True,
            check=True)
        return done.stdout

    def token(self, *arguments):
        return self.skerry("token", "create", *arguments).strip()

    def listed(self):
        return json.loads(self.skerry("token", "list", "--output", "json"))

    def context(self):
        return ssl.create_default_context(cafile=str(self.data / "server/authority.pem"))

    def post(self, path, body=None, context=None):
        connection = http.client.HTTPSConnection(
            "localhost", self.endpoint()["tlsPort"], context=context or self.context(), timeout=20)
        try:
            connection.request("POST", path, json.dumps(body) if body is not None else None)
            answer = connection.getresponse()
            return answer.status, json.loads(answer.read())
        finally:
            connection.close()

    def instances(self, cluster="default"):
        """Container instances whose agents are connected, by the id of their machine."""
        ecs = self.client("ecs")
        names = ecs.list_container_instances(cluster=cluster)["containerInstanceArns"]
        if not names:
            return {}
        found = ecs.describe_container_instances(cluster=cluster, containerInstances=names)
        return {item["ec2InstanceId"]: item for item in found["containerInstances"]
                if item["agentConnected"]}


@pytest.fixture(scope="module")
def cloud(request, hosts, tmp_path_factory):
    installation = Cloud(
        tmp_path_factory.mktemp("cloud"), "--no-machine", "--tls-bind", "0.0.0.0",
        "--machine-certificate-lifetime", str(LIFETIME))
    installation.start()
    yield installation
    if request.session.testsfailed:
        print(installation.logs())
        for host in hosts:
            print(host.logs() if host.output.exists() else "")
    installation.stop()


@pytest.fixture(scope="module")
def joined(cloud, hosts):
    """Both hosts, joined and connected."""
    cloud.client("ecs").create_cluster()
    tokens = cloud.token("--count", "2").splitlines()
    for host, token in zip(hosts, tokens):
        host.token = token
        host.start("--server", cloud.url(host), "--token", token, "--attribute",
                   f"rack={host.cable}")
    wait(lambda: len(cloud.instances()) == 2 or any(h.process.poll() is not None for h in hosts),
         60, "both hosts to be connected")
    assert len(cloud.instances()) == 2, "\n".join(host.logs() for host in hosts)
    return hosts


@pytest.fixture(scope="module")
def work(cloud, tmp_path_factory):
    return Tasks(cloud, Images(cloud, tmp_path_factory.mktemp("images")))


def attributes(instance):
    return {item["name"]: item.get("value") for item in instance["attributes"]}


def test_hosts_register_as_outside_computers(cloud, joined):
    instances = cloud.instances()
    assert set(instances) == {host.machine() for host in joined}
    for host in joined:
        assert re.fullmatch(r"mi-[0-9a-f]{17}", host.machine())
        found = attributes(instances[host.machine()])
        assert found["ecs.capability.external"] is None
        assert found["rack"] == host.cable
        assert "ecs.availability-zone" not in found
        for name in ("machine.key", "credentials.json", "membership.json"):
            assert host.file(name).stat().st_mode & 0o777 == 0o600
    listed = cloud.listed()
    assert [token["state"] for token in listed["tokens"]] == ["used", "used"]
    assert not any("token" in token for token in listed["tokens"])


def test_each_runs_a_task(cloud, joined, work):
    definition = work.define(work.container(script="echo on $(hostname); exit 7"))
    answer = work.ecs.run_task(
        taskDefinition=definition, launchType="EXTERNAL", count=2,
        placementConstraints=[{"type": "distinctInstance"}])
    assert answer["failures"] == []
    where = set()
    for task in (item["taskArn"] for item in answer["tasks"]):
        found = work.stopped(task)
        assert found["launchType"] == "EXTERNAL"
        assert found["containers"][0]["exitCode"] == 7, found
        where.add(found["containerInstanceArn"])
        wait(lambda: work.lines(task), 20, "the task's log")
        assert work.lines(task)[0].startswith("on ")
    assert len(where) == 2
    # What asks for instances is not placed on computers from outside, and these have no ENIs.
    with pytest.raises(work.ecs.exceptions.InvalidParameterException, match="No Container Inst"):
        work.ecs.run_task(taskDefinition=definition)
    vpc = work.define(work.container(), networkMode="awsvpc")
    with pytest.raises(ClientError):
        work.ecs.run_task(
            taskDefinition=vpc, launchType="EXTERNAL", networkConfiguration={
                "awsvpcConfiguration": {"subnets": ["subnet-0123456789abcdef0"]}})


def test_wrong_used_revoked_and_expired_tokens_are_refused(cloud, joined, tmp_path):
    stranger = Host(0, tmp_path)
    stranger.namespace, url = joined[0].namespace, cloud.url(joined[0])

    def refused(token):
        return stranger.refused("--server", url, "--token", token)

    good = cloud.token()
    authority, name, secret = good.split(".")
    assert "InvalidToken" in refused(f"{authority}.{name}.{'0' * 32}")
    assert "InvalidToken" in refused(f"{authority}.{'0' * 16}.{secret}")
    assert "another installation" in refused(f"{'0' * 64}.{name}.{secret}")
    assert "no join token" in refused("nonsense")
    used = refused(joined[0].token)
    assert "TokenUsed" in used and "skerry token create" in used
    cloud.skerry("token", "revoke", name)
    assert "TokenRevoked" in refused(good)
    old = cloud.token("--ttl", "1s")
    wait(lambda: any(token["id"] == old.split(".")[1] and token["state"] == "expired"
                     for token in cloud.listed()["tokens"]), 10, "the token to expire")
    assert "TokenExpired" in refused(old)
    assert "needs --server and --token" in stranger.refused()
    assert not (stranger.folder / "machines/joined/membership.json").exists()
    assert len(cloud.listed()["machines"]) == 2


def request_for(folder):
    """A key and a certificate request made by openssl."""
    key, request = folder / "key.pem", folder / "request.pem"
    run("openssl", "req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
        "-keyout", str(key), "-out", str(request), "-subj", "/CN=whoever")
    return key, request.read_text()


def test_a_certificate_of_another_installation_is_refused(cloud, tmp_path):
    other = Cloud(tmp_path / "other", "--no-machine")
    other.data.mkdir()
    other.start()
    try:
        key, request = request_for(tmp_path)
        admission = {}
        for installation in (other, cloud):
            _, *parts = installation.token().split(".")
            status, admission[installation] = installation.post(
                "/_skerry/join", {"token": ".".join(parts), "certificateRequest": request})
            assert status == 200, admission[installation]

        def shown(to, by):
            certificate = tmp_path / "certificate.pem"
            certificate.write_text(admission[by]["certificate"])
            context = to.context()
            context.load_cert_chain(certificate, key)
            return to.post("/_skerry/machine-credentials", context=context)

        assert shown(cloud, by=cloud)[0] == 200
        status, answer = shown(cloud, by=other)
        assert (status, answer["__type"]) == (403, "CertificateRefused")
        with pytest.raises(ssl.SSLError):
            cloud.post("/_skerry/renew", context=other.context())
        status, answer = cloud.post("/_skerry/machine-credentials")
        assert (status, answer["__type"]) == (401, "CertificateRequired")
    finally:
        other.stop()


def test_clients_use_the_tls_port(cloud):
    url = f"https://localhost:{cloud.endpoint()['tlsPort']}"
    authority = str(cloud.data / "server/authority.pem")
    done = subprocess.run(
        ["curl", "-sS", "--cacert", authority, url + "/_skerry/health"], check=True,
        capture_output=True, text=True)
    assert json.loads(done.stdout)["status"] == "running"
    untrusted = subprocess.run(["curl", "-sS", url], capture_output=True)
    assert untrusted.returncode == 60
    listed = cloud.client("ecs", endpoint_url=url, verify=authority).list_clusters()
    assert len(listed["clusterArns"]) == 1
    environment = {**os.environ, **cloud.env(), "AWS_ENDPOINT_URL": url,
                   "AWS_CA_BUNDLE": authority}
    done = subprocess.run(
        [sys.executable, "-m", "awscli", "sts", "get-caller-identity"], env=environment,
        capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_certificates_renew_themselves_while_a_task_runs(cloud, joined, work):
    task = work.run(work.define(work.container()), launchType="EXTERNAL")
    work.running(task)
    first = [host.file("machine.pem").read_text() for host in joined]
    keys = [host.file("machine.key").read_text() for host in joined]
    began = time.monotonic()
    wait(lambda: all(host.file("machine.pem").read_text() != old
                     for host, old in zip(joined, first)), 3 * LIFETIME, "certificates to renew")
    # Beyond the end of the first ones everything goes on.
    wait(lambda: time.monotonic() - began > LIFETIME + 2, 60, "the first certificates to end")
    assert [host.file("machine.key").read_text() for host in joined] == keys
    assert set(cloud.instances()) == {host.machine() for host in joined}
    assert work.describe(task)["lastStatus"] == "RUNNING"
    assert work.stop(task)["containers"][0]["exitCode"] == 0


def test_a_restarted_agent_needs_no_token(cloud, joined, work):
    task = work.run(work.define(work.container()), launchType="EXTERNAL")
    place = work.running(task)["containerInstanceArn"]
    instances = cloud.instances()
    host = next(host for host in joined
                if instances[host.machine()]["containerInstanceArn"] == place)
    host.process.terminate()
    assert host.process.wait(timeout=30) == 0
    wait(lambda: host.machine() not in cloud.instances(), 30, "the agent to be gone")
    host.start()
    wait(lambda: host.machine() in cloud.instances(), 30, "the agent to be back")
    found = work.describe(task)
    assert found["lastStatus"] == "RUNNING" and found["containerInstanceArn"] == place
    work.stop(task)


def test_a_revoked_machine_is_refused_at_once(cloud, joined):
    victim = joined[1]
    began = time.monotonic()
    cloud.skerry("token", "revoke", victim.machine())
    wait(lambda: victim.machine() not in cloud.instances(), 10, "its sessions to end")
    assert time.monotonic() - began < 5
    victim.process.wait(timeout=60)
    assert "MachineRevoked" in victim.logs()
    assert joined[0].machine() in cloud.instances()
    victim.start()
    assert victim.process.wait(timeout=60) != 0


def test_nothing_is_left(joined):
    """Last: the hosts' agents end."""
    first, second = joined
    name = machine_name(first.folder)
    first.process.send_signal(signal.SIGINT)
    assert first.process.wait(timeout=90) == 0
    assert everything(name, first.folder) == {}
