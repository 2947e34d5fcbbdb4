//! TXT04: a letter or word that was typed twice.

use std::ops::Range;

use crate::check::char_set::Word;
use crate::check::counted::Counted;
use crate::check::finding::Finding;
use crate::check::rule::{Rule, Run};
use crate::check::scope::ReportScope;
use crate::check::spelling::corrected;
use crate::check::spelling::doubled::doubled;
use crate::check::spelling::repeats::LONGEST;
use crate::check::spelling::seams::is_seam;
use crate::diag::{Basis, Code, Example, Level, Mark, Policy};
use crate::parse::markdown::Kind;
use crate::prose::numerals::is_chinese;

static CODE: Code = Code {
    id: "TXT04",
    name: "repeated-word",
    title: "字词打重了",
    level: Level::Warning,
    what: "一个字打了两遍，如“政策的的意见”；两个字以上的词紧挨着出现两次；“可通过可以通过”一类的重复；“0件次”。前一个词收尾、后一个词开头的不算，如“为了了解”“有关规定规定应当”“县政府政府信息”。",
    why: "改稿时新词加上了，旧词没有删。",
    fix: "删去一个。",
    example: Example {
        bad: "可以在栏目里下载下载申请表",
        good: "可以在栏目里下载申请表",
    },
    basis: Basis {
        text: "文字通顺的要求",
        mark: Mark::Derived,
    },
    policy: Policy::Adjustable,
};

pub static RULE: Rule = Rule {
    code: &CODE,
    run: Run::Report(check),
};

/// Words that may be said twice, or that end one word and begin the next.
const FINE: [&str; 16] = [
    "研究", "讨论", "商量", "学习", "考虑", "非常", "许多", "很多", "等等", "了解", "休息", "服务",
    "打扫", "来往", "反复", "方方",
];

/// What is counted twice over.
static COUNTED: Word = Word::new("0件次");

fn check(scope: &ReportScope<'_>, findings: &mut Vec<Finding>) {
    let mut found = Counted::default();
    for (_, prose) in scope.words.blocks() {
        if matches!(prose.kind, Kind::Code | Kind::Cell) {
            continue;
        }
        let text = prose.text.as_str();
        if prose.may_repeat() {
            for range in repeated(text).into_iter().chain(doubled(text)) {
                if prose.is_code(range.start) {
                    continue;
                }
                let message = format!("“{}”打重了", &text[range.clone()]);
                let help = help(text, &range);
                let place = scope.words.place(prose, range);
                found.add(Finding::new(place, message, help));
            }
        }
        if !prose.says(&COUNTED) {
            continue;
        }
        for (at, shown) in text.match_indices(COUNTED.text) {
            let alone = !text[..at].ends_with(|c: char| c.is_ascii_digit() || c == '.');
            if alone {
                let place = scope.words.place(prose, at..at + shown.len());
                let message = "“0件次”的“件次”用得不对";
                found.add(Finding::new(place, message, "写成 0 件，或者说没有"));
            }
        }
    }
    found.report(findings);
}

/// What to do about a word that stands twice: how the words around it read
/// without the second.
fn help(text: &str, range: &Range<usize>) -> String {
    let typed = &text[range.clone()];
    let first = typed.chars().next().unwrap_or_default();
    let once = if typed.chars().all(|c| c == first) {
        &typed[..first.len_utf8()]
    } else {
        let half = typed.len() / 2;
        match typed.is_char_boundary(half) && typed[..half] == typed[half..] {
            true => &typed[..half],
            // Of 可通过可以通过 only a person can say which to keep.
            false => return "删去重复的词".to_owned(),
        }
    };
    format!("只留一个：“{}”", corrected(text, range, once))
}

/// Words that stand twice in a row, and 可… again behind 可以…. Linear in
/// the text.
fn repeated(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut chars: Vec<(usize, char)> = text.char_indices().collect();
    chars.push((text.len(), '\0'));
    let last = chars.len() - 1;
    let mut at = 0;
    while at < last {
        let step = (2..=LONGEST)
            .find(|length| twice(&chars, at, *length, text))
            .map(|length| 2 * length)
            .or_else(|| may(&chars[..last], at));
        if let Some(step) = step {
            found.push(chars[at].0..chars[at + step].0);
            at += step;
        } else {
            at += 1;
        }
    }
    found
}

/// Whether a word of this length stands twice in a row from `at` on, and not
/// by right. Behind the letters stands the end of the text.
fn twice(chars: &[(usize, char)], at: usize, length: usize, text: &str) -> bool {
    // Most places end here.
    if !stands_twice(chars, at, length) {
        return false;
    }
    let word = &chars[at..at + length];
    if !word.iter().all(|(_, c)| is_word(*c)) || word.iter().all(|(_, c)| *c == word[0].1) {
        return false;
    }
    let fine = |at: usize| {
        let [start, middle, end] = [0, 1, 2].map(|words| chars[at + words * length].0);
        let word = &text[start..middle];
        FINE.contains(&word) || is_seam(&text[..start], word, &text[end..])
    };
    // In 政务服务服务水平 the pair also shows one letter early: 务服务服.
    !(fine(at) || stands_twice(chars, at + 1, length) && fine(at + 1))
}

fn stands_twice(chars: &[(usize, char)], at: usize, length: usize) -> bool {
    let mut letters = at..at + length;
    chars.len() > at + 2 * length && letters.all(|at| chars[at].1 == chars[at + length].1)
}

/// Numerals repeat by right: 二〇二〇, 一个一个.
fn is_word(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c) && !is_chinese(c) && !"百千万两".contains(c)
}

/// 可通过可以通过, 可以通过可通过: how many characters it takes.
fn may(chars: &[(usize, char)], at: usize) -> Option<usize> {
    let is =
        |offset: usize, wanted: char| chars.get(at + offset).is_some_and(|(_, c)| *c == wanted);
    if !is(0, '可') {
        return None;
    }
    let word = |offset: usize| Some((chars.get(at + offset)?.1, chars.get(at + offset + 1)?.1));
    let first = if is(1, '以') { 2 } else { 1 };
    let again = first + 2;
    let second = if is(again + 1, '以') {
        again + 2
    } else {
        again + 1
    };
    let same = is(again, '可') && word(first)? == word(second)?;
    let (a, b) = word(first)?;
    (same && is_word(a) && is_word(b)).then_some(second + 2)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::check::spelling::repeats::RepeatScan;

    use super::*;

    proptest! {
        #[test]
        fn no_repeated_word_is_passed_over(
            text in "[可以通过公开工作，1]{0,40}",
            before in "[可以通过公开工作，1]{0,40}",
        ) {
            let mut repeats = RepeatScan::default();
            repeats.read(&before);
            prop_assert!(repeats.read(&text).echo || repeated(&text).is_empty());
        }
    }

    #[test]
    fn words_typed_twice_are_found() {
        for (text, shown) in [
            ("可在栏目下载下载表格", "下载下载"),
            ("群众可通过可以通过网站", "可通过可以通过"),
            ("政府信息政府信息公开", "政府信息政府信息"),
            ("公开的工作的工作", "的工作的工作"),
            ("依照规定规定的时限办理", "规定规定"),
            ("推进政府政府信息公开", "政府政府"),
            ("政府信息公开公开工作", "公开公开"),
            ("加强管理管理", "管理管理"),
        ] {
            let found = repeated(text);
            let shows: Vec<&str> = found.into_iter().map(|range| &text[range]).collect();
            assert_eq!(shows, [shown], "{text}");
        }
        for text in [
            "常常、人人、高高兴兴、认认真真",
            "一个一个核对，二〇二〇年，一步一步",
            "研究研究、很多很多、提升政务服务服务水平",
            "以公开促落实，以公开促规范",
            "国家有关规定规定应当主动公开的其他政府信息",
            "在县人民政府政府信息公开专栏发布",
            "通过市政府政府网站发布",
            "村务公开公开栏更新12次",
            "做好政务公开工作工作人员的培训",
            "依法行政行政复议",
            "公开，公开",
            "可查可用，可以查可以用",
        ] {
            assert_eq!(repeated(text), [], "{text}");
        }
    }
}
