//! TXT05: words that are often mistaken for their neighbours.

use std::cmp::Reverse;
use std::ops::Range;

use crate::check::char_set::{Haystack, Word, words};
use crate::check::counted::Counted;
use crate::check::finding::Finding;
use crate::check::rule::{Rule, Run};
use crate::check::scope::ReportScope;
use crate::check::spelling::collocations::collocations;
use crate::check::spelling::confusables::{CONFUSABLE_INDEX, CONFUSABLES, CUT, CUT_INDEX};
use crate::check::spelling::corrected;
use crate::check::split_words::split_words;
use crate::diag::{Basis, Code, Example, Level, Mark, Policy};
use crate::parse::markdown::Kind;
use crate::prose::dates::Dated;
use crate::prose::is_cjk;
use crate::prose::sign_kinds::SignKinds;

static CODE: Code = Code {
    id: "TXT05",
    name: "mistaken-word",
    title: "容易用错的词",
    level: Level::Info,
    what: "日期前的“截止”（应为截至），“转结”（结转），“其它”（其他），“公开为原则”（公开为常态），“、以及”的顿号，日期、词中间的空格；一份词表里的固定搭配，如登陆网站（登录）、依法申请公开情况（依申请公开）、网络述求（诉求）、帐号（账号）、较好的完成了（地）、受理渠（渠道）。不查一般的错别字。",
    why: "公文里这些词有固定的写法；《条例》写的是“以公开为常态、不公开为例外”。",
    fix: "照提示改；日期里的空格删掉。",
    example: Example {
        bad: "截止2025年12月31日，转结下年度 2 件",
        good: "截至2025年12月31日，结转下年度 2 件",
    },
    basis: Basis {
        text: "公文用语的习惯；“以公开为常态、不公开为例外”是《条例》的原则",
        mark: Mark::Memory,
    },
    policy: Policy::Adjustable,
};

pub static RULE: Rule = Rule {
    code: &CODE,
    run: Run::Report(check),
};

/// Of these it depends on what follows. A date has a month here.
static SIGNS: [Word; 7] = words([
    "截止",
    "转结",
    "其它",
    "公开为原则",
    "、以及",
    "、及其",
    "月",
]);

/// What a text says, and what it should say.
struct Slip {
    range: Range<usize>,
    message: String,
    help: String,
    /// What it is told with; `None` if with the same words only.
    kind: Option<&'static str>,
}

impl Slip {
    /// A word that was typed for another.
    fn word(text: &str, range: Range<usize>, meant: &str) -> Self {
        let typed = &text[range.clone()];
        Self {
            message: format!("“{typed}”应是“{meant}”"),
            help: format!("写成“{}”", corrected(text, &range, meant)),
            range,
            kind: None,
        }
    }
}

fn check(scope: &ReportScope<'_>, findings: &mut Vec<Finding>) {
    let mut found = Counted::default();
    for (_, prose) in scope.words.blocks() {
        if prose.kind == Kind::Code {
            continue;
        }
        let phrase = prose.phrase();
        let mut slips = Vec::new();
        if prose.says_any(&SIGNS) {
            slips = usage(&phrase, prose.read().dates());
        }
        slips.extend(typed_for_others(&phrase));
        if prose.kind != Kind::Cell {
            slips.extend(cut_short(&phrase));
        }
        if prose.kind == Kind::Text && prose.signs().kinds.have(SignKinds::SPACE) {
            slips.extend(split(phrase.text, prose.signs()));
        }
        slips.sort_by_key(|slip| (slip.range.start, Reverse(slip.range.end)));
        let mut end = 0;
        for slip in slips {
            // Of words within one another the longest is told.
            if slip.range.start < end || prose.is_code(slip.range.start) {
                continue;
            }
            end = slip.range.end;
            let place = scope.words.place(prose, slip.range);
            let finding = Finding::new(place, slip.message, slip.help);
            match slip.kind {
                Some(kind) => found.add_as(kind, finding),
                None => found.add(finding),
            }
        }
    }
    found.report(findings);
}

fn typed_for_others(phrase: &Haystack<'_>) -> Vec<Slip> {
    let text = phrase.text;
    let mut found = Vec::new();
    for (at, number) in CONFUSABLE_INDEX.hits(text) {
        let one = &CONFUSABLES[number];
        let range = at..at + one.typed.len();
        let before = text[..range.start].chars().next_back();
        if one.is_slip(before, text[range.end..].chars().next()) {
            found.push(Slip::word(text, range, one.meant));
        }
    }
    let collocations = collocations(phrase).into_iter();
    found.extend(collocations.map(|(range, meant)| Slip::word(text, range, &meant)));
    found
}

/// Words with a space in them.
fn split(text: &str, signs: &[(usize, char)]) -> Vec<Slip> {
    let slip = |range: Range<usize>| {
        let typed = &text[range.clone()];
        let whole: String = typed.chars().filter(|c| is_cjk(*c)).collect();
        Slip {
            message: format!("“{typed}”中间有空格"),
            help: format!("删掉空格，写成“{whole}”"),
            range,
            kind: Some("space"),
        }
    };
    split_words(text, signs).into_iter().map(slip).collect()
}

/// Words without their last letter.
fn cut_short(phrase: &Haystack<'_>) -> Vec<Slip> {
    let text = phrase.text;
    let mut found = Vec::new();
    for (at, number) in CUT_INDEX.hits(text) {
        let one = &CUT[number];
        let range = at..at + one.typed.len();
        let after = text[range.end..].chars().next();
        // A line may end within a word.
        let whole = |c: char| one.goes_on.contains(c) || c.is_whitespace() || c.is_ascii();
        if !after.is_some_and(whole) {
            found.push(Slip::word(text, range, one.whole));
        }
    }
    found
}

/// Words of which the usual one depends on what follows.
fn usage(words: &Haystack<'_>, dates: &[Dated]) -> Vec<Slip> {
    let text = words.text;
    let mut found = Vec::new();
    let mut say = |range, message: &str, help: &str| {
        found.push(Slip {
            range,
            message: message.to_owned(),
            help: help.to_owned(),
            kind: None,
        })
    };
    let hits = |word: &'static Word| words.hits(word).map(move |at| (at, word.text));
    let [until, turned, others, principle, and_also, and_its, _] = &SIGNS;
    for (at, word) in hits(until) {
        let after = text[at + word.len()..].trim_start_matches(['到', '至', ' ']);
        let date = after.starts_with(|c: char| c.is_numeric() || ('０'..='９').contains(&c));
        let now = [
            "目前", "年底", "年末", "本年", "去年", "今年", "现在", "当前", "上年",
        ]
        .iter()
        .any(|word| after.starts_with(word));
        if date || now {
            say(at..at + word.len(), "日期前用了“截止”", "改成“截至”");
        }
    }
    for (at, word) in hits(turned) {
        let after = &text[at + word.len()..];
        // 流转结果, 流转结束 are other words.
        let own = !text[..at].ends_with(['流', '周', '运', '扭']);
        let fits = ["下", "上", "至", "到", "本", "办", "件", "，", "、", "。"]
            .iter()
            .any(|next| after.starts_with(next));
        if own && fits {
            say(at..at + word.len(), "“转结”不是固定的词", "改成“结转”");
        }
    }
    for (at, word) in hits(others) {
        say(at..at + word.len(), "“其它”在公文里一般不用", "改成“其他”");
    }
    for (at, word) in hits(principle) {
        let (message, help) = ("“公开为原则”是旧的说法", "改成“公开为常态”");
        say(at..at + word.len(), message, help);
    }
    for (at, word) in hits(and_also).chain(hits(and_its)) {
        let (message, help) = ("“以及”“及其”前面多了顿号", "删掉顿号，或者改成逗号");
        say(at..at + word.len(), message, help);
    }
    let spaced = dates.iter().filter(|date| date.spaced);
    for date in spaced.filter(|date| date.month.is_some()) {
        say(date.range.clone(), "日期中间有空格", "删掉空格");
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::prose::dates::dated;
    use crate::prose::signs;

    use super::*;

    #[test]
    fn slips_are_told_from_other_words() {
        let found = |text: &'static str| -> Vec<&'static str> {
            usage(&Haystack::new(text), &dated(text, signs(text)))
                .into_iter()
                .map(|slip| &text[slip.range])
                .collect()
        };
        assert_eq!(found("截止2025年12月31日"), ["截止"]);
        assert_eq!(found("截止到目前，转结下年度"), ["截止", "转结"]);
        assert_eq!(
            found("以公开为原则，2025年 1 月1日"),
            ["公开为原则", "2025年 1 月1日"]
        );
        for text in [
            "截止日期为12月31日",
            "流转结果",
            "结转下年度、其他",
            "截至2025年12月31日",
            "12 月的工作",
        ] {
            assert!(found(text).is_empty() || text.starts_with("12"), "{text}");
        }
    }
}
