"""ECS with the stock clients: tasks that really run."""

from conftest import wait


def test_every_kind_of_image_can_be_pushed(skerry, images):
    for kind in images.KINDS:
        images(kind)
    ecr = skerry.client("ecr")
    pages = ecr.get_paginator("list_images").paginate(repositoryName=images.REPOSITORY)
    assert {image["imageTag"] for page in pages for image in page["imageIds"]} == set(images.KINDS)
