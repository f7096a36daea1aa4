#!/usr/bin/env python3
"""The stranger of the wire tests: botocore signs, serialises and parses for us.

Reads one JSON command a line from standard input and writes one JSON answer a line. Trees are
written with tags for what JSON lacks: {"$t": milliseconds}, {"$b": base64}, {"$f": "float"}.
"""

import base64
import datetime
import importlib.util
import io
import json
import pathlib
import random
import sys
from urllib.parse import urlsplit

import botocore.auth
import botocore.awsrequest
import botocore.eventstream
import botocore.parsers
import botocore.serialize
import botocore.session
from botocore.compat import HTTPHeaders
from botocore.credentials import Credentials
from botocore.httpchecksum import AwsChunkedWrapper, Crc32Checksum

SESSION = botocore.session.Session()
ALPHABETS = [
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789",
    "abc-_.~ /:+=&%?#\"'<>[]{}\\,;@!$^*()|`\t\n",
    "äß€ሴ漢字😀\u00a0é\u2028",
]
HEADER_ALPHABET = "abcXYZ012-_.~/:+=&%?#'<>[]{};@!$^*()|`"


# MARK: Trees

def tagged(value):
    if isinstance(value, dict):
        return {key: tagged(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [tagged(item) for item in value]
    if isinstance(value, (bytes, bytearray)):
        return {"$b": base64.b64encode(bytes(value)).decode()}
    if isinstance(value, datetime.datetime):
        return {"$t": round(value.timestamp() * 1000)}
    if isinstance(value, float):
        return {"$f": repr(value)}
    return value


# MARK: Random inputs

class Generator:
    """Makes random inputs of a shape. `form` is for protocols that cannot write empty structures."""

    def __init__(self, seed, form=False, empty_lists=True):
        self.random = random.Random(seed)
        self.form = form
        self.empty_lists = empty_lists

    def text(self, alphabet=None, minimum=0):
        alphabet = alphabet or self.random.choice(ALPHABETS)
        return "".join(
            self.random.choice(alphabet) for _ in range(self.random.randint(minimum, 12)))

    def value(self, shape, depth):
        kind = shape.type_name
        if kind == "structure":
            if getattr(shape, "is_document_type", False):
                return {"a": [1, "b", None, True]}
            return self.structure(shape, depth)
        if kind == "list":
            if depth <= 0:
                return [] if self.empty_lists else None
            count = self.random.randint(0 if self.empty_lists else 1, 3)
            items = [self.value(shape.member, depth - 1) for _ in range(count)]
            items = [item for item in items if item is not None]
            return items if items or self.empty_lists else None
        if kind == "map":
            if depth <= 0:
                return None if self.form else {}
            entries = {}
            for _ in range(self.random.randint(1 if self.form else 0, 3)):
                key = self.value(shape.key, depth)
                item = self.value(shape.value, depth - 1)
                if item is not None:
                    entries[key] = item
            return entries if entries or not self.form else None
        return self.scalar(shape)

    def scalar(self, shape):
        kind = shape.type_name
        location = shape.serialization.get("location")
        if kind in ("string", "character"):
            if getattr(shape, "enum", None):
                return self.random.choice(shape.enum)
            if location in ("header", "headers"):
                return self.text(HEADER_ALPHABET, 1)
            return self.text(minimum=1 if location == "uri" else 0)
        if kind == "boolean":
            return self.random.random() < 0.5
        if kind == "integer":
            return self.random.choice([0, -1, self.random.randint(-2**31, 2**31 - 1)])
        if kind == "long":
            return self.random.choice([0, -1, self.random.randint(-2**63, 2**63 - 1)])
        if kind in ("float", "double"):
            return self.random.choice([0.0, -1.5, self.random.randint(-10**6, 10**6) / 8])
        if kind == "timestamp":
            return datetime.datetime.fromtimestamp(
                self.random.randint(0, 4_000_000_000), datetime.timezone.utc)
        if kind == "blob":
            return self.random.randbytes(self.random.randint(0, 9))
        raise ValueError(kind)

    def structure(self, shape, depth):
        result = {}
        names = list(shape.members)
        if getattr(shape, "is_tagged_union", False):
            names = [self.random.choice(names)]
        self.random.shuffle(names)
        for name in names:
            member = shape.members[name]
            if member.serialization.get("eventstream"):
                continue
            wanted = (
                name in shape.required_members
                or member.serialization.get("location") == "uri"
                or self.random.random() < 0.4)
            if getattr(shape, "is_tagged_union", False):
                wanted = True
            if not wanted:
                continue
            if depth <= 0 and member.type_name in ("structure", "map", "list"):
                continue
            item = self.value(member, depth - 1)
            if item is None:
                continue
            if member.serialization.get("location") in ("header", "querystring") and item in ([], {}):
                continue
            result[name] = item
        if self.form and not result:
            return None
        return result


# MARK: Requests

def service_model(name):
    return SESSION.get_service_model(name)


def requests(command):
    model = service_model(command["service"])
    protocol = command["protocol"]
    serializer = botocore.serialize.create_serializer(protocol, False)
    operation = model.operation_model(command["operation"])
    form = protocol in ("query", "ec2")
    answers = []
    for index in range(command["count"]):
        generator = Generator(
            f"{command['seed']}-{command['operation']}-{index}", form, protocol != "ec2")
        tree = {}
        if operation.input_shape is not None:
            tree = generator.structure(operation.input_shape, 4) or {}
        request = serializer.serialize_to_request(tree, operation)
        botocore.awsrequest.prepare_request_dict(request, "http://localhost:4566", {})
        prepared = botocore.awsrequest.create_request_object(request).prepare()
        answers.append(dict(described(prepared), tree=tagged(tree)))
    return answers


def described(prepared):
    parts = urlsplit(prepared.url)
    body = prepared.body
    if hasattr(body, "read"):
        body = body.read()
    if isinstance(body, str):
        body = body.encode()
    return {
        "method": prepared.method,
        "path": parts.path,
        "query": parts.query,
        "headers": [
            [key, value.decode() if isinstance(value, bytes) else str(value)]
            for key, value in prepared.headers.items()
        ],
        "body": base64.b64encode(bytes(body or b"")).decode(),
    }


# MARK: Responses

class RawStream:
    def __init__(self, data):
        self.data = data

    def stream(self):
        for index in range(0, len(self.data), 7):
            yield self.data[index:index + 7]

    def close(self):
        pass


def responses(command):
    model = service_model(command["service"])
    operation = model.operation_model(command["operation"])
    parser = botocore.parsers.create_parser(command["protocol"])
    answers = []
    for response in command["responses"]:
        headers = botocore.awsrequest.HeadersDict()
        for key, value in response["headers"]:
            headers[key] = value
        body = base64.b64decode(response["body"])
        shape = operation.output_shape
        stream = shape is not None and shape.event_stream_name
        parsed = parser.parse(
            {
                "status_code": response["status"],
                "headers": headers,
                "body": RawStream(body) if stream else body,
                "context": {"operation_name": command["operation"]},
            },
            shape)
        if response["status"] >= 300:
            code = parsed["Error"]["Code"]
            answers.append({
                "code": code,
                "message": parsed["Error"].get("Message", ""),
                "type": parsed["Error"].get("Type", ""),
                "requestID": parsed.get("ResponseMetadata", {}).get("RequestId", ""),
            })
            continue
        request_id = parsed.pop("ResponseMetadata", {}).get("RequestId", "")
        if stream:
            events = []
            try:
                for event in parsed[shape.event_stream_name]:
                    events.append(tagged(event))
            except botocore.exceptions.EventStreamError as error:
                events.append({"$error": error.response["Error"]["Code"],
                               "message": error.response["Error"]["Message"]})
            parsed[shape.event_stream_name] = events
            answers.append({"tree": parsed, "requestID": request_id})
            continue
        answers.append({"tree": tagged(parsed), "requestID": request_id})
    return answers


# MARK: Models

def import_model(command):
    path = pathlib.Path(__file__).parents[2] / "Models" / "import-aws.py"
    spec = importlib.util.spec_from_file_location("import_aws", path)
    importer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(importer)
    model = importer.convert(importer.read(command["service"]))
    wanted = command.get("operations") or sorted(model["operations"])
    model["operations"] = {name: model["operations"][name] for name in wanted}
    pending = []
    for operation in model["operations"].values():
        pending += [operation.get("input"), operation.get("output")] + operation["errors"]
    reached = set()
    while pending:
        name = pending.pop()
        if name is None or name in reached:
            continue
        reached.add(name)
        shape = model["shapes"][name]
        parts = list(shape.get("members", {}).values())
        parts += [shape[part] for part in ("member", "key", "value") if part in shape]
        pending += [part["shape"] for part in parts]
    model["shapes"] = {name: model["shapes"][name] for name in sorted(reached)}
    model["refused"] = []
    return model


# MARK: Signatures

def sign(command):
    return [signed(f"{command['seed']}-{index}") for index in range(command["count"])]


def signed(seed):
    dice = random.Random(seed)
    generator = Generator(seed)
    now = datetime.datetime(2026, 1, 1) + datetime.timedelta(seconds=dice.randint(0, 10**8))
    botocore.auth.get_current_datetime = lambda remove_tzinfo=True: now
    credentials = Credentials(
        "AKIA" + generator.text(ALPHABETS[0], 8), generator.text(ALPHABETS[0] + "+/", 10),
        generator.text(ALPHABETS[0] + "+/=", 10) if dice.random() < 0.5 else None)
    kind = dice.choice(["header", "date", "query", "s3", "s3unsigned", "s3trailer", "s3query"])
    service = "s3" if kind.startswith("s3") else dice.choice(["ecs", "sts", "execute-api"])
    region = dice.choice(["us-east-1", "eu-central-1"])
    safe = "-_.~"
    path = "/" + "/".join(
        botocore.auth.quote(generator.text(minimum=1), safe=safe)
        for _ in range(dice.randint(0, 3)))
    if not kind.startswith("s3"):
        path += dice.choice(["", "/", "/../x", "/./", "//y"])
    params = {generator.text(minimum=1): generator.text() for _ in range(dice.randint(0, 3))}
    method = dice.choice(["GET", "POST", "PUT", "DELETE"])
    headers = {"X-Custom-%d" % i: generator.text(HEADER_ALPHABET + "  ", 1)
               for i in range(dice.randint(0, 3))}
    body = generator.text().encode() if method in ("POST", "PUT") else b""
    url = "http://localhost:4566" + path
    if params:
        url += "?" + botocore.auth.percent_encode_sequence(params)
    if kind == "date":
        headers["Date"] = "replaced"
    request = botocore.awsrequest.AWSRequest(method=method, url=url, headers=headers, data=body)
    if kind in ("header", "date"):
        botocore.auth.SigV4Auth(credentials, service, region).add_auth(request)
    elif kind == "query":
        request.data = b""
        body = b""
        botocore.auth.SigV4QueryAuth(
            credentials, service, region, expires=dice.randint(1, 604800)).add_auth(request)
    elif kind == "s3query":
        request.data = b""
        body = b""
        botocore.auth.S3SigV4QueryAuth(
            credentials, service, region, expires=dice.randint(1, 604800)).add_auth(request)
    else:
        if kind == "s3unsigned":
            request.context["payload_signing_enabled"] = False
            request.context["has_streaming_input"] = True
            request.url = url.replace("http:", "https:")
            request.headers["Content-MD5"] = "x"
        if kind == "s3trailer":
            plain = generator.random.randbytes(dice.randint(0, 300))
            wrapper = AwsChunkedWrapper(
                io.BytesIO(plain), checksum_cls=Crc32Checksum,
                checksum_name="x-amz-checksum-crc32", chunk_size=dice.randint(1, 100))
            body = wrapper.read()
            request.data = body
            request.headers["X-Amz-Decoded-Content-Length"] = str(len(plain))
            request.headers["X-Amz-Trailer"] = "x-amz-checksum-crc32"
            request.headers["Content-Encoding"] = "aws-chunked"
            request.context["checksum"] = {
                "request_algorithm": {"in": "trailer", "name": "x-amz-checksum-crc32"}}
        botocore.auth.S3SigV4Auth(credentials, service, region).add_auth(request)
    parts = urlsplit(request.url)
    answer = {
        "kind": kind, "method": method, "path": parts.path or "/", "query": parts.query,
        "headers": [["Host", "localhost:4566"]] + [[k, v] for k, v in request.headers.items()],
        "body": base64.b64encode(body).decode(),
        "accessKeyID": credentials.access_key, "secret": credentials.secret_key,
        "token": credentials.token, "service": service, "region": region,
        "now": now.strftime("%Y%m%dT%H%M%SZ"),
    }
    if kind == "s3trailer":
        answer["plain"] = base64.b64encode(plain).decode()
    return answer


COMMANDS = {
    "requests": requests, "responses": responses, "model": import_model, "sign": sign,
    "version": lambda command: botocore.__version__,
}


def main():
    for line in sys.stdin:
        command = json.loads(line)
        try:
            answer = {"ok": COMMANDS[command["do"]](command)}
        except Exception as error:  # The test shows it; the process goes on.
            answer = {"error": f"{type(error).__name__}: {error}"}
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


main()
