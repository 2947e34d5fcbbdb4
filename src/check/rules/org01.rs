//! ORG01: the report is written by and about its own unit.

use crate::check::char_set::{Word, words};
use crate::check::finding::Finding;
use crate::check::narrative::Block;
use crate::check::rule::{Rule, Run};
use crate::check::scope::ReportScope;
use crate::diag::{Basis, Code, Example, Level, Mark, Policy};
use crate::prose::digit;
use crate::prose::place_names::{self, Mention, Place, mentions, own_part, place};
use crate::prose::text::Text;

static CODE: Code = Code {
    id: "ORG01",
    name: "other-organization",
    title: "把别的单位写成了本单位",
    level: Level::Error,
    what: "乡镇、街道、县区的年报里，别的同类单位当了句子的主语、联系单位、报告的作者或者落款；自称“我镇”“我乡”和本单位的类型不一样时只提醒。",
    why: "多半是从别的单位的年报抄来的，里面的数字和事情也可能是别人的。",
    fix: "改成本单位的名称，并把这一段的内容核对一遍。",
    example: Example {
        bad: "（青禾镇的年报）2025年，白桥镇人民政府认真落实……",
        good: "（青禾镇的年报）2025年，青禾镇人民政府认真落实……",
    },
    basis: Basis {
        text: "年报由本机关编制，是本工具的约定",
        mark: Mark::Derived,
    },
    policy: Policy::Adjustable,
};

pub static RULE: Rule = Rule {
    code: &CODE,
    run: Run::Report(check),
};

static NAMES: [Word; 7] = words(place_names::NAMES);

/// Words before a name that leave it the author or the one to contact.
const LEADS: [&str; 17] = [
    "请与",
    "可与",
    "请联系",
    "请致电",
    "请咨询",
    "联系单位",
    "联系",
    "现公布",
    "现将",
    "公布",
    "本报告由",
    "由",
    "与",
    "发布单位",
    "编制单位",
    "向",
    "请向",
];

/// No name of a place begins with these; so what runs up to the name is more
/// than a name, and is left alone.
const OTHERWISE: [&str; 30] = [
    "根据", "按照", "依据", "经", "和", "在", "对", "为", "通过", "及", "同", "受", "从", "到",
    "将", "把", "至", "使", "让", "并", "以", "各", "全", "本", "我", "该", "其", "邻", "乡",
    "上级",
];

/// Words in a sentence that make another unit a guest in it.
const TOGETHER: [&str; 8] = [
    "联合", "协作", "交流", "相邻", "邻近", "毗邻", "学习", "撤并",
];

fn check(scope: &ReportScope<'_>, findings: &mut Vec<Finding>) {
    let organization = &scope.unit.organization;
    let names = [
        scope.report.organization.as_str(),
        organization.name.as_str(),
    ];
    let short = organization.short_name.as_deref();
    // Most units are called in a report as they are everywhere.
    let names = &names[usize::from(names[0] == names[1])..];
    let names = names.iter().copied().chain(short);
    let own: Vec<Place<'_>> = names.filter_map(place).collect();
    let Some(first) = own.first() else { return };
    for (_, prose) in scope.words.saying(&NAMES) {
        for mention in mentions(&prose.text, first.group) {
            let (lead, name) = leading(&mention);
            let stem = own_part(name);
            let ours = own.iter().any(|own| same(own.stem, stem));
            if ours || is_odd(name, stem) || !speaks(prose.read(), &mention, lead) {
                continue;
            }
            let name = format!("{stem}{}", mention.class);
            let message = format!(
                "这里写的是“{name}”，本单位是“{}”",
                scope.report.organization
            );
            let start = mention.start + mention.run.len() - stem.len();
            let found = scope.words.place(prose, start..mention.end);
            let help = "改成本单位，这一段的内容也核对一遍";
            findings.push(Finding::new(found, message, help));
        }
    }
    findings.extend(self_reference(scope, &own));
}

fn same(own: &str, stem: &str) -> bool {
    own.ends_with(stem) || stem.ends_with(own)
}

/// The longest of `LEADS` before a name, and the name.
fn leading<'t>(mention: &Mention<'t>) -> (Option<&'static str>, &'t str) {
    let leads = LEADS.iter().filter(|lead| mention.run.starts_with(**lead));
    let lead = leads.max_by_key(|lead| lead.len()).copied();
    let name = lead.map_or(mention.run, |lead| &mention.run[lead.len()..]);
    (lead, name)
}

/// Whether a stem is no name of a place: 乡镇 and 县区 are none, and one of
/// one letter is hardly ever one.
fn is_odd(name: &str, stem: &str) -> bool {
    !(2..=4).contains(&stem.chars().count())
        || stem.ends_with(['乡', '镇', '县', '区', '个'])
        || OTHERWISE
            .iter()
            .any(|word| name.starts_with(word) || stem.starts_with(word))
}

/// Whether a mention makes the unit the subject of a sentence, the one to
/// contact, the author, or the signer.
fn speaks(text: Text<'_>, mention: &Mention<'_>, lead: Option<&str>) -> bool {
    let (before, after) = (&text[..mention.start], &text[mention.end..]);
    let statement = text.statement_around(mention.start);
    let earlier = &text[statement.start..mention.start];
    let sentence = &text[mention.end..statement.end];
    if TOGETHER
        .iter()
        .any(|word| sentence.contains(word) || earlier.contains(word))
    {
        return false;
    }
    let signs = before.trim().is_empty() && after.trim().is_empty();
    let reports = after
        .trim_start_matches(|c: char| digit(c).is_some() || "年度的".contains(c))
        .starts_with("政府信息公开");
    let contact = lead.is_some() && sentence.contains("联系");
    // A subject stands at the head of its clause, with a verb behind it.
    let head = before
        .chars()
        .next_back()
        .is_none_or(|c| "。；，,：:\n年度”".contains(c));
    let opens = earlier.chars().count() <= 12;
    let verb = after
        .chars()
        .next()
        .is_some_and(|c| !"、和与等及同的门网官联（(）)，,。；;：:”》".contains(c));
    signs || reports || contact || lead.is_none() && head && opens && verb
}

/// 我镇 in the report of a 乡 or a 街道, and the like.
fn self_reference(scope: &ReportScope<'_>, own: &[Place<'_>]) -> Option<Finding> {
    const GRASSROOTS: [&str; 3] = ["镇", "乡", "街道"];
    if own.iter().any(|own| !GRASSROOTS.contains(&own.class)) {
        return None;
    }
    let others = GRASSROOTS
        .into_iter()
        .filter(|class| !own.iter().any(|own| own.class == *class));
    for class in others {
        let word = format!("我{class}");
        let found = |prose: &Block| {
            prose
                .text
                .match_indices(&word)
                .map(|(at, _)| at)
                // 我乡镇, 我镇街 and 我镇村 speak of more than one's own.
                .find(|at| {
                    let next = prose.text[at + word.len()..].chars().next();
                    !next.is_some_and(|c| "镇乡街村".contains(c))
                })
        };
        let hit = scope
            .words
            .saying(&[word.as_str()])
            .find_map(|(_, prose)| Some((prose, found(prose)?)));
        if let Some((prose, at)) = hit {
            let place = scope.words.place(prose, at..at + word.len());
            let message = format!("自称“{word}”，本单位是“{}”", scope.report.organization);
            let help = "改成本单位的自称，看看是不是抄了别处的文字";
            return Some(Finding::new(place, message, help).level(Level::Warning));
        }
    }
    None
}
