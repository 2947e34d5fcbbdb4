"""What was promised, and whether the numbers keep it."""

from __future__ import annotations

from dataclasses import dataclass

from trial import Trial

GIGABYTE = 10**9


@dataclass
class Verdict:
    """A promise, the number that was measured, and the most that it may be."""

    promise: str
    value: float
    limit: float
    unit: str = "×"

    @property
    def met(self) -> bool:
        return self.value <= self.limit

    def line(self) -> str:
        digits = 0 if self.unit in ("ms", "files") or self.value >= 100 else 3
        value, limit = f"{self.value:.{digits}f} {self.unit}", f"≤ {self.limit:g} {self.unit}"
        return f"| {self.promise} | {value} | {limit} | {'met' if self.met else '**not met**'} |"


def judge(trial: Trial, memory_disk: bool) -> list[Verdict]:
    """The promises that one portal can keep or break."""
    size = f"{trial.reports:,} reports"
    verdicts = []

    def ratio(promise, what, over, under, limit):
        if over in trial.series and under in trial.series:
            value = trial.series[over].middle(what) / trial.series[under].middle(what)
            verdicts.append(Verdict(f"{size}: {promise}", value, limit))

    names = {"cpu": "CPU", "wall": "wall", "memory": "memory"}
    for subject, limit, words in [
        ("plain", 1 / 8, "plain templates"), ("default", 1 / 4, "own theme and checks"),
    ]:
        if memory_disk:
            for what, name in names.items():
                promise = f"cold build, {words}: {name} of Hugo's"
                ratio(promise, what, ("cold", subject), ("cold", "hugo"), limit)
        disk, most = ("memory disk", 3.5) if memory_disk else ("real disk", 1.5)
        promise = f"cold build, {words}, {disk}: wall of `cp -r`'s"
        ratio(promise, "wall", ("cold", subject), ("copy", subject), most)
        for scenario, most, change in [("same", 1 / 10, "no change"), ("one", 1 / 8, "one report changed")]:
            for what in ("wall", "cpu"):
                promise = f"{change}, {words}: {names[what]} of the cold build's"
                ratio(promise, what, (scenario, subject), ("cold", subject), most)
        if ("same", subject) in trial.series:
            written = trial.series["same", subject].written or 0
            verdicts.append(Verdict(f"{size}: no change, {words}: files written", written, 0, "files"))
    promise = "cold build, everything: CPU of Hugo's bare pages"
    ratio(promise, "cpu", ("cold", "everything"), ("cold", "hugo"), 0.55)
    if ("check", "default") in trial.series and trial.reports == 10_000:
        wall = trial.series["check", "default"].middle("wall")
        verdicts.append(Verdict(f"{size}: `gongkai check`", wall, 2, "s"))
    return verdicts


def judge_growth(trials: list[Trial]) -> list[Verdict]:
    """Whether a page costs the same in a small portal and in the largest."""
    having = [one for one in trials if ("cold", "default") in one.series]
    if len(having) < 2:
        return []
    small, large = min(having, key=lambda one: one.reports), max(having, key=lambda one: one.reports)
    verdicts = []
    for what, name in [("cpu", "CPU"), ("wall", "wall")]:
        each = [one.series["cold", "default"].middle(what) / one.pages["default"] for one in (small, large)]
        promise = f"{name} a page at {large.reports:,} reports, of that at {small.reports:,}"
        verdicts.append(Verdict(promise, each[1] / each[0], 1.15))
    for subject, limit, words in [("default", 1, "own theme"), ("everything", 1.2, "everything")]:
        if ("cold", subject) in large.series:
            memory = large.series["cold", subject].middle("memory") / GIGABYTE
            promise = f"memory of a cold build of {large.reports:,} reports, {words}"
            verdicts.append(Verdict(promise, memory, limit, "GB"))
    return verdicts
