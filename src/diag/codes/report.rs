//! A report and the other pages, as far as reading and linking tells.

use crate::diag::code::{Basis, Code, Example, Level, Mark, Policy};

/// The fixed sections of a report.
pub static SEC01: Code = Code {
    id: "SEC01",
    name: "missing-section",
    title: "六个部分缺少、空着，或者顺序不对",
    level: Level::Error,
    what: "一、五、六部分要有文字；二、三、四部分由表格组成，文字可以不写。没有 report.md、某一部分没写或是空的、写了两次、顺序颠倒、多出别的部分都算。",
    why: "六个部分和顺序是格式规定的，少一个就不完整。",
    fix: "照格式的标题补上，前面加“## ”；没有内容的也要写一句话。",
    example: Example {
        bad: "## 一、总体情况\n……\n## 六、其他需要报告的事项\n（没有第五部分）",
        good: "## 一、总体情况\n……\n## 五、存在的主要问题及改进情况\n……\n## 六、其他需要报告的事项\n……",
    },
    basis: Basis {
        text: "国办公开办函〔2021〕30号规定的六个部分；2019、2020 年度的格式相同",
        mark: Mark::Verified,
    },
    policy: Policy::Adjustable,
};

/// The year of a report.
pub static YR01: Code = Code {
    id: "YR01",
    name: "wrong-year",
    title: "报告的年度写成了别的年份",
    level: Level::Error,
    what: "年度和文件夹不一致；开头说“现公布××年年报”、统计期限写的是另一年。提到往年的文件、和往年比较，都不算。",
    why: "从去年的年报改过来，最容易漏改的就是开头的年份，一看就知道是抄的。",
    fix: "改成本报告的年份；报告放错了文件夹，就移到对的年份里。",
    example: Example {
        bad: "（2025年年报）统计期限为2024年1月1日至2024年12月31日",
        good: "（2025年年报）统计期限为2025年1月1日至2025年12月31日",
    },
    basis: Basis {
        text: "年报写的是上一年度的工作，全文应当是同一个年度",
        mark: Mark::Derived,
    },
    policy: Policy::Adjustable,
};

/// Dates that are missing or cannot be.
pub static DAT03: Code = Code {
    id: "DAT03",
    name: "impossible-date",
    title: "日期没有写，或不可能",
    level: Level::Error,
    what: "成文日期、公开日期都没有写；日期在今天以后，或者是 1970 年；不是 2026-01-12 这样的写法。正文里没有的日子（2月30日）是建议看，月日前面多写的 0 是提示。",
    why: "没有日期，读者不知道是哪天公开的，也看不出有没有逾期；1970 年是程序出错的痕迹。",
    fix: "至少写一个日期；公开日期填网上发布的那一天。",
    example: Example {
        bad: "公开日期: 2026年1月12日",
        good: "公开日期: 2026-01-12",
    },
    basis: Basis {
        text: "网页的发布时间标签要有日期；正文日期用阿拉伯数字，不编虚位",
        mark: Mark::Memory,
    },
    policy: Policy::Adjustable,
};

/// The title of a report or another page.
pub static TTL01: Code = Code {
    id: "TTL01",
    name: "title-without-report",
    title: "标题里没有“政府信息公开工作年度报告”",
    level: Level::Error,
    what: "2019 年以后的年报，标题要有“政府信息公开工作年度报告”；更早的要有“信息公开”和“报告”。页面没有标题也算。",
    why: "读者和检查的人靠标题找年报，少一个字就搜不到。",
    fix: "删掉“标题”一行，程序会按机关和年度写好。",
    example: Example {
        bad: "标题: 青禾镇2025年政务公开工作报告",
        good: "标题: 青禾镇2025年政府信息公开工作年度报告",
    },
    basis: Basis {
        text: "《中华人民共和国政府信息公开工作年度报告格式》的名称",
        mark: Mark::Derived,
    },
    policy: Policy::Adjustable,
};
