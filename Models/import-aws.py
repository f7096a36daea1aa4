#!/usr/bin/env python3
"""Import AWS API models from the installed botocore package into Models/aws.

Keeps names, types, constraints, traits and error codes; drops every sentence. The version of
botocore is recorded in Models/aws/VERSION.

usage: Models/import-aws.py SERVICE...    (botocore's service names: ecs ecr logs sts ...)
"""

import gzip
import json
import pathlib
import sys

import botocore

TARGET = pathlib.Path(__file__).parent / "aws"


def read(service):
    data = pathlib.Path(botocore.__path__[0]) / "data" / service
    version = sorted(path.name for path in data.iterdir() if path.is_dir())[-1]
    with gzip.open(data / version / "service-2.json.gz") as file:
        return json.load(file)


def kept(source, names):
    return {new: source[old] for old, new in names.items() if old in source}


# What the services say, and clients wait for, where their own models say otherwise.
AMENDMENTS = {
    "ec2": {
        # Of internet gateways.
        "AttachmentStatus": lambda values: values + ["available"],
        "NetworkInterfaceType": lambda values: [
            "nat_gateway" if value == "natGateway" else value for value in values
        ],
        # Of VPC endpoints: "available" on the wire.
        "State": lambda values: [value[0].lower() + value[1:] for value in values],
    },
}


def member(source):
    result = kept(source, {
        "shape": "shape", "location": "location", "locationName": "locationName",
        "queryName": "queryName", "idempotencyToken": "idempotencyToken",
        "flattened": "flattened", "timestampFormat": "timestampFormat",
    })
    if source.get("xmlAttribute"):
        result["xmlAttribute"] = True
    return result


def shape(name, source):
    result = {"type": source["type"]}
    if source.get("document"):
        result["type"] = "document"
    result |= kept(source, {
        "required": "required", "min": "min", "max": "max", "pattern": "pattern", "enum": "enum",
        "flattened": "flattened", "timestampFormat": "timestampFormat", "sensitive": "sensitive",
        "union": "union", "payload": "payload", "eventstream": "eventStream", "event": "event",
    })
    if source["type"] == "character":
        result["type"] = "string"
    if source["type"] == "structure":
        result["members"] = {key: member(value) for key, value in source["members"].items()}
    for part in ("member", "key", "value"):
        if part in source:
            result[part] = member(source[part])
    if source.get("exception") or "error" in source or source.get("fault"):
        error = source.get("error", {})
        result["error"] = {
            "code": error.get("code", name),
            "status": error.get("httpStatusCode", 500 if source.get("fault") else 400),
            "senderFault": error.get("senderFault", not source.get("fault", False)),
        }
    return result


def operation(source):
    http = source.get("http", {})
    result = {}
    if http.get("method", "POST") != "POST":
        result["method"] = http["method"]
    if http.get("requestUri", "/") != "/":
        result["uri"] = http["requestUri"]
    if http.get("responseCode", 200) != 200:
        result["status"] = http["responseCode"]
    for part in ("input", "output"):
        if part in source:
            result[part] = source[part]["shape"]
    if "resultWrapper" in source.get("output", {}):
        result["resultWrapper"] = source["output"]["resultWrapper"]
    result["errors"] = [error["shape"] for error in source.get("errors", [])]
    if source.get("authtype") == "none" or source.get("auth") == ["smithy.api#noAuth"]:
        result["unsigned"] = True
    return result


def convert(model):
    metadata = model["metadata"]
    result = {
        "serviceId": metadata["serviceId"],
        "signingName": metadata.get("signingName", metadata["endpointPrefix"]),
        "apiVersion": metadata["apiVersion"],
        "protocols": metadata.get("protocols", [metadata["protocol"]]),
    }
    for name in ("targetPrefix", "xmlNamespace", "jsonVersion"):
        if name in metadata:
            result[name] = metadata[name]
    if "awsQueryCompatible" in metadata:
        result["queryCompatible"] = True
    result["operations"] = {
        name: operation(value) for name, value in sorted(model["operations"].items())
    }
    result["shapes"] = {
        name: shape(name, value) for name, value in sorted(model["shapes"].items())
    }
    return result


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__.strip())
    TARGET.mkdir(exist_ok=True)
    for service in sys.argv[1:]:
        model = convert(read(service))
        for name, amended in AMENDMENTS.get(service, {}).items():
            model["shapes"][name]["enum"] = amended(model["shapes"][name]["enum"])
        text = json.dumps(model, indent=1, sort_keys=False)
        (TARGET / f"{service}.json").write_text(text + "\n")
        print(f"imported {service}", file=sys.stderr)
    (TARGET / "VERSION").write_text(f"botocore {botocore.__version__}\n")


if __name__ == "__main__":
    main()
