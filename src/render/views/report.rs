//! The report page.

use std::ops::Range;

use serde::Serialize;
use serde_json::json;

use crate::export::{FORMATS, Format, summary};
use crate::form::Form;
use crate::parse::markdown::HeadingIds;
use crate::path::OutPath;
use crate::plan::Output;
use crate::portal::Report;
use crate::report::{Grid, Piece};

use super::super::assets::FIRST;
use super::super::inserts::mark;
use super::View;
use super::aids;
use super::checked::CheckedView;
use super::context::RenderContext;
use super::glance::{GlanceView, says_zero, zero_id};
use super::names::REPORTS;
use super::notices::{CorrectedView, SupersededView};
use super::parts::{
    AttachmentView, DateView, DetailView, DownloadView, LinkView, attachments, html, size,
};
use super::site::{About, MetaView};
use super::table::{PlacedTable, TableView};

#[derive(Debug, Serialize)]
pub struct ReportView {
    pub year: u16,
    pub organization: String,
    /// What was corrected last; null where nothing was.
    pub corrected: Option<CorrectedView>,
    /// That this is not the current version; null where it is.
    pub superseded: Option<SupersededView>,
    pub details: Vec<DetailView>,
    pub attachments: Vec<AttachmentView>,
    pub downloads: Vec<DownloadView>,
    pub glance: Option<GlanceView>,
    pub preamble_html: Option<String>,
    pub sections: Vec<SectionView>,
    /// Where it is said what the rows and columns of its tables mean, by the name of these
    /// tables. The article is what the form asks for, so they stand beside it.
    pub terms: Vec<LinkView>,
    pub signature: SignatureView,
    pub previous: Option<YearView>,
    pub next: Option<YearView>,
    /// 历年变化, where there is such a page.
    pub years_href: Option<String>,
    pub checked: Option<CheckedView>,
    pub source_note: Option<String>,
}

#[derive(Debug, Serialize)]
pub struct SectionView {
    pub id: String,
    pub heading: String,
    pub before_html: Option<String>,
    pub tables: Vec<TableView>,
    pub after_html: Option<String>,
}

#[derive(Debug, Serialize)]
pub struct SignatureView {
    pub name: String,
    pub date: Option<DateView>,
}

#[derive(Debug, Serialize)]
pub struct YearView {
    pub href: String,
    pub year: u16,
    pub draft: bool,
    /// The years between the two that have no report, in words.
    pub missing: Option<String>,
}

pub fn view(output: &Output, year: u16, context: &RenderContext<'_>) -> View {
    let unit = context.unit;
    let report = &unit.reports[&year];
    let downloads = downloads(output, report, None, context);
    let base = context.config.base_url.as_deref();
    let mut view = View::frame(output, context, about(report, &downloads, base));
    let neighbour = |one: &Report| YearView {
        href: output.path.href(&one.out),
        year: one.year,
        draft: one.draft,
        missing: missing(one.year.min(year) + 1..one.year.max(year)),
    };
    view.report = Some(ReportView {
        corrected: CorrectedView::of(report, output, context),
        glance: GlanceView::of(report, unit),
        previous: unit
            .reports
            .range(..year)
            .next_back()
            .map(|(_, report)| neighbour(report)),
        next: unit
            .reports
            .range(year + 1..)
            .next()
            .map(|(_, report)| neighbour(report)),
        years_href: unit.years_page().map(|page| output.path.href(&page)),
        checked: CheckedView::of(report),
        ..as_published(output, report, downloads, context)
    });
    view
}

/// A version of a report that was corrected since: what was published, and that it is not
/// the current one, which search engines are sent to.
pub fn superseded(output: &Output, year: u16, version: u16, context: &RenderContext<'_>) -> View {
    let unit = context.unit;
    let current = &unit.reports[&year];
    let report = unit.superseded(year, version).unwrap_or(current);
    let downloads = downloads(output, report, Some(version), context);
    let about = About {
        way: vec![(format!("{year}年"), current.out.clone())],
        crumb: format!("第{version}版"),
        json_ld: None,
        ..about(report, &downloads, None)
    };
    let mut view = View::frame(output, context, about);
    let base = context.config.base_url.as_deref();
    let canonical = base.map(|base| current.out.absolute(base));
    for tag in &mut view.page.open_graph {
        if let ("og:url", Some(address)) = (tag.name, &canonical) {
            tag.content.clone_from(address);
        }
    }
    view.page.canonical = canonical;
    view.page.head_title = format!("已更正的第{version}版：{}", view.page.head_title);
    view.report = Some(ReportView {
        superseded: SupersededView::of(current, version, output),
        ..as_published(output, report, downloads, context)
    });
    view
}

/// What a version of a report says, whatever came of it later.
fn as_published(
    output: &Output,
    report: &Report,
    downloads: Vec<DownloadView>,
    context: &RenderContext<'_>,
) -> ReportView {
    let tables = tables(report);
    let mut ids = HeadingIds::default();
    let preamble_html = html(&report.narrative.preamble, &report.links, &mut ids);
    let pieces = report.narrative.pieces.iter();
    let sections = pieces
        .map(|piece| section(report, piece, &tables, context.with_cells, &mut ids))
        .collect();
    ReportView {
        year: report.year,
        organization: report.organization.clone(),
        corrected: None,
        superseded: None,
        details: details(report),
        attachments: attachments(&report.attachments, &output.path),
        downloads,
        glance: None,
        preamble_html,
        sections,
        terms: terms(report, &output.path, context),
        signature: SignatureView {
            name: report.organization.clone(),
            date: report.signed.as_ref().map(DateView::chinese),
        },
        previous: None,
        next: None,
        years_href: None,
        checked: None,
        source_note: source_note(report.form),
    }
}

/// The report in the formats that the site offers, with the size of each file.
fn downloads(
    output: &Output,
    report: &Report,
    version: Option<u16>,
    context: &RenderContext<'_>,
) -> Vec<DownloadView> {
    let asked = &context.config.downloads;
    let offered = FORMATS
        .iter()
        .filter(|format| asked.offers(format.id) && format.offers(report));
    let view = |format: &&'static Format| {
        let made = &context.related.downloads;
        let made = made.of_version(report.year, version, format)?;
        let out = format.path(report);
        Some(DownloadView {
            href: output.path.href(&out),
            kind: format.name,
            size: size(made.len() as u64),
            file_name: format.file_name(report),
            out,
        })
    };
    offered.filter_map(view).collect()
}

/// That there are no reports of these years.
fn missing(years: Range<u16>) -> Option<String> {
    let (first, last) = (years.start, years.end.saturating_sub(1));
    match years.len() {
        0 => None,
        1 => Some(format!("{first}年未发布")),
        _ => Some(format!("{first}年至{last}年未发布")),
    }
}

fn section(
    report: &Report,
    piece: &Piece,
    tables: &[PlacedTable<'_>],
    with_cells: bool,
    ids: &mut HeadingIds,
) -> SectionView {
    let id = piece.id();
    let own = tables.iter().enumerate();
    let own = own.filter(|(_, placed)| placed.section == id);
    let view = |(number, placed): (usize, &PlacedTable<'_>)| TableView {
        html: mark(FIRST + number),
        ..match with_cells {
            true => TableView::whole(placed),
            false => TableView::without_cells(placed),
        }
    };
    SectionView {
        tables: own.map(view).collect(),
        id,
        heading: piece.heading.clone(),
        before_html: html(&piece.before, &report.links, ids),
        after_html: html(&piece.after, &report.links, ids),
    }
}

/// Where the tables are explained: of each part of the form the first.
fn terms(report: &Report, here: &OutPath, context: &RenderContext<'_>) -> Vec<LinkView> {
    let Some(page) = aids::terms(context) else {
        return Vec::new();
    };
    let parts = report.form.parts.iter();
    let links = parts.filter_map(|part| {
        Some(LinkView {
            text: part.name.to_owned(),
            url: format!("{}#{}", here.href(&page), part.tables.first()?.id),
        })
    });
    links.collect()
}

/// The tables of a report in the page's order: the one of this number takes
/// the place of the mark `FIRST` and its number.
pub fn tables(report: &Report) -> Vec<PlacedTable<'_>> {
    let pieces = report.narrative.pieces.iter();
    pieces.flat_map(|piece| tables_of(report, piece)).collect()
}

/// The tables of a section.
fn tables_of<'r>(report: &'r Report, piece: &Piece) -> Vec<PlacedTable<'r>> {
    let Some(part) = piece.part.and_then(|part| report.form.part(part)) else {
        return Vec::new();
    };
    let ids: Vec<&str> = part.tables.iter().map(|table| table.id).collect();
    let grids = report
        .grids
        .iter()
        .filter(|grid| ids.contains(&grid.table.id));
    let place = |(at, grid): (usize, &'r Grid)| {
        let id = piece.table_id(part, at);
        PlacedTable {
            grid,
            form: report.form,
            section: piece.id(),
            described_by: says_zero(report, grid).then(|| zero_id(&id)),
            id,
        }
    };
    grids.enumerate().map(place).collect()
}

fn details(report: &Report) -> Vec<DetailView> {
    let mut details = Vec::new();
    details.extend(
        report
            .index_number
            .as_deref()
            .map(|text| DetailView::text("索引号", text)),
    );
    details.extend(
        report
            .document_number
            .as_deref()
            .map(|text| DetailView::text("文号", text)),
    );
    details.push(DetailView::text("发布机构", &report.organization));
    details.extend(
        report
            .signed
            .as_ref()
            .map(|stamp| DetailView::date("成文日期", stamp)),
    );
    details.extend(
        report
            .published
            .as_ref()
            .map(|stamp| DetailView::moment("公开日期", stamp)),
    );
    let corrected = report.corrections.last();
    details.extend(corrected.map(|one| DetailView::moment("更正日期", &one.date)));
    // The form's year is the calendar year; before there was a form, the first
    // reports covered other periods, so nothing is said of theirs.
    if !report.form.parts.is_empty() {
        let period = format!("{0}-01-01 至 {0}-12-31", report.year);
        details.push(DetailView::text("统计期限", &period));
    }
    details
}

fn about(report: &Report, downloads: &[DownloadView], base: Option<&str>) -> About<'static> {
    let tag = |name, content: String| MetaView { name, content };
    let mut article = vec![tag("ArticleTitle", report.title.clone())];
    // Where the source gives no day of publication, the day it was signed is
    // the only date that it gives.
    let day = report.published.as_ref().or(report.signed.as_ref());
    article.extend(day.map(|stamp| tag("PubDate", stamp.minute())));
    article.push(tag("ContentSource", report.organization.clone()));
    article.push(tag(
        "Keywords",
        format!("政府信息公开,年度报告,{}", report.year),
    ));
    article.push(tag("Author", report.organization.clone()));
    let description = summary(&report.title, report.form);
    article.push(tag("Description", description.clone()));
    About {
        kind: "report",
        title: report.title.clone(),
        json_ld: Some(json_ld(report, &description, downloads, base)),
        description,
        column: Some((REPORTS, "信息公开年报")),
        article,
        way: Vec::new(),
        crumb: format!("{}年", report.year),
    }
}

fn json_ld(
    report: &Report,
    description: &str,
    downloads: &[DownloadView],
    base: Option<&str>,
) -> serde_json::Value {
    let year = report.year;
    let has_tables = !report.form.parts.is_empty();
    let mut data = json!({
        "@context": "https://schema.org",
        "@type": if has_tables { "Dataset" } else { "Report" },
        "name": report.title,
        "description": format!("{description}由{}编制，任何人都可以免费查阅和复制，不需要申请。", report.organization),
        "inLanguage": "zh-CN",
        "isAccessibleForFree": true,
        "creator": {"@type": "GovernmentOrganization", "name": report.organization},
    });
    // The first reports covered other periods than the calendar year.
    if has_tables {
        data["temporalCoverage"] = format!("{year}-01-01/{year}-12-31").into();
    }
    if let Some(published) = report.published.as_ref().or(report.signed.as_ref()) {
        data["datePublished"] = published.iso().into();
    }
    if let Some(corrected) = report.corrections.last() {
        data["dateModified"] = corrected.date.iso().into();
        data["version"] = corrected.version.into();
    }
    let distribution = downloads.iter().map(|one| {
        json!({
            "@type": "DataDownload",
            "contentUrl": base.map_or(one.href.clone(), |base| one.out.absolute(base)),
        })
    });
    if !downloads.is_empty() {
        data["distribution"] = distribution.collect();
    }
    data
}

fn source_note(form: &'static Form) -> Option<String> {
    Some(format!("本页表格按照{}规定的格式编排。", form.basis?))
}
