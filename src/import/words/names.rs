//! Names of public bodies, as titles and signatures have them.

use crate::form::simplified;
use crate::prose::is_cjk;

/// What the names of bodies end with.
const ENDS: [&str; 43] = [
    "人民政府",
    "政府",
    "办事处",
    "委员会",
    "管委会",
    "局",
    "厅",
    "委",
    "办",
    "办公室",
    "中心",
    "医院",
    "法院",
    "检察院",
    "学院",
    "学校",
    "中学",
    "小学",
    "大学",
    "幼儿园",
    "公司",
    "集团",
    "镇",
    "乡",
    "街道",
    "区",
    "县",
    "市",
    "省",
    "旗",
    "队",
    "站",
    "署",
    "银行",
    "协会",
    "联合会",
    "图书馆",
    "博物馆",
    "档案馆",
    "党校",
    "总工会",
    "团委",
    "研究院",
];

/// Whether a text may be the name of a body, or of two with a space between them.
pub fn is_body(text: &str) -> bool {
    let text = text.trim();
    let letters = text.chars().filter(|c| !c.is_whitespace());
    let proper = |c: char| is_cjk(c) || "（）()·、".contains(c) || c.is_whitespace();
    let plain: String = text.chars().map(simplified).collect();
    (3..=50).contains(&letters.count())
        && text.chars().all(proper)
        && !text.contains('年')
        && ENDS.iter().any(|end| plain.ends_with(end))
}

/// Whether two names may name one body: but for a letter, or one has the name of the
/// place above before it.
pub fn alike(a: &str, b: &str) -> bool {
    let [a, b] = [a, b].map(|name| -> Vec<char> {
        let letters = name.chars().filter(|c| !c.is_whitespace());
        letters.map(simplified).collect()
    });
    if a.is_empty() || b.is_empty() {
        return false;
    }
    if a.ends_with(&b) || b.ends_with(&a) || a.starts_with(&b) || b.starts_with(&a) {
        return true;
    }
    let slips = a.iter().zip(&b).filter(|(a, b)| a != b).count();
    a.len() == b.len() && a.len() >= 5 && slips <= 1
}
