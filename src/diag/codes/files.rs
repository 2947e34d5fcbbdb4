//! Files as such: where they lie, whether they can be read.

use crate::diag::code::{Basis, Code, Example, Level, Mark, Policy};

/// A file that is not read, or of which a part is not shown.
pub static FILE: Code = Code {
    id: "FILE",
    name: "misplaced-file",
    title: "文件放错了地方，或者不能读",
    level: Level::Error,
    what: "文件夹、文件的名字里有不能用的字符，文件不在该放的文件夹里，文件太大，放的是链接而不是文件本身；只有 report.md，没有能用的 report.yaml；写了正文而网页用不上的 index.md 是建议看。",
    why: "没有读的文件，里面的内容不会出现在网站上。",
    fix: "照提示改名或者换一个地方；附件放进 files 文件夹。",
    example: Example {
        bad: "content/2025/report.yaml",
        good: "content/reports/2025/report.yaml",
    },
    basis: Basis {
        text: "本工具的约定",
        mark: Mark::Derived,
    },
    policy: Policy::UNREAD,
};

/// A file whose bytes are no text.
pub static TEXT: Code = Code {
    id: "TEXT",
    name: "unreadable-text",
    title: "文件的编码读不了",
    level: Level::Error,
    what: "文字和数据文件要用 UTF-8 编码，最大 2 MB（数据文件 1 MB）。",
    why: "用别的编码保存的文件读出来是乱码。",
    fix: "用记事本打开，“另存为”时把编码选成 UTF-8，再保存。",
    example: Example {
        bad: "report.md 存成了 ANSI（GBK）",
        good: "report.md 存成了 UTF-8",
    },
    basis: Basis {
        text: "本工具的约定",
        mark: Mark::Derived,
    },
    policy: Policy::UNREAD,
};

/// A file head that was not recognised.
pub static HEAD01: Code = Code {
    id: "HEAD01",
    name: "file-head",
    title: "文件头没有认出来，或者放错了地方",
    level: Level::Error,
    what: "文件头前面有空行、空格或别的文字，--- 打成了别的横线，没有结束的一行 ---，没有用 --- 括起来；“草稿: true”写在正文里；report.md 里写了文件头。",
    why: "没有认出来的文件头不起作用：草稿会公开，“标题”“草稿”这些行会印在网页上。",
    fix: "文件头从第一行的 --- 开始，到下一行 --- 为止，两行都是顶格的三个英文减号；report.md 不写文件头，草稿写在 report.yaml 里。",
    example: Example {
        bad: "———\n标题: 内部制度\n草稿: true\n———",
        good: "---\n标题: 内部制度\n草稿: true\n---",
    },
    basis: Basis {
        text: "没有定稿的内容不公开",
        mark: Mark::Derived,
    },
    policy: Policy::Fixed {
        why: "没有认出来的文件头不起作用，草稿会公开",
    },
};

/// An attachment of which nobody can tell whether it belongs to a draft.
pub static DRF01: Code = Code {
    id: "DRF01",
    name: "draft-attachment",
    title: "附件旁边有草稿，没有页面链接它",
    level: Level::Warning,
    what: "files 里的附件没有一个页面链接，同一个文件夹里既有定稿的页面又有草稿。只有草稿链接的附件不会公开，不算。",
    why: "这个附件会公开，而它可能只给草稿用。",
    fix: "只给草稿用的，在草稿里链接它，就和草稿一起不公开；要公开的，在定稿的页面里链接它。",
    example: Example {
        bad: "policies/files/方案.docx，只有草稿和它有关，却没有链接",
        good: "草稿里写  [方案](files/方案.docx)",
    },
    basis: Basis {
        text: "没有定稿的内容不公开",
        mark: Mark::Derived,
    },
    policy: Policy::Adjustable,
};

/// A name that not every system or web server can hold.
pub static FIL01: Code = Code {
    id: "FIL01",
    name: "unportable-name",
    title: "文件名、文件夹名换个地方就用不了",
    level: Level::Warning,
    what: "文件名里有 + 或 %，文件夹叫 bin 这类 IIS 不对外提供的名字；名字超过 255 个字节（85 个汉字），网址里的路径超过 200 个字；两个文件夹、两个模板只差大小写；模板用了 Windows 不能用的名字。",
    why: "在这台电脑上能打开，传到网站的服务器上、解压到别的电脑上却打不开，或者两个变成一个。",
    fix: "照提示改名，再改指向它的链接。",
    example: Example {
        bad: "files/附件1+附件2.docx",
        good: "files/附件1和附件2.docx",
    },
    basis: Basis {
        text: "Windows、Linux 和 IIS 对文件名的限制",
        mark: Mark::Memory,
    },
    policy: Policy::Adjustable,
};

/// `site.toml`, and a site as a whole.
pub static SITE: Code = Code {
    id: "SITE",
    name: "site-settings",
    title: "site.toml 写得不对，或者没有可以发布的",
    level: Level::Error,
    what: "site.toml 里认不得的名称、不能用的内容；没有 site.toml；一份年度报告也没有。",
    why: "站点的名称、网址和各项设定都从这里来，写错的不起作用。",
    fix: "照提示改；运行 gongkai help report-yaml 看各项的写法。",
    example: Example {
        bad: "[site]\nnaem = \"青禾镇人民政府\"",
        good: "[site]\nname = \"青禾镇人民政府\"",
    },
    basis: Basis {
        text: "本工具的约定",
        mark: Mark::Derived,
    },
    policy: Policy::Fixed {
        why: "没有读懂的设定不起作用",
    },
};
