"""Terraform with its AWS provider, pointed at an installation."""

import json
import os
import shutil
import subprocess

import pytest

PLUGINS = "/opt/tf-plugins"

needed = pytest.mark.skipif(
    shutil.which("terraform") is None or not os.path.isdir(PLUGINS),
    reason="Terraform and its AWS provider are not installed")

PROVIDER = """
terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}
provider "aws" {
  region                      = "us-east-1"
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
  skip_credentials_validation = true
}
"""


class Terraform:
    """A directory of Terraform's whose AWS is an installation, by the names in `env`."""

    def __init__(self, directory, text, env):
        self.directory = directory
        self.env = {**os.environ, **env, "TF_IN_AUTOMATION": "1", "CHECKPOINT_DISABLE": "1",
                    "TF_CLI_CONFIG_FILE": os.devnull}
        # Terraform asks name servers alone, which do not know names below localhost.
        port = env["AWS_ENDPOINT_URL"].rsplit(":", 1)[1].rstrip("/")
        self.env["AWS_ENDPOINT_URL"] = f"http://127.0.0.1:{port}"
        self.write(text)
        self.run("init", f"-plugin-dir={PLUGINS}")

    def write(self, text):
        (self.directory / "main.tf").write_text(PROVIDER + text)

    def run(self, verb, *arguments, codes=(0,)):
        done = subprocess.run(
            ["terraform", verb, "-no-color", "-input=false", *arguments], cwd=self.directory,
            env=self.env, capture_output=True, text=True, timeout=600)
        assert done.returncode in codes, f"{verb}\n{done.stdout[-4000:]}\n{done.stderr[-4000:]}"
        return done

    def apply(self, *arguments):
        """Applies; what is read back then is what was asked for, so nothing is left to do."""
        self.run("apply", "-auto-approve", *arguments)
        done = self.run("plan", "-detailed-exitcode", *arguments, codes=(0, 2))
        assert done.returncode == 0, done.stdout

    def destroy(self):
        self.run("destroy", "-auto-approve")

    def outputs(self):
        done = subprocess.run(
            ["terraform", "output", "-json"], cwd=self.directory, env=self.env, check=True,
            capture_output=True, text=True)
        return {name: output["value"] for name, output in json.loads(done.stdout).items()}
