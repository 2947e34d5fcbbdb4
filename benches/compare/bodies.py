"""Synthetic bodies and their annual reports, with arithmetic that holds.

A body is made from the seed and its own number alone, so any process can make
any body, in any order, and always the same one.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field

YEARS = range(2021, 2026)
SEED = 2021

APPLICANTS = 6
"""自然人 and the five kinds of organizations, in the order of the form."""

OUTCOMES = [
    "disclosed", "disclosed", "disclosed", "disclosed", "partially_disclosed",
    "denied_third_party_rights", "denied_internal_affairs",
    "denied_process_information", "denied_administrative_query",
    "unavailable_not_held", "unavailable_not_held",
    "unavailable_needs_creation", "unavailable_still_unclear",
    "refused_petition_complaint", "refused_repeat", "closed_no_correction",
]
"""What may come of a request; a frequent outcome stands here several times."""

FIRST = "青白红云石金玉清平安永新东西南北上下大长高双龙凤林桃柳松竹兰杏枫槐柏春秋和文明德"
SECOND = "河山泉溪湾岭坪坡桥塘田庄坝川源沟洼岗台峰原营店寨集埠滩浦渡港"


@dataclass
class Report:
    """One year of a body: the numbers of the three tables and the dates."""

    year: int
    signed: str
    published: str
    issued: int
    repealed: int
    in_force: int
    licences: int
    penalties: int
    coercive: int
    fees: str
    requests: dict[str, list[int]]
    disputes: dict[str, list[int]]

    def total(self, row: str) -> int:
        """The 总计 of a row of table three; a row that is left out is zero."""
        return sum(self.requests.get(row, ()))

    def concluded(self) -> list[int]:
        """（七）总计 of table three, applicant by applicant."""
        rows = [row for name, row in self.requests.items() if name in OUTCOMES]
        return [sum(column) for column in zip(*rows)] or [0] * APPLICANTS

    def disputed(self, row: str) -> int:
        return sum(self.disputes.get(row, ()))

    def all_disputes(self) -> int:
        return sum(sum(row) for row in self.disputes.values())


@dataclass
class Body:
    """A body and its reports; the owner of the portal has no identifier."""

    identifier: str | None
    name: str
    short: str
    kind: str
    street: str
    phone: str
    postcode: str
    reports: list[Report] = field(default_factory=list)

    def folder(self) -> str:
        """The body's folder below `content`, empty or ending in a slash."""
        return f"units/{self.identifier}/" if self.identifier else ""


def number_of_bodies(reports: int) -> int:
    return -(-reports // len(YEARS))


def body(index: int, reports: int) -> Body:
    """Body `index` of a portal of `reports` reports; number 0 is the owner.

    The last body has fewer years where the number of reports asks for it.
    """
    dice = random.Random(f"{SEED}/{index}")
    years = min(len(YEARS), reports - index * len(YEARS))
    made = _identity(index, dice)
    made.reports = _reports(dice, list(YEARS)[-years:])
    return made


def _identity(index: int, dice: random.Random) -> Body:
    place = _place(index)
    street = f"{dice.choice(FIRST)}{dice.choice(SECOND)}路{dice.randint(1, 299)}号"
    phone = f"0123-{dice.randint(2_000_000, 8_999_999)}"
    postcode = f"1234{dice.randint(0, 99):02}"
    if index == 0:
        return Body(None, "示例县人民政府", "示例县", "county", street, phone, postcode)
    kind, suffix, office = [
        ("乡镇", "镇", "人民政府"), ("乡镇", "乡", "人民政府"), ("街道", "街道", "办事处"),
    ][index % 3]
    short = f"{place}{suffix}"
    name = f"示例县{short}{office}"
    return Body(f"u{index:05}", name, short, kind, street, phone, postcode)


def _place(index: int) -> str:
    """A different name for each number: two characters, then three and four."""
    pairs = len(FIRST) * len(SECOND)
    lap, pair = index // pairs, index * 7919 % pairs
    before = ""
    while lap > 0:
        lap, letter = divmod(lap - 1, len(FIRST))
        before = FIRST[letter] + before
    return before + FIRST[pair // len(SECOND)] + SECOND[pair % len(SECOND)]


def _reports(dice: random.Random, years: list[int]) -> list[Report]:
    reports = []
    carried = [0] * APPLICANTS
    in_force = dice.randint(5, 24)
    busy = dice.randint(0, 14)
    usual_penalties = dice.choice([0, 0, dice.randint(12, 80)])
    usual_licences = dice.randint(12, 160)
    for year in years:
        received = _received(dice, busy)
        requests, carried_out = _answers(dice, received, carried)
        issued = dice.randint(0, 3)
        repealed = min(dice.choice([0, 0, 1]), in_force)
        in_force += issued - repealed
        signed = dice.randint(5, 15)
        reports.append(Report(
            year=year,
            signed=f"{year + 1}-01-{signed:02}",
            published=f"{year + 1}-01-{signed + dice.randint(1, 12):02}",
            issued=issued,
            repealed=repealed,
            in_force=in_force,
            licences=_about(dice, usual_licences),
            penalties=_about(dice, usual_penalties),
            coercive=dice.choice([0, 0, 0, 1, 2]),
            fees=f"{dice.randint(0, 899) / 100:.2f}",
            requests=requests,
            disputes=_disputes(dice),
        ))
        carried = carried_out
    return reports


def _about(dice: random.Random, usual: int) -> int:
    """A number near the usual one; years may differ, but not five times."""
    return usual + dice.randint(-usual // 4, usual // 4) if usual else 0


def _received(dice: random.Random, busy: int) -> list[int]:
    people = _about(dice, busy)
    others = [dice.choice([0, 0, 0, 1]) if busy else 0 for _ in range(APPLICANTS - 1)]
    return [people, *others]


def _answers(dice, received, carried):
    """Rows of table three that balance in every column, and what is left over."""
    rows: dict[str, list[int]] = {}
    left = [min(new, dice.choice([0, 0, 1, 2])) for new in received]
    for column, (new, old, rest) in enumerate(zip(received, carried, left)):
        for _ in range(new + old - rest):
            row = rows.setdefault(dice.choice(OUTCOMES), [0] * APPLICANTS)
            row[column] += 1
    named = {"new_received": received, "carried_in": carried, **rows, "carried_out": left}
    return {name: row for name, row in named.items() if any(row)}, left


def _disputes(dice: random.Random) -> dict[str, list[int]]:
    rows = {}
    if dice.random() < 0.3:
        rows["reconsideration"] = [dice.randint(0, 2), dice.randint(0, 1), 0, dice.randint(0, 1)]
    if dice.random() < 0.1:
        rows["litigation_direct"] = [1, 0, 0, 0]
    return {name: row for name, row in rows.items() if any(row)}
