"""The measurements as Markdown."""

from __future__ import annotations

from measure import Series
from targets import Verdict
from trial import Trial

SUBJECTS = {
    "default": "gongkai, own theme and checks",
    "plain": "gongkai, plain templates and checks",
    "everything": "gongkai, everything",
    "hugo": "Hugo, plain layouts",
}
SCENARIOS = {
    "cold": "Cold build",
    "copy": "`cp -r` of the finished site",
    "same": "No change",
    "one": "One report changed",
    "template": "One template changed",
    "check": "`gongkai check`",
}

COLUMNS = (
    "| Reports | Program | Wall, s (min–max) | CPU, s (min–max) | Memory, MiB "
    "| Pages/s | CPU a page, ms | Files written |\n|--:|---|--:|--:|--:|--:|--:|--:|"
)


def measurements(trials: list[Trial]) -> str:
    """A table for each scenario, sizes and programs side by side."""
    parts = []
    for scenario, title in SCENARIOS.items():
        rows = [
            _row(trial, subject, trial.series[scenario, subject])
            for trial in trials
            for subject in trial.subjects
            if (scenario, subject) in trial.series
        ]
        if rows:
            parts.append(f"### {title}\n\n{COLUMNS}\n" + "\n".join(rows))
    return "\n\n".join(parts)


def _row(trial: Trial, subject: str, series: Series) -> str:
    def timed(what: str) -> str:
        low, high = series.spread(what)
        return f"{series.middle(what):.3f} ({low:.3f}–{high:.3f})"

    pages = trial.pages[subject]
    written = "" if series.written is None else f"{series.written:,}"
    return (
        f"| {trial.reports:,} | {SUBJECTS[subject]} | {timed('wall')} | {timed('cpu')} "
        f"| {series.middle('memory') / 2**20:.0f} | {pages / series.middle('wall'):,.0f} "
        f"| {1000 * series.middle('cpu') / pages:.3f} | {written} |"
    )


def sizes(trials: list[Trial]) -> str:
    """How much each program had to write."""
    rows = [
        f"| {trial.reports:,} | {SUBJECTS[subject]} | {trial.pages[subject]:,} | {bytes_ / 2**20:.1f} |"
        for trial in trials for subject, bytes_ in trial.sizes.items()
    ]
    return "| Reports | Program | Pages | MiB |\n|--:|---|--:|--:|\n" + "\n".join(rows)


def verdicts(found: list[Verdict]) -> str:
    met = sum(one.met for one in found)
    head = f"{met} of {len(found)} targets are met.\n\n| Target | Measured | Limit | |\n|---|--:|--:|---|\n"
    return head + "\n".join(one.line() for one in found)
