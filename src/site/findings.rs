//! What can be found only when all units are known.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::Arc;

use crate::check::allowances::Pending;
use crate::check::settings::Settings;
use crate::check::{Audit, conclude};
use crate::diag::{self, Diagnostic, Level, Place, any_error, codes};
use crate::parse::config::Target;
use crate::parse::organization::UnitPlace;
use crate::path::{OutPath, SourcePath};
use crate::plan::{Output, Subject, collisions, enters_units};
use crate::portal::docs::{NO_SITE, site_file};
use crate::portal::{CrossUnitLink, Draft, UnitId, body_of};

use super::context::SiteContext;
use super::folders::without_pages;
use super::unit::UnitSummary;
use super::{moved, named_units};

/// Everything found in a site.
#[derive(Clone, Debug, Default)]
pub struct SiteFindings {
    /// What nobody can decide otherwise about ([`crate::diag::Policy`]), in reading
    /// order. An error here means that nothing can be built.
    pub diagnostics: Vec<Diagnostic>,
    /// All else, as it was decided: in `site.toml`, then unit by unit and shared
    /// with them: a site among thousands must not copy it.
    pub by_unit: Vec<Arc<Vec<Diagnostic>>>,
    /// The units of the site, the owner first and then by id.
    pub units: Vec<UnitEntry>,
    /// Whether an error is between units, so that it is none's alone.
    pub between_units: bool,
    /// What reports allow of what is found in finished pages.
    pending: Vec<Pending>,
}

/// A unit as a list of what was found names it.
#[derive(Clone, Debug)]
pub struct UnitEntry {
    pub id: UnitId,
    /// `None` if nothing says what it is called.
    pub name: Option<String>,
    pub years: Vec<u16>,
    pub place: UnitPlace,
}

impl UnitEntry {
    fn of(unit: &UnitSummary) -> Self {
        let facts = unit.facts.as_ref();
        Self {
            id: unit.id.clone(),
            name: facts.map(|facts| facts.name.clone()),
            years: facts.map_or_else(Vec::new, |facts| {
                facts.reports.iter().map(|report| report.year).collect()
            }),
            place: facts.map_or(UnitPlace::UNKNOWN, |facts| facts.place.clone()),
        }
    }
}

impl SiteFindings {
    /// What may be decided about: in `site.toml`, the owner's, then unit by unit.
    pub fn findings(&self) -> impl Iterator<Item = &Diagnostic> {
        self.by_unit.iter().flat_map(|findings| findings.iter())
    }

    /// Whether there is an error among them that no report allows.
    pub fn has_open_error(&self) -> bool {
        self.by_unit.iter().any(|findings| any_error(findings))
    }

    /// Adds what was found in finished pages. What reports allow in vain is told only
    /// if all pages were made.
    pub fn add_pages(&mut self, found: Vec<Diagnostic>, settings: &Settings, all_made: bool) {
        let (faults, mut findings) = settings.decide(told_once(found));
        let all_made = all_made && !any_error(&faults);
        let pending = self.pending.drain(..);
        let stale = pending.filter_map(|one| one.settle(settings, &mut findings));
        self.diagnostics.extend(stale.filter(|_| all_made));
        self.diagnostics.extend(faults);
        diag::sort(&mut self.diagnostics);
        self.by_unit.push(Arc::new(findings));
    }

    /// Diagnostics and findings in reading order.
    pub fn all(&self) -> Vec<Diagnostic> {
        let mut all = self.diagnostics.clone();
        all.extend(self.findings().cloned());
        diag::sort(&mut all);
        all
    }
}

/// What was found in several pages at one place of a template, told once with the
/// first page and how many there are; all else as it is.
pub fn told_once(found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut told: Vec<(Diagnostic, usize)> = Vec::with_capacity(found.len());
    let mut known: HashMap<(Place, String), usize> = HashMap::new();
    for one in found {
        if !one.place.file.as_str().starts_with("templates/") {
            told.push((one, 1));
            continue;
        }
        match known.entry((one.place.clone(), one.message.clone())) {
            Entry::Occupied(first) => told[*first.get()].1 += 1,
            Entry::Vacant(first) => {
                first.insert(told.len());
                told.push((one, 1));
            }
        }
    }
    let counted = told.into_iter().map(|(mut one, pages)| {
        if pages > 1
            && let Some((_, words)) = one.also.first_mut()
        {
            words.push_str(&format!("，一共 {pages} 个页面"));
        }
        one
    });
    counted.collect()
}

/// Puts together what the units say, the owner first and then by id. Linear
/// in units and sections.
pub fn conclude_site(context: &SiteContext, units: &[&UnitSummary]) -> SiteFindings {
    let mut diagnostics = context.diagnostics.clone();
    // What else is found in a folder that is no site only follows from it.
    if diagnostics.iter().any(|one| one.message == NO_SITE) {
        diagnostics.sort_by_key(|one| one.message != NO_SITE);
        return SiteFindings {
            diagnostics,
            ..SiteFindings::default()
        };
    }
    for unit in units {
        diagnostics.extend_from_slice(&unit.diagnostics);
        let lost = unit.cross_unit_links.iter();
        let lost = lost.filter(|link| find(context, units, &link.page).is_none());
        diagnostics.extend(lost.map(|link| link.lost(drafts_of(units, &link.page))));
    }
    diagnostics.extend(lost_footer_links(context, units));
    let mut between_units = clashes(context, units);
    between_units.extend(named_units::faults(units));
    diagnostics.extend_from_slice(&between_units);
    diagnostics.extend(without_pages(context, units));
    let reports = |one: &&UnitSummary| one.facts.as_ref().map_or(0, |facts| facts.reports.len());
    // A report that could not be read is there, and is reported already; so
    // is a folder that is no site.
    let refused = |one: &Diagnostic| {
        let file = one.place.file.as_str();
        let unread = file == "site.toml" && one.place.span.is_none();
        one.level == Level::Error
            && (unread
                || file.ends_with("/site.toml")
                || file.contains("/reports/")
                || file.ends_with("/report.yaml"))
    };
    let none = units.iter().map(reports).sum::<usize>() == 0;
    if none && !diagnostics.iter().any(refused) {
        diagnostics.push(nothing_to_publish(
            units.iter().any(|unit| unit.drafts_only),
        ));
    }
    let audits: Vec<&Audit> = units.iter().map(|unit| &unit.audit).collect();
    let (stale, findings) = conclude(&audits, &context.settings);
    diagnostics.extend(stale);
    diag::sort(&mut diagnostics);
    diagnostics.dedup();
    let mut by_unit = vec![Arc::clone(&context.findings)];
    by_unit.extend(findings);
    let pending = audits.iter().flat_map(|audit| &audit.pending);
    SiteFindings {
        diagnostics,
        by_unit,
        units: units.iter().map(|unit| UnitEntry::of(unit)).collect(),
        between_units: any_error(&between_units),
        pending: pending.filter(|one| one.is_of_pages()).cloned().collect(),
    }
}

/// The output of this path, wherever in the site it belongs. Logarithmic.
pub fn find<'e>(
    context: &'e SiteContext,
    units: &[&'e UnitSummary],
    path: &OutPath,
) -> Option<&'e Output> {
    let site = &context.outputs;
    if let Ok(at) = site.binary_search_by(|output| output.path.cmp(path)) {
        return Some(&site[at]);
    }
    let id = body_of(path);
    let at = units.binary_search_by(|unit| unit.id.cmp(&id));
    let of_unit = at.ok().and_then(|at| units[at].find(path));
    // An address that a unit had before may lie in any folder, and is planned with the
    // owner.
    of_unit.or_else(|| units.first()?.find(path))
}

/// The pages to which the footer leads and which are not published.
fn lost_footer_links(context: &SiteContext, units: &[&UnitSummary]) -> Vec<Diagnostic> {
    let mut lost = Vec::new();
    for line in &context.config.theme.footer {
        let Some(Target::Own(page)) = &line.target else {
            continue;
        };
        if find(context, units, page).is_some() {
            continue;
        }
        let place = Place::span(&site_file(), line.span.clone());
        let drafts = drafts_of(units, page);
        if drafts.iter().any(|draft| draft.out == *page) {
            let link = CrossUnitLink {
                page: page.clone(),
                target: page.as_str().to_owned(),
                place,
            };
            lost.push(link.lost(drafts));
            continue;
        }
        let message = format!("页脚的“{}”指到的 {page} 不在网站里", line.text);
        let help = "写网页的地址：content/accessibility.md 的网页是 accessibility.html";
        lost.push(Diagnostic::error(&codes::LNK01, place, message).help(help));
    }
    lost
}

/// The drafts of the unit in whose folder an output lies.
fn drafts_of<'e>(units: &[&'e UnitSummary], path: &OutPath) -> &'e [Draft] {
    let id = body_of(path);
    let at = units.binary_search_by(|unit| unit.id.cmp(&id));
    at.map_or(&[], |at| &units[at].drafts)
}

/// Outputs of the site that meet those of the owner or of a hosted unit.
pub fn clashes(context: &SiteContext, units: &[&UnitSummary]) -> Vec<Diagnostic> {
    let owner = units.first().map_or(&[][..], |owner| &owner.outputs);
    // Of old addresses `moved` tells, which knows where they are written.
    let is_moved = |one: &&Output| one.subject == Subject::Moved;
    let above = context.outputs.iter().chain(owner);
    let above = above.filter(|one| !is_moved(one));
    let mut found = if above.clone().any(enters_units) {
        let hosted = units.iter().skip(1).flat_map(|unit| &unit.outputs);
        collisions(above.chain(hosted))
    } else {
        collisions(above)
    };
    found.extend(moved::faults(context, units));
    found
}

fn nothing_to_publish(drafts_only: bool) -> Diagnostic {
    let content = SourcePath::new("content").expect("a fixed name is a valid path");
    let (message, help) = if drafts_only {
        (
            "年度报告都还是草稿，没有可以发布的",
            "填好一份，删去它的 report.yaml 里“草稿”一行；加上 --drafts 可以先检查、预览草稿",
        )
    } else {
        (
            "还没有年度报告",
            "在 content/reports/年份/ 里放 report.yaml 和 report.md",
        )
    };
    Diagnostic::error(&codes::SITE, Place::file(&content), message).help(help)
}

#[cfg(test)]
mod tests {
    use crate::site::checked::CheckedSite;
    use crate::site::{Options, Site};
    use crate::snapshot::{Snapshot, Source};

    use super::*;

    const DATA: &str = "年度: 2025\n成文日期: 2026-01-12\n公开日期: 2026-01-16\n表三: {其余为零: true}\n表四: {其余为零: true}\n";

    /// What is said about a site with one report: its code, its level, the reason
    /// why it is allowed. The report has no table two, its text two titles, a
    /// section without words, a link that leads nowhere and a silent picture.
    fn said(check: &str, allow: &str) -> Vec<(&'static str, Level, Option<String>)> {
        let organization = "name = \"示例县青禾镇人民政府\"\n";
        let site = format!("[site]\n{organization}[organization]\n{organization}[check]\n{check}");
        let text = "# 甲\n\n# 乙\n\n## 一、总体情况\n\n见[附件](files/a.pdf)。![](files/b.png)\n\n## 五、存在的主要问题及改进情况\n";
        let data = format!("{DATA}允许: {{{allow}}}\n");
        let report = "content/reports/2025";
        let files = [
            ("site.toml".to_owned(), site),
            (format!("{report}/report.yaml"), data),
            (format!("{report}/report.md"), text.to_owned()),
            (format!("{report}/files/b.png"), String::new()),
        ];
        let files = files.map(|(name, text)| {
            let name = SourcePath::new(&name).expect("a path");
            (name, Source::Held(text.into_bytes()))
        });
        let snapshot = Snapshot::of(files);
        let options = Options::default();
        let site = Site::compose(snapshot.clone(), &options).expect("a site in memory");
        for one in &site.found.diagnostics {
            assert!(!one.code.is_adjustable(), "{one:?}");
        }
        let checked = CheckedSite::check(snapshot, &options).expect("a site in memory");
        let all = checked.diagnostics.into_iter();
        all.map(|one| (one.code.id, one.level, one.allowed))
            .collect()
    }

    /// The codes that are adjustable, found by reading, by rules and in pages.
    const OPEN: [&str; 4] = ["MD04", "FMT03", "SEC01", "A11Y01"];

    #[test]
    fn a_site_decides_about_every_adjustable_code_whoever_found_it() {
        let with = |level: &str| said(&OPEN.map(|id| format!("{id} = \"{level}\"\n")).concat(), "");
        let of = |id: &'static str, said: &[(&'static str, Level, Option<String>)]| {
            let own = said.iter().filter(|one| one.0 == id);
            own.map(|one| one.1).collect::<Vec<_>>()
        };
        let (usual, infos, off) = (said("", ""), with("info"), with("off"));
        for id in OPEN {
            assert!(!of(id, &usual).contains(&Level::Info), "{id} {usual:?}");
            assert!(!of(id, &usual).is_empty(), "{id} {usual:?}");
            assert_eq!(of(id, &infos).len(), of(id, &usual).len());
            assert!(of(id, &infos).iter().all(|level| *level == Level::Info));
            assert!(of(id, &off).is_empty(), "{id} {off:?}");
        }
    }

    #[test]
    fn a_report_allows_every_adjustable_code_whoever_found_it() {
        let allow = OPEN.map(|id| format!("{}: 原件如此, ", id.to_lowercase()));
        let said = said("", &allow.concat());
        let open: Vec<_> = said.iter().filter(|one| OPEN.contains(&one.0)).collect();
        assert!(open.len() >= OPEN.len(), "{said:?}");
        assert!(open.iter().all(|one| one.2.is_some()), "{said:?}");
        assert!(said.iter().all(|one| one.0 != "ALLOW"), "{said:?}");
    }

    #[test]
    fn what_is_fixed_is_neither_adjusted_nor_allowed() {
        let said = said("LNK01 = \"off\"\n", "LNK01: 原件如此, X99: 原件如此");
        let ids: Vec<_> = said.iter().map(|one| one.0).collect();
        let count = |id| ids.iter().filter(|one| **one == id).count();
        assert_eq!((count("SITE"), count("ALLOW")), (1, 2), "{said:?}");
        let dead = said.iter().find(|one| one.0 == "LNK01");
        assert_eq!(dead, Some(&("LNK01", Level::Error, None)));
    }

    #[test]
    fn an_allowance_of_what_pages_do_not_show_is_stale() {
        let said = said("TXT09 = \"off\"\n", "TXT09: 原件如此, MET01: 原件如此");
        let stale = said.iter().filter(|one| one.0 == "ALLOW");
        let levels: Vec<_> = stale.map(|one| one.1).collect();
        assert_eq!(levels, [Level::Info, Level::Warning], "{said:?}");
    }
}
