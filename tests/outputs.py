#!/usr/bin/env python3
"""Compares everything that two versions of the program make, byte for byte: for changes that no user may see.

    tests/outputs.py OLD NEW [--meetings N]

OLD and NEW are two programs. Each makes, from copies of the same folders: the site of this repository with and without
a base URL, every project of tests/cases, a generated site of N meetings (60 by default), a check of each as text and as
JSON, the list of references, packages of the real and of some generated meetings, and every import of
tests/import/cases. Every file, every line that is printed and every exit code is compared; of what is printed the
seconds are left out, since no two runs take the same time.

Exits with 0 when all is the same, with 1 and a list of differences when not. Only the standard library is used.
"""

import argparse
import concurrent.futures
import difflib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CONTENT = ("content", "templates", "static", "languages", "site.toml", "addresses.txt")
SHOWN = 20
TIME = re.compile(r"\d+\.\d\d s")


def copy_site(to):
    """The site of this repository, without what git ignores."""
    for name in CONTENT:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, to / name)
        elif source.exists():
            to.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, to / name)


def generate(meetings, to):
    command = [sys.executable, ROOT / "bench/generate.py", "--meetings", str(meetings), "--out", to, "--format", "voetnoot"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def projects(meetings, work):
    """Every project, by name, with further arguments for `build`."""
    copy_site(work / "real")
    generate(meetings, work / "generated")
    yield "real", work / "real", []
    yield "real-base-url", work / "real", ["--base-url", "https://agenda.example.nl/"]
    yield "generated", work / "generated", []
    yield "generated-base-url", work / "generated", ["--base-url", "https://agenda.example.nl/"]
    for case in sorted((ROOT / "tests/cases").iterdir()):
        arguments = case / "arguments.txt"
        yield f"case-{case.name}", case / "in", arguments.read_text().split() if arguments.exists() else []


def run(program, arguments, folder):
    """Runs the program in a folder; what it printed, without seconds, and its exit code."""
    environment = {**os.environ, "VOETNOOT_NO_CACHE": "1"}
    done = subprocess.run([program, *arguments], cwd=folder, env=environment, stdin=subprocess.DEVNULL, capture_output=True, timeout=600)
    text = done.stdout + b"\n--- standard error\n" + done.stderr + f"\n--- exit code {done.returncode}\n".encode()
    return TIME.sub("N s", text.decode("utf-8", "surrogateescape")).encode("utf-8", "surrogateescape")


def tree(folder):
    files = {}
    for path in sorted(folder.rglob("*")):
        # The lock and the list of files are the program's own.
        if path.is_file() and ".voetnoot" not in path.relative_to(folder).parts:
            files[str(path.relative_to(folder))] = path.read_bytes()
    return files


def outcome(program, name, project, arguments, work):
    """All that one program makes of one project."""
    root = work / name
    shutil.copytree(project, root / "in", symlinks=True)
    made = {}
    for command, further in {
        "build": ["--output", "../out"],
        "check": [],
        "check --format json": [],
        "check --drafts": [],
    }.items():
        made[command] = run(program, [*command.split(), *further, *arguments], root / "in")
    made["references"] = run(program, ["references"], root / "in")
    made.update({f"out/{path}": data for path, data in tree(root / "out").items()})
    made.update({f"in/{path}": data for path, data in tree(root / "in").items()})
    if name == "real":
        packed = ["archive", "--all", "--wacz", "--date", "2030-01-02", "--output", "../packages"]
        made["archive"] = run(program, packed, root / "in")
    if name == "generated-base-url":
        first = sorted(path.name for path in (root / "in/content/meetings").iterdir())[:2]
        made["archive"] = run(program, ["archive", *first, "--date", "2030-01-02", "--output", "../packages"], root / "in")
    made.update({f"packages/{path}": data for path, data in tree(root / "packages").items()})
    shutil.rmtree(root)
    return made


def imports(program):
    made = {}
    for case in sorted((ROOT / "tests/import/cases").iterdir()):
        source = next(path for path in case.iterdir() if path.stem == "source")
        for form in ([], ["--json"]):
            made[f"import {case.name} {' '.join(form)}"] = run(program, ["import", "--dry-run", *form, source], ROOT)
    return made


def describe(path, old, new):
    if old is None or new is None:
        return f"{path}: only the {'new' if old is None else 'old'} program makes it"
    lines = [data.decode("utf-8", "backslashreplace").splitlines() for data in (old, new)]
    if max(len(data) for data in (old, new)) > 2_000_000:
        return f"{path}: differs ({len(old)} and {len(new)} bytes)"
    shown = [line[:300] for line in difflib.unified_diff(*lines, "old", "new", lineterm="", n=0)][2:8]
    return f"{path}: differs\n    " + "\n    ".join(shown or [f"{len(old)} and {len(new)} bytes"])


def compare(name, old, new):
    different = [path for path in sorted(old.keys() | new.keys()) if old.get(path) != new.get(path)]
    return [describe(f"{name}: {path}", old.get(path), new.get(path)) for path in different]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("old", type=Path)
    parser.add_argument("new", type=Path)
    parser.add_argument("--meetings", type=int, default=60)
    options = parser.parse_args()
    programs = [options.old.resolve(strict=True), options.new.resolve(strict=True)]
    differences, compared = [], 0
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            for name, project, arguments in projects(options.meetings, work / "sources"):
                # In folders of one name, which messages may show.
                sides = pool.map(lambda side: outcome(programs[side], name, project, arguments, work / str(side)), (0, 1))
                old, new = sides
                compared += len(old)
                differences += compare(name, old, new)
            old, new = pool.map(imports, programs)
            compared += len(old)
            differences += compare("import", old, new)
    for difference in differences[:SHOWN]:
        print(difference)
    if len(differences) > SHOWN:
        print(f"and {len(differences) - SHOWN} more")
    print(f"{compared} outputs compared, {len(differences)} different")
    sys.exit(1 if differences else 0)


if __name__ == "__main__":
    main()
