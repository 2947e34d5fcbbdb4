//! A report and the other pages, as far as reading and linking tells.

use crate::diag::code::{Basis, Code, Example, Level, Mark, Policy};

/// The fixed sections of a report.
pub static SEC01: Code = Code {
    id: "SEC01",
    name: "missing-section",
    title: "六个部分缺少、空着，或者顺序不对",
    level: Level::Error,
    what: "一、五、六部分要有文字；二、三、四部分由表格组成，文字可以不写。没有 report.md、某一部分没写或是空的、顺序颠倒都算。",
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

/// The title of a report or another page.
pub static TTL01: Code = Code {
    id: "TTL01",
    name: "title-without-report",
    title: "标题里没有“政府信息公开工作年度报告”",
    level: Level::Error,
    what: "2019 年以后的年报，标题要有“政府信息公开工作年度报告”；更早的要有“信息公开”和“报告”。",
    why: "读者和检查的人靠标题找年报，少一个字就搜不到。",
    fix: "改成“机关名称＋年份＋政府信息公开工作年度报告”，或者删掉标题那一行，程序会按机关和年度写好。",
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

/// Sections for which a report has no place.
pub static SEC08: Code = Code {
    id: "SEC08",
    name: "section-without-place",
    title: "多出来的部分，或者写了两次的部分",
    level: Level::Error,
    what: "格式规定的六个部分以外的“## ”标题，同一个部分写了两次。",
    why: "年报没有放它的地方，下面的文字都不会出现在网页上。",
    fix: "小标题用“### ”，写在六个部分里面；写了两次的合并成一个部分。",
    example: Example {
        bad: "## 一、总体情况\n……\n## （一）主动公开",
        good: "## 一、总体情况\n……\n### （一）主动公开",
    },
    basis: Basis {
        text: "国办公开办函〔2021〕30号规定的六个部分；2019、2020 年度的格式相同",
        mark: Mark::Verified,
    },
    policy: Policy::UNREAD,
};

/// Of an imported report, what nobody has decided about.
pub static IMP01: Code = Code {
    id: "IMP01",
    name: "undecided-after-import",
    title: "导入的年报里还有没定下来的地方",
    level: Level::Error,
    what: "report.yaml 的“待定”里写着的格子，report.md 里“导入时没有认出的内容”下面的文字。查别人交来的文件时，读不定、缺少、多出来、没有认出和自己对不上的地方。",
    why: "原件里的数字连在一起，有几种读法，程序不猜；没有定下来就公开，数字可能是错的。",
    fix: "照原件把数字填进表里，删去“待定”里的那一行；文字移到该在的部分，或者删掉。",
    example: Example {
        bad: "待定:\n  表二.行政规范性文件: \"2159165：2、15、9165；21、59、165\"\n表二:\n  行政规范性文件:",
        good: "表二:\n  行政规范性文件: {制发: 2, 废止: 15, 现行有效: 9165}",
    },
    basis: Basis {
        text: "年报的数字要与原件一致",
        mark: Mark::Derived,
    },
    policy: Policy::Fixed {
        why: "程序不知道该是哪个数，要有人对照原件定下来",
    },
};

/// A report that changed after it was published, or of which not all is kept any more.
pub static PUB02: Code = Code {
    id: "PUB02",
    name: "changed-after-publication",
    title: "已经公开的年报改了，没有写更正",
    level: Level::Error,
    what: "写着“状态: 已公开”的年报，数字、文字、日期、标题、附件和保存的版本不一样，又没有用 gongkai correct 写更正；保存的版本、published.yaml 或者“状态”一行被改了、删了。注释、空行、各项的先后不算。",
    why: "公开过的内容改了又不说明，读者引用的数就对不上，检查也算“发布后有变动”。",
    fix: "改回原来的内容；确实要改的，运行 gongkai correct 年份 --reason 原因。",
    example: Example {
        bad: "状态: 已公开\n表二:\n  行政处罚: 11   # 公开时是 17",
        good: "状态: 已公开\n更正:\n  - {日期: 2026-03-12, 原因: 行政处罚的数填错了, 版本: 2}\n表二:\n  行政处罚: 11",
    },
    basis: Basis {
        text: "公开以后更正的，注明更正的日期和内容",
        mark: Mark::Derived,
    },
    policy: Policy::Fixed {
        why: "程序已经保存了公开的版本，改了就要留下说明",
    },
};
