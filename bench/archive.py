#!/usr/bin/env python3
"""Times `voetnoot archive` beside copying the same files with digests by sha512sum.

The measure for packing: reading what was packed, writing it once and computing each digest is work that no packer is
spared. Both are run in turn on the same disk; only their ratio says something. The copy is `cp -r` followed by
`sha512sum` over the copy, which is warm then, as the packer's own pages are.
"""
import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
SETTINGS = '\n[publisher]\nname = "Ministerie van Voorbeelden"\n'


def measured(command, **options):
    """Runs a command and gives its wall time, its processor time and its peak memory."""
    start = time.monotonic()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **options)
    _, status, usage = os.wait4(child.pid, 0)
    wall = time.monotonic() - start
    if status:
        sys.exit(f"{command} failed")
    # What the children of a shell use is added to it when it waits for them.
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def clear(folder):
    shutil.rmtree(folder, ignore_errors=True)
    os.sync()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--meetings", default="1000", help="sizes of the corpus, such as 100,1000")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--voetnoot", default="target/release/voetnoot")
    parser.add_argument("--on", help="a folder on the disk to use", default=None)
    args = parser.parse_args()
    program = str(Path(args.voetnoot).resolve())
    print("| meetings | files | MB | archive s | copy s | wall × | archive cpu s | copy cpu s | cpu × | peak MiB |")
    print("|---|---|---|---|---|---|---|---|---|---|")
    for meetings in map(int, args.meetings.split(",")):
        with tempfile.TemporaryDirectory(dir=args.on, prefix="voetnoot-archive-") as work:
            site, packages, copy = (Path(work) / name for name in ("site", "packages", "copy"))
            generate = [sys.executable, str(HERE / "generate.py"), "--meetings", str(meetings), "--format", "voetnoot"]
            subprocess.run([*generate, "--out", str(site)], check=True)
            config = site / "site.toml"
            text = config.read_text()
            base = "" if "base_url" in text else 'base_url = "https://agenda.example.nl/"\n'
            config.write_text(base + text + SETTINGS)
            archive = [program, "archive", "--all", "--root", str(site), "--output", str(packages)]
            script = f'cp -r "{packages}" "{copy}" && find "{copy}" -type f -print0 | xargs -0 sha512sum > "{copy}.txt"'
            ours, theirs = [], []
            for _ in range(args.runs):
                clear(packages)
                ours.append(measured(archive))
                clear(copy)
                theirs.append(measured(["sh", "-c", script]))
            sizes = [path.stat().st_size for path in packages.rglob("*") if path.is_file()]
            middle = lambda runs, field: statistics.median(run[field] for run in runs)
            ratio = lambda field: statistics.median(a[field] / b[field] for a, b in zip(ours, theirs))
            peak = max(run[2] for run in ours)
            print(
                f"| {meetings} | {len(sizes)} | {sum(sizes) / 1e6:.0f} | {middle(ours, 0):.1f} | {middle(theirs, 0):.1f} | {ratio(0):.2f} "
                f"| {middle(ours, 1):.1f} | {middle(theirs, 1):.1f} | {ratio(1):.2f} | {peak:.0f} |",
                flush=True,
            )


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    main()
