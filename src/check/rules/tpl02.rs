//! TPL02: a section copied from last year's report or from another body's.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use rayon::prelude::*;

use crate::check::finding::Finding;
use crate::check::rule::{Basis, Example, Mark, Rule, Run};
use crate::check::scope::PortalScope;
use crate::diag::{Level, Place};
use crate::portal::{Piece, Report};
use crate::text::is_cjk;

pub static RULE: Rule = Rule {
    id: "TPL02",
    name: "copied-section",
    title: "和去年或别的单位几乎一样",
    level: Level::Warning,
    what: "一个部分的文字，去掉数字和标点以后，九成以上和本单位去年的相同，或者和同一年别的单位的完全相同。六十字以下的部分不比。",
    why: "照抄的年报看得出没有总结当年的工作，也容易留下别人的名字和去年的年份。",
    fix: "写当年实际做的事；确实是统一的表述，在报告里允许这一条。",
    example: Example {
        bad: "2024 年和 2025 年的“主要问题”一字不差",
        good: "写明去年的问题改了没有，今年又有什么问题",
    },
    basis: Basis {
        text: "由年报写当年情况推出",
        mark: Mark::Derived,
    },
    run: Run::Portal(check),
};

/// Shorter sections say 无 or a set phrase, and are rightly the same.
const SHORT: usize = 60;

/// Buckets for pairs of characters; so many that few pairs meet by chance.
const BUCKETS: usize = 1 << 14;

/// One section's letters.
struct Section<'p> {
    piece: &'p Piece,
    letters: Vec<char>,
    hash: u64,
}

/// A report with its sections that are long enough to compare.
struct Read<'p> {
    unit: usize,
    report: &'p Report,
    sections: Vec<Section<'p>>,
}

fn check(scope: &PortalScope<'_>, findings: &mut Vec<Finding>) {
    let reports: Vec<(usize, &Report)> = scope
        .portal
        .units
        .iter()
        .enumerate()
        .flat_map(|(at, unit)| unit.reports.values().map(move |report| (at, report)))
        .collect();
    let read: Vec<Read<'_>> = reports
        .par_iter()
        .map(|(unit, report)| Read {
            unit: *unit,
            report,
            sections: report.narrative.pieces.iter().filter_map(section).collect(),
        })
        .collect();
    // Reports of a body stand together, oldest first.
    let pairs = read.par_windows(2).filter(|pair| {
        pair[0].unit == pair[1].unit && pair[0].report.year + 1 == pair[1].report.year
    });
    let repeated: Vec<Finding> = pairs
        .flat_map_iter(|pair| {
            let (then, now) = (&pair[0], &pair[1]);
            now.sections.iter().filter_map(move |one| {
                let same = |last: &&Section<'_>| last.piece.id == one.piece.id;
                let last = then.sections.iter().find(same)?;
                let share = likeness(last, one);
                (share >= 90).then(|| from_last_year(then, now, last, one, share))
            })
        })
        .collect();
    findings.extend(repeated);
    let mut first: HashMap<(u16, u64), (usize, &Read<'_>, &Section<'_>)> = HashMap::new();
    for one in &read {
        for section in &one.sections {
            let key = (one.report.year, section.hash);
            match first.get(&key) {
                Some((unit, other, copied)) if *unit != one.unit => {
                    findings.push(from_another(other, one, copied, section));
                }
                Some(_) => {}
                None => {
                    first.insert(key, (one.unit, one, section));
                }
            }
        }
    }
}

fn section(piece: &Piece) -> Option<Section<'_>> {
    let mut letters = Vec::new();
    for prose in piece.before.prose().iter().chain(&piece.after.prose()) {
        letters.extend(prose.text.chars().filter(|c| is_letter(*c)));
    }
    if letters.len() < SHORT {
        return None;
    }
    let mut hasher = DefaultHasher::new();
    letters.hash(&mut hasher);
    Some(Section {
        piece,
        letters,
        hash: hasher.finish(),
    })
}

/// Digits, years and punctuation differ in every copy.
fn is_letter(c: char) -> bool {
    (is_cjk(c) && !('０'..='９').contains(&c)) || c.is_ascii_alphabetic()
}

/// How much of the longer section stands in the other too, in percent of its
/// pairs of neighbouring characters.
fn likeness(a: &Section<'_>, b: &Section<'_>) -> usize {
    if a.hash == b.hash {
        return 100;
    }
    let (short, long) = if a.letters.len() < b.letters.len() {
        (&a.letters, &b.letters)
    } else {
        (&b.letters, &a.letters)
    };
    if short.len() * 100 < long.len() * 90 {
        return 0;
    }
    let mut counts = vec![0_u8; BUCKETS];
    let bucket = |pair: &[char]| {
        let mixed = (pair[0] as u32).wrapping_mul(0x9E37_79B1) ^ (pair[1] as u32);
        (mixed.wrapping_mul(0x85EB_CA6B) >> 18) as usize % BUCKETS
    };
    for pair in short.windows(2) {
        let count = &mut counts[bucket(pair)];
        *count = count.saturating_add(1);
    }
    let mut shared = 0;
    for pair in long.windows(2) {
        let count = &mut counts[bucket(pair)];
        if *count > 0 {
            *count -= 1;
            shared += 1;
        }
    }
    shared * 100 / (long.len() - 1)
}

fn from_last_year(
    then: &Read<'_>,
    now: &Read<'_>,
    last: &Section<'_>,
    this: &Section<'_>,
    share: usize,
) -> Finding {
    let heading = &this.piece.heading;
    let message = format!("“{heading}”和去年的有 {share}% 相同");
    let help = "写当年做的事；确实没有变化就写  允许: {TPL02: 理由}";
    Finding::new(place(now, this), message, help).also(place(then, last), "去年的这一部分")
}

fn from_another(
    other: &Read<'_>,
    this: &Read<'_>,
    copied: &Section<'_>,
    section: &Section<'_>,
) -> Finding {
    let message = format!(
        "“{}”和{}的一字不差",
        section.piece.heading, other.report.organization
    );
    let help = "写本单位自己的情况；县里统一的表述就写  允许: {TPL02: 理由}";
    Finding::new(place(this, section), message, help).also(place(other, copied), "那一家的这一部分")
}

fn place(read: &Read<'_>, section: &Section<'_>) -> Place {
    let file = &read.report.narrative.file;
    match &section.piece.heading_span {
        Some(span) => Place::span(file, span.clone()),
        None => Place::file(file),
    }
}
