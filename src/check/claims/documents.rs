//! Numbers of normative documents (table two, 第二十条第（一）项).

use crate::check::char_set::{Haystack, List, Word, words};
use crate::prose::figures::{Figure, plain};

use super::claim::{Context, What, counted};

const MEASURES: [&str; 6] = ["", "件", "份", "个", "部", "项"];
const OBJECTS: [&str; 3] = ["行政规范性文件", "规范性文件", "政府规范性文件"];
/// Dealings with documents that issue or repeal none, and documents that the
/// row does not count.
static ALIEN: List<26> = List::new([
    "梳理",
    "清理",
    "审查",
    "审核",
    "备案",
    "报备",
    "解读",
    "修改",
    "修订",
    "转发",
    "起草",
    "汇编",
    "征求",
    "评估",
    "规章",
    "党",
    "名义",
    "目录",
    "公众号",
    "网站",
    "平台",
    "专栏",
    "集中",
    "培训",
    "上级",
    "代拟",
]);
static ISSUED: [Word; 5] = words(["制发", "制定", "印发", "出台", "制订"]);
/// What is put before the public, of whatever age and whoever made it.
static SHOWN: [Word; 9] = words([
    "发布", "公开", "公布", "公示", "上传", "刊登", "登载", "录入", "展示",
]);
static REPEALED: [Word; 2] = words(["废止", "失效"]);

static NAMED: Word = Word::new("规范性文件");
static IN_FORCE: Word = Word::new("现行有效");

/// The documents of the government above, in the mouth of an office.
pub static GOVERNMENTS: [Word; 7] = words([
    "县政府规范",
    "市政府规范",
    "区政府规范",
    "县政府制发",
    "市政府制发",
    "区政府制发",
    "县级规范",
]);

pub fn classify(figure: &Figure<'_>, lead: &Haystack<'_>, context: &Context) -> Option<What> {
    if !MEASURES.contains(&figure.measure) {
        return None;
    }
    let named = lead.says(&NAMED) || !counted(figure, &OBJECTS).text.is_empty();
    let alien = || lead.says_one(&ALIEN) || lead.says_any(&SHOWN);
    if !(named || context.seen_documents) || alien() {
        return None;
    }
    let in_force = lead.says(&IN_FORCE);
    let repealed = lead.says_any(&REPEALED);
    let issued = lead.says_any(&ISSUED);
    if named {
        return match (issued, repealed, in_force) {
            (true, false, false) => (!context.part).then_some(What::Issued),
            (false, true, false) => Some(What::Repealed),
            (false, false, true) => Some(What::InForce),
            _ => None,
        };
    }
    // 废止1件，现行有效8件 after 制发规范性文件2件.
    let bare = plain(lead.text);
    let bare = bare.strip_suffix("件数").unwrap_or(bare);
    match bare {
        "现行有效" | "现行有效文件" => Some(What::InForce),
        "废止" | "宣布废止" | "废止文件" | "宣布失效" | "废止和失效" => {
            Some(What::Repealed)
        }
        _ if in_force || !(repealed && lead.says("文件")) => None,
        _ => Some(What::Repealed),
    }
}
