//! Words that are right in some company and slips in other: 登陆 of a site,
//! 依法申请公开 as a name, 的 where 地 belongs.

use std::ops::Range;

use crate::prose::is_cjk_punctuation;

use crate::check::char_set::{Haystack, Word, words};

/// What is typed at a place, and what was meant.
pub type Meant = (Range<usize>, String);

static LAND: Word = Word::new("登陆");
static EFFECT: Word = Word::new("实效性");
static APPLIED: Word = Word::new("依法申请公开");
static REVIEW: Word = Word::new("信息公开审");
static CALL: Word = Word::new("请于");
static OF: Word = Word::new("的");
static NOT_YET: [Word; 4] = words(["为收到", "为发生", "为收取", "为出现"]);

/// Every such slip of a text. Linear in it.
pub fn collocations(phrase: &Haystack<'_>) -> Vec<Meant> {
    let text = phrase.text;
    let mut found = Vec::new();
    found.extend(phrase.hits(&LAND).filter_map(|at| land(text, at)));
    found.extend(phrase.hits(&EFFECT).filter_map(|at| effect(text, at)));
    found.extend(phrase.hits(&APPLIED).filter_map(|at| applied(text, at)));
    found.extend(phrase.hits(&REVIEW).filter_map(|at| review(text, at)));
    found.extend(phrase.hits(&CALL).filter_map(|at| call(text, at)));
    for word in &NOT_YET {
        found.extend(phrase.hits(word).filter_map(|at| not_yet(text, at)));
    }
    found.extend(phrase.hits(&OF).filter_map(|at| manner(text, at)));
    found
}

/// How many bytes on either side of a word are looked at.
const LONGEST: usize = 240;

/// The clause before a place, and the one behind it.
fn clause(text: &str, range: Range<usize>) -> (&str, &str) {
    const ENDS: [char; 8] = ['，', '。', '；', '、', '：', ',', ';', '\n'];
    // A text of megabytes may have no mark in it.
    let (first, last) = (range.start.saturating_sub(LONGEST), range.end + LONGEST);
    let before = &text[..range.start];
    let before = &before[before.ceil_char_boundary(first)..];
    let start = before.rfind(ENDS).map_or(0, |at| {
        at + before[at..].chars().next().map_or(1, char::len_utf8)
    });
    let behind = &text[range.end..];
    let behind = &behind[..behind.floor_char_boundary(last - range.end)];
    let end = behind.find(ENDS).unwrap_or(behind.len());
    (&before[start..], &behind[..end])
}

fn any(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}

fn starts(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.starts_with(word))
}

fn ends(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.ends_with(word))
}

/// Whether a text ends here, or a mark follows.
fn stops(text: &str) -> bool {
    text.chars().next().is_none_or(is_cjk_punctuation)
}

/// 登陆网站; a storm may 登陆.
fn land(text: &str, at: usize) -> Option<Meant> {
    const SITES: [&str; 16] = [
        "网站",
        "网址",
        "平台",
        "系统",
        "门户",
        "账号",
        "帐号",
        "公众号",
        "小程序",
        "后台",
        "客户端",
        "http",
        "www",
        "官网",
        "网页",
        "专栏",
    ];
    const STORMS: [&str; 4] = ["台风", "飓风", "热带", "沿海"];
    let range = at..at + LAND.text.len();
    let (before, behind) = clause(text, range.clone());
    let site = any(behind, &SITES) || any(before, &["网站", "账号", "平台", "系统"]);
    let near = text.ceil_char_boundary(at.saturating_sub(LONGEST))..at;
    (site && !any(&text[near], &STORMS) && !any(behind, &STORMS))
        .then(|| (range, "登录".to_owned()))
}

/// 实效性 where it is said how soon something came; what is done may lack effect.
fn effect(text: &str, at: usize) -> Option<Meant> {
    const DEEDS: [&str; 13] = [
        "培训", "活动", "宣传", "演练", "学习", "措施", "会议", "互动", "载体", "形式", "解读",
        "检查", "监督",
    ];
    let range = at..at + EFFECT.text.len();
    let (before, _) = clause(text, range.clone());
    let soon = ends(
        before,
        &[
            "更新的",
            "更新",
            "发布的",
            "发布",
            "信息发布缺乏",
            "更新缺乏",
            "发布缺乏",
            "信息缺乏",
        ],
    );
    let lacking = before.ends_with("缺乏") && !any(before, &DEEDS);
    (soon || lacking).then(|| (range, "时效性".to_owned()))
}

/// 依法申请公开 as the name of a kind of disclosure, which is 依申请公开; a
/// person may 依法申请公开 something.
fn applied(text: &str, at: usize) -> Option<Meant> {
    const NAMED: [&str; 24] = [
        "情况", "工作", "方面", "受理", "办理", "渠道", "数", "件", "目录", "指南", "流程", "制度",
        "答复", "平台", "系统", "机制", "事项", "栏", "表", "类", "为", "共", "和", "量",
    ];
    let range = at..at + APPLIED.text.len();
    let (before, behind) = (&text[..at], &text[range.end..]);
    let named = starts(behind, &NAMED) || behind.starts_with(|c: char| c.is_ascii_digit());
    let listed = ends(
        before,
        &["主动公开和", "主动公开、", "主动公开与", "主动公开及"],
    );
    // A heading: （二）依法申请公开。
    let heads = before.is_empty() || before.ends_with(['）', ')', '、', '.', '\n', '．']);
    let heading = heads && stops(behind);
    (named || listed || heading).then(|| (range, "依申请公开".to_owned()))
}

/// 信息公开审， where 审查 was cut short.
fn review(text: &str, at: usize) -> Option<Meant> {
    let range = at..at + REVIEW.text.len();
    let behind = &text[range.end..];
    let cut = behind.starts_with(['，', '。', '、', '；']) || starts(behind, &["制度", "机制"]);
    cut.then(|| (range, "信息公开审查".to_owned()))
}

/// 请于…联系, where 与 was meant; one may be asked 于 a time.
fn call(text: &str, at: usize) -> Option<Meant> {
    const MOST: usize = 24;
    let range = at..at + CALL.text.len();
    let (_, behind) = clause(text, range.clone());
    let name = &behind[..behind.find("联系")?];
    let time = name.contains([
        '与', '同', '向', '跟', '日', '时', '前', '天', '周', '月', '内', '间', '打', '拨',
    ]);
    let sound = !name.is_empty() && name.chars().count() <= MOST && !time;
    (sound && !behind.contains("联系会")).then(|| (range, "请与".to_owned()))
}

/// 2025年为收到申请, where 未 was meant.
fn not_yet(text: &str, at: usize) -> Option<Meant> {
    let before = &text[..at];
    let slip = before.ends_with(['年', '镇', '乡', '局', '办', '关', '均', '度']);
    let range = at..at + '为'.len_utf8();
    slip.then(|| (range, "未".to_owned()))
}

/// What is said of how a thing is done.
const MANNERS: [&str; 26] = [
    "较好", "更好", "很好", "及时", "有效", "准确", "全面", "认真", "扎实", "切实", "不断", "积极",
    "主动", "严格", "深入", "充分", "高效", "圆满", "顺利", "稳妥", "有序", "快速", "迅速", "逐步",
    "妥善", "依法",
];

// What follows makes these nouns.
const DONE: [&str; 2] = ["完成", "满足"];
const NOUNS: [&str; 17] = [
    "情况", "率", "质量", "时间", "效果", "度", "进", "比", "结果", "者", "数", "标", "感", "条件",
    "方式", "程", "是",
];
// What follows shows that these are verbs.
const VERBS: [&str; 22] = [
    "公开", "公布", "发布", "开展", "推进", "落实", "保障", "解决", "提高", "提升", "推动", "执行",
    "履行", "办理", "答复", "回应", "处理", "服务", "促进", "发挥", "贯彻", "做好",
];
const OBJECTS: [&str; 37] = [
    "政府",
    "各",
    "相关",
    "有关",
    "全",
    "本",
    "我",
    "群众",
    "人民",
    "公众",
    "社会公众",
    "广大",
    "企业",
    "上级",
    "重大",
    "重点",
    "涉及",
    "《",
    "“",
    "政务",
    "任务",
    "职责",
    "条例",
    "党",
    "国家",
    "法定",
    "年度",
    "申请",
    "诉求",
    "问题",
    "每",
    "一",
    "财政",
    "预算",
    "决算",
    "于",
    "工作",
];
/// Only a verb stands behind these.
const TOWARDS: [&str; 4] = ["向社会", "向公众", "向群众", "向全社会"];

/// 较好的完成了任务, where 地 belongs.
fn manner(text: &str, at: usize) -> Option<Meant> {
    let (before, behind) = (&text[..at], &text[at + OF.text.len()..]);
    let first = behind.chars().next()?;
    if !"完满公发开推落保解提执履办答回处服促贯做向".contains(first) {
        return None;
    }
    // 及时有效的公开.
    let mut start = at;
    while let Some(word) = MANNERS
        .iter()
        .find(|word| before[..start].ends_with(**word))
    {
        start -= word.len();
    }
    let begins = |words: &[&'static str]| {
        let mut words = words.iter().copied();
        words.find(|word| behind.starts_with(word))
    };
    let (towards, done) = (begins(&TOWARDS), begins(&DONE));
    let verb = towards.or(done).or_else(|| begins(&VERBS))?;
    let range = start..at + OF.text.len() + verb.len();
    let slip = towards.is_some() || is_done(text, &range, done.is_some());
    let manner = Some(&before[start..]).filter(|manner| !manner.is_empty() && slip)?;
    Some((range, format!("{manner}地{verb}")))
}

/// Whether something is done where the adverb and the verb stand: `nouns` if what
/// follows may make a noun of the verb.
fn is_done(text: &str, range: &Range<usize>, nouns: bool) -> bool {
    const AS_NOUNS: [&str; 8] = ["做到", "进行", "得到", "给予", "实现", "要求", "有", "是"];
    const SUBJECTS: [&str; 5] = ["信息", "内容", "事项", "文件", "政策"];
    let (ahead, object) = clause(text, range.clone());
    let rest = &text[range.end..];
    let near: String = object.chars().take(10).collect();
    let taken = starts(rest, &OBJECTS) && !near.contains('的');
    if rest.starts_with(['了', '好']) || taken {
        return true;
    }
    let plain = nouns && !starts(rest, &NOUNS) && (!stops(rest) || rest.starts_with('。'));
    let said = any(ahead, &SUBJECTS) && rest.starts_with(['。', '，']);
    (plain || said) && !any(ahead, &AS_NOUNS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_in_wrong_company_are_found() {
        for (text, shown, meant) in [
            ("公众可登陆县政府网站查询", "登陆", "登录"),
            ("更新不快，缺乏实效性", "实效性", "时效性"),
            ("信息发布的实效性不强", "实效性", "时效性"),
            ("（二）依法申请公开。", "依法申请公开", "依申请公开"),
            ("依法申请公开工作有序", "依法申请公开", "依申请公开"),
            ("主动公开和依法申请公开都有", "依法申请公开", "依申请公开"),
            ("逐步完善信息公开审，", "信息公开审", "信息公开审查"),
            ("如有疑问，请于石桥镇党政办公室联系", "请于", "请与"),
            ("2025年为收到申请", "为", "未"),
            ("较好的完成了各项任务", "较好的完成", "较好地完成"),
            ("更好的满足群众需要", "更好的满足", "更好地满足"),
            ("及时有效的公开政府信息", "及时有效的公开", "及时有效地公开"),
            (
                "各类信息及时准确的公布。",
                "及时准确的公布",
                "及时准确地公布",
            ),
            ("更好的服务群众", "更好的服务", "更好地服务"),
            (
                "及时准确的向社会公布",
                "及时准确的向社会",
                "及时准确地向社会",
            ),
        ] {
            let found = collocations(&Haystack::new(text));
            let shows: Vec<(&str, &str)> = found
                .iter()
                .map(|(range, meant)| (&text[range.clone()], meant.as_str()))
                .collect();
            assert_eq!(shows, [(shown, meant)], "{text}");
        }
    }

    #[test]
    fn words_in_good_company_are_not() {
        for text in [
            "台风登陆后，平台及时发布信息",
            "登陆点在石桥镇",
            "培训缺乏实效性，增强政务公开实效性",
            "公民可以依法申请公开政府信息",
            "信息公开审查、信息公开审批",
            "请于工作日与办公室联系，请于3月1日前联系办公室",
            "行为为收到，因为发生火灾",
            "较好的完成情况，更好的服务，提供更好的满足感",
            "及时有效的公开渠道，准确的公布方式",
            "做到及时准确的公布。",
            "有效的解决问题的办法",
            "是及时有效的公开",
            "较好的公开效果",
        ] {
            assert_eq!(collocations(&Haystack::new(text)), [], "{text}");
        }
    }
}
