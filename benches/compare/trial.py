"""One portal at one place, the programs that build it, and what is asked of them."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass, field
from pathlib import Path

import gongkai_site
import hugo_site
from generate import generate, sample
from measure import Marker, Run, Series, files, run
from same_text import differences

LARGEST = 300 * 1024
"""Bytes that no page may be larger than."""
FEE = re.compile(r'(行政事业性收费: |fees: ")[0-9.]+')


@dataclass
class Tools:
    gongkai: Path
    hugo: Path | None


@dataclass
class Trial:
    """A portal of some size in a folder, with every series measured on it."""

    tools: Tools
    folder: Path
    reports: int
    subjects: list[str]
    settle: bool
    """Whether earlier writes must reach the disk before a run; of no use in memory."""
    series: dict[tuple[str, str], Series] = field(default_factory=dict)
    pages: dict[str, int] = field(default_factory=dict)
    """Finished pages of each site."""
    sizes: dict[str, int] = field(default_factory=dict)
    """Bytes of each finished site."""

    def prepare(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        generate(self.folder, self.reports, self.subjects)

    def run(self, runs: int, scenarios: list[str]) -> None:
        """All scenarios, again and again; the programs take turns to be first."""
        for turn in range(runs):
            for scenario in scenarios:
                at = turn % len(self.subjects)
                for subject in self.subjects[at:] + self.subjects[:at]:
                    measured = getattr(self, f"_{scenario}")(subject, turn)
                    if measured:
                        self.series.setdefault((scenario, subject), Series([])).runs.append(measured)
            if turn == 0:
                self._judge()

    def build(self, subject: str) -> Run:
        site, out = self.folder / subject, self._out(subject)
        if subject == "hugo":
            env = {"HUGO_CACHEDIR": str(self.folder / "hugo-cache")}
            command = [self.tools.hugo, "--source", site, "--destination", out, "--minify", "--quiet"]
            return run(command, env, self.settle)
        return run([self.tools.gongkai, "build", "--root", site, "--out", out], settle=self.settle)

    def _cold(self, subject: str, _turn: int) -> Run:
        leftovers = [self._out(subject)]
        if subject == "hugo":
            leftovers += [self.folder / "hugo-cache", self.folder / "hugo" / "resources"]
        for one in leftovers:
            shutil.rmtree(one, ignore_errors=True)
        return self.build(subject)

    def _copy(self, subject: str, _turn: int) -> Run:
        """The floor: the finished files, copied by a program that does nothing else."""
        target = self.folder / "copy"
        measured = run(["cp", "-r", self._out(subject), target], settle=self.settle)
        shutil.rmtree(target)
        return measured

    def _same(self, subject: str, _turn: int) -> Run:
        return self._again(subject)

    def _one(self, subject: str, turn: int) -> Run:
        """One number of one report is changed, as an editor saves."""
        body, year = sample(self.reports)[-1]
        writer = hugo_site if subject == "hugo" else gongkai_site
        fee = f"9.{turn % 100:02}"
        source = self.folder / subject / writer.report_source(body, year)
        save(source, FEE.sub(rf"\g<1>{fee}", source.read_text("utf-8")))
        measured = self._again(subject)
        self._expect(subject, fee)
        return measured

    def _template(self, subject: str, turn: int) -> Run | None:
        """A word in the foot of every page is changed."""
        if subject in ("default", "everything"):
            return None
        name = "layouts/baseof.html" if subject == "hugo" else "templates/base.html"
        source = self.folder / subject / name
        edition = f"第{'二三四五六七八九'[turn % 8]}版"
        save(source, re.sub("第.版", edition, source.read_text("utf-8")))
        measured = self._again(subject)
        self._expect(subject, edition)
        return measured

    def _check(self, subject: str, _turn: int) -> Run | None:
        if subject != "default":
            return None
        return run([self.tools.gongkai, "check", "--root", self.folder / subject])

    def _again(self, subject: str) -> Run:
        """A build over the last one, and how many files of the output it wrote."""
        marker = Marker(self.folder)
        measured = self.build(subject)
        measured.written = len(marker.written(self._out(subject)))
        return measured

    def _expect(self, subject: str, text: str) -> None:
        body, year = sample(self.reports)[-1]
        page = self._out(subject) / gongkai_site.report_page(body, year)
        if text not in page.read_text("utf-8"):
            raise SystemExit(f"{subject}: {page} does not show {text!r}: the change was not built")

    def _judge(self) -> None:
        """Counts the pages, and stops where a program made less than another.

        gongkai also makes the years of each unit, the children by years and the comparisons.
        """
        pages = {}
        for subject in self.subjects:
            pages[subject], self.sizes[subject] = set(), 0
            out = self._out(subject)
            for path, stat in files(out):
                if path.suffix == ".html":
                    pages[subject].add(path.relative_to(out))
                    if stat.st_size > LARGEST:
                        raise SystemExit(f"{path} has {stat.st_size} bytes, of {LARGEST} at most")
                self.sizes[subject] += stat.st_size
        own = [pages[subject] for subject in self.subjects if subject in ("default", "plain")]
        if any(one != own[0] for one in own):
            raise SystemExit("the sites of gongkai have different pages")
        lacking = pages.get("hugo", set()) - (own[0] if own else set())
        if own and lacking:
            raise SystemExit(f"gongkai did not make {sorted(map(str, lacking))[:5]}")
        self.pages = {subject: len(paths) for subject, paths in pages.items()}
        if {"plain", "hugo"} <= set(self.subjects):
            asked = sample(self.reports)
            listed = [gongkai_site.report_page(*one) for one in asked]
            # The owner's is a home, of which Hugo's layouts know nothing.
            listed += [f"{body.folder()}index.html" for body, _ in asked if body.identifier]
            wrong = differences(self._out("plain"), self._out("hugo"), listed)
            if wrong:
                raise SystemExit("the plain pages differ:\n" + "\n".join(wrong))

    def _out(self, subject: str) -> Path:
        return self.folder / "out" / subject


def save(path: Path, text: str) -> None:
    """Saves as editors do: a new file beside, renamed over the old one."""
    beside = path.with_name(f".{path.name}.new")
    beside.write_text(text, "utf-8")
    beside.replace(path)
