#!/usr/bin/env python3
"""Times builds of Voetnoot beside Hugo and Zola on the same corpus, in the same minutes, on a memory file system.

Runs alternate between the programs; each run of a clean build begins without any output. The tables give medians.
`others` is the worst share of a core that other processes had during a run: past some 10 % a table proves nothing.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import generators
import measure

HERE = Path(__file__).resolve().parent
PAGES_PER_MEETING = 36
COLUMNS = ["program", "wall s", "min", "max", "user s", "sys s", "peak MiB", "wall ×", "peak ×", "peak/source", "others", "pages"]


class Bench:
    """A working folder on the chosen file system, and what is measured in it."""

    def __init__(self, folder, runs, programs):
        self.folder, self.runs, self.programs = Path(folder), runs, programs
        self.results = []

    def corpus(self, generator, meetings):
        """The folder of the generated site in a program's format; made once, and read so that it is cached."""
        source = self.folder / f"{generator.name}-{meetings}"
        if not source.exists():
            command = [sys.executable, HERE / "generate.py", "--meetings", meetings, "--format", generator.name, "--out", source]
            subprocess.run([str(part) for part in command], check=True)
        return source

    def source_bytes(self, meetings):
        """The bytes of the agendas' and dossiers' text, in Voetnoot's format for every program."""
        return measure.count(self.corpus(self.programs[0], meetings) / "content")[2]

    def output(self, generator):
        return self.folder / f"site-{generator.name}"

    def build(self, generator, meetings):
        source = self.corpus(generator, meetings)
        return measure.run(generator.build(source, self.output(generator)), self.folder / f"{generator.name}.log")

    def clean(self, meetings):
        """Builds without any output before: all programs in turn, as many rounds as asked for."""
        costs = {generator.name: [] for generator in self.programs}
        pages = {}
        for _ in range(self.runs):
            for generator in self.programs:
                shutil.rmtree(self.output(generator), ignore_errors=True)
                shutil.rmtree(self.folder / "cache", ignore_errors=True)
                costs[generator.name].append(self.build(generator, meetings))
                pages[generator.name] = measure.count(self.output(generator))[1]
        for name, made in pages.items():
            # Zola in Node ends with 0 even when it failed
            if made < PAGES_PER_MEETING * meetings:
                sys.exit(f"{name} made {made} pages of {PAGES_PER_MEETING * meetings}: see {self.folder}/{name}.log (use --keep)")
        self.report(f"clean build, {meetings} meetings", meetings, costs, pages)

    def again(self, meetings):
        """A second build over a site that is up to date."""
        self.over(meetings, "second build, nothing changed", lambda generator, source, turn: None)

    def edit(self, meetings):
        """A build over the old site after one word of one agenda was changed; each turn changes it anew."""

        def change(generator, source, turn):
            path = generator.edited_file(source)
            text = path.read_text(encoding="utf-8")
            head, mark, tail = text.rpartition("\n## ")
            before, word, after = tail.partition(" de ")
            path.write_text(head + mark + before + f" de{turn} " + after if word else text + f"\nWoord {turn}.\n", encoding="utf-8")

        self.over(meetings, "build after a one-word edit", change)
        for generator in self.programs:
            # whatever is measured next must begin with an unchanged corpus
            shutil.rmtree(self.corpus(generator, meetings))

    def over(self, meetings, title, change):
        costs = {generator.name: [] for generator in self.programs}
        touched = {}
        for generator in self.programs:
            shutil.rmtree(self.output(generator), ignore_errors=True)
            self.build(generator, meetings)
        for turn in range(self.runs):
            for generator in self.programs:
                before = measure.stamps(self.output(generator))
                change(generator, self.corpus(generator, meetings), turn)
                costs[generator.name].append(self.build(generator, meetings))
                after = measure.stamps(self.output(generator))
                touched[generator.name] = sum(before.get(path) != stamp for path, stamp in after.items())
        self.report(f"{title}, {meetings} meetings", meetings, costs, touched, "written")

    def floor(self, meetings):
        """The bare writer of Voetnoot's files, in turn with Voetnoot's own clean build."""
        program, voetnoot = generators.floor(), self.programs[0]
        target, walls, builds = self.folder / "site-floor", [], []
        for _ in range(self.runs):
            shutil.rmtree(self.output(voetnoot), ignore_errors=True)
            builds.append(self.build(voetnoot, meetings))
            shutil.rmtree(target, ignore_errors=True)
            done = subprocess.run([program, self.output(voetnoot), target], capture_output=True, text=True, check=True)
            seconds, files, size = done.stdout.split()
            walls.append(float(seconds))
        shutil.rmtree(target)
        bare, build = sorted(walls)[len(walls) // 2], measure.median(builds)
        print(f"\n### bare parallel writer, {meetings} meetings: {files} files, {int(size) / 1e6:.0f} MB\n")
        rows = [["bare writer", f"{bare:.3f}", f"{min(walls):.3f}", f"{max(walls):.3f}", "1.00"]]
        every = [cost.wall for cost in builds]
        rows.append(["voetnoot", f"{build.wall:.3f}", f"{min(every):.3f}", f"{max(every):.3f}", f"{build.wall / bare:.2f}"])
        measure.table(["program", "wall s", "min", "max", "wall ×"], rows)
        self.results.append({"title": "floor", "meetings": meetings, "floor": walls, "voetnoot": every})

    def growth(self, sizes):
        """Voetnoot alone on corpora of several sizes: time and memory for each meeting ought to stay the same."""
        voetnoot, rows = self.programs[0], []
        for meetings in sizes:
            costs = []
            for _ in range(self.runs):
                shutil.rmtree(self.output(voetnoot), ignore_errors=True)
                costs.append(self.build(voetnoot, meetings))
            cost, source = measure.median(costs), self.source_bytes(meetings)
            pages = measure.count(self.output(voetnoot))[1]
            self.results.append({"title": "growth", "meetings": meetings, "costs": [vars(c) for c in costs], "source": source})
            rows.append([meetings, pages, f"{source / 1e6:.1f}", f"{cost.wall:.3f}", f"{cost.wall / meetings * 1000:.3f}",
                         f"{cost.user:.2f}", f"{cost.system:.2f}", f"{cost.peak:.0f}", f"{cost.peak * 2**20 / source:.2f}",
                         f"{cost.others:.0%}"])
            # the largest corpora do not fit a memory file system side by side
            shutil.rmtree(self.output(voetnoot))
            shutil.rmtree(self.corpus(voetnoot, meetings))
        print("\n### growth of voetnoot\n")
        measure.table(["meetings", "pages", "source MB", "wall s", "ms/meeting", "user s", "sys s", "peak MiB", "peak/source", "others"], rows)

    def report(self, title, meetings, costs, files, last="pages"):
        base, source = measure.median(costs[self.programs[0].name]), self.source_bytes(meetings)
        print(f"\n### {title} ({self.runs} runs each, source {source / 1e6:.1f} MB)\n")
        rows = []
        for name, runs in costs.items():
            cost, walls = measure.median(runs), [run.wall for run in runs]
            rows.append([name, f"{cost.wall:.3f}", f"{min(walls):.3f}", f"{max(walls):.3f}", f"{cost.user:.2f}", f"{cost.system:.2f}",
                         f"{cost.peak:.0f}", f"{cost.wall / base.wall:.1f}", f"{cost.peak / base.peak:.1f}",
                         f"{cost.peak * 2**20 / source:.1f}", f"{cost.others:.0%}", files[name]])
        measure.table(COLUMNS[:-1] + [last], rows)
        self.results.append({"title": title, "meetings": meetings, "source": source, "files": files,
                             "costs": {name: [vars(run) for run in runs] for name, runs in costs.items()}})

    def forget(self, meetings):
        for generator in self.programs:
            shutil.rmtree(self.output(generator), ignore_errors=True)
            shutil.rmtree(self.folder / f"{generator.name}-{meetings}", ignore_errors=True)


def numbers(text):
    return [int(part) for part in text.split(",") if part]


def arguments():
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("--meetings", type=numbers, default=[100, 1000], metavar="N,N", help="sizes of the clean builds")
    args.add_argument("--runs", type=int, default=5, metavar="N", help="runs of each program")
    args.add_argument("--peers", default="hugo,zola", metavar="A,B", help="hugo, zola, both, or '' for none")
    args.add_argument("--growth", type=numbers, default=[], metavar="N,N", help="voetnoot alone, on these sizes")
    args.add_argument("--floor", action="store_true", help="also a bare parallel writer of the same files")
    args.add_argument("--noop", action="store_true", help="also a second build over an unchanged site")
    args.add_argument("--edit", action="store_true", help="also a build after a one-word edit")
    args.add_argument("--on", type=Path, default=Path("/dev/shm"), metavar="DIR", help="the file system to work on")
    args.add_argument("--voetnoot", type=Path, metavar="FILE", help="a built program, instead of building this repository's")
    args.add_argument("--json", type=Path, metavar="FILE", help="also write every single run there")
    args.add_argument("--keep", action="store_true", help="leave corpora, sites and logs behind")
    return args.parse_args()


def main():
    args = arguments()
    peers = {"hugo": generators.hugo, "zola": generators.zola}
    wanted = [name for name in args.peers.split(",") if name]
    if unknown := set(wanted) - set(peers):
        sys.exit(f"run.py: no such peer: {', '.join(sorted(unknown))}")
    program = args.voetnoot.resolve() if args.voetnoot else None
    programs = [generators.voetnoot(program), *(peers[name]() for name in wanted)]
    folder = Path(tempfile.mkdtemp(prefix="voetnoot-bench-", dir=args.on))
    bench = Bench(folder, args.runs, programs)
    # What Voetnoot keeps between runs; a clean build begins without it.
    os.environ["XDG_CACHE_HOME"] = str(folder / "cache")
    machine = measure.machine(folder)
    print(f"machine: {machine}")
    for generator in programs:
        print(f"{generator.name}: {generator.version}", flush=True)
    try:
        for meetings in args.meetings:
            bench.clean(meetings)
            if args.floor:
                bench.floor(meetings)
            if args.noop:
                bench.again(meetings)
            if args.edit:
                bench.edit(meetings)
            if not args.keep:
                bench.forget(meetings)
        if args.growth:
            bench.growth(args.growth)
    finally:
        if args.keep:
            print(f"\nkept: {folder}")
        else:
            shutil.rmtree(folder)
    if args.json:
        args.json.write_text(json.dumps({"machine": machine, "runs": bench.results}, indent=1))


if __name__ == "__main__":
    main()
