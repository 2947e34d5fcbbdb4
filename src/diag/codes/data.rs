//! The data files: `report.yaml`, `unit.yaml`, file heads.

use crate::diag::code::{Basis, Code, Example, Level, Mark, Policy};

/// A document that is no YAML, or that says another thing than its author sees.
pub static YAML: Code = Code {
    id: "YAML",
    name: "unreadable-data",
    title: "数据文件的写法读不出来",
    level: Level::Error,
    what: "缩进、冒号、引号、括号写错，文件读不下去；写法虽然读得下去，意思却不是看上去的那样。",
    why: "读不出来的地方，后面的内容都会丢掉。",
    fix: "照提示改那一行；冒号用英文的，后面空一格，每一层缩进两个空格。",
    example: Example {
        bad: "年度：2025",
        good: "年度: 2025",
    },
    basis: Basis {
        text: "数据文件用 YAML 书写",
        mark: Mark::Derived,
    },
    policy: Policy::UNREAD,
};

/// An entry that is not known, stands twice, or has no value that can be taken.
pub static KEY: Code = Code {
    id: "KEY",
    name: "unknown-or-wrong-entry",
    title: "有认不得的名称，或者写得不对的内容",
    level: Level::Error,
    what: "认不得的名称、行名、列名，写了两次的，放错了层次的；读不懂的日期，没有的格式，和文件夹不一致的年度，该写 true 或 false 却写了别的；页面没有标题。",
    why: "认不得的内容不会读进来，网页上就少了它。",
    fix: "照提示改；写了两次的留下一个；日期写成 2026-01-12。",
    example: Example {
        bad: "公开日起: 2026-01-12",
        good: "公开日期: 2026-01-12",
    },
    basis: Basis {
        text: "本工具的约定",
        mark: Mark::Derived,
    },
    policy: Policy::UNREAD,
};

/// A unit of which nothing says what it is called.
pub static ORG: Code = Code {
    id: "ORG",
    name: "unnamed-unit",
    title: "没有单位的名称，或者单位资料写得不对",
    level: Level::Error,
    what: "单位的文件夹里没有能用的 unit.yaml，unit.yaml 里没有写名称，写了没有的类别；上级、并入写的不是本站的单位，上级绕成了一圈；撤并比设立早。",
    why: "没有名称，这个单位的网页就做不出来；上级不对，从首页就找不到它。",
    fix: "在单位的文件夹里建 unit.yaml，写上全称；上级、并入写单位的代号，就是它在 content/units/ 里的文件夹名。",
    example: Example {
        bad: "content/units/qinghe/ 里没有 unit.yaml",
        good: "名称: 示例县青禾镇人民政府",
    },
    basis: Basis {
        text: "本工具的约定",
        mark: Mark::Derived,
    },
    policy: Policy::Fixed {
        why: "没有名称，这个单位就不在网站上",
    },
};

/// What a report allows, where that is nothing that can be allowed.
pub static ALLOW: Code = Code {
    id: "ALLOW",
    name: "void-allowance",
    title: "“允许”里有不起作用的一项",
    level: Level::Error,
    what: "允许了没有的编号或者不能允许的，没有写理由；允许的问题已经没有了，是建议看，网站不查的是提示。",
    why: "过时的允许会盖住以后的问题。",
    fix: "照提示改编号、补理由，或者删掉这一项。",
    example: Example {
        bad: "允许: {TXT10: 原件如此}",
        good: "允许: {TXT01: 原件如此}",
    },
    basis: Basis {
        text: "本工具的约定",
        mark: Mark::Derived,
    },
    policy: Policy::Fixed {
        why: "它说的就是“允许”本身",
    },
};
