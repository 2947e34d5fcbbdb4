//! One line as somebody may have typed it who meant a file head: a fence, an
//! entry with a key that heads know, the mark of a draft.

use crate::prose::odd::is_invisible;
use crate::prose::{closest, fold, is_cjk};

/// What a line looks like to the eye.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape<'l> {
    Blank,
    /// Three dashes, or what is easily typed for them.
    Fence,
    Entry(Entry<'l>),
    Other,
}

/// A name with something after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry<'l> {
    pub key: &'l str,
    pub value: &'l str,
    /// Whether it stands there without list marks, bold face and the like.
    pub plain: bool,
    /// Whether the colon is the one that YAML asks for.
    pub ascii: bool,
}

/// No entry of a head needs more; a paragraph is passed over unread.
const LONGEST: usize = 240;

/// The longest name that holds 草稿, in characters.
const KEY: usize = 6;

/// Within how many characters a name ends, with what stands around it.
const LETTERS: usize = 24;

/// What may be typed in place of a dash in a line that looks like a fence.
const DASHES: &str = "-－﹣—–‐‑‒―−─━﹘ーｰ_＿*＊=＝+＋~～";

/// What stands around an entry and is no part of it: marks of lists, quotes,
/// headings, tables, bold face, code and comments.
const DRESS: &str = ">＞#＃*＊_`·•●○■◆|｜\"'“”‘’「」【】[]［］()（）{}｛｝<!-－—\\、";

/// What a name and its value may be divided by.
const DIVIDERS: [char; 11] = [':', '：', '=', '＝', '∶', '﹕', '︰', '꞉', '|', '｜', '\t'];

/// A line without the white space and invisible characters around it.
pub fn bare(line: &str) -> &str {
    line.trim_matches(|c: char| c.is_whitespace() || c.is_control() || is_invisible(c))
}

pub fn shape(line: &str) -> Shape<'_> {
    if line.len() > LONGEST {
        return Shape::Other;
    }
    let line = bare(line);
    if line.is_empty() {
        Shape::Blank
    } else if is_fence(line) {
        Shape::Fence
    } else {
        entry(line).map_or(Shape::Other, Shape::Entry)
    }
}

/// Dashes of any kind and number, a fence of code, dots as YAML ends with.
fn is_fence(line: &str) -> bool {
    let line = line.trim_start_matches(['>', ' ', '\\']);
    let marks = line.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == ' ');
    let info = line[marks.len()..].trim().to_ascii_lowercase();
    if !matches!(info.as_str(), "" | "yaml" | "yml" | "toml" | "json") {
        return false;
    }
    if matches!(marks, "<!--" | "-->") {
        return true;
    }
    let dashes = marks.chars().filter(|c| *c != ' ');
    let (mut count, mut long) = (0, false);
    for c in dashes {
        if !DASHES.contains(c) && !"`·.。…".contains(c) {
            return false;
        }
        count += 1;
        long |= matches!(c, '—' | '―' | '…' | '─' | '━');
    }
    count >= 2 || long
}

fn entry(line: &str) -> Option<Entry<'_>> {
    let dress = |c: char| DRESS.contains(c) || c.is_whitespace() || is_invisible(c);
    let inner = line.trim_start_matches(dress);
    let inner = inner.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let inner = inner.trim_start_matches(dress);
    let mut letters = inner.char_indices().take(LETTERS);
    let Some((at, _)) = letters.find(|(_, c)| DIVIDERS.contains(c)) else {
        return bare_mark(inner.trim_end_matches(dress));
    };
    let divider = inner[at..].chars().next()?;
    let (key, value) = (&inner[..at], &inner[at + divider.len_utf8()..]);
    let key = key.trim_matches(dress);
    if key.is_empty() {
        return None;
    }
    let dashes = |c: char| DASHES.contains(c);
    Some(Entry {
        key,
        value: value.trim_matches(dress).trim_end_matches(dashes).trim(),
        plain: inner.len() == line.len() && !is_row(line, value),
        ascii: divider == ':',
    })
}

/// Whether a line holds several labels, as the rows do that are pasted from the
/// head of a web page.
fn is_row(line: &str, value: &str) -> bool {
    line.contains(['|', '｜', '\t']) || value.contains(" :") || value.contains(": ")
}

/// 草稿 with nothing to divide it from what follows, or with nothing at all.
fn bare_mark(words: &str) -> Option<Entry<'_>> {
    let key = words.get(..6).filter(|key| *key == "草稿");
    let key = key.or_else(|| {
        words
            .get(..5)
            .filter(|key| key.eq_ignore_ascii_case("draft"))
    })?;
    let value = words[key.len()..].trim();
    let is_mark = value.is_empty() || value.is_ascii() && is_word(value) || value == "是";
    is_mark.then_some(Entry {
        key,
        value,
        plain: false,
        ascii: false,
    })
}

/// The mark of a draft in a line that holds several entries.
pub fn inside(line: &str) -> Option<Entry<'_>> {
    let (before, rest) = line.split_once("草稿").filter(|_| line.len() <= LONGEST)?;
    let rest = rest.trim_start_matches(|c: char| "\"'”*_` 　".contains(c));
    let value = rest.strip_prefix(DIVIDERS)?;
    let value = value
        .split([',', '，', ';', '；', '}', '｝'])
        .next()?
        .trim();
    // 草稿 is no key where it is the end of another word.
    let word = before.chars().next_back().is_some_and(is_cjk);
    (!word && is_word(value)).then_some(Entry {
        key: "草稿",
        value,
        plain: false,
        ascii: false,
    })
}

impl Entry<'_> {
    /// Whether the key is one of these, by either name.
    pub fn is_among<'k>(&self, mut names: impl Iterator<Item = &'k str>) -> bool {
        let key = fold(self.key).to_lowercase();
        names.any(|name| name == key)
    }

    /// Whether it says that the file is a draft, or that it is none.
    pub fn marks_a_draft(&self) -> bool {
        let key = fold(self.key).to_lowercase();
        match key.as_str() {
            "草稿" | "draft" => is_flag(self.value) || is_short(self.value),
            "状态" | "status" => {
                matches!(fold(self.value).to_lowercase().as_str(), "草稿" | "draft")
            }
            _ => means_draft(&key) && is_word(self.value),
        }
    }

    /// Whether what follows the name is yes, no, or nothing.
    pub fn is_flagged(&self) -> bool {
        is_flag(self.value) || !matches!(fold(self.key).as_str(), "草稿" | "draft")
    }

    /// Whether it says so in words that need no other line to be understood,
    /// wherever they stand.
    pub fn surely_marks_a_draft(&self) -> bool {
        let key = fold(self.key).to_lowercase();
        matches!(key.as_str(), "草稿" | "draft") && is_flag(self.value) && !self.value.is_empty()
    }

    /// Whether it says that the file is no draft.
    pub fn denies(&self) -> bool {
        let value = fold(plain_value(self.value)).to_lowercase();
        let no = ["false", "no", "off", "n", "f", "0", "否", "假", "不是", "×"];
        no.contains(&value.as_str()) || closest(&value, ["false"].into_iter()).is_some()
    }
}

/// A slip for 草稿 or `draft`, or a longer name that holds it.
fn means_draft(key: &str) -> bool {
    let length = key.chars().count();
    let slip = length == 2 && (key.starts_with('草') || key.ends_with('稿') && is_like_grass(key));
    let longer = length <= KEY && key.contains("草稿");
    slip || longer || key == "caogao" || closest(key, ["draft"].into_iter()).is_some()
}

fn is_like_grass(key: &str) -> bool {
    key.starts_with(|c| "早卓操曹苹茸单".contains(c))
}

/// Without a comment and a mark at its end.
fn plain_value(value: &str) -> &str {
    let value = value.split(" #").next().unwrap_or_default();
    value.trim_matches(|c: char| c.is_whitespace() || "。，；,;.!！|｜*_`\"'“”‘’".contains(c))
}

/// Yes or no, in any spelling that people try.
fn is_flag(value: &str) -> bool {
    const WORDS: [&str; 26] = [
        "", "yes", "no", "on", "off", "y", "n", "t", "f", "1", "0", "是", "否", "真", "假", "对",
        "错", "是的", "不是", "√", "✓", "✔", "☑", "×", "null", "~",
    ];
    let value = fold(plain_value(value)).to_lowercase();
    WORDS.contains(&value.as_str()) || closest(&value, ["true", "false"].into_iter()).is_some()
}

/// Yes or no as a word: a number after another name is one.
fn is_word(value: &str) -> bool {
    let value = plain_value(value);
    !value.is_empty() && !value.starts_with(|c: char| c.is_numeric()) && is_flag(value)
}

/// Too short for a sentence.
fn is_short(value: &str) -> bool {
    value.chars().count() <= 8 && !value.contains(['，', '。', '；', ',', ';', '、'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_is_typed_for_dashes_is_a_fence() {
        for line in [
            "---",
            " --- ",
            "--",
            "-----",
            "- - -",
            "———",
            "——",
            "—",
            "－－－",
            "–––",
            "‐‐‐",
            "—-",
            "—--",
            "***",
            "===",
            "___",
            "+++",
            "~~~",
            "```",
            "```yaml",
            "``` yml",
            "---yaml",
            "...",
            "……",
            "> ---",
            "\u{feff}---",
            "\u{200b}---",
            "　---",
            "<!--",
            "-->",
            "···",
            "＝＝＝",
        ] {
            assert_eq!(shape(line), Shape::Fence, "{line:?}");
        }
        for line in [
            "-",
            "- 一",
            "*",
            "```rust",
            "--- 以下",
            "字",
            "# ---",
            "1",
            ".",
        ] {
            assert_ne!(shape(line), Shape::Fence, "{line:?}");
        }
    }

    #[test]
    fn a_draft_is_marked_in_many_ways() {
        let marks =
            |line: &str| matches!(shape(line), Shape::Entry(entry) if entry.marks_a_draft());
        for line in [
            "草稿: true",
            "草稿：true",
            "草稿:true",
            "草稿 ：是",
            "草稿: “true”",
            "草稿: 真",
            "草稿: 1",
            "草稿: yes",
            "草稿: ture",
            "草稿:",
            "草稿: 第二稿",
            "draft: true",
            "Draft = true",
            "DRAFT: True",
            "- 草稿: true",
            "* 草稿：是",
            "1. 草稿: true",
            "> 草稿: true",
            "# 草稿: true",
            "**草稿**: true",
            "**草稿：** 是",
            "**草稿: true**",
            "`草稿: true`",
            "| 草稿 | true |",
            "<!-- 草稿: true -->",
            "【草稿】：是",
            "（草稿：是）",
            "草搞: true",
            "草 稿: true",
            "操稿: true",
            "drfat: true",
            "是否草稿：是",
            "状态: 草稿",
            "　草稿: true",
            "\u{200b}草稿: true",
            "草稿: true # 先不发",
            "草稿\ttrue",
            "“草稿”: true",
            "草稿 true",
            "草稿 是",
            "草稿",
            "（草稿）",
            "# 草稿",
            "【草稿】",
            "draft",
            "草稿: false",
            "草稿：否。",
            "草稿∶是",
        ] {
            assert!(marks(line), "{line:?} {:?}", shape(line));
        }
        for line in [
            "草稿：由办公室起草，经镇长审定后印发。",
            "标题: true",
            "起草: 张三",
            "本草稿不对外公开",
            "草案: 已公开",
            "定稿: 是",
            "审稿: 是",
            "草稿箱里的邮件: 3",
            "这是一份草稿。",
            "规范性文件草稿: 征求意见",
            "问题: 是",
            "草稿是写给自己看的",
            "草稿纸",
            "draft law",
        ] {
            assert!(!marks(line), "{line:?}");
        }
    }
}
