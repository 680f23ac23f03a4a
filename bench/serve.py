#!/usr/bin/env python3
"""Times live previews: from the moment a changed file is written to its new text in an HTTP response, debounce included.

Voetnoot and Hugo serve the same corpus, one after the other, in the same minutes. `build --watch` is timed by its output file,
beside a clean build. A page is asked for again and again, each time over the same connection, until it has the new word.
"""

import argparse
import http.client
import json
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import generators
import measure

# a server that has not shown a word by then never will
PATIENCE = 120.0
# how long a page is left alone between two questions, in seconds
PAUSE = 0.0005
# how often a server is started for the time of its first page: the median counts, as it does for clean builds
STARTS = 3


class Server:
    """A preview server on a port of its own, and how long its first page took."""

    def __init__(self, command, port, page, log):
        self.page, self.port = page, port
        with open(log, "wb") as out:
            self.process = subprocess.Popen([str(part) for part in command], stdin=subprocess.DEVNULL, stdout=out, stderr=out)
        start = time.perf_counter()
        self.connection = None
        self.until("")
        self.first = time.perf_counter() - start

    def ask(self):
        """The page, or None while the server does not answer with one."""
        try:
            if self.connection is None:
                self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
                self.connection.connect()
                self.connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self.connection.request("GET", self.page)
            response = self.connection.getresponse()
            body = response.read()
            return body if response.status == 200 else None
        except (OSError, http.client.HTTPException):
            self.connection = None
            return None

    def until(self, word):
        """Asks until the page has the word; the seconds that took."""
        start, wanted = time.perf_counter(), word.encode()
        while time.perf_counter() - start < PATIENCE:
            page = self.ask()
            if page is not None and wanted in page:
                return time.perf_counter() - start
            if self.process.poll() is not None:
                break
            time.sleep(PAUSE)
        self.stop()
        sys.exit(f"{self.page} on port {self.port} never showed `{word}`")

    def memory(self):
        """The resident memory in MiB, now."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return next(int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmRSS"))

    def stop(self):
        self.process.kill()
        self.process.wait()


class Edited:
    """One agenda, in the text under the last heading of which a word is changed again and again."""

    def __init__(self, path):
        self.path, self.turn = path, 0
        head, mark, tail = path.read_text(encoding="utf-8").rpartition("\n## ")
        heading, gap, body = tail.partition("\n\n")
        before, self.blank, self.after = body.partition(" de ")
        self.before = head + mark + heading + gap + before

    def change(self):
        """Writes another word in place, and returns it."""
        self.turn += 1
        word = f"woord{self.turn}x"
        self.path.write_text(f"{self.before} {word}{self.blank}{self.after}", encoding="utf-8")
        return word


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def serving(generator, source, port):
    """The command that serves a site."""
    if generator.name == "hugo":
        return [*generator.program, "server", "--source", source, "--port", port, "--bind", "127.0.0.1", "--noBuildLock"]
    return [*generator.program, "serve", "--root", source, "--port", port]


def page_of(generator, path):
    """The address of the page that an agenda makes."""
    name = path.parent.name if generator.name == "voetnoot" else path.stem
    return f"/vergaderingen/{name}/"


def serve(generator, source, edits, log, gap):
    """Starts a server, then edits an agenda: the seconds to the first page and of each edit, memory after 10 edits and after all."""
    path = generator.edited_file(source)
    original = path.read_bytes()
    firsts = []
    for start in range(STARTS):
        port = free_port()
        server = Server(serving(generator, source, port), port, page_of(generator, path), log)
        firsts.append(server.first)
        if start + 1 < STARTS:
            server.stop()
    edited, seconds, early = Edited(path), [], 0.0
    # the watch may begin after the first page
    time.sleep(2.0)
    try:
        for turn in range(edits):
            time.sleep(gap)
            seconds.append(server.until(edited.change()))
            if turn == 9:
                early = server.memory()
        late = server.memory()
    finally:
        server.stop()
        path.write_bytes(original)
    return {"first": statistics.median(firsts), "seconds": seconds, "memory": [early, late]}


def watch(generator, source, output, edits, log):
    """Edits one agenda while `build --watch` runs: the seconds from each write to the new word in the output file."""
    path = generator.edited_file(source)
    original = path.read_bytes()
    page = output / page_of(generator, path).strip("/") / "index.html"
    shutil.rmtree(output, ignore_errors=True)
    with open(log, "wb") as out:
        command = [*generator.program, "build", "--watch", "--language", "en", "--root", source, "--output", output]
        process = subprocess.Popen([str(part) for part in command], stdin=subprocess.DEVNULL, stdout=out, stderr=out)
    seconds, edited = [], Edited(path)
    try:
        while "files written" not in Path(log).read_text() and process.poll() is None:
            time.sleep(0.05)
        time.sleep(2.0)
        for _ in range(edits):
            time.sleep(0.3)
            word = edited.change().encode()
            start = time.perf_counter()
            while word not in page.read_bytes():
                if time.perf_counter() - start > PATIENCE:
                    sys.exit("build --watch never wrote the page")
                time.sleep(PAUSE)
            seconds.append(time.perf_counter() - start)
    finally:
        process.kill()
        process.wait()
        path.write_bytes(original)
    return seconds


def p95(seconds):
    return sorted(seconds)[max(0, round(len(seconds) * 0.95) - 1)]


def milliseconds(seconds):
    return f"{seconds * 1000:.1f}"


def arguments():
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("--meetings", type=int, default=1000, metavar="N")
    args.add_argument("--edits", type=int, default=40, metavar="N", help="edits of each server")
    args.add_argument("--peer-edits", type=int, default=30, metavar="N", help="edits of Hugo's server")
    args.add_argument("--no-peers", action="store_true", help="leave Hugo out")
    args.add_argument("--long", type=int, default=0, metavar="N", help="also so many edits one after the other, for memory")
    args.add_argument("--on", type=Path, default=Path("/dev/shm"), metavar="DIR", help="the file system to work on")
    args.add_argument("--voetnoot", type=Path, metavar="FILE", help="a built program, instead of building this repository's")
    args.add_argument("--json", type=Path, metavar="FILE", help="also write every single figure there")
    return args.parse_args()


def corpus(generator, meetings, folder):
    source = folder / generator.name
    here = Path(__file__).resolve().parent
    command = [sys.executable, here / "generate.py", "--meetings", meetings, "--format", generator.name, "--out", source]
    subprocess.run([str(part) for part in command], check=True)
    return source


def main():
    args = arguments()
    voetnoot = generators.voetnoot(args.voetnoot.resolve() if args.voetnoot else None)
    programs = [(voetnoot, args.edits)] + ([] if args.no_peers else [(generators.hugo(), args.peer_edits)])
    folder = Path(tempfile.mkdtemp(prefix="voetnoot-serve-", dir=args.on))
    print(f"machine: {measure.machine(folder)}\n\n### previews, {args.meetings} meetings, milliseconds from write to response\n", flush=True)
    results, rows = {}, []
    try:
        for generator, edits in programs:
            source = corpus(generator, args.meetings, folder)
            result = serve(generator, source, edits, folder / "serve.log", 0.3)
            results[generator.name] = result
            seconds = result["seconds"]
            base = statistics.median(results["voetnoot"]["seconds"])
            rows.append([generator.name, len(seconds), milliseconds(statistics.median(seconds)), milliseconds(p95(seconds)),
                         milliseconds(min(seconds)), milliseconds(max(seconds)), f"{statistics.median(seconds) / base:.1f}",
                         f"{result['first']:.3f}", f"{result['memory'][1]:.0f}"])
        measure.table(["server", "edits", "median", "p95", "min", "max", "×", "first page s", "MiB"], rows)
        source, output = folder / "voetnoot", folder / "site"
        # A clean build finds nothing of an earlier one.
        os.environ["VOETNOOT_NO_CACHE"] = "1"
        clean = []
        for _ in range(3):
            shutil.rmtree(output, ignore_errors=True)
            clean.append(measure.run(voetnoot.build(source, output), folder / "build.log"))
        build = measure.median(clean)
        again = watch(voetnoot, source, output, args.edits, folder / "watch.log")
        results["watch"], results["clean"] = again, [cost.wall for cost in clean]
        print("\n### build --watch after a one-word edit\n")
        row = [len(again), milliseconds(statistics.median(again)), milliseconds(p95(again)), milliseconds(build.wall),
               f"1/{build.wall / statistics.median(again):.0f}", f"1/{build.wall / results['voetnoot']['first']:.1f}", f"{build.others:.0%}"]
        measure.table(["edits", "median", "p95", "clean build", "rebuild/clean", "first page/clean", "others"], [row])
        if args.long:
            result = serve(voetnoot, source, args.long, folder / "serve.log", 0.0)
            results["long"] = result
            early, late = result["memory"]
            print(f"\nmemory after 10 edits {early:.0f} MiB, after {args.long} edits {late:.0f} MiB: {late / early - 1:+.1%}")
    finally:
        shutil.rmtree(folder)
    if args.json:
        args.json.write_text(json.dumps(results, indent=1))


if __name__ == "__main__":
    main()
