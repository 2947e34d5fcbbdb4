"""The same portal written down as a site of Hugo.

What gongkai computes is given to Hugo ready made: the totals, the titles, the
names. Its pages are one file a report, numbers in the front matter.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from bodies import Body, Report
from narrative import narrative

PLAIN = Path(__file__).parent / "plain"


def start(root: Path) -> None:
    """The files that belong to no body."""
    shutil.copytree(PLAIN / "hugo", root)
    shutil.copy(PLAIN / "site.css", root / "layouts" / "_partials" / "style.css")
    for folder in ("units", "reports"):
        target = root / "content" / folder
        target.mkdir(parents=True)
        (target / "_index.md").write_text("---\nbuild: {render: never}\n---\n", "utf-8")


def write(root: Path, body: Body) -> None:
    folder = root / "content" / body.folder()
    (folder / "reports" if body.identifier is None else folder).mkdir(parents=True, exist_ok=True)
    (folder / "_index.md").write_text(_index(body), "utf-8")
    for report in body.reports:
        target = root / report_source(body, report.year)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(page(body, report), "utf-8")


def _index(body: Body) -> str:
    title = f"{body.short}政府信息公开年报" if body.identifier else "政府信息公开年报"
    weight = f"weight: {int(body.identifier[1:])}\n" if body.identifier else ""
    return f"---\ntitle: {title}\norg: {body.name}\nshort: {body.short}\n{weight}---\n"


def page(body: Body, report: Report) -> str:
    lead, overview, problems, other = narrative(body, report)
    return (
        f"{_front_matter(body, report)}{lead}\n\n## 一、总体情况\n\n{overview}\n\n{{{{< tables >}}}}\n\n"
        f"## 五、存在的主要问题及改进情况\n\n{problems}\n\n"
        f"## 六、其他需要报告的事项\n\n{other}\n"
    )


def _front_matter(body: Body, report: Report) -> str:
    requests = {name: list(row) for name, row in report.requests.items()}
    if any(report.concluded()):
        requests["concluded_total"] = report.concluded()
    return (
        f"---\ntitle: {body.name}{report.year}年政府信息公开工作年度报告\n"
        f"date: {report.published}\nyear: {report.year}\norg: {body.name}\nshort: {body.short}\n"
        f"signed: {report.signed}\n"
        f"documents: [{report.issued}, {report.repealed}, {report.in_force}]\n"
        f"licences: {report.licences}\npenalties: {report.penalties}\n"
        f"coercive: {report.coercive}\nfees: \"{report.fees}\"\n"
        f"requests:\n{_rows(requests)}disputes:\n{_rows(report.disputes)}"
        f"disputed: {report.all_disputes()}\n---\n"
    )


def _rows(rows: dict[str, list[int]]) -> str:
    """Rows that are not all zero, each with its total at the end."""
    lines = [f"  {name}: {[*numbers, sum(numbers)]}\n" for name, numbers in rows.items()]
    return "".join(lines) or "  {}\n"


def report_source(body: Body, year: int) -> str:
    """The file, below the root, that holds a report's numbers."""
    return f"content/{body.folder()}reports/{year}.md"
