//! The package of a document, prepared once, and the report that is filled into it.

use std::sync::LazyLock;

use crate::parse::date::Stamp;
use crate::portal::Report;
use crate::report::Piece;

use super::super::ReportInputs;
use super::super::package::{Package, Part};
use super::super::template::Template;
use super::super::xml::escape;
use super::narrative::Body;
use super::tables;

/// What stands at a mark of the skeleton.
#[derive(Clone, Copy)]
enum Mark {
    Title,
    Organization,
    Created,
    Body,
    Links,
    Lists,
}

const MARKS: [(&str, Mark); 6] = [
    ("{title}", Mark::Title),
    ("{organization}", Mark::Organization),
    ("{created}", Mark::Created),
    ("{body}", Mark::Body),
    ("{links}", Mark::Links),
    ("{lists}", Mark::Lists),
];

/// The most characters of 二号 on a line.
const TITLE_LINE: usize = 20;

/// What never changes, and the parts that are filled in, in their order.
struct Prepared {
    package: Package,
    filled: Vec<Template<Mark>>,
}

/// The files of the skeleton by their places in the package; those with marks are filled
/// in.
const PARTS: [(&str, &str); 11] = [
    (
        "[Content_Types].xml",
        include_str!("skeleton/content_types.xml"),
    ),
    ("_rels/.rels", include_str!("skeleton/package_rels.xml")),
    ("docProps/core.xml", include_str!("skeleton/core.xml")),
    ("word/document.xml", include_str!("skeleton/document.xml")),
    (
        "word/_rels/document.xml.rels",
        include_str!("skeleton/document_rels.xml"),
    ),
    ("word/styles.xml", include_str!("skeleton/styles.xml")),
    ("word/settings.xml", include_str!("skeleton/settings.xml")),
    ("word/fontTable.xml", include_str!("skeleton/fonts.xml")),
    ("word/numbering.xml", include_str!("skeleton/numbering.xml")),
    ("word/footer1.xml", include_str!("skeleton/footer1.xml")),
    ("word/footer2.xml", include_str!("skeleton/footer2.xml")),
];

static PREPARED: LazyLock<Prepared> = LazyLock::new(|| {
    let mut filled = Vec::new();
    let parts = PARTS.iter().map(|(name, text)| {
        let marks = || MARKS.iter().filter(|(mark, _)| text.contains(mark));
        if marks().next().is_none() {
            return Part::Fixed(name, (*text).to_owned());
        }
        let template = Template::split(text, &MARKS);
        let may_be_empty = |mark: &Mark| matches!(mark, Mark::Links | Mark::Lists);
        let part = match marks().all(|(_, mark)| may_be_empty(mark)) {
            true => {
                let mut usual = String::new();
                template.fill(&mut usual, |_, _| {});
                Part::Mostly(name, usual)
            }
            false => Part::Filled(name),
        };
        filled.push(template);
        part
    });
    let package = Package::of(parts.collect());
    Prepared { package, filled }
});

/// The document of a report, and behind it what `append` adds. Linear in the report.
pub fn file(inputs: &ReportInputs<'_>, append: impl FnOnce(&mut Body)) -> Vec<u8> {
    let report = inputs.report;
    let mut body = Body::default();
    write(report, &mut body);
    append(&mut body);
    let texts = PREPARED.filled.iter().map(|template| {
        let mut text = String::new();
        template.fill(&mut text, |mark, out| match mark {
            Mark::Title => escape(&report.title, out),
            Mark::Organization => escape(&report.organization, out),
            Mark::Created => created(report, out),
            Mark::Body => out.push_str(&body.out),
            Mark::Links => body.links.relationships(out),
            Mark::Lists => body.lists.uses(out),
        });
        text
    });
    let texts: Vec<String> = texts.collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    PREPARED.package.file(&texts)
}

/// The day of the report as the day on which the document was made; without one the
/// document says nothing of it.
fn created(report: &Report, out: &mut String) {
    let day = report.signed.as_ref().or(report.published.as_ref());
    if let Some(Stamp { date, .. }) = day {
        out.push_str("<dcterms:created xsi:type=\"dcterms:W3CDTF\">");
        out.push_str(&format!("{date}T00:00:00Z</dcterms:created>"));
    }
}

fn write(report: &Report, body: &mut Body) {
    body.title(&title_lines(report));
    for (name, value) in details(report) {
        body.line("Details", &format!("{name}：{value}"));
    }
    body.blocks(&report.narrative.preamble.blocks(), 0);
    for piece in &report.narrative.pieces {
        section(report, piece, body);
    }
    // No page has the signature alone.
    body.keep_with_next();
    body.line("SignatureName", &report.organization);
    if let Some(signed) = &report.signed {
        body.line("Signature", &signed.chinese());
    }
}

/// The title, parted behind the name of the organization if it does not fit on one line.
fn title_lines(report: &Report) -> Vec<&str> {
    let title = report.title.as_str();
    let rest = title.strip_prefix(report.organization.as_str());
    match rest.filter(|rest| !rest.is_empty() && title.chars().count() > TITLE_LINE) {
        Some(rest) => vec![&report.organization, rest],
        None => vec![title],
    }
}

fn section(report: &Report, piece: &Piece, body: &mut Body) {
    body.line("Heading1", &piece.heading);
    body.blocks(&piece.before.blocks(), 0);
    if let Some(part) = piece.part.and_then(|part| report.form.part(part)) {
        tables::table(report.form, part, &report.grids, &mut body.out);
    }
    body.blocks(&piece.after.blocks(), 0);
}

/// What the page states of the report that neither title nor signature says.
fn details(report: &Report) -> impl Iterator<Item = (&'static str, String)> {
    let stated = [
        ("索引号", report.index_number.clone()),
        ("文号", report.document_number.clone()),
        ("公开日期", report.published.as_ref().map(Stamp::shown)),
    ];
    let stated = stated.into_iter();
    stated.filter_map(|(name, value)| Some((name, value?)))
}
