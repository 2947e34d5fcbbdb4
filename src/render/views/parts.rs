//! Values that several views are made of, and how they are made from the portal's.

use serde::Serialize;

use crate::parse::date::Stamp;
use crate::parse::markdown::{Address, HeadingIds, Piece};
use crate::path::OutPath;
use crate::portal::{Attachment, LinkPlace, numbered};

/// A label with its text; a date also in ISO 8601.
#[derive(Debug, Serialize)]
pub struct DetailView {
    pub label: String,
    pub text: String,
    pub datetime: Option<String>,
}

#[derive(Debug, Serialize)]
pub struct DateView {
    pub text: String,
    pub datetime: String,
}

/// A link with its words.
#[derive(Debug, Serialize)]
pub struct LinkView {
    pub text: String,
    pub url: String,
}

#[derive(Debug, Serialize)]
pub struct AttachmentView {
    pub href: String,
    pub name: String,
    /// What a reader's copy is called, if the address says something else.
    pub file_name: Option<String>,
    /// Such as `PDF` or `Word`.
    pub kind: String,
    /// Such as `28 KB`.
    pub size: String,
}

/// The page's report in another format.
#[derive(Debug, Serialize)]
pub struct DownloadView {
    pub href: String,
    /// Such as `Word`.
    pub kind: &'static str,
    /// Such as `15 KB`.
    pub size: String,
    /// What a reader's copy is called.
    pub file_name: String,
    #[serde(skip)]
    pub out: OutPath,
}

impl DateView {
    /// A day without a time.
    pub fn of(day: jiff::civil::Date) -> Self {
        Self {
            text: format!("{}年{}月{}日", day.year(), day.month(), day.day()),
            datetime: day.to_string(),
        }
    }

    pub fn iso(stamp: &Stamp) -> Self {
        Self {
            text: stamp.iso(),
            datetime: stamp.iso(),
        }
    }

    /// A date with the time of day, where the source gives one.
    pub fn moment(stamp: &Stamp) -> Self {
        Self {
            text: stamp.shown(),
            datetime: stamp.datetime(),
        }
    }

    pub fn chinese(stamp: &Stamp) -> Self {
        Self {
            text: stamp.chinese(),
            datetime: stamp.iso(),
        }
    }
}

impl DetailView {
    pub fn text(label: &str, text: &str) -> Self {
        Self {
            label: label.to_owned(),
            text: text.to_owned(),
            datetime: None,
        }
    }

    pub fn date(label: &str, stamp: &Stamp) -> Self {
        Self {
            datetime: Some(stamp.iso()),
            ..Self::text(label, &stamp.iso())
        }
    }

    /// A date with the time of day, where the source gives one.
    pub fn moment(label: &str, stamp: &Stamp) -> Self {
        Self {
            datetime: Some(stamp.datetime()),
            ..Self::text(label, &stamp.shown())
        }
    }
}

/// Where one is in a list of several pages.
#[derive(Debug, Serialize)]
pub struct PagerView {
    /// Counted from 1.
    pub number: usize,
    pub count: usize,
    pub first: Option<String>,
    pub previous: Option<String>,
    pub next: Option<String>,
    pub last: Option<String>,
}

impl PagerView {
    /// `None` if the list that begins at `first` has one page.
    pub fn of(number: usize, count: usize, here: &OutPath, first: &OutPath) -> Option<Self> {
        Self::between(number, count, here, |page| numbered(first, page))
    }

    /// The same of pages whose addresses are made otherwise.
    pub fn between(
        number: usize,
        count: usize,
        here: &OutPath,
        address: impl Fn(usize) -> OutPath,
    ) -> Option<Self> {
        let link = |page: usize| here.href(&address(page));
        (count > 1).then(|| Self {
            number,
            count,
            first: (number > 2).then(|| link(1)),
            previous: (number > 1).then(|| link(number - 1)),
            next: (number < count).then(|| link(number + 1)),
            last: (number + 1 < count).then(|| link(count)),
        })
    }
}

/// HTML of a stretch of narrative, or `None` if it is empty.
pub fn html(piece: &Piece, links: &[LinkPlace], ids: &mut HeadingIds) -> Option<String> {
    (!piece.is_empty()).then(|| piece.render(&|target| settled(links, target), ids))
}

/// The link on the page for a link in the source; few stand in one file.
pub fn settled(links: &[LinkPlace], target: &str) -> Option<Address> {
    let link = links.iter().find(|link| link.target == target)?;
    Some(Address {
        href: link.leave.as_ref().unwrap_or(&link.href).clone(),
        size: link.size,
        leaves_frame: link.leaves_frame && link.leave.is_none(),
    })
}

pub fn attachments(list: &[Attachment], here: &OutPath) -> Vec<AttachmentView> {
    let view = |one: &Attachment| {
        let (stem, extension) = one.name.rsplit_once('.').unwrap_or((&one.name, ""));
        AttachmentView {
            href: here.href(&one.out),
            name: stem.to_owned(),
            file_name: (!one.out.as_str().ends_with(&one.name)).then(|| one.name.clone()),
            kind: kind(extension),
            size: size(one.size),
        }
    };
    list.iter().map(view).collect()
}

/// What people call a kind of file: Word, PDF.
fn kind(extension: &str) -> String {
    match extension.to_ascii_lowercase().as_str() {
        "doc" | "docx" => "Word".to_owned(),
        "xls" | "xlsx" => "Excel".to_owned(),
        _ => extension.to_uppercase(),
    }
}

/// A size in the unit that people read: 28 KB, 1.4 MB.
pub fn size(bytes: u64) -> String {
    match bytes {
        0..1024 => format!("{bytes} B"),
        1024..1_048_576 => format!("{} KB", bytes.div_ceil(1024)),
        _ => format!("{:.1} MB", bytes as f64 / 1_048_576.0),
    }
}
