//! TXT09: characters that nobody sees, and those that look like others. Found
//! while files are read, because every rule must read the text without them.

use crate::check::rule::{Basis, Example, Mark, Rule, Run};
use crate::diag::Level;
use crate::parse::clean::RULE as ID;

pub static RULE: Rule = Rule {
    id: ID,
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
    run: Run::Reading,
};
