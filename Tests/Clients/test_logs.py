"""CloudWatch Logs through boto3 and the aws CLI, and the awslogs driver of running tasks."""

import os
import subprocess
import sys
import threading
import time
import uuid

import pytest
from waiting import wait


@pytest.fixture(scope="module")
def logs(skerry):
    return skerry.client("logs")


@pytest.fixture
def group(logs):
    """A log group of its own for a test."""
    name = f"/t/{uuid.uuid4().hex[:12]}"
    logs.create_log_group(logGroupName=name)
    yield name
    logs.delete_log_group(logGroupName=name)


def now():
    return int(time.time() * 1000)


def put(logs, group, stream, messages, start=None):
    """Puts messages, a millisecond apart; makes the stream when it is missing."""
    try:
        logs.create_log_stream(logGroupName=group, logStreamName=stream)
    except logs.exceptions.ResourceAlreadyExistsException:
        pass
    start = start or now() - len(messages)
    return logs.put_log_events(
        logGroupName=group, logStreamName=stream,
        logEvents=[{"timestamp": start + number, "message": message}
                   for number, message in enumerate(messages)])


def messages(answer):
    return [event["message"] for event in answer["events"]]


# The API


def test_groups_and_streams_with_the_cli(skerry):
    group = "/cli/group"
    skerry.aws("logs", "create-log-group", "--log-group-name", group, "--tags", "team=a")
    skerry.aws("logs", "put-retention-policy", "--log-group-name", group,
               "--retention-in-days", "7")
    found = skerry.aws("logs", "describe-log-groups", "--log-group-name-prefix", group)
    assert found["logGroups"][0]["logGroupName"] == group
    assert found["logGroups"][0]["retentionInDays"] == 7
    assert found["logGroups"][0]["arn"] \
        == f"arn:aws:logs:us-east-1:000000000000:log-group:{group}:*"
    skerry.aws("logs", "create-log-stream", "--log-group-name", group, "--log-stream-name", "s")
    skerry.aws("logs", "put-log-events", "--log-group-name", group, "--log-stream-name", "s",
               "--log-events", f"timestamp={now()},message=hello")
    found = skerry.aws("logs", "filter-log-events", "--log-group-name", group,
                       "--filter-pattern", "hello")
    assert messages(found) == ["hello"]
    skerry.aws("logs", "delete-log-group", "--log-group-name", group)
    found = skerry.aws("logs", "describe-log-groups", "--log-group-name-prefix", group)
    assert found["logGroups"] == []


def test_errors_have_the_classes_of_the_model(logs, group):
    errors = logs.exceptions
    with pytest.raises(errors.ResourceAlreadyExistsException):
        logs.create_log_group(logGroupName=group)
    with pytest.raises(errors.ResourceNotFoundException):
        logs.create_log_stream(logGroupName="/not/there", logStreamName="s")
    with pytest.raises(errors.ResourceNotFoundException):
        logs.get_log_events(logGroupName=group, logStreamName="s")
    with pytest.raises(errors.InvalidParameterException):
        logs.create_log_group(logGroupName="has a space")
    with pytest.raises(errors.InvalidParameterException):
        logs.create_log_stream(logGroupName=group, logStreamName="a:b")
    with pytest.raises(errors.InvalidParameterException):
        logs.put_retention_policy(logGroupName=group, retentionInDays=2)
    with pytest.raises(errors.InvalidParameterException):
        logs.filter_log_events(logGroupName=group, filterPattern="[broken")
    put(logs, group, "s", ["one"])
    with pytest.raises(errors.ResourceAlreadyExistsException):
        logs.create_log_stream(logGroupName=group, logStreamName="s")
    with pytest.raises(errors.InvalidParameterException):
        logs.put_log_events(
            logGroupName=group, logStreamName="s",
            logEvents=[{"timestamp": now(), "message": "b"},
                       {"timestamp": now() - 1000, "message": "a"}])
    with pytest.raises(errors.InvalidParameterException):
        logs.get_log_events(logGroupName=group, logStreamName="s", nextToken="f/made-up")


def test_streams(logs, group):
    for name in ["b", "a", "c/x"]:
        logs.create_log_stream(logGroupName=group, logStreamName=name)
    first = now() - 50_000
    put(logs, group, "a", ["one", "two"], start=first)
    found = logs.describe_log_streams(logGroupName=group)["logStreams"]
    assert [stream["logStreamName"] for stream in found] == ["a", "b", "c/x"]
    assert found[0]["firstEventTimestamp"] == first
    assert found[0]["lastEventTimestamp"] == first + 1
    assert found[0]["lastIngestionTime"] >= first
    found = logs.describe_log_streams(logGroupName=group, logStreamNamePrefix="c/")["logStreams"]
    assert [stream["logStreamName"] for stream in found] == ["c/x"]
    put(logs, group, "b", ["later"])
    found = logs.describe_log_streams(
        logGroupName=group, orderBy="LastEventTime", descending=True, limit=2)["logStreams"]
    assert [stream["logStreamName"] for stream in found] == ["b", "a"]
    logs.delete_log_stream(logGroupName=group, logStreamName="a")
    assert messages(logs.filter_log_events(logGroupName=group)) == ["later"]


def test_retention(logs, group):
    def kept():
        return logs.describe_log_groups(
            logGroupNamePrefix=group)["logGroups"][0].get("retentionInDays")

    assert kept() is None
    logs.put_retention_policy(logGroupName=group, retentionInDays=1)
    assert kept() == 1
    logs.create_log_stream(logGroupName=group, logStreamName="s")
    day = 86_400_000
    answer = logs.put_log_events(
        logGroupName=group, logStreamName="s",
        logEvents=[{"timestamp": now() - 15 * day, "message": "far too old"},
                   {"timestamp": now() - 2 * day, "message": "expired"},
                   {"timestamp": now(), "message": "good"},
                   {"timestamp": now() + day, "message": "too new"}])
    assert answer["rejectedLogEventsInfo"] == {
        "tooOldLogEventEndIndex": 1, "expiredLogEventEndIndex": 2, "tooNewLogEventStartIndex": 3}
    assert messages(logs.filter_log_events(logGroupName=group)) == ["good"]
    logs.delete_retention_policy(logGroupName=group)
    assert kept() is None


def test_both_directions_of_get_log_events(logs, group):
    lines = [f"line {number}" for number in range(10)]
    put(logs, group, "s", lines)

    def page(**arguments):
        return logs.get_log_events(
            logGroupName=group, logStreamName="s", limit=4, **arguments)

    # The newest page unless asked for the oldest.
    last = page()
    assert messages(last) == lines[6:]
    first = page(startFromHead=True)
    assert messages(first) == lines[:4]
    second = page(nextToken=first["nextForwardToken"])
    assert messages(second) == lines[4:8]
    third = page(nextToken=second["nextForwardToken"])
    assert messages(third) == lines[8:]
    end = page(nextToken=third["nextForwardToken"])
    assert messages(end) == [] and end["nextForwardToken"] == third["nextForwardToken"]
    assert messages(page(nextToken=third["nextBackwardToken"])) == lines[4:8]
    back = page(nextToken=second["nextBackwardToken"])
    assert messages(back) == lines[:4]
    start = page(nextToken=back["nextBackwardToken"])
    assert messages(start) == [] and start["nextBackwardToken"] == back["nextBackwardToken"]
    # A reader at the end finds what comes later.
    put(logs, group, "s", ["later"], start=now() + 1000)
    assert messages(page(nextToken=end["nextForwardToken"])) == ["later"]


def test_windows_of_time(logs, group):
    start = now() - 60_000
    put(logs, group, "s", ["0", "1", "2", "3"], start=start)
    window = dict(startTime=start + 1, endTime=start + 3)
    got = logs.get_log_events(
        logGroupName=group, logStreamName="s", startFromHead=True, **window)
    assert messages(got) == ["1", "2"]
    # FilterLogEvents counts the end in.
    assert messages(logs.filter_log_events(logGroupName=group, **window)) == ["1", "2", "3"]


@pytest.mark.parametrize("pattern, expected", [
    ("", {0, 1, 2, 3, 4, 5}), ("ERROR", {0, 4}), ("ERROR disk", {0}), ("?disk ?latency", {0, 2}),
    ("ERROR -disk", {4}), ('"disk full"', {0}), ("%lat[a-z]+=9%", {2}),
    ("{ $.status = 500 }", {3}), ("{ $.status > 400 && $.path = \"/a*\" }", {3}),
    ("{ $.missing NOT EXISTS }", {3}), ('[ip, user, code=40*]', {5}), ("nothing", set()),
])
def test_filter_patterns(logs, patterns, pattern, expected):
    group, lines = patterns
    arguments = {"filterPattern": pattern} if pattern else {}
    found = messages(logs.filter_log_events(logGroupName=group, **arguments))
    assert found == [line for number, line in enumerate(lines) if number in expected]


@pytest.fixture(scope="module")
def patterns(logs):
    lines = ["ERROR disk full", "all is well", "latency=99", '{"status": 500, "path": "/api"}',
             "ERROR network", "10.0.0.1 root 404"]
    name = "/t/patterns"
    logs.create_log_group(logGroupName=name)
    put(logs, name, "s", lines)
    yield name, lines
    logs.delete_log_group(logGroupName=name)


def test_filtering_by_streams(logs, group):
    for name in ["web/1", "web/2", "db/1"]:
        put(logs, group, name, [f"of {name}"])

    def found(**arguments):
        return set(messages(logs.filter_log_events(logGroupName=group, **arguments)))

    assert found(logStreamNamePrefix="web/") == {"of web/1", "of web/2"}
    assert found(logStreamNames=["web/1", "db/1"]) == {"of web/1", "of db/1"}
    with pytest.raises(logs.exceptions.InvalidParameterException):
        found(logStreamNames=["web/1"], logStreamNamePrefix="web/")
    with pytest.raises(logs.exceptions.ResourceNotFoundException):
        found(logStreamNames=["none"])


def test_paginators(logs, group):
    names = [f"s{number:02}" for number in range(7)]
    for name in names:
        put(logs, group, name, [f"{name} {number}" for number in range(3)])

    def pages(operation, key, **arguments):
        paginator = logs.get_paginator(operation)
        found = list(paginator.paginate(
            PaginationConfig={"PageSize": 2}, logGroupName=group, **arguments))
        assert all(len(page[key]) <= 2 for page in found)
        return [item for page in found for item in page[key]]

    found = pages("describe_log_streams", "logStreams")
    assert [stream["logStreamName"] for stream in found] == names
    found = pages("filter_log_events", "events")
    assert len(found) == len({event["eventId"] for event in found}) == 21
    assert [event["timestamp"] for event in found] == sorted(event["timestamp"] for event in found)
    groups = [f"{group}/{number}" for number in range(5)]
    for name in groups:
        logs.create_log_group(logGroupName=name)
    paginator = logs.get_paginator("describe_log_groups")
    found = [item["logGroupName"] for page in paginator.paginate(
        logGroupNamePrefix=group + "/", PaginationConfig={"PageSize": 2})
        for item in page["logGroups"]]
    assert found == groups
    for name in groups:
        logs.delete_log_group(logGroupName=name)


def test_large_batches(logs, group):
    lines = [f"{number:05} " + "x" * 80 for number in range(9000)]
    put(logs, group, "s", lines)
    found, token = [], None
    while True:
        answer = logs.filter_log_events(
            logGroupName=group, **({"nextToken": token} if token else {}))
        found += messages(answer)
        token = answer.get("nextToken")
        if not token:
            break
    assert found == lines
    with pytest.raises(logs.exceptions.InvalidParameterException):
        put(logs, group, "s", ["x" * (1 << 20)])


def test_tags_and_protection(logs, group):
    arn = logs.describe_log_groups(logGroupNamePrefix=group)["logGroups"][0]["logGroupArn"]
    logs.tag_resource(resourceArn=arn, tags={"a": "1", "b": "2"})
    logs.untag_resource(resourceArn=arn, tagKeys=["b"])
    assert logs.list_tags_for_resource(resourceArn=arn)["tags"] == {"a": "1"}
    logs.put_log_group_deletion_protection(
        logGroupIdentifier=group, deletionProtectionEnabled=True)
    with pytest.raises(logs.exceptions.ClientError):
        logs.delete_log_group(logGroupName=group)
    logs.put_log_group_deletion_protection(
        logGroupIdentifier=group, deletionProtectionEnabled=False)


def test_acknowledged_events_outlive_a_kill(skerry, logs, group):
    streams = [f"s{number}" for number in range(4)]
    for name in streams:
        logs.create_log_stream(logGroupName=group, logStreamName=name)
    acknowledged, sent = {name: [] for name in streams}, {name: set() for name in streams}
    ends = threading.Event()

    def write(name):
        client = skerry.client("logs")
        number = 0
        while not ends.is_set():
            batch = [f"{name} {number + index}" for index in range(20)]
            number += 20
            sent[name].update(batch)
            try:
                client.put_log_events(
                    logGroupName=group, logStreamName=name,
                    logEvents=[{"timestamp": now(), "message": message} for message in batch])
            except Exception:
                return
            acknowledged[name] += batch

    writers = [threading.Thread(target=write, args=[name]) for name in streams]
    for writer in writers:
        writer.start()
    try:
        wait(lambda: all(len(acknowledged[name]) > 100 for name in streams), 30, "some batches")
        skerry.kill_server()
    finally:
        ends.set()
        for writer in writers:
            writer.join()
    for name in streams:
        found, token = [], None
        while True:
            page = logs.filter_log_events(
                logGroupName=group, logStreamNames=[name],
                **({"nextToken": token} if token else {}))
            found += messages(page)
            token = page.get("nextToken")
            if not token:
                break
        # In order, none twice, and nothing but a whole batch that was on its way besides.
        assert found[:len(acknowledged[name])] == acknowledged[name]
        assert len(found) - len(acknowledged[name]) in (0, 20)
        assert len(found) == len(set(found)) and set(found) <= sent[name]


# Live tail


def test_following_by_polling(tasks, logs, group):
    """As version 2 of the aws CLI does `logs tail --follow`."""
    task = tasks.run(tasks.define(shell(
        tasks, "i=0; while [ $i -lt 30 ]; do echo line $i; i=$((i+1)); usleep 50000; done",
        awslogs_group=group, awslogs_region="us-east-1", awslogs_stream_prefix="p")))
    seen, shown = set(), []
    place = {"startTime": now() - 600_000}

    def poll():
        page = logs.filter_log_events(logGroupName=group, interleaved=True, **place)
        for event in page["events"]:
            if event["eventId"] not in seen:
                seen.add(event["eventId"])
                shown.append(event["message"])
                place["startTime"] = event["timestamp"]
        return len(shown) >= 30

    wait(poll, 60, "all lines")
    assert shown == [f"line {number}" for number in range(30)]
    tasks.stopped(task)


def test_live_tail(logs, group):
    put(logs, group, "s", ["before"])
    arn = logs.describe_log_groups(logGroupNamePrefix=group)["logGroups"][0]["logGroupArn"]
    stream = logs.start_live_tail(
        logGroupIdentifiers=[arn], logEventFilterPattern="ERROR")["responseStream"]
    found = []
    try:
        for event in stream:
            if "sessionStart" in event:
                assert event["sessionStart"]["logGroupIdentifiers"] == [arn]
                put(logs, group, "s", ["ERROR one", "fine", "ERROR two"])
                continue
            found += [item["message"] for item in event["sessionUpdate"]["sessionResults"]]
            if len(found) == 2:
                break
    finally:
        stream.close()
    assert found == ["ERROR one", "ERROR two"]


def test_live_tail_with_the_cli(skerry, logs, group):
    arn = logs.describe_log_groups(logGroupNamePrefix=group)["logGroups"][0]["logGroupArn"]
    process = subprocess.Popen(
        [sys.executable, "-u", "-m", "awscli", "logs", "start-live-tail",
         "--log-group-identifiers", arn],
        env={**os.environ, **skerry.env()}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        text=True)
    lines = []
    reader = threading.Thread(target=lambda: lines.extend(iter(process.stdout.readline, "")))
    reader.start()
    try:
        # Its session begins some time after the process: lines from before it are not shown.
        def shown():
            put(logs, group, "s", ["a line to follow"])
            assert process.poll() is None, lines
            return any("a line to follow" in line for line in lines)

        wait(shown, 30, "the line to be shown")
    finally:
        process.kill()
        process.wait()
        reader.join()


# The awslogs driver


def shell(tasks, script, **options):
    """A container with these options of its log driver."""
    return tasks.container(script=script, logConfiguration={
        "logDriver": "awslogs", "options": {
            name.replace("_", "-"): value for name, value in options.items()}})


def run(tasks, container):
    task = tasks.run(tasks.define(container))
    return task, tasks.stopped(task)


def stream_of(task, prefix="p"):
    return f"{prefix}/main/{task.rsplit('/')[-1]}"


def read(logs, group, stream):
    return messages(logs.get_log_events(
        logGroupName=group, logStreamName=stream, startFromHead=True))


def test_every_line_is_there_before_the_task_is_stopped(tasks, logs, group):
    task, ended = run(tasks, shell(
        tasks, "i=0; while [ $i -lt 3000 ]; do echo out $i; i=$((i+1)); done; echo last >&2",
        awslogs_group=group, awslogs_region="us-east-1", awslogs_stream_prefix="p"))
    lines = read(logs, group, stream_of(task))
    assert ended["containers"][0]["exitCode"] == 0
    assert [line for line in lines if line.startswith("out")] \
        == [f"out {number}" for number in range(3000)]
    # Two streams of the container: only within one is there an order.
    assert lines.count("last") == 1 and len(lines) == 3001


def test_groups_are_made_when_asked(tasks, logs):
    name = f"/t/made-{uuid.uuid4().hex[:8]}"
    task, _ = run(tasks, shell(
        tasks, "echo hello", awslogs_group=name, awslogs_region="us-east-1",
        awslogs_stream_prefix="p", awslogs_create_group="true"))
    assert read(logs, name, stream_of(task)) == ["hello"]
    logs.delete_log_group(logGroupName=name)
    _, ended = run(tasks, shell(
        tasks, "echo hello", awslogs_group=name, awslogs_region="us-east-1",
        awslogs_stream_prefix="p"))
    assert ended["stopCode"] == "TaskFailedToStart", ended
    assert "The specified log group does not exist" in ended["stoppedReason"]
    assert ended["containers"][0]["reason"] == ended["stoppedReason"]


def test_another_region(skerry, tasks):
    logs = skerry.client("logs", region="eu-central-1")
    name = f"/t/far-{uuid.uuid4().hex[:8]}"
    logs.create_log_group(logGroupName=name)
    task, _ = run(tasks, shell(
        tasks, "echo far", awslogs_group=name, awslogs_region="eu-central-1",
        awslogs_stream_prefix="p"))
    assert read(logs, name, stream_of(task)) == ["far"]
    logs.delete_log_group(logGroupName=name)


def test_without_a_prefix_the_stream_is_the_containers_id(tasks, logs, group):
    _, ended = run(tasks, shell(
        tasks, "echo here", awslogs_group=group, awslogs_region="us-east-1"))
    assert read(logs, group, ended["containers"][0]["runtimeId"]) == ["here"]


def test_events_of_several_lines(tasks, logs, group):
    task, _ = run(tasks, shell(
        tasks, "echo 'INFO a'; echo ' more'; echo '  and more'; echo 'INFO b'",
        awslogs_group=group, awslogs_region="us-east-1", awslogs_stream_prefix="p",
        awslogs_multiline_pattern="^INFO"))
    assert read(logs, group, stream_of(task)) == ["INFO a\n more\n  and more\n", "INFO b\n"]


def test_events_that_begin_with_a_date(tasks, logs, group):
    task, _ = run(tasks, shell(
        tasks, "echo '[2026-01-31 10:00:00] a'; echo more; echo '[2026-01-31 10:00:01] b'",
        awslogs_group=group, awslogs_region="us-east-1", awslogs_stream_prefix="p",
        awslogs_datetime_format="\\[%Y-%m-%d %H:%M:%S\\]"))
    assert read(logs, group, stream_of(task)) \
        == ["[2026-01-31 10:00:00] a\nmore\n", "[2026-01-31 10:00:01] b\n"]


def test_non_blocking_mode(tasks, logs, group):
    task, _ = run(tasks, shell(
        tasks, "echo one; echo two", awslogs_group=group, awslogs_region="us-east-1",
        awslogs_stream_prefix="p", mode="non-blocking", max_buffer_size="4m"))
    assert read(logs, group, stream_of(task)) == ["one", "two"]


def test_long_lines_and_bytes_that_are_no_text(tasks, logs, group):
    task, _ = run(tasks, shell(
        tasks, "head -c 40000 /dev/zero | tr '\\0' x; echo; printf 'a\\377b\\n'; printf 'no end'",
        awslogs_group=group, awslogs_region="us-east-1", awslogs_stream_prefix="p"))
    lines = read(logs, group, stream_of(task))
    assert "".join(lines[:-2]) == "x" * 40000
    assert lines[-2:] == ["a\ufffdb", "no end"]


def test_options_that_are_refused(tasks, group):
    for options in [dict(), dict(awslogs_group=group, mode="sometimes"),
                    dict(awslogs_group=group, awslogs_multiline_pattern="^a",
                         awslogs_datetime_format="%Y")]:
        try:
            _, ended = run(tasks, shell(
                tasks, "true", awslogs_region="us-east-1", awslogs_stream_prefix="p", **options))
            assert ended["stopCode"] == "TaskFailedToStart", ended
        except tasks.ecs.exceptions.ClientException:
            pass  # The definition is refused already.
