"""Runs a program as a child and measures it from outside."""

from __future__ import annotations

import os
import platform
import resource
import statistics
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path


@dataclass
class Run:
    """What one run took: seconds, seconds of all cores together, and bytes."""

    wall: float
    cpu: float
    memory: int
    written: int | None = None
    """Files of the output that were created, replaced or changed in place."""


def run(command: list, env: dict | None = None, settle: bool = False) -> Run:
    """Runs a command to its end; a failure stops the whole comparison.

    With `settle`, all earlier writes reach the disk first, so that no run pays
    for the one before it.
    """
    if settle:
        os.sync()
    with tempfile.TemporaryFile() as said:
        begun = time.perf_counter()
        child = subprocess.Popen(
            [str(part) for part in command], env={**os.environ, **(env or {})},
            stdin=subprocess.DEVNULL, stdout=said, stderr=subprocess.STDOUT,
        )
        _, status, used = os.wait4(child.pid, 0)
        wall = time.perf_counter() - begun
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            said.seek(0)
            tail = said.read().decode("utf-8", "replace")[-2000:]
            raise SystemExit(f"{' '.join(map(str, command))} ended with {child.returncode}:\n{tail}")
    return Run(wall, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024)


class Marker:
    """A moment on the clock of a file system.

    A file's change time moves when it is created, renamed over, written or
    touched, and no program can set it back, so it tells of every write.
    """

    def __init__(self, folder: Path):
        time.sleep(0.02)
        place = folder / ".moment"
        place.write_text("now")
        self.moment = place.stat().st_ctime_ns
        place.unlink()
        time.sleep(0.02)

    def written(self, tree: Path) -> list[Path]:
        """The files of a tree that changed since then."""
        return [one for one, stat in files(tree) if stat.st_ctime_ns > self.moment]


def files(tree: Path):
    """Every file of a tree with its status, one at a time."""
    with os.scandir(tree) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from files(Path(entry.path))
            else:
                yield Path(entry.path), entry.stat(follow_symlinks=False)


@dataclass
class Series:
    """Runs of the same thing: the median of each number, and how far they lie apart."""

    runs: list[Run]

    def middle(self, what: str) -> float:
        return statistics.median(getattr(one, what) for one in self.runs)

    def spread(self, what: str) -> tuple[float, float]:
        values = [getattr(one, what) for one in self.runs]
        return min(values), max(values)

    @property
    def written(self) -> int | None:
        """The most files that any of the runs wrote."""
        counts = [one.written for one in self.runs if one.written is not None]
        return max(counts, default=None)


def machine() -> dict[str, str]:
    """What the numbers were measured on."""
    model = next(
        (line.split(":", 1)[1].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")),
        platform.processor() or platform.machine(),
    )
    total = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    load = os.getloadavg()[0]
    return {
        "Processor": f"{model}, {len(os.sched_getaffinity(0))} cores",
        "Memory": f"{total / 2**30:.0f} GiB",
        "System": f"{platform.system()} {platform.release()}",
        "Date": time.strftime("%Y-%m-%d"),
        "Load before": f"{load:.1f}",
        "Smallest memory that can be seen": f"{floor() / 2**20:.0f} MiB",
    }


def floor() -> int:
    """The memory of this program: a child's peak is never reported below it."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def file_system(folder: Path) -> str:
    """The kind of file system that a folder stands on."""
    place = str(folder.resolve())
    mounts = [line.split()[1:3] for line in _lines("/proc/mounts")]
    inside = [one for one in mounts if place == one[0] or place.startswith(one[0].rstrip("/") + "/")]
    return max(inside, key=lambda one: len(one[0]), default=["", "unknown"])[1]


def _lines(path: str) -> list[str]:
    try:
        return Path(path).read_text("utf-8").splitlines()
    except OSError:
        return []
