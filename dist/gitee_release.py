#!/usr/bin/env python3
"""Attaches the zips of dist/ and their sums to the release of a tag on Gitee.

    RELEASE_TOKEN=… GITEE_REPO=owner/name dist/gitee_release.py

The release is made if there is none. Run by .workflow/release.yml after dist/make; the
tag is the one of the version in Cargo.toml, and must point at what is checked out.
"""

import json
import os
import subprocess
import sys
import tomllib
import urllib.error
import urllib.parse
import urllib.request
import uuid
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def ask(address, data=None, kind=None):
    request = urllib.request.Request(address, data=data)
    if kind:
        request.add_header("Content-Type", kind)
    try:
        with urllib.request.urlopen(request, timeout=600) as answer:
            return json.load(answer)
    except urllib.error.HTTPError as error:
        # The address bears the token, so it is not told.
        said = error.read().decode("utf-8", "replace")
        sys.exit(f"gitee_release: refused with {error.code}: {said[:500]}")


def form(fields, name=None, content=b""):
    """A multipart form with one file."""
    mark = uuid.uuid4().hex
    parts = [
        f'--{mark}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'.encode()
        for key, value in fields.items()
    ]
    head = f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
    parts += [head.encode(), b"Content-Type: application/octet-stream\r\n\r\n", content, b"\r\n"]
    return b"".join([*parts, f"--{mark}--\r\n".encode()]), f"multipart/form-data; boundary={mark}"


def release_of(base, token, tag, commit, body):
    """The id of the tag's release, made if there is none."""
    query = urllib.parse.urlencode({"access_token": token})
    found = ask(f"{base}/tags/{urllib.parse.quote(tag)}?{query}")
    if found and found.get("id"):
        return found["id"]
    told = {
        "access_token": token,
        "tag_name": tag,
        "target_commitish": commit,
        "name": f"gongkai {tag.removeprefix('v')}",
        "body": body,
        "prerelease": "true",
    }
    return ask(base, urllib.parse.urlencode(told).encode())["id"]


def main():
    token, repository = os.environ.get("RELEASE_TOKEN"), os.environ.get("GITEE_REPO")
    if not token or not repository:
        sys.exit("gitee_release: set RELEASE_TOKEN and GITEE_REPO (owner/name)")
    version = tomllib.loads((ROOT / "Cargo.toml").read_text(encoding="utf-8"))["package"]["version"]
    tag = f"v{version}"
    git = ["git", "-C", str(ROOT), "rev-parse"]
    commit = subprocess.run([*git, "HEAD"], check=True, capture_output=True, text=True).stdout.strip()
    tagged = subprocess.run([*git, f"{tag}^{{commit}}"], capture_output=True, text=True).stdout.strip()
    if tagged != commit:
        sys.exit(f"gitee_release: {tag}, the version of Cargo.toml, is not the tag of {commit}")
    sums = ROOT / "dist/SHA256SUMS"
    zips = sorted((ROOT / "dist").glob(f"gongkai-{version}-*.zip"))
    if not zips or not sums.is_file():
        sys.exit("gitee_release: there are no zips; run dist/make first")
    api = os.environ.get("RELEASE_API", "https://gitee.com/api/v5").rstrip("/")
    base = f"{api}/repos/{repository}/releases"
    number = release_of(base, token, tag, commit, sums.read_text(encoding="utf-8"))
    for path in [*zips, sums]:
        data, kind = form({"access_token": token}, path.name, path.read_bytes())
        ask(f"{base}/{number}/attach_files", data, kind)
        print(f"attached {path.name}")


if __name__ == "__main__":
    main()
