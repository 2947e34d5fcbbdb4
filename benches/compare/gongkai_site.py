"""A portal written down as a site of gongkai."""

from __future__ import annotations

import shutil
from pathlib import Path

from bodies import Body, Report
from narrative import narrative

PLAIN = Path(__file__).parent / "plain"

CONFIG = """[site]
name = "示例县人民政府"
{address}
[organization]
name = "示例县人民政府"
short_name = "示例县"
kind = "county"
"""

ADDRESS = 'domain = "www.example.gov.cn"\nbase_url = "https://www.example.gov.cn/gongkai/"\n'
"""With it there are the sitemap, the feeds and all that names whole addresses."""

OFF = """
[downloads]
formats = []
data = false

[search]
enabled = false

[pages]
terms = false
map = false
accessibility = false
"""
"""What Hugo does not make: files to take away, the search, the pages about the site."""

ROWS = {
    "new_received": "本年新收", "carried_in": "上年结转", "disclosed": "予以公开",
    "partially_disclosed": "部分公开", "denied_third_party_rights": "第三方合法权益",
    "denied_internal_affairs": "三类内部事务信息", "denied_process_information": "四类过程性信息",
    "denied_administrative_query": "行政查询事项", "unavailable_not_held": "本机关不掌握",
    "unavailable_needs_creation": "没有现成信息", "unavailable_still_unclear": "补正后仍不明确",
    "refused_petition_complaint": "信访举报投诉", "refused_repeat": "重复申请",
    "closed_no_correction": "逾期不补正", "carried_out": "结转下年度",
    "reconsideration": "行政复议", "litigation_direct": "直接起诉",
}
APPLICANTS = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"]
RESULTS = ["维持", "纠正", "其他", "未审结"]


def start(root: Path, kind: str) -> None:
    """The files that belong to no body, of one of the kinds of site."""
    root.mkdir(parents=True)
    whole = kind == "everything"
    config = CONFIG.format(address=ADDRESS if whole else "") + ("" if whole else OFF)
    (root / "site.toml").write_text(config, "utf-8")
    if kind == "plain":
        shutil.copytree(PLAIN / "gongkai", root / "templates")
        shutil.copy(PLAIN / "site.css", root / "templates")


def write(root: Path, body: Body) -> list[str]:
    """Writes a body's files and returns their paths below the root."""
    folder = f"content/{body.folder()}"
    texts = {}
    if body.identifier:
        unit = f"名称: {body.name}\n简称: {body.short}\n类型: {body.kind}\n所属: 示例县\n"
        texts[f"{folder}unit.yaml"] = unit
    for report in body.reports:
        place = f"{folder}reports/{report.year}"
        texts[f"{place}/report.yaml"] = data(report)
        texts[f"{place}/report.md"] = text(body, report)
    for path, content in texts.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(content, "utf-8")
    return list(texts)


def text(body: Body, report: Report) -> str:
    lead, overview, problems, other = narrative(body, report)
    return (
        f"{lead}\n\n## 一、总体情况\n\n{overview}\n\n"
        f"## 五、存在的主要问题及改进情况\n\n{problems}\n\n"
        f"## 六、其他需要报告的事项\n\n{other}\n"
    )


def data(report: Report) -> str:
    requests = "".join(_row(row, numbers, APPLICANTS) for row, numbers in report.requests.items())
    disputes = "".join(_row(row, numbers, RESULTS) for row, numbers in report.disputes.items())
    return (
        f"年度: {report.year}\n成文日期: {report.signed}\n公开日期: {report.published}\n"
        f"表二:\n  行政规范性文件: [{report.issued}, {report.repealed}, {report.in_force}]\n"
        f"  行政许可: {report.licences}\n  行政处罚: {report.penalties}\n"
        f"  行政强制: {report.coercive}\n  行政事业性收费: {report.fees}\n  其余为零: true\n"
        f"表三:\n{requests}  其余为零: true\n表四:\n{disputes}  其余为零: true\n"
    )


def _row(row: str, numbers: list[int], columns: list[str]) -> str:
    cells = ", ".join(f"{name}: {n}" for name, n in zip(columns, numbers) if n)
    return f"  {ROWS[row]}: {{{cells}}}\n"


def report_source(body: Body, year: int) -> str:
    """The file, below the root, that holds a report's numbers."""
    return f"content/{body.folder()}reports/{year}/report.yaml"


def report_page(body: Body, year: int) -> str:
    """The published page of a report, the same for both programs."""
    return f"{body.folder()}reports/{year}/index.html"
