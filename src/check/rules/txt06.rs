//! TXT06: words that the county does not want to see.

use crate::check::finding::Finding;
use crate::check::rule::{Rule, Run};
use crate::check::scope::ReportScope;
use crate::diag::{Basis, Code, Example, Level, Mark, Place, Policy};

static CODE: Code = Code {
    id: "TXT06",
    name: "unwanted-word",
    title: "用了本站不许用的词",
    level: Level::Error,
    what: "site.toml 的 [check] 里 words 列出的词，出现在正文、标题、机关名称里。没有列就不查。",
    why: "领导姓名、旧地名、禁用的提法，各地不同，由县里自己列。",
    fix: "按县里的要求改写；列错了就从 words 里删去。",
    example: Example {
        bad: "words = [\"旧镇名\"]，正文里写了“旧镇名”",
        good: "改用现在的名称",
    },
    basis: Basis {
        text: "本站 site.toml 里的词表",
        mark: Mark::Derived,
    },
    policy: Policy::Adjustable,
};

pub static RULE: Rule = Rule {
    code: &CODE,
    run: Run::Report(check),
};

/// The most further places that a finding points at.
const PLACES: usize = 5;

fn check(scope: &ReportScope<'_>, findings: &mut Vec<Finding>) {
    for word in &scope.settings.words {
        let mut places: Vec<Place> = Vec::new();
        for (field, text) in [
            ("title", &scope.report.title),
            ("organization", &scope.report.organization),
        ] {
            if places.is_empty() && text.contains(word.as_str()) {
                places.push(scope.field_place(field));
            }
        }
        for section in &scope.words.sections {
            if section.heading.contains(word.as_str()) {
                places.push(scope.words.heading_place(section));
            }
        }
        for (_, prose) in scope.words.saying(&[word.as_str()]) {
            for (at, hit) in prose.text.match_indices(word.as_str()) {
                places.push(scope.words.place(prose, at..at + hit.len()));
            }
        }
        let count = places.len();
        let mut places = places.into_iter();
        let Some(first) = places.next() else { continue };
        let times = if count > 1 {
            format!("，共 {count} 处")
        } else {
            String::new()
        };
        let message = format!("“{word}”是本站不许用的词{times}");
        let help = "换一种说法；词表在 site.toml 的 [check] words";
        let mut finding = Finding::new(first, message, help);
        for place in places.take(PLACES) {
            finding = finding.also(place, "还有这里");
        }
        findings.push(finding);
    }
}
