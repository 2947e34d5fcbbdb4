//! Marks that say that a paper is secret or for inside use: 密级：秘密,
//! 机密★10年, 内部资料 注意保存. A sentence about secrets is none.

use std::ops::Range;

use crate::check::char_set::{Haystack, List};

/// The grades of secrets.
const GRADES: [&str; 3] = ["绝密", "机密", "秘密"];

/// Without any of these there is no mark.
static SIGNS: List<9> = List::new([
    "★", "☆", "密级", "密 级", "内部", "外传", "外泄", "机密", "绝密",
]);

/// What a line says that is for inside use.
const INSIDE: [&str; 22] = [
    "仅供内部使用",
    "仅供内部参考",
    "仅供内部传阅",
    "仅供内部掌握",
    "仅限内部使用",
    "仅限内部传阅",
    "供内部使用",
    "供内部参考",
    "限内部使用",
    "仅供内部",
    "内部使用",
    "内部参考",
    "内部传阅",
    "内部资料",
    "内部文件",
    "内部材料",
    "内部刊物",
    "不得外传",
    "不得外泄",
    "严禁外传",
    "请勿外传",
    "禁止外传",
];

/// What may stand with it on the line.
const BESIDE: [&str; 16] = [
    "注意保存",
    "注意保密",
    "注意保管",
    "妥善保管",
    "妥善保存",
    "阅后收回",
    "阅后即焚",
    "用后收回",
    "会后收回",
    "严格保密",
    "请",
    "为",
    "属",
    "切勿公开",
    "不得公开",
    "勿外传",
];

/// How a paper speaks of itself: 本资料仅供内部使用.
const ITSELF: [&str; 12] = [
    "文件",
    "资料",
    "材料",
    "件",
    "文",
    "报告",
    "名单",
    "手册",
    "册",
    "表",
    "内容",
    "通讯录",
];
const SELF_INSIDE: [&str; 11] = [
    "仅供内部",
    "供内部",
    "仅限内部",
    "限内部",
    "为内部",
    "属内部",
    "属于内部",
    "系内部",
    "不得外传",
    "严禁外传",
    "请勿外传",
];

/// The first mark in a text. A cell of a table may hold a grade as a value, so
/// there a bare grade is none. Linear.
pub fn mark(text: &Haystack<'_>, is_cell: bool) -> Option<Range<usize>> {
    let bare = !is_cell && text.text.len() < 60 && text.says("密");
    if !bare && !text.says_one(&SIGNS) {
        return None;
    }
    let text = text.text;
    graded(text)
        .or_else(|| itself(text))
        .or_else(|| bare_grade(text).filter(|_| !is_cell))
        .or_else(|| pieces(text).find(|piece| is_inside(&text[piece.clone()], is_cell)))
}

/// 秘密★1年, 密级：机密.
fn graded(text: &str) -> Option<Range<usize>> {
    let all = GRADES.iter().flat_map(|grade| text.match_indices(grade));
    let found = all.filter_map(|(at, grade)| {
        let end = at + grade.len();
        let after = text[end..].trim_start();
        if after.starts_with(['★', '☆']) {
            return Some(at..end);
        }
        let before = text[..at].trim_end_matches(['【', '[', '〔', '“', ' ', '\u{3000}']);
        let before = before.strip_suffix(['：', ':'])?.trim_end();
        let key = before.strip_suffix('级')?.trim_end().strip_suffix('密')?;
        // 密级：秘密、机密 explains what grades there are.
        let after = after.strip_prefix('级').unwrap_or(after);
        let listed = after.starts_with(['、', '/', '或', '和']);
        (!listed).then_some(key.len()..end)
    });
    found.min_by_key(|range| range.start)
}

/// 本资料仅供内部使用.
fn itself(text: &str) -> Option<Range<usize>> {
    let own = text.match_indices(['本', '此', '该']);
    own.filter_map(|(at, this)| {
        let rest = &text[at + this.len()..];
        let paper = ITSELF.iter().find(|paper| rest.starts_with(**paper))?;
        let says = &rest[paper.len()..];
        let inside = SELF_INSIDE.iter().find(|words| says.starts_with(**words))?;
        let length = this.len() + paper.len() + inside.len();
        Some(at..at + length)
    })
    .next()
}

/// What may be a mark by itself: lines, and what stands in brackets.
fn pieces(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let ends = [
        '\n', '（', '）', '(', ')', '【', '】', '[', ']', '〔', '〕', '\t',
    ];
    let mut at = 0;
    text.split(ends).map(move |piece| {
        let start = at;
        let end = start + piece.len();
        at = end + text[end..].chars().next().map_or(0, char::len_utf8);
        start..end
    })
}

/// A line that is nothing but a grade, as at the head of a paper.
fn bare_grade(text: &str) -> Option<Range<usize>> {
    let mut start = 0;
    text.split('\n').find_map(|line| {
        let range = start..start + line.len();
        start = range.end + 1;
        GRADES.contains(&line.trim()).then_some(range)
    })
}

/// Whether a piece consists of nothing but words of a mark for inside use.
fn is_inside(piece: &str, is_cell: bool) -> bool {
    let gap = |c: char| c.is_whitespace() || "，,。.；;！!、·".contains(c);
    let mut rest = piece.trim_matches(gap);
    if rest.chars().count() > 40 {
        return false;
    }
    // A column may say of each paper that it is 内部使用.
    let plain = ["外传", "外泄", "仅供", "仅限", "注意", "保管", "收回"];
    if is_cell && !plain.iter().any(|word| rest.contains(word)) {
        return false;
    }
    let mut inside = false;
    while !rest.is_empty() {
        let longest = |words: &'static [&'static str]| {
            let fits = words.iter().filter(|word| rest.starts_with(**word));
            fits.max_by_key(|word| word.len())
        };
        let (word, says) = match (longest(&INSIDE), longest(&BESIDE)) {
            (Some(word), _) => (word, true),
            (None, Some(word)) => (word, false),
            (None, None) => return false,
        };
        inside |= says;
        rest = rest[word.len()..].trim_start_matches(gap);
    }
    inside
}
