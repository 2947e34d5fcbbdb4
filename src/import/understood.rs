//! The whole way from the bytes of a file to what was understood of it.

use super::matching;
use super::reading::{Reading, Status};
use super::source::refusal::Refusal;
use super::source::{Source, kind, mhtml, plain, web};
use super::text::Text;
use super::words;

/// What was understood of a file that holds one report.
#[derive(Clone, Debug)]
pub struct Understood {
    pub reading: Reading,
    pub text: Text,
}

/// Why a file is not imported.
#[derive(Clone, Debug)]
pub struct Refused {
    /// In Chinese, with what to do, without a full stop.
    pub why: String,
    /// What was understood all the same, for those who want it as a draft.
    pub rest: Option<Box<Understood>>,
}

const NO_REPORT: &str =
    "里面没有年报的表格：看看是不是存错了网页，或者打开原来的网页、文档，复制全部文字再粘贴";

/// Understands a file.
pub fn understand(bytes: &[u8]) -> Result<Understood, Refused> {
    let source = source(bytes).map_err(|refusal| Refused {
        why: refusal.to_string(),
        rest: None,
    })?;
    let Some(reading) = matching::read(&source) else {
        return Err(Refused {
            why: NO_REPORT.to_owned(),
            rest: None,
        });
    };
    let text = words::understand(&source, &reading);
    let understood = Understood { reading, text };
    match has_numbers(&understood.reading) {
        true => Ok(understood),
        false => Err(Refused {
            why: "有表格的名称，没有一个数：可能是空白的表，或者数字是图片".to_owned(),
            rest: Some(Box::new(understood)),
        }),
    }
}

/// What a reader makes of a file. Text begins with nothing that says what it is.
fn source(bytes: &[u8]) -> Result<Source, Refusal> {
    /// Where a page has its first tags.
    const HEAD: usize = 1024;
    match kind::read(bytes) {
        Err(Refusal::Unknown) if mhtml::is_archive(bytes) => mhtml::read(bytes),
        Err(Refusal::Unknown) => {
            let head = bytes.get(..HEAD).unwrap_or(bytes).to_ascii_lowercase();
            let has = |tag: &str| head.windows(tag.len()).any(|bytes| bytes == tag.as_bytes());
            let tags = [
                "<!doctype html",
                "<html",
                "<head",
                "<body",
                "<div",
                "<table",
                "<p",
            ];
            match tags.into_iter().any(has) {
                true => web::read(bytes),
                false => plain::read(bytes),
            }
        }
        done => done,
    }
}

/// Whether a form that has tables has a number in one of them.
fn has_numbers(reading: &Reading) -> bool {
    let stands = |status: Status| !matches!(status, Status::Blank | Status::Missing);
    let mut cells = reading.tables.iter().flat_map(|table| &table.cells);
    reading.tables.is_empty() || cells.any(|cell| stands(cell.status))
}
