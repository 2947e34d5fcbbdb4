//! The audit before the audit: every rule over every report.
//!
//! A rule is one file in `rules/` and one line in `RULES`. The engine runs them.
//! What a site and its reports decide (`settings`, `allowances`) holds for all
//! that was found, also for what was found before any rule looked.

pub mod allowances;
pub mod arithmetic;
pub mod attachments;
pub mod carried;
pub mod causes;
pub mod char_set;
pub mod claims;
pub mod codes;
pub mod corrected;
pub mod counted;
pub mod expected;
pub mod finding;
pub mod fingerprints;
pub mod fix;
pub mod lost;
pub mod naming;
pub mod narrative;
pub mod personal;
pub mod placeholders;
pub mod reference;
pub mod rule;
pub mod rules;
pub mod scope;
pub mod settings;
pub mod spelling;
pub mod split_words;
pub mod stored;
pub mod sums;
pub mod texts;
pub mod years;

use std::collections::HashMap;
use std::sync::Arc;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::diag::{self, Diagnostic};
use crate::parse::config::ConfigDoc;
use crate::path::SourcePath;
use crate::portal::docs::{site_file, unit_file};
use crate::portal::{Report, Unit};
use crate::snapshot::Sources;

use allowances::{Pending, settle};
use attachments::Looked;
use finding::Finding;
use fingerprints::{Copied, Fingerprint, fingerprints};
use narrative::Words;
use rule::{Rule, Run};
use rules::RULES;
use scope::{PageScope, ReportScope, UnitScope};
use settings::Settings;
use spelling::repeats::RepeatScan;
use texts::{Gather, TextScope, Whose, passages};

/// What the rules found in the files of one unit, and what of it must be
/// known to compare it with others.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Audit {
    /// In reading order, and shared: most units have nothing to add to it
    /// once they are compared with others.
    #[serde(with = "stored")]
    pub findings: Arc<Vec<Diagnostic>>,
    /// What reports allow of the rules that compare units.
    pub pending: Vec<Pending>,
    pub fingerprints: Vec<Fingerprint>,
    /// What was found in each attachment, so that it is not read again.
    pub looked: Vec<Looked>,
}

/// So many reports are worth a thread of their own. Units are checked in
/// parallel already; only one with very many years is divided.
const TOGETHER: usize = 8;

/// Checks one unit. Linear in its reports: each is looked at with at most the
/// one before it. `found` is what was found while its files were read, linked and
/// planned; what is decided about that and about what the rules find, is decided
/// here, once for all of it: the faults come back, the findings are in the audit.
/// What was found in attachments `before` is taken from there if they have not
/// changed.
pub fn audit(
    unit: &Unit,
    sources: &Sources,
    settings: &Settings,
    mut found: Vec<Diagnostic>,
    before: &[Looked],
) -> (Vec<Diagnostic>, Audit) {
    let reports: Vec<&Report> = unit.reports.values().collect();
    let (in_reports, copied): (Vec<Vec<Diagnostic>>, Vec<Copied<'_>>) = reports
        .par_iter()
        .with_min_len(TOGETHER)
        .map_init(RepeatScan::default, |repeats, report| {
            let words = Words::of(report, repeats);
            let scope = ReportScope::new(unit, report, &words, settings, sources);
            let whose = Whose::Report(report);
            let texts = Gather::new(settings, sources, &report.source, whose);
            let texts = texts.report(unit, report, &words);
            let found = run(settings, |rule, findings| match rule.run {
                Run::Report(check) => check(&scope, findings),
                Run::Text(check) => texts.iter().for_each(|text| check(text, findings)),
                _ => {}
            });
            (found, Copied::of(report, &words))
        })
        .unzip();
    let scope = UnitScope {
        unit,
        copied: &copied,
    };
    found.extend(in_reports.into_iter().flatten());
    found.extend(run(settings, |rule, findings| match rule.run {
        Run::Unit(check) | Run::Units { each: check, .. } => check(&scope, findings),
        _ => {}
    }));
    found.extend(beside_reports(unit, sources, settings));
    let looked = in_attachments(unit, sources, settings, before);
    found.extend(looked.iter().flat_map(|one| one.said.iter().cloned()));
    let (mut faults, mut findings) = settings.decide(found);
    let mut pending = Vec::new();
    for report in reports {
        pending.extend(settle(report, settings, &mut findings, &mut faults));
    }
    diag::sort(&mut findings);
    let audit = Audit {
        findings: Arc::new(findings),
        pending,
        fingerprints: fingerprints(&copied),
        looked,
    };
    (faults, audit)
}

/// Checks the texts of a unit that are none of its reports'. Linear in them.
fn beside_reports(unit: &Unit, sources: &Sources, settings: &Settings) -> Vec<Diagnostic> {
    let gather = |file, whose| Gather::new(settings, sources, file, whose);
    let pages = unit.pages.par_iter().with_min_len(TOGETHER);
    let pages: Vec<Vec<Diagnostic>> = pages
        .map_init(RepeatScan::default, |repeats, page| {
            let passages = passages(&page.body, repeats);
            let texts = gather(&page.source, Whose::Page(page));
            in_texts(settings, &texts.page(page, &passages))
        })
        .collect();
    let mut found = pages.concat();
    for list in &unit.lists {
        let intro = list.intro.as_ref();
        let passages = intro.map(|intro| passages(intro, &mut RepeatScan::default()));
        let passages = passages.unwrap_or_default();
        let texts = gather(&list.source, Whose::List(list));
        found.extend(in_texts(settings, &texts.list(list, &passages)));
        let headings = list.headings();
        let texts = gather(&list.source, Whose::List(list));
        found.extend(in_texts(settings, &texts.groups(&headings)));
    }
    if let Some(id) = &unit.id {
        let file = unit_file(id);
        let texts = gather(&file, Whose::Unit(unit)).unit(unit);
        found.extend(in_texts(settings, &texts));
    }
    found
}

/// Looks at the attachments that a unit publishes.
fn in_attachments(
    unit: &Unit,
    sources: &Sources,
    settings: &Settings,
    before: &[Looked],
) -> Vec<Looked> {
    let rule = &rules::pii01::RULE;
    if settings.is_off(rule.code) {
        return Vec::new();
    }
    let diagnose = |finding: Finding| finding.into_diagnostic(rule.code);
    let files = unit.copies.par_iter().map(|copy| &copy.file);
    files
        .filter_map(|file| Looked::at(file, sources, before, &diagnose))
        .collect()
}

/// Checks the texts of `site.toml`.
pub fn audit_site(config: &ConfigDoc, sources: &Sources, settings: &Settings) -> Vec<Diagnostic> {
    let file = site_file();
    let texts = Gather::new(settings, sources, &file, Whose::Site(config));
    in_texts(settings, &texts.site(config))
}

fn in_texts(settings: &Settings, texts: &[TextScope<'_>]) -> Vec<Diagnostic> {
    run(settings, |rule, findings| {
        if let Run::Text(check) = rule.run {
            texts.iter().for_each(|text| check(text, findings));
        }
    })
}

/// Compares the units with one another: what is allowed there in vain, and the
/// findings of each unit once more, with what comparing adds. Linear in sections;
/// copies only what gets longer.
pub fn conclude(
    audits: &[&Audit],
    settings: &Settings,
) -> (Vec<Diagnostic>, Vec<Arc<Vec<Diagnostic>>>) {
    let fingerprints: Vec<&Fingerprint> = audits
        .iter()
        .flat_map(|audit| &audit.fingerprints)
        .collect();
    let between = run(settings, |rule, findings| {
        if let Run::Units { all, .. } = rule.run {
            all(&fingerprints, findings);
        }
    });
    let (mut faults, between) = settings.decide(between);
    let mut between_in: HashMap<SourcePath, Vec<Diagnostic>> = HashMap::new();
    for one in between {
        let file = one.place.file.clone();
        between_in.entry(file).or_default().push(one);
    }
    let mut with_between = |audit: &&Audit| {
        let mut files: Vec<&SourcePath> = Vec::new();
        if !between_in.is_empty() {
            files.extend(
                audit
                    .fingerprints
                    .iter()
                    .map(|fingerprint| &fingerprint.place.file),
            );
            files.dedup();
        }
        let more = files.into_iter().filter_map(|file| between_in.get(file));
        let mut more: Vec<Diagnostic> = more.flatten().cloned().collect();
        let of_units = audit.pending.iter().filter(|one| !one.is_of_pages());
        faults.extend(of_units.filter_map(|one| one.settle(settings, &mut more)));
        if more.is_empty() {
            return Arc::clone(&audit.findings);
        }
        more.extend_from_slice(&audit.findings);
        diag::sort(&mut more);
        Arc::new(more)
    };
    let findings = audits.iter().map(&mut with_between).collect();
    (faults, findings)
}

/// Checks a finished page; what it finds points at its cause, in the page's source or
/// in a template of the site. Nothing is decided about it yet.
pub fn check_page(scope: &PageScope<'_>, settings: &Settings) -> Vec<Diagnostic> {
    run(settings, |rule, findings| {
        if let Run::Page(check) = rule.run {
            check(scope, findings);
        }
    })
}

/// Lets every rule that is not turned off look.
fn run(settings: &Settings, look: impl Fn(&'static Rule, &mut Vec<Finding>)) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let mut findings = Vec::new();
    for rule in RULES {
        if settings.is_off(rule.code) {
            continue;
        }
        look(rule, &mut findings);
        diagnostics.extend(
            findings
                .drain(..)
                .map(|finding| finding.into_diagnostic(rule.code)),
        );
    }
    diagnostics
}
