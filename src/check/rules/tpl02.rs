//! TPL02: a section copied from last year's report or from another unit's.

use std::collections::HashMap;

use crate::check::finding::Finding;
use crate::check::fingerprints::{BUCKETS, Fingerprint, Section, place};
use crate::check::rule::{Rule, Run};
use crate::check::scope::UnitScope;
use crate::diag::{Basis, Code, Example, Level, Mark, Place, Policy};

static CODE: Code = Code {
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
    policy: Policy::Adjustable,
};

pub static RULE: Rule = Rule {
    code: &CODE,
    run: Run::Units {
        each: beside_last_year,
        all: beside_others,
    },
};

/// So many of a hundred pairs make a copy.
const COPY: usize = 90;

/// Each report beside the one of the year before.
fn beside_last_year(scope: &UnitScope<'_>, findings: &mut Vec<Finding>) {
    let mut counts = Vec::new();
    for years in scope.copied.windows(2) {
        let [then, now] = years else { continue };
        if then.report.year + 1 != now.report.year {
            continue;
        }
        for section in &now.sections {
            let same = |one: &&Section<'_>| one.piece.number == section.piece.number;
            let Some(copied) = then.sections.iter().find(same) else {
                continue;
            };
            if let Some(share) = likeness(copied, section, &mut counts) {
                let here = place(now.report, section.piece);
                let there = place(then.report, copied.piece);
                findings.push(from_last_year(&section.piece.heading, share, here, there));
            }
        }
    }
}

/// Each unit beside all others of the same year; the first has written it.
fn beside_others(fingerprints: &[&Fingerprint], findings: &mut Vec<Finding>) {
    let mut first: HashMap<(u16, u64), &Fingerprint> = HashMap::new();
    for fingerprint in fingerprints {
        let other = first
            .entry((fingerprint.year, fingerprint.hash))
            .or_insert(fingerprint);
        if !same_body(other, fingerprint) {
            findings.push(from_another(other, fingerprint));
        }
    }
}

/// Units are told by the folders of their files, because names may be alike.
fn same_body(a: &Fingerprint, b: &Fingerprint) -> bool {
    let folder = |fingerprint: &Fingerprint| {
        let path = fingerprint.place.file.as_str();
        path.find("reports/").unwrap_or_default()
    };
    let (a_path, b_path) = (a.place.file.as_str(), b.place.file.as_str());
    a_path[..folder(a)] == b_path[..folder(b)]
}

/// How much of the longer section stands in the other too, in percent of its
/// pairs of neighbouring letters; `None` where it is no copy. Linear, and
/// ends as soon as too many pairs are missing. `counts` is a
/// buffer to use again.
fn likeness(a: &Section<'_>, b: &Section<'_>, counts: &mut Vec<u8>) -> Option<usize> {
    if a.hash == b.hash {
        return Some(100);
    }
    let (short, long) = if a.length < b.length { (a, b) } else { (b, a) };
    if short.length * 100 < long.length * COPY {
        return None;
    }
    let pairs = long.length - 1;
    let share = |missing: usize| Some((pairs - missing) * 100 / pairs).filter(|of| *of >= COPY);
    // Most sections are no copies, as a glance shows.
    share(pairs.saturating_sub(a.at_most_common(b)))?;
    counts.clear();
    counts.resize(BUCKETS, 0);
    for bucket in short.buckets() {
        counts[bucket] = counts[bucket].saturating_add(1);
    }
    let mut missing = 0;
    for bucket in long.buckets() {
        if counts[bucket] > 0 {
            counts[bucket] -= 1;
        } else {
            missing += 1;
            share(missing)?;
        }
    }
    share(missing)
}

fn from_last_year(heading: &str, share: usize, here: Place, there: Place) -> Finding {
    let message = format!("“{heading}”和去年的有 {share}% 相同");
    let help = "写当年做的事；确实没有变化就写  允许: {TPL02: 理由}";
    Finding::new(here, message, help).also(there, "去年的这一部分")
}

fn from_another(other: &Fingerprint, this: &Fingerprint) -> Finding {
    let message = format!("“{}”和{}的一字不差", this.heading, other.organization);
    let help = "写本单位自己的情况；县里统一的表述就写  允许: {TPL02: 理由}";
    Finding::new(this.place.clone(), message, help).also(other.place.clone(), "那一家的这一部分")
}
