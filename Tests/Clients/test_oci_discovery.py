"""Conformance with the OCI distribution specification 1.1: content discovery.

Each test is named after a case of the specification's own conformance suite, or after the sentence
that it checks.
"""

import json
import re
from urllib.parse import quote_plus

import pytest

from images import INDEX, MANIFEST, digest
from oci import (
    ABSENT, EMPTY, descriptor, index, manifest, other, plane, refused, registry, repository,
    same_headers)

KIND_A = "application/vnd.example.oci.conformance.v1"
KIND_B = "application/vnd.example.oci.conformance.v2+json; charset=utf-8"


def next_page(answer):
    """Where an answer's `Link` leads (RFC 5988); None without one."""
    link = answer.headers.get("Link")
    if link is None:
        return None
    found = re.fullmatch(r'<([^>]+)>; *rel="?next"?', link)
    assert found, link
    return found[1]


def pages(registry, path, key):
    """Follows links from a path; the entries of each page."""
    found = []
    while path:
        answer = registry.send("GET", path).expect(200)
        same_headers(answer, registry.send("HEAD", path))
        found.append(answer.json[key])
        path = next_page(answer)
        assert len(found) < 100
    return found


# Tags


@pytest.fixture
def tags(repository):
    """Names of tags that the repository has, in order."""
    body = repository.put_image("test0")
    names = ["0", "A", "Z-1", "_", "a", "a.b", "a_b", "test0", "test1", "test10", "test2",
             "z" * 128]
    for name in names:
        repository.put_manifest(body, name).expect(201)
    return names


def test_list_of_no_tags(repository):
    answer = repository.send("GET", "tags/list").expect(200)
    assert answer.json == {"name": repository.name, "tags": []}
    same_headers(answer, repository.send("HEAD", "tags/list"))
    # An image without a tag is not in it.
    repository.put_image()
    assert repository.tags() == []


def test_get_request_to_list_tags_should_yield_200(repository, tags):
    answer = repository.send("GET", "tags/list").expect(200)
    assert answer.json == {"name": repository.name, "tags": tags}
    assert answer.headers["Content-Type"].startswith("application/json")
    assert next_page(answer) is None
    same_headers(answer, repository.send("HEAD", "tags/list"))


@pytest.mark.parametrize("count", [1, 2, 5, 11, 12, 13, 1000, 100_000])
def test_number_of_tags_should_be_limitable_by_n(registry, repository, tags, count):
    answer = repository.send("GET", f"tags/list?n={count}").expect(200)
    assert answer.json["tags"] == tags[:count]
    assert (next_page(answer) is None) == (count >= len(tags))
    found = pages(registry, f"/v2/{repository.name}/tags/list?n={count}", "tags")
    assert sum(found, []) == tags
    assert all(len(page) == count for page in found[:-1])


def test_n_of_zero(repository, tags):
    answer = repository.send("GET", "tags/list?n=0").expect(200)
    assert answer.json["tags"] == []
    assert next_page(answer) is None


def test_start_of_tags_is_set_by_last(repository, tags):
    for position, last in enumerate(tags):
        found = repository.send("GET", f"tags/list?last={last}").expect(200).json["tags"]
        assert found == tags[position + 1:]
        found = repository.send("GET", f"tags/list?n=3&last={last}").expect(200).json["tags"]
        assert found == tags[position + 1:position + 4]


@pytest.mark.parametrize("last, rest", [
    ("", 12), ("zzzz", 1), ("test1~", 2), ("%2f", 12), ("..%2f..%2f", 12), ("%ff", 12),
    ("a/b", 7)])
def test_last_that_is_no_tag(repository, tags, last, rest):
    """It need not be there: the list goes on after where it would stand."""
    answer = repository.send("GET", f"tags/list?last={last}").expect(200)
    assert answer.json["tags"] == tags[len(tags) - rest:]


@pytest.mark.parametrize("text", ["x", "-1", "1.5", "99999999999999999999", "", "+1", "0x1", "%00"])
def test_n_that_is_no_number(repository, tags, text):
    answer = repository.send("GET", f"tags/list?n={text}")
    refused(answer, 400, "PAGINATION_NUMBER_INVALID")


def test_catalog(registry, repository, other):
    found = sum(pages(registry, "/v2/_catalog?n=1", "repositories"), [])
    assert found == sorted(found)
    assert {repository.name, other.name} <= set(found)


# Referrers


@pytest.fixture
def referrers(repository):
    """Referrers of one image, some of them older than it: manifest → descriptor expected."""
    subject = json.dumps(manifest(descriptor(b"{}", EMPTY), [])).encode()
    found = {}

    def expect(body, kind, **members):
        found[digest(body)] = {
            **descriptor(body, json.loads(body)["mediaType"]), "artifactType": kind, **members}

    def artifact(kind, number):
        notes = {"org.opencontainers.conformance": f"test {number}"}
        expect(repository.put_artifact(kind, subject, str(number).encode(), annotations=notes),
               kind, annotations=notes)

    artifact(KIND_A, 1)
    artifact(KIND_B, 2)
    repository.put_manifest(subject, "subject").expect(201)
    artifact(KIND_A, 3)
    # The configuration's type stands in for an artifact type that is not said.
    repository.put_blob(b"{}")
    plain = json.dumps(manifest(
        descriptor(b"{}", KIND_B), [], subject=descriptor(subject, MANIFEST))).encode()
    repository.put_manifest(plain, "tagged").expect(201)
    expect(plain, KIND_B)
    notes = {"a": "b"}
    listed = json.dumps(index(
        [], artifactType=KIND_A, subject=descriptor(subject, MANIFEST),
        annotations=notes)).encode()
    repository.put_manifest(listed).expect(201)
    expect(listed, KIND_A, annotations=notes)
    return subject, found


def listed(answer):
    answer.expect(200)
    assert answer.headers["Content-Type"] == INDEX
    body = answer.json
    assert (body["schemaVersion"], body["mediaType"]) == (2, INDEX)
    assert len({entry["digest"] for entry in body["manifests"]}) == len(body["manifests"])
    return {entry["digest"]: entry for entry in body["manifests"]}


def test_referrers_of_nothing_should_be_an_empty_200(repository):
    answer = repository.send("GET", f"referrers/{ABSENT}")
    assert listed(answer) == {}
    same_headers(answer, repository.send("HEAD", f"referrers/{ABSENT}"))


def test_referrers_of_an_image(repository, referrers):
    subject, expected = referrers
    answer = repository.send("GET", f"referrers/{digest(subject)}")
    assert listed(answer) == expected
    assert answer.headers.get("OCI-Filters-Applied") is None
    same_headers(answer, repository.send("HEAD", f"referrers/{digest(subject)}"))


@pytest.mark.parametrize("kind", [KIND_A, KIND_B, "application/of.nobody", ""])
def test_referrers_with_a_filter(repository, referrers, kind):
    subject, expected = referrers
    answer = repository.send("GET", f"referrers/{digest(subject)}?artifactType={quote_plus(kind)}")
    assert answer.headers["OCI-Filters-Applied"] == "artifactType"
    assert listed(answer) == {
        name: entry for name, entry in expected.items() if entry["artifactType"] == kind}


def test_referrers_of_a_missing_manifest(repository):
    absent = {"mediaType": MANIFEST, "digest": ABSENT, "size": 123}
    repository.put_blob(b"{}")
    body = json.dumps(manifest(descriptor(b"{}", KIND_A), [], subject=absent)).encode()
    repository.put_manifest(body).expect(201)
    assert list(listed(repository.send("GET", f"referrers/{ABSENT}"))) == [digest(body)]


def test_referrers_are_of_one_repository(repository, other, referrers):
    assert listed(other.send("GET", f"referrers/{digest(referrers[0])}")) == {}


def test_referrers_outlive_their_subject_and_go_one_by_one(repository, referrers):
    subject, expected = referrers
    repository.send("DELETE", f"manifests/{digest(subject)}").expect(202)
    for name in list(expected):
        assert listed(repository.send("GET", f"referrers/{digest(subject)}")) == expected
        repository.send("DELETE", f"manifests/{name}").expect(202)
        del expected[name]
    assert listed(repository.send("GET", f"referrers/{digest(subject)}")) == {}


@pytest.mark.parametrize("query", ["", "?artifactType=" + KIND_A])
def test_more_referrers_than_a_page_holds(registry, repository, query):
    repository.put_blob(b"{}")
    absent = {"mediaType": MANIFEST, "digest": ABSENT, "size": 123}
    expected = set()
    for number in range(105):
        body = json.dumps(manifest(
            descriptor(b"{}", KIND_A), [], subject=absent,
            annotations={"number": str(number)})).encode()
        repository.put_manifest(body).expect(201)
        expected.add(digest(body))
    found = pages(registry, f"/v2/{repository.name}/referrers/{ABSENT}{query}", "manifests")
    assert len(found) > 1
    assert [len(page) for page in found][0] <= 100
    names = [entry["digest"] for page in found for entry in page]
    assert len(names) == len(expected) and set(names) == expected


def test_referrers_with_large_annotations(registry, repository):
    """Each answer stays below 4 MiB, which is as much as clients read; one referrer always fits."""
    repository.put_blob(b"{}")
    absent = {"mediaType": MANIFEST, "digest": ABSENT, "size": 123}
    expected = set()
    for size in [1_500_000] * 4 + [4_190_000]:
        body = json.dumps(manifest(
            descriptor(b"{}", KIND_A), [], subject=absent,
            annotations={"large": "A" * size, "number": str(len(expected))})).encode()
        repository.put_manifest(body).expect(201)
        expected.add(digest(body))
    path, found = f"/v2/{repository.name}/referrers/{ABSENT}", []
    while path:
        answer = registry.send("GET", path).expect(200)
        assert len(answer.body) <= 4 << 20
        found += [entry["digest"] for entry in answer.json["manifests"]]
        path = next_page(answer)
    assert len(found) == len(expected) and set(found) == expected


@pytest.mark.parametrize("text", ["v1", "sha256:x", "sha256:" + "0" * 63, "..%2f", "sha512:0"])
def test_referrers_of_what_is_no_digest(repository, text):
    refused(repository.send("GET", f"referrers/{text}"), 400, "DIGEST_INVALID")
