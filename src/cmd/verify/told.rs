//! What became of the comparison, for a person.

use crate::cmd::console::streams::{errln, outln};
use crate::import::wording::shown;
use crate::prose::printable;
use crate::submissions::{Difference, OnPage, Passage};

use super::{Compared, Page};

/// The most entries of one kind that are listed, unless all are asked for.
const LISTED: usize = 20;

/// Tells of all pages; of many the ones that differ, and a line that counts them.
pub fn tell(pages: &[Page], verbose: bool) {
    let most = if verbose { usize::MAX } else { LISTED };
    for page in pages {
        let place = printable(&page.place);
        match &page.outcome {
            Err(undone) => errln!("{place}：没有核对，{}", printable(&undone.why)),
            Ok(compared) if pages.len() == 1 || !compared.verification.is_same() => {
                outln!("{}（{place}）", printable(&compared.title));
                one(compared, most);
            }
            Ok(_) => {}
        }
    }
    if pages.len() > 1 {
        outln!("{}", total(pages));
    }
}

/// The conclusion first, then each difference.
fn one(compared: &Compared, most: usize) {
    let found = &compared.verification;
    let numbers = found.differences.iter().filter(|one| one.is_cell).count();
    outln!("{}", conclusion(compared, numbers));
    list(found.differences.iter().map(difference), most);
    list(found.passages.iter().map(passage), most);
    if !found.is_same() {
        outln!("网页错了的，在网站后台改网页；本站错了的，改 report.yaml 或 report.md，再发布一次");
    }
}

fn conclusion(compared: &Compared, numbers: usize) -> String {
    let found = &compared.verification;
    let cells = match (found.cells, numbers) {
        (0, 0) => String::new(),
        (cells, 0) => format!("{cells} 个数全部一致"),
        (cells, numbers) => format!("{cells} 个数里有 {numbers} 个不一样"),
    };
    let others = found.differences.len() - numbers;
    let words = match (found.passages.len(), others) {
        (0, 0) => "标题和文字一致".to_owned(),
        (0, others) => format!("另有 {others} 项不一样"),
        (passages, 0) => format!("文字有 {passages} 处不一样"),
        (passages, others) => format!("文字有 {passages} 处、另有 {others} 项不一样"),
    };
    match cells.is_empty() {
        true => words,
        false => format!("{cells}，{words}"),
    }
}

fn difference(one: &Difference) -> String {
    let source = match &one.source {
        Some(text) => shown(text),
        None => "空白".to_owned(),
    };
    let page = match &one.page {
        OnPage::Says(text) => shown(text),
        OnPage::Blank => "空白".to_owned(),
        OnPage::Missing => "没有".to_owned(),
        OnPage::Unclear(text) if text.is_empty() => "读不定".to_owned(),
        OnPage::Unclear(text) => format!("读不定，写的是 {}", shown(text)),
    };
    format!("{}：源 {source}，网页 {page}", one.what)
}

fn passage(one: &Passage) -> String {
    let short = |all: &[String]| shown(&all.join(" "));
    match (one.source.as_slice(), one.page.as_slice()) {
        (source, []) => format!("网页缺：{}", short(source)),
        ([], page) => format!("网页多：{}", short(page)),
        (source, page) => {
            let (source, page) = (source.join(" "), page.join(" "));
            let (source, page) = where_they_part(&source, &page);
            format!("文字：源 {source}\n        网页 {page}")
        }
    }
}

/// How many characters that both have stand before the first difference.
const BEFORE: usize = 12;

/// Two texts from a little before the place in which they part.
fn where_they_part(one: &str, other: &str) -> (String, String) {
    let same = one.chars().zip(other.chars()).take_while(|(a, b)| a == b);
    let skipped = same.count().saturating_sub(BEFORE);
    let cut = |text: &str| {
        let rest: String = text.chars().skip(skipped).collect();
        let dots = if skipped > 0 { "…" } else { "" };
        format!("{dots}{}", shown(&rest))
    };
    (cut(one), cut(other))
}

fn list(entries: impl Iterator<Item = String>, most: usize) {
    let entries: Vec<String> = entries.collect();
    for entry in entries.iter().take(most) {
        outln!("  {}", printable_lines(entry));
    }
    if entries.len() > most {
        outln!("  还有 {} 处，加 --verbose 全部列出", entries.len() - most);
    }
}

/// Every line as a terminal may show it.
fn printable_lines(text: &str) -> String {
    let lines: Vec<String> = text.lines().map(printable).collect();
    lines.join("\n")
}

fn total(pages: &[Page]) -> String {
    let compared = || pages.iter().filter_map(|page| page.outcome.as_ref().ok());
    let differing = compared().filter(|one| !one.verification.is_same()).count();
    let cells: usize = compared().map(|one| one.verification.cells).sum();
    let undone = pages.len() - compared().count();
    match (differing, undone) {
        (0, 0) => format!("{} 份年报、{cells} 个数全部一致", pages.len()),
        (0, undone) => format!("{} 份年报里有 {undone} 份没有核对，其余一致", pages.len()),
        (differing, 0) => format!("{} 份年报里有 {differing} 份不一样", pages.len()),
        (differing, undone) => format!(
            "{} 份年报里有 {differing} 份不一样，{undone} 份没有核对",
            pages.len()
        ),
    }
}
