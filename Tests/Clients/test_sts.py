"""STS, signatures and accounts through boto3 and the aws CLI."""

import http.client
import json
import os
import subprocess
import sys
import urllib.request

import pytest
from botocore.exceptions import ClientError


def code(error):
    return error.value.response["Error"]["Code"]


def test_cli_says_who_is_calling(skerry):
    environment = dict(os.environ, **skerry.env())
    output = subprocess.run(
        [sys.executable, "-m", "awscli", "sts", "get-caller-identity", "--output", "json"],
        env=environment, check=True, capture_output=True, text=True).stdout
    assert json.loads(output)["Arn"] == "arn:aws:iam::000000000000:root"


def test_accounts_have_roots_of_their_own(skerry):
    identity = skerry.client("sts", account="111111111111").get_caller_identity()
    assert identity["Arn"] == "arn:aws:iam::111111111111:root"
    assert identity["Account"] == "111111111111"


def test_assumed_roles_are_who_they_say(skerry):
    answer = skerry.client("sts").assume_role(
        RoleArn="arn:aws:iam::222222222222:role/worker", RoleSessionName="build")
    keys = answer["Credentials"]
    session = skerry.client(
        "sts", aws_access_key_id=keys["AccessKeyId"],
        aws_secret_access_key=keys["SecretAccessKey"], aws_session_token=keys["SessionToken"])
    identity = session.get_caller_identity()
    assert identity["Arn"] == "arn:aws:sts::222222222222:assumed-role/worker/build"
    assert identity["UserId"] == answer["AssumedRoleUser"]["AssumedRoleId"]
    with pytest.raises(ClientError) as error:
        session.assume_role(
            RoleArn="arn:aws:iam::111111111111:role/other", RoleSessionName="more")
    assert code(error) == "AccessDenied"


def test_forged_credentials_are_refused(skerry):
    with pytest.raises(ClientError) as error:
        skerry.client("sts", aws_secret_access_key="wrong").get_caller_identity()
    assert code(error) == "SignatureDoesNotMatch"
    with pytest.raises(ClientError) as error:
        skerry.client("sts", aws_access_key_id="AKIANOBODY").get_caller_identity()
    assert code(error) == "InvalidClientTokenId"
    with pytest.raises(ClientError) as error:
        skerry.client("sts", aws_session_token="forged").get_caller_identity()
    assert code(error) == "InvalidClientTokenId"


def test_presigned_calls_work(skerry):
    url = skerry.client("sts").generate_presigned_url(
        "get_caller_identity", ExpiresIn=60, HttpMethod="GET")
    with urllib.request.urlopen(url) as response:
        assert b"arn:aws:iam::000000000000:root" in response.read()


def test_what_is_not_there_says_so(skerry):
    with pytest.raises(ClientError) as error:
        skerry.client("sts").get_federation_token(Name="someone")
    assert code(error) == "UnsupportedOperation"


def test_broken_requests_get_errors(skerry):
    address = skerry.env()["AWS_ENDPOINT_URL"].removeprefix("http://")
    for body, headers, status in [
        (b"", {}, 404),
        (b"{", {"X-Amz-Target": "Nobody.Nothing"}, 404),
        (b"\xff\xfe", {"Content-Type": "application/x-www-form-urlencoded"}, 403),
        (b"Action=GetCallerIdentity", {"Content-Type": "application/x-www-form-urlencoded"}, 403),
        (b"", {"Authorization": "AWS4-HMAC-SHA256 nonsense"}, 400),
    ]:
        connection = http.client.HTTPConnection(address)
        connection.request("POST", "/", body, headers)
        response = connection.getresponse()
        assert response.status == status, (body, headers, response.read())
        assert response.getheader("x-amzn-RequestId")


def test_credentials_outlive_a_killed_control_plane(skerry):
    env = skerry.env("--account", "333333333333")
    skerry.kill_server()
    assert skerry.client("sts", env=env).get_caller_identity()["Account"] == "333333333333"
