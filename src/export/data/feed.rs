//! `feed.xml`: the newest reports and corrections as Atom (RFC 4287), for programs that look for news.
//!
//! An entry is known by the address of its page, so there is a feed only where the site
//! has one. Times are those of publication: the same sources give the same bytes.

use std::cmp::Reverse;
use std::fmt::Write;

use super::set::{DataSet, Row};
use crate::export::summary;
use crate::form::FORMS;
use crate::parse::date::Stamp;
use crate::path::OutPath;
use crate::portal::{CorrectionFacts, UnitId, folder};

/// The most entries.
pub(super) const MOST: usize = 50;

/// Where the feed of a unit is published; the owner's tells of all units.
pub fn feed_path(unit: &UnitId) -> OutPath {
    OutPath::new(&format!("{}feed.xml", folder(unit))).expect("a fixed name below an id")
}

/// What an entry tells of.
enum News<'d> {
    Report(Row<'d>),
    Correction(&'d CorrectionFacts),
}

impl News<'_> {
    /// What decides between news of one moment.
    fn rank(&self) -> (u16, UnitId, u16) {
        match self {
            Self::Report(row) => (row.report.year, row.unit.id.clone(), 1),
            Self::Correction(one) => (one.year, one.unit.clone(), one.version),
        }
    }
}

/// The file. n log n in the reports.
pub fn feed(set: &DataSet<'_>) -> Vec<u8> {
    let reports = set
        .rows()
        .filter_map(|row| Some((moment(row.report.day()?), News::Report(row))));
    let units = set
        .units
        .iter()
        .flat_map(|unit| unit.facts.own_corrections());
    let corrections = units.map(|one| (moment(&one.date), News::Correction(one)));
    let mut dated: Vec<(String, News<'_>)> = reports.chain(corrections).collect();
    dated.sort_by_cached_key(|(moment, news)| Reverse((moment.clone(), news.rank())));
    dated.truncate(MOST);
    let own = set.url(&feed_path(set.owner));
    // A feed without entries is not planned; one without dates has the day that has none.
    let newest = dated.first().map(|(moment, _)| moment.as_str());
    let mut xml = begin(&own, &format!("{}政府信息公开年报", set.name()), newest);
    link(&mut xml, "alternate", "text/html", &set.front());
    for (moment, news) in &dated {
        match news {
            News::Report(row) => entry(&mut xml, moment, row),
            News::Correction(one) => correction(&mut xml, moment, one, &set.url(&one.out)),
        }
    }
    xml += "</feed>\n";
    xml.into_bytes()
}

/// What a feed at this address begins with; `newest` is the moment of its newest entry.
pub(super) fn begin(own: &str, title: &str, newest: Option<&str>) -> String {
    let mut xml = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    xml += "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"zh-CN\">\n";
    element(&mut xml, "id", own);
    element(&mut xml, "title", title);
    element(&mut xml, "updated", newest.unwrap_or(NEVER));
    link(&mut xml, "self", "application/atom+xml", own);
    xml
}

pub(super) fn author(xml: &mut String, name: &str) {
    let _ = writeln!(xml, "<author><name>{}</name></author>", escaped(name));
}

/// Stands where no report has a date.
const NEVER: &str = "1970-01-01T00:00:00Z";

fn entry(xml: &mut String, moment: &str, row: &Row<'_>) {
    let form = row.report.form_used().unwrap_or(FORMS[0]);
    *xml += "<entry>\n";
    element(xml, "id", &row.url);
    element(xml, "title", &row.report.title);
    element(xml, "updated", moment);
    element(xml, "published", moment);
    link(xml, "alternate", "text/html", &row.url);
    author(xml, &row.unit.name);
    element(xml, "summary", &summary(&row.report.title, form));
    *xml += "</entry>\n";
}

/// A correction is known by the address of its report and by its version.
fn correction(xml: &mut String, moment: &str, one: &CorrectionFacts, url: &str) {
    *xml += "<entry>\n";
    element(xml, "id", &format!("{url}#v{}", one.version));
    element(xml, "title", &format!("更正：{}", one.title));
    element(xml, "updated", moment);
    element(xml, "published", moment);
    link(xml, "alternate", "text/html", url);
    author(xml, &one.unit_name);
    let summary = format!("{}（改了{}处，网页上写明）", one.reason, one.changes);
    element(xml, "summary", &summary);
    *xml += "</entry>\n";
}

/// A day in RFC 3339, in the time of China; at noon where the source gives no hour.
pub(super) fn moment(day: &Stamp) -> String {
    let time = day.time.as_deref().unwrap_or("12:00");
    format!("{}T{time}:00+08:00", day.iso())
}

pub(super) fn element(xml: &mut String, name: &str, text: &str) {
    let _ = writeln!(xml, "<{name}>{}</{name}>", escaped(text));
}

pub(super) fn link(xml: &mut String, relation: &str, media_type: &str, address: &str) {
    let address = escaped(address);
    let _ = writeln!(
        xml,
        "<link rel=\"{relation}\" type=\"{media_type}\" href=\"{address}\"/>"
    );
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            // XML has no place for other control characters.
            '\t' | '\n' | '\r' => escaped.push(' '),
            '\u{0}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}' => {}
            letter => escaped.push(letter),
        }
    }
    escaped
}
