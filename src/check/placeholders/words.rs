//! Words by which templates ask for something, and which a finished text
//! never says: 待填, （请填写）, 此处填写, 某某镇.

use std::ops::Range;

use crate::check::char_set::List;

use super::around::{after, before, body, ends, is_alphanumeric, is_mark, is_space, surname};
use super::{Reader, Sought};

/// How requests begin or end that stand anywhere in a text.
static REQUESTS: List<9> = List::new([
    "该部分以表格形式报告",
    "填写单位名称",
    "请替换",
    "此处",
    "在此",
    "网址）",
    "名称）",
    "全称）",
    "具体数",
]);

/// Whatever stands beside them but letters and digits.
static TASKS: List<4> = List::new(["TODO", "TBD", "FIXME", "Lorem"]);

/// The longest request in a bracket that is looked at, in bytes.
const LONGEST: usize = 48;

/// What is still to be done with a place, not with a thing.
static WAITING: List<12> = List::new([
    "待写",
    "待填",
    "待补",
    "待定",
    "待核",
    "待录",
    "待确认",
    "待明确",
    "待更新",
    "待完善",
    "待提供",
    "待报",
]);

/// What asks for words where it begins a bracket.
static ASKING: List<12> = List::new([
    "根据实际情况修改",
    "以下为示例",
    "补充具体",
    "后补",
    "请填",
    "填数",
    "填写",
    "填入",
    "请补充",
    "请输入",
    "请写",
    "请根据实际",
]);

static OTHERS: List<4> = List::new(["某某", "具体网址", "（待", "填写）"]);

pub(super) fn first(sought: &Sought<'_>) -> Option<Range<usize>> {
    let phrase = sought.phrase;
    let text = phrase.text;
    let requests = REQUESTS.among(&phrase.letters).filter_map(|word| {
        let mut hits = phrase.hits(word);
        hits.find_map(|at| request(text, word.text, at))
    });
    let tasks = TASKS.among(&phrase.letters).filter_map(|word| {
        let end = |at: usize| at + word.text.len();
        let alone = |at: &usize| {
            !is_alphanumeric(before(text, *at)) && !is_alphanumeric(after(text, end(*at)))
        };
        let at = phrase.hits(word).find(alone)?;
        Some(at..end(at))
    });
    let waiting = WAITING.among(&phrase.letters).filter_map(|word| {
        let mut hits = phrase.hits(word);
        hits.find_map(|at| waiting(sought, word.text, at))
    });
    let asking = ASKING.among(&phrase.letters).filter_map(|word| {
        let mut hits = phrase.hits(word);
        hits.find_map(|at| asking(sought, at))
    });
    let others = OTHERS.among(&phrase.letters).filter_map(|word| {
        let mut hits = phrase.hits(word);
        hits.find_map(|at| other(sought, word.text, at))
    });
    let all = requests
        .chain(tasks)
        .chain(waiting)
        .chain(asking)
        .chain(others);
    all.min_by_key(|range| range.start)
}

/// 此处填写 and the like, whatever stands beside it.
fn request(text: &str, word: &str, at: usize) -> Option<Range<usize>> {
    const HERE: [&str; 14] = [
        "填写", "填", "补充", "插入", "添加", "输入", "为空", "待", "粘贴", "省略", "略", "编辑",
        "键入", "写",
    ];
    let end = at + word.len();
    let rest = &text[end..];
    let begins = |bracket: &str| {
        let start = end - bracket.len();
        (text.get(start..end) == Some(bracket)).then_some(start..end)
    };
    match word {
        "此处" => HERE
            .iter()
            .find(|verb| rest.starts_with(**verb))
            .map(|verb| at..end + verb.len()),
        "在此" => {
            let verb = [
                "填写",
                "输入",
                "处填",
                "处输入",
                "处插入",
                "处补充",
                "处键入",
            ];
            let verb = verb.iter().find(|verb| rest.starts_with(**verb));
            verb.map(|verb| at..end + verb.len())
        }
        "网址）" => begins("（网址）").or_else(|| begins("（具体网址）")),
        "名称）" => [
            "（单位名称）",
            "（机关名称）",
            "（行政机关名称）",
            "（部门名称）",
        ]
        .iter()
        .find_map(|bracket| begins(bracket)),
        "全称）" => begins("（单位全称）").or_else(|| begins("（机关全称）")),
        "具体数" => {
            let kind = ["字）", "据）", "量）"]
                .iter()
                .find(|kind| rest.starts_with(**kind))?;
            let start = at - '（'.len_utf8().min(at);
            text[start..]
                .starts_with('（')
                .then(|| start..end + kind.len())
        }
        _ => Some(at..end),
    }
}

/// 待填 where nothing is named that waits for it: 期待填补 and 待填报的数据 are
/// other words.
fn waiting(sought: &Sought<'_>, word: &str, at: usize) -> Option<Range<usize>> {
    let text = sought.phrase.text;
    let length = text[at..].find(|c| is_mark(c) || is_space(c) || c == '\n');
    let content = &text[at..at + length.unwrap_or(text.len() - at)];
    let found = Some(at..at + content.len());
    // 待填写, 待补充, 待核实.
    if content.chars().count() > 3 {
        return None;
    }
    let whole = content.len() == text.trim_matches(|c| is_mark(c) || c.is_whitespace()).len();
    let bracket = opens(before(text, at)) || in_bracket(text, &(at..at + content.len()));
    let told = matches!(before(text, at), Some('：' | ':'));
    let strict = !matches!(sought.reader, Reader::Page | Reader::Applicant);
    match word {
        "待写" | "待填" => {
            let other = matches!(
                before(text, at),
                Some('期' | '等' | '亟' | '有' | '尚' | '仍' | '招' | '对')
            );
            found.filter(|_| !other)
        }
        "待补" => found.filter(|_| whole || bracket || told),
        // A notice may say that a day is not yet fixed.
        _ => found.filter(|_| strict && (whole || bracket || told)),
    }
}

/// （请填写…）: in a report nobody is asked to fill in anything. Other pages
/// tell people how to fill in a form.
fn asking(sought: &Sought<'_>, at: usize) -> Option<Range<usize>> {
    const FORMS: [&str; 10] = [
        "所需",
        "表",
        "申请",
        "附件",
        "说明",
        "真实",
        "姓名",
        "身份",
        "本人",
        "信息公开",
    ];
    const THINGS: [&str; 16] = [
        "具体", "实际", "内容", "名称", "全称", "数字", "数量", "情况", "单位", "日期", "时间",
        "文号", "网址", "电话", "地址", "条数",
    ];
    let text = sought.phrase.text;
    let last = text[..at].trim_end_matches(is_space).chars().next_back();
    let begins = last.is_none() && sought.reader == Reader::Field;
    if !opens(last) && !begins {
        return None;
    }
    let close = |c: char| "）)】]》〕}＞>\n".contains(c);
    let length = text[at..].find(close).unwrap_or(text.len() - at);
    let content = &text[at..at + length];
    let names = |words: &[&str]| words.iter().any(|word| content.contains(word));
    let polite = content.starts_with('请');
    let bare = ["请填写", "填写", "请填", "请补充"].iter().any(|word| {
        let rest = content.strip_prefix(word);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['：', ':', '，', ' ']))
    });
    let asks = match sought.reader {
        Reader::Report | Reader::Field => polite || names(&THINGS),
        Reader::Page | Reader::Applicant => polite && names(&THINGS) && !names(&FORMS),
    };
    // 填写问卷120份 tells what was done.
    let done = content.bytes().any(|byte| byte.is_ascii_digit());
    let bare = bare || content == "后补" || content.starts_with("以下为示例");
    (bare || asks && (polite || !done)).then_some(at..at + length)
}

fn other(sought: &Sought<'_>, word: &str, at: usize) -> Option<Range<usize>> {
    // What waits in a bracket: （待办公室提供）.
    const ENDS: [&str; 8] = [
        "审定", "提供", "核实", "核对", "确认", "填报", "完善", "明确",
    ];
    let text = sought.phrase.text;
    let range = at..at + word.len();
    let rest = &text[range.end..];
    let strict = matches!(sought.reader, Reader::Report | Reader::Field);
    match word {
        // 张某某 is a name that was masked.
        "某某" => (body(rest) && !surname(before(text, at))).then_some(range),
        "（待" => {
            let length = rest.find('）').filter(|length| *length <= LONGEST)?;
            let waits = strict && ENDS.iter().any(|end| rest[..length].ends_with(end));
            waits.then(|| at..range.end + length + '）'.len_utf8())
        }
        "填写）" => {
            let start = text[..at]
                .rfind('（')
                .filter(|start| at - start <= LONGEST)?;
            let told = text[start..at].bytes().any(|byte| byte.is_ascii_digit());
            (strict && !told).then_some(start..range.end)
        }
        _ => {
            let told = rest.trim_start_matches(['：', ':', '为', '是', ' ', '（', '(', '见']);
            let told = told.starts_with(|c: char| c.is_ascii_alphanumeric());
            (ends(rest.chars().next()) && !told).then_some(range)
        }
    }
}

/// Whether a bracket ends behind a stretch of text that began shortly before
/// it, as in （数据待补）.
fn in_bracket(text: &str, range: &Range<usize>) -> bool {
    let head = &text[..range.start];
    let start = head.rfind(['（', '(', '【', '〔', '[']);
    let inside = start.map(|start| &head[start..]);
    let short =
        inside.is_some_and(|inside| inside.chars().count() < 6 && !inside.contains(['，', '、']));
    short && text[range.end..].starts_with(['）', ')', '】', '〕', ']'])
}

fn opens(c: Option<char>) -> bool {
    c.is_some_and(|c| "（([［【〔{｛<＜《".contains(c))
}
