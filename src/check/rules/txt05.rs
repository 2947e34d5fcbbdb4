//! TXT05: words that are often mistaken for their neighbours.

use std::ops::Range;

use crate::check::char_set::{Haystack, Word, words};
use crate::check::finding::Finding;
use crate::check::narrative::Block;
use crate::check::rule::{Rule, Run};
use crate::check::scope::ReportScope;
use crate::diag::{Basis, Code, Example, Level, Mark, Policy};
use crate::parse::markdown::Kind;
use crate::prose::dates::Dated;

static CODE: Code = Code {
    id: "TXT05",
    name: "mistaken-word",
    title: "容易用错的词",
    level: Level::Info,
    what: "日期前的“截止”（应为截至），“转结”（结转），“其它”（其他），“公开为原则”（公开为常态），日期中间的空格。",
    why: "公文里这些词有固定的写法；《条例》写的是“以公开为常态、不公开为例外”。",
    fix: "改成括号里的词；日期里的空格删掉。",
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

/// Where none of these stands, there is no slip. A date has a month here.
static SIGNS: [Word; 5] = words(["截止", "转结", "其它", "公开为原则", "月"]);

/// What a text says, and what it should say.
struct Slip {
    range: Range<usize>,
    wrong: &'static str,
    right: &'static str,
}

fn check(scope: &ReportScope<'_>, findings: &mut Vec<Finding>) {
    let mut found: Vec<(&Block, Slip, usize)> = Vec::new();
    for (_, prose) in scope.words.saying(&SIGNS) {
        if prose.kind == Kind::Code {
            continue;
        }
        for slip in slips(&prose.phrase(), prose.read().dates()) {
            // Each slip once, however often it was made.
            match found.iter_mut().find(|known| known.1.wrong == slip.wrong) {
                Some(known) => known.2 += 1,
                None => found.push((prose, slip, 1)),
            }
        }
    }
    for (prose, slip, count) in found {
        let times = if count > 1 {
            format!("，共 {count} 处")
        } else {
            String::new()
        };
        let message = format!("{}{times}", slip.wrong);
        let place = scope.words.place(prose, slip.range);
        findings.push(Finding::new(place, message, slip.right));
    }
}

fn slips(words: &Haystack<'_>, dates: &[Dated]) -> Vec<Slip> {
    let text = words.text;
    let mut found = Vec::new();
    let mut say = |range, wrong, right| {
        found.push(Slip {
            range,
            wrong,
            right,
        })
    };
    let hits = |word: &'static Word| words.hits(word).map(move |at| (at, word.text));
    let [until, turned, others, principle, _] = &SIGNS;
    for (at, word) in hits(until) {
        let after = text[at + word.len()..].trim_start_matches(['到', '至', ' ']);
        let date = after.starts_with(|c: char| c.is_numeric() || ('０'..='９').contains(&c));
        let now = ["目前", "年底", "年末", "本年", "去年", "今年"]
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
        say(
            at..at + word.len(),
            "“公开为原则”是旧的说法",
            "改成“公开为常态”",
        );
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
            slips(&Haystack::new(text), &dated(text, signs(text)))
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
