//! The texts, as far as reading them tells.

use crate::diag::code::{Basis, Code, Example, Level, Mark, Policy};

/// HTML in a text.
pub static MD01: Code = Code {
    id: "MD01",
    name: "html-in-text",
    title: "正文里有网页代码",
    level: Level::Error,
    what: "正文里的 <br>、<b>、<table> 这样的标签和 <!-- --> 注释。",
    why: "网页代码不会照样用，它里面的字也会丢掉。",
    fix: "用 Markdown 的写法：加粗 **文字**，链接 [文字](地址)；就是要显示 <，写成 \\<。",
    example: Example {
        bad: "收到申请<b>3</b>件。",
        good: "收到申请**3**件。",
    },
    basis: Basis {
        text: "本工具的约定",
        mark: Mark::Derived,
    },
    policy: Policy::UNREAD,
};

/// A link that no page may have.
pub static MD02: Code = Code {
    id: "MD02",
    name: "forbidden-link",
    title: "链接的开头不能用",
    level: Level::Error,
    what: "以 javascript:、data:、file: 开头的链接，指到自己电脑上的文件（D:\\…）的链接。",
    why: "这样的链接别人打不开，或者会在读者的浏览器里运行程序。",
    fix: "改成本站文件的相对路径，或者 https:// 开头的网址。",
    example: Example {
        bad: "[附件](D:\\文件\\附件1.pdf)",
        good: "[附件](files/附件1.pdf)",
    },
    basis: Basis {
        text: "本工具的约定",
        mark: Mark::Derived,
    },
    policy: Policy::Fixed {
        why: "这样的链接会在读者的浏览器里运行程序，或者谁也打不开",
    },
};

/// Lists, quotes or emphasis one in another, too many times.
pub static MD03: Code = Code {
    id: "MD03",
    name: "too-deep-nesting",
    title: "列表、引用套得太深",
    level: Level::Error,
    what: "列表、引用、加粗一层套一层，超过 32 层。",
    why: "多半是行首的 > 或 - 没有当成正文，网页也显示不了。",
    fix: "减少层次；行首的 > 或 - 如果是正文，前面加反斜杠 \\。",
    example: Example {
        bad: ">>>>>>>>（三十几个）正文",
        good: "\\>>>>>>>> 正文",
    },
    basis: Basis {
        text: "本工具的约定",
        mark: Mark::Derived,
    },
    policy: Policy::UNREAD,
};

/// A second heading of the first level.
pub static MD04: Code = Code {
    id: "MD04",
    name: "second-title",
    title: "一级标题（#）多于一个",
    level: Level::Warning,
    what: "一个文件里有两个以上“# ”开头的标题。",
    why: "网页只有一个标题，读屏软件靠它认出这一页是什么。",
    fix: "只留第一个，其余改成 ## 或 ###。",
    example: Example {
        bad: "# 年度报告\n# 一、总体情况",
        good: "# 年度报告\n## 一、总体情况",
    },
    basis: Basis {
        text: "本工具的约定",
        mark: Mark::Derived,
    },
    policy: Policy::Adjustable,
};

/// Markdown that did not work: what the parser left as text, what it dropped, and
/// what the page has no place for.
pub static MD05: Code = Code {
    id: "MD05",
    name: "markup-that-did-not-work",
    title: "标记没有起作用，会照样印出来或者丢字",
    level: Level::Error,
    what: "没有做成的链接、标题、表格、加粗、脚注；表格里多出来的格、紧跟在表格下面的一行；标题里的图片和链接；没有文字的链接；代码块第一行上的字。没有写 https:// 的网址（www.…）只提示。",
    why: "井号、竖线、方括号印在网页上，读者看不懂；丢掉的字没有人会发现。",
    fix: "照提示改写。就是要显示这个符号，前面加反斜杠 \\。",
    example: Example {
        bad: "见[目录]（files/目录.pdf）。",
        good: "见[目录](files/目录.pdf)。",
    },
    basis: Basis {
        text: "写了的字都要在网页上，网页上没有多余的符号",
        mark: Mark::Derived,
    },
    policy: Policy::Fixed {
        why: "没有起作用的标记会丢字，或者照样印在网页上",
    },
};

/// What a text from a word processor brings along.
pub static MD06: Code = Code {
    id: "MD06",
    name: "pasted-structure",
    title: "从 Word 带来的落款、表格、符号",
    level: Level::Warning,
    what: "report.md 末尾的单位名称和日期；表二、表三、表四抄在正文里；正文里别人看不见的 Word 符号。行首的 •、●、➢ 自动变成列表，不算。",
    why: "落款和表格由程序按 report.yaml 印，再写就印两遍；Word 的符号在别人的电脑上是方框或者空白。",
    fix: "核对以后删掉 report.md 里的落款和表格；符号换成 √、□ 这样的字符。",
    example: Example {
        bad: "特此报告。\n\n示例县青禾镇人民政府\n2026年1月12日",
        good: "特此报告。\n（落款由程序印；report.yaml 里写  成文日期: 2026-01-12）",
    },
    basis: Basis {
        text: "网页上的落款由程序印，是本工具的约定",
        mark: Mark::Derived,
    },
    policy: Policy::Adjustable,
};

/// A heading whose level leaves one out.
pub static MD07: Code = Code {
    id: "MD07",
    name: "skipped-heading-level",
    title: "小标题跳了级",
    level: Level::Warning,
    what: "标题比上一个标题低了两级以上，如 ## 下面直接是 ####。网页的标题算一级。每个文件说一次。",
    why: "读屏软件按级别读出标题，跳了级，听的人以为漏了一段。",
    fix: "少写一个井号，让级别挨着：# 下面是 ##，## 下面是 ###。",
    example: Example {
        bad: "## 一、总体情况\n#### （一）主动公开",
        good: "## 一、总体情况\n### （一）主动公开",
    },
    basis: Basis {
        text: "GB/T 37668-2019 信息无障碍的要求",
        mark: Mark::Derived,
    },
    policy: Policy::Adjustable,
};

/// Characters that nobody sees, and those that look like others. Found while files
/// are read, because every rule must read the text without them.
pub static TXT09: Code = Code {
    id: "TXT09",
    name: "invisible-or-look-alike-character",
    title: "有看不见的字符，或者冒充别的字的字符",
    level: Level::Warning,
    what: "零宽空格、软连字符、文字方向控制符等看不见的字符；Word 的不换行空格等特殊空格；部首字（⼀）、兼容汉字；英文词里混进的俄文、希腊字母（ОА）。每个文件说一次。表情、少数民族文字里该有的不算。",
    why: "从 Word、网页、PDF 粘贴时带进来，眼睛看不出，搜索却搜不到，数字、名称也会被当成另外的。检查时和生成的网页上，看不见的去掉，特殊空格当作普通空格，部首字、兼容汉字当作普通汉字；冒充英文的字母照原样显示。",
    fix: "运行 gongkai check --fix：看不见的删掉，特殊空格换成普通空格（汉字之间的删掉），部首字换成普通汉字，冒充的字母换成英文字母。",
    example: Example {
        bad: "收到申请4〔U+200B〕件",
        good: "收到申请4件",
    },
    basis: Basis {
        text: "本工具的约定",
        mark: Mark::Derived,
    },
    policy: Policy::Adjustable,
};
