"""Checks packages with tools that others wrote, and asks nothing of this program.

Usage: check.py DEPOT        DEPOT is the folder that `voetnoot archive --output` wrote, best with `--wacz`.
Needs: bagit, warcio, wacz and surt from PyPI; xmllint; VOETNOOT_SCHEMAS, a folder with MDTO-XML1.0.1.xsd.
"""

import json
import os
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import bagit
import surt

wrong = []


def run(what, *command):
    """Runs a checker; what it says is shown only when it complains."""
    done = subprocess.run([str(c) for c in command], capture_output=True, text=True)
    if done.returncode:
        wrong.append(f"{what}: {done.stdout[-2000:]}{done.stderr[-2000:]}")
    return done.stdout


def check_bag(folder):
    """RFC 8493, as the Library of Congress reads it."""
    try:
        bagit.Bag(str(folder)).validate()
    except bagit.BagError as error:
        wrong.append(f"{folder}: {error}")


def check_metadata(folder, schema):
    """Every piece of metadata against the official schema; every payload file but metadata has one."""
    files = sorted((folder / "data/metadata").rglob("*.mdto.xml"))
    for start in range(0, len(files), 200):
        run(folder, "xmllint", "--noout", "--nonet", "--schema", schema, *files[start : start + 200])
    metadata = folder / "data/metadata"
    payload = [p for p in (folder / "data").rglob("*") if p.is_file() and metadata not in p.parents]
    for path in payload:
        if not (metadata / f"{path.relative_to(folder / 'data')}.mdto.xml").is_file():
            wrong.append(f"{path} has no metadata")
    return len(files)


def check_wacz(path, tools):
    """The file as a whole, its records, and its index against one that other tools make."""
    out = run(path, tools / "wacz", "validate", "-f", path)
    if "Validation succeeded" not in out:
        wrong.append(f"{path}: {out}")
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(path) as archive:
        archive.extractall(folder)
        records = Path(folder, "archive/data.warc.gz")
        said = run(path, tools / "warcio", "check", "-v", records)
        if "fail" in said or "digest pass" not in said:
            wrong.append(f"{path}: {said[-2000:]}")
        listed = run(path, tools / "warcio", "index", "-f", "offset,warc-type,warc-target-uri", records)
        responses = {}
        for line in listed.splitlines():
            record = json.loads(line)
            if record["warc-type"] == "response":
                responses[record["warc-target-uri"]] = record["offset"]
        index = [line.split(" ", 2) for line in Path(folder, "indexes/index.cdx").read_text().splitlines()]
        if index != sorted(index, key=lambda line: line[0].encode()):
            wrong.append(f"{path}: the index is not sorted")
        found = {json.loads(fields)["url"]: json.loads(fields)["offset"] for _, _, fields in index}
        if found != responses:
            wrong.append(f"{path}: the index names other places than the records have")
        for key, _, fields in index:
            if surt.surt(json.loads(fields)["url"]) != key:
                wrong.append(f"{path}: {key} is not the sort key of its address")
    return len(responses)


def main():
    depot = Path(sys.argv[1])
    tools = Path(sys.executable).parent
    schema = Path(os.environ["VOETNOOT_SCHEMAS"], "MDTO-XML1.0.1.xsd")
    packages = sorted(path for path in depot.iterdir() if path.is_dir() and not path.name.startswith("."))
    metadata = records = 0
    for folder in packages:
        check_bag(folder)
        metadata += check_metadata(folder, schema)
        for path in (folder / "data").glob("*.wacz"):
            records += check_wacz(path, tools)
    print(f"{len(packages)} packages, {metadata} pieces of metadata, {records} responses, {len(wrong)} complaints")
    for line in wrong:
        print(line)
    sys.exit(1 if wrong or not packages or not metadata else 0)


main()
