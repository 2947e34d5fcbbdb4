#!/usr/bin/env python3
"""Writes one synthetic portal as four sites: gongkai with its own theme and pages
only, with plain templates, and with everything that it makes unless told otherwise, and
Hugo with the same plain page.

Bodies are written one by one by several processes, so that memory stays small
at any size.
"""

from __future__ import annotations

import argparse
import os
import sys
from multiprocessing import get_context
from pathlib import Path

sys.dont_write_bytecode = True

import gongkai_site
import hugo_site
from bodies import Body, body, number_of_bodies

GONGKAI = ("default", "plain", "everything")
SITES = (*GONGKAI, "hugo")
CHUNK = 50
"""Bodies that a process writes before it takes the next."""


def generate(folder: Path, reports: int, sites=SITES, jobs: int | None = None) -> None:
    """Writes the sites of `reports` reports into `folder/default` and so on."""
    gongkai = [name for name in GONGKAI if name in sites]
    for name in gongkai:
        gongkai_site.start(folder / name, name)
    if "hugo" in sites:
        hugo_site.start(folder / "hugo")
    bodies = number_of_bodies(reports)
    work = [
        (folder, reports, gongkai, "hugo" in sites, range(start, min(start + CHUNK, bodies)))
        for start in range(0, bodies, CHUNK)
    ]
    with get_context("spawn").Pool(jobs) as pool:
        for _ in pool.imap_unordered(_write, work):
            pass


def _write(work) -> None:
    folder, reports, gongkai, hugo, numbers = work
    for number in numbers:
        made = body(number, reports)
        if gongkai:
            first, *others = (folder / name for name in gongkai)
            for path in gongkai_site.write(first, made):
                for other in others:
                    # The content is the same, and nobody changes it in place.
                    target = other / path
                    target.parent.mkdir(parents=True, exist_ok=True)
                    os.link(first / path, target)
        if hugo:
            hugo_site.write(folder / "hugo", made)


def sample(reports: int, count: int = 12) -> list[tuple[Body, int]]:
    """Bodies and years spread over the portal, first and last among them."""
    bodies = number_of_bodies(reports)
    numbers = sorted({at * (bodies - 1) // max(count - 1, 1) for at in range(count)})
    made = [body(number, reports) for number in numbers]
    return [(one, one.reports[at % len(one.reports)].year) for at, one in enumerate(made)]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="a folder that does not exist yet")
    parser.add_argument("--reports", type=int, default=1000)
    parser.add_argument("--sites", default=",".join(SITES))
    parser.add_argument("--jobs", type=int)
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True)
    generate(asked.folder, asked.reports, asked.sites.split(","), asked.jobs)
