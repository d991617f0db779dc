"""Feed hostile bytes to the loader, in a process of its own so that a crash counts.

``python fuzz.py COUNT SEED FOLDER`` prints the peak memory in MB; any other outcome than suites or
mistakes with a place ends it with a traceback.
"""

from __future__ import annotations

import random
import resource
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import yaml

from pytest_schema_audit.manifest import ManifestErrors, load

CASES = Path(__file__).parents[2] / "cases" / "manifest"
MEGABYTE = 1_000_000
LIMIT = 3  # times what YAML's loader in C takes for a megabyte that is sound
TRIES = 6
TOKENS = [
    *(b"\0", b"\t", b"\r", b"\r\n", b"\n", b"\xef\xbb\xbf", b"\xff", b"\x85", b"\xe2\x80\xa8"),
    *(b"&a ", b"*a", b"!!int ", b"! ", b"? ", b"<<: ", b"---\n", b"...\n", b"%YAML 1.1\n"),
    *(b": ", b" #", b"- ", b"[", b"]", b"{", b"}", b",", b"'", b'"', b"|\n", b">-\n", b"\\u0000"),
    *(b"database: x\n", b"tables:\n", b"<<<<<<< HEAD\n", b"when: ", b"is: ", b"\xf0\x9f\x98\x80"),
    *(b"text); drop table x; (", b"--", b"/*", b"$$", b"'\\''", b"(" * 50, b"\x1b[31m", b"   "),
]
BOMBS: list[Callable[[], bytes]] = [
    lambda: b"[" * 50_000,
    lambda: b"database: x\nenums: {E: " + b"[" * 50_000 + b"}",
    lambda: b"{a: " * 50_000,
    lambda: b"- " * 50_000,
    lambda: b"? " * 50_000,
    lambda: b"a: &a [x]\n" + b"".join(b"b%d: [*a, *a, *a]\n" % n for n in range(40_000)),
    lambda: b"database: x\nenums: {E: [" + b"a," * (MEGABYTE // 2) + b"]}",
    lambda: (
        b"database: x\nenums: {E: [" + b",".join(b"%d" % n for n in range(MEGABYTE // 7)) + b"]}"
    ),
    lambda: b"database: x\nrows:\n" + b"".join(b" t%d: 1\n" % n for n in range(MEGABYTE // 10)),
    lambda: b"database: x\n" + b"".join(b"k%d: 1\n" % n for n in range(MEGABYTE // 10)),
    lambda: (
        b"database: x\ntables: {t: {columns: {"
        + b",".join(b"c%d: t%d" % (n, n) for n in range(MEGABYTE // 14))
        + b"}}}"
    ),
    lambda: (
        b"database: x\ntables:\n t:\n  columns:\n"
        + b"".join(b"   c%d: |\n    a b %d\n" % (n, n) for n in range(MEGABYTE // 24))
    ),
    lambda: b"database: x\ntables: {t: {columns: {c: '" + b"text " * 200_000 + b"'}}}",
    lambda: b"database: x\ntables: {t: {columns: {c: 'int default " + b"(" * MEGABYTE + b"'}}}",
    lambda: b"database: x\ntables: {t: {checks: {c: CHECK (a" + b"||a" * 300_000 + b")}}}",
    lambda: b"database: x\ntables: {t: {checks: {c: CHECK (a" + b" or a" * 200_000 + b")}}}",
    lambda: b"database: x\ntables: {t: {indexes: {c: " + b"create " * 140_000 + b"}}}",
    lambda: b"a" * MEGABYTE,
    lambda: b"a" * MEGABYTE + b": b",
    lambda: b"a\n" * (MEGABYTE // 2),
    lambda: b"a: b\n" * (MEGABYTE // 5),
    lambda: b"#\t" * (MEGABYTE // 2),
    lambda: b"# x\ndatabase: 'a" + b"\t" * MEGABYTE + b"'",
    lambda: b"\n" * MEGABYTE,
    lambda: b" " * MEGABYTE,
    lambda: b"database: " + b"'" * MEGABYTE,
    lambda: b'database: "' + b"\\n" * (MEGABYTE // 2) + b'"',
    lambda: b"database: |\n" + b"  x\n" * (MEGABYTE // 4),
    lambda: b"'".join([b"a: "] * (MEGABYTE // 4)),
    lambda: b"database: '" + "😀".encode() * (MEGABYTE // 4) + b"'",
    lambda: b"\x85" * MEGABYTE,
    lambda: b"database: x\nenums:\n E:\n" + b"  - a #\n" * (MEGABYTE // 8),
    lambda: b"database: x\nenums:\n E:\n" + b"  - {a: b}\n" * (MEGABYTE // 11),
    lambda: b"database: x\ntables:\n" + b"".join(b" t%d: {}\n" % n for n in range(80_000)),
]


def mutated(random_: random.Random, originals: list[bytes]) -> bytes:
    """Change a manifest in a few places."""
    data = bytearray(random_.choice(originals))
    for _ in range(random_.randint(1, 8)):
        at = random_.randint(0, len(data))
        until = min(len(data), at + random_.randint(1, 40))
        change = random_.randrange(5)
        if change == 0:
            data[at:at] = random_.choice(TOKENS)
        elif change == 1:
            del data[at:until]
        elif change == 2:
            data[at:at] = data[at:until] * random_.randint(1, 4)
        elif change == 3:
            data[at:at] = random_.choice(originals)[at:until]
        else:
            data[at:until] = random_.choice(TOKENS) * random_.randint(1, 3)
    return bytes(data)


def inputs(count: int, random_: random.Random) -> Iterator[bytes]:
    """Give the bombs, in long runs, then mutations of the project's own manifests."""
    originals = [path.read_bytes() for path in sorted(CASES.rglob("*.yaml"))]
    bombs = BOMBS if count > 1000 else []
    for bomb in bombs:
        yield bomb()
    for _ in range(count - len(bombs)):
        yield mutated(random_, originals)


def outcome(file: Path) -> None:
    """Load one file; mistakes must have a place in it and a text."""
    try:
        load([file])
    except ManifestErrors as error:
        lines = file.read_bytes().decode("utf-8", "replace").replace("\r\n", "\n")
        count = lines.replace("\r", "\n").count("\n") + 1
        for mistake in error.mistakes:
            if not 1 <= mistake.place.line <= count or mistake.place.column < 1:
                raise AssertionError(mistake.title) from None
        if len(str(error)) > 100 * 3000:
            raise AssertionError(len(str(error))) from None


def peak_memory() -> int:
    """Return this program's own peak in MB.

    Linux hands ``ru_maxrss`` on from the process that forked this one; its own figure is VmHWM.
    """
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    lines = (line.split() for line in status.read_text().splitlines())
    return next(int(line[1]) // 1024 for line in lines if line[0] == "VmHWM:")


def seconds(file: Path, limit: float) -> float:
    """Return the processor time that loading takes, at best or once it is within the limit.

    Other programs slow a processor down while they share its caches and its memory: what seems
    too long is measured again, and only what it takes at best is the loader's own.
    """
    best = float("inf")
    for _ in range(TRIES):
        start = time.process_time()
        outcome(file)
        best = min(best, time.process_time() - start)
        if best <= limit:
            break
    return best


def sound_megabyte() -> float:
    """Return the processor time that YAML's loader in C takes for a megabyte that is sound."""
    text = "".join(f"k{n}: v\n" for n in range(MEGABYTE // 10))
    start = time.process_time()
    yaml.load(text, Loader=yaml.CSafeLoader)
    return time.process_time() - start


def main(count: int, seed: int, folder: Path) -> None:
    """Load all inputs, none of which may take too long."""
    file = folder / "audit.yaml"
    limit = LIMIT * sound_megabyte()
    for number, data in enumerate(inputs(count, random.Random(seed))):
        file.write_bytes(data)
        spent = seconds(file, limit)
        if spent > limit:
            raise AssertionError(f"input {number}, {data[:80]!r}: {spent:.1f} of {limit:.1f} s")
    peak = peak_memory()
    sys.stdout.write(f"{peak}\n")


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))
