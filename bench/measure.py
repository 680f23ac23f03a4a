"""Runs a command and tells what it cost; describes the machine; counts and compares the files of a built site.

Nothing here knows which generator it measures. Every benchmark of this folder builds on it.
"""

import os
import platform
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Cost:
    """What one run took: seconds of wall, user and system time, peak resident memory in MiB.

    `others` is the share of one core (0.07 for 7 %) that all other processes had meanwhile.
    """

    wall: float
    user: float
    system: float
    peak: float
    others: float


def run(command, log, cwd=None):
    """Runs a command to its end, its output into the file `log`, and returns its Cost; a failing one ends the program.

    Linux counts what this interpreter holds when it forks into the child's peak. Its own peak is therefore forgotten
    first; what is left is some 15 MiB, and programs smaller than that cannot be told apart.
    """
    Path("/proc/self/clear_refs").write_text("5")
    with open(log, "wb") as out:
        busy = busy_seconds()
        start = time.perf_counter()
        child = subprocess.Popen([str(part) for part in command], cwd=cwd, stdin=subprocess.DEVNULL, stdout=out, stderr=out)
        _, status, usage = os.wait4(child.pid, 0)
        wall = time.perf_counter() - start
        busy = busy_seconds() - busy
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        tail = Path(log).read_text(errors="replace")[-2000:]
        sys.exit(f"{' '.join(map(str, command))}\nended with {child.returncode}:\n{tail}")
    others = max(0.0, busy - usage.ru_utime - usage.ru_stime) / wall
    return Cost(wall, usage.ru_utime, usage.ru_stime, usage.ru_maxrss / 1024, others)


def busy_seconds():
    """Processor seconds that all processes of the machine have used since it started."""
    fields = Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:]
    user, nice, system, _idle, _iowait, irq, softirq = (int(field) for field in fields[:7])
    return (user + nice + system + irq + softirq) / TICKS


def median(costs):
    """The cost each of whose figures is the median of that figure; `others` is the worst."""
    middle = [statistics.median(getattr(cost, name) for cost in costs) for name in ("wall", "user", "system", "peak")]
    return Cost(*middle, max(cost.others for cost in costs))


def files(folder):
    """Every file under a folder: its path and what stat says of it."""
    for entry in os.scandir(folder):
        if entry.is_dir(follow_symlinks=False):
            yield from files(entry.path)
        else:
            yield entry.path, entry.stat()


def count(folder):
    """The number of files, the number of HTML pages among them, and the bytes of all."""
    total = pages = size = 0
    for path, stat in files(folder):
        total += 1
        pages += path.endswith(".html")
        size += stat.st_size
    return total, pages, size


def stamps(folder):
    """What identifies the state of each file: a file that is written again gets another inode or time."""
    return {path: (stat.st_ino, stat.st_mtime_ns) for path, stat in files(folder)}


def machine(folder):
    """One line on the processor, memory, system and the file system that holds `folder`."""
    cpu = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), platform.machine())
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    kind = subprocess.run(["stat", "-f", "-c", "%T", str(folder)], capture_output=True, text=True, check=True).stdout.strip()
    load = os.getloadavg()[0]
    return f"{os.cpu_count()} cores of {cpu}, {memory:.0f} GiB, {platform.system()} {platform.release()}, {kind}, load {load:.1f}"


def table(head, rows):
    """Prints a Markdown table; the first column to the left, the others to the right."""
    rows = [[str(cell) for cell in row] for row in rows]
    widths = [max(len(row[i]) for row in [head, *rows]) for i in range(len(head))]
    line = lambda row: "| " + " | ".join(c.ljust(w) if i == 0 else c.rjust(w) for i, (c, w) in enumerate(zip(row, widths))) + " |"
    print(line(head))
    print("|" + "|".join("-" * (w + 2) if i == 0 else "-" * (w + 1) + ":" for i, w in enumerate(widths)) + "|")
    for row in rows:
        print(line(row), flush=True)
