//! The title of a report: where it stands, whose it says it is, and the line that
//! should stand there.

use crate::diag::Place;
use crate::parse::source::readable;
use crate::portal::TitleFrom;
use crate::prose::place_names::{abbreviates, place};
use crate::prose::{alike, department_names, fold, ordinals};

use crate::check::scope::ReportScope;

/// What the title of a report says that it is.
pub const NAME: &str = "政府信息公开工作年度报告";

/// Where the title stands; the file of the tables if the program made it.
pub fn title_place(scope: &ReportScope<'_>) -> Place {
    match &scope.report.title_from {
        TitleFrom::Text(span) => Place::span(scope.words.file, span.clone()),
        TitleFrom::Data | TitleFrom::Made => scope.field_place("title"),
    }
}

/// What to do about a title that is wrong: the whole line as it should be.
pub fn help(scope: &ReportScope<'_>) -> String {
    let right = corrected(scope);
    match &scope.report.title_from {
        TitleFrom::Text(_) => {
            let line = scope
                .line(&title_place(scope))
                .map_or(1, |(number, _)| number);
            format!("把第 {line} 行改成“# {right}”，或者删掉这一行")
        }
        TitleFrom::Made => format!("写上一行“标题: {right}”"),
        TitleFrom::Data => match heading(scope) {
            None => format!("把这一行改成“标题: {right}”，或者删掉这一行"),
            Some((_, title)) if alike(&title, &right) => {
                "删掉这一行，report.md 里的标题是对的".to_owned()
            }
            Some((line, _)) => {
                format!("把这一行改成“标题: {right}”，report.md 第 {line} 行也改成“# {right}”")
            }
        },
    }
}

/// The title in the narrative and its line, where `report.yaml` has one too.
fn heading(scope: &ReportScope<'_>) -> Option<(usize, String)> {
    let text = scope.bytes(scope.words.file).and_then(readable)?;
    let titles = text.lines().enumerate().filter_map(|(at, line)| {
        let title = line.trim().strip_prefix("# ")?.trim();
        let section = ordinals::leading(title).is_some();
        (!section).then(|| (at + 1, title.to_owned()))
    });
    titles.into_iter().next()
}

/// The title as it should be; whose report it is stays as it is written if that is
/// a name of the unit.
pub fn corrected(scope: &ReportScope<'_>) -> String {
    let report = scope.report;
    let written = unit_in(&report.title);
    let named = written.filter(|own| {
        let whole = place(own).is_some() || department_names::own_part(own).is_some();
        let part = || names(scope).any(|name| name == own);
        !own.is_empty() && (whole || part()) && is_own(scope, own)
    });
    let unit = named.unwrap_or_else(|| report.organization.clone());
    format!("{unit}{}年{NAME}", report.year)
}

/// The names of the unit.
fn names<'s>(scope: &ReportScope<'s>) -> impl Iterator<Item = &'s str> {
    let report = scope.report;
    let names = scope.unit.organization.names_in(report.year);
    let names = [report.organization.as_str()].into_iter().chain(names);
    names.filter(|name| !name.is_empty())
}

/// Whether the unit has no name, or its name stands in a text as it is.
pub fn is_named(scope: &ReportScope<'_>, text: &str) -> bool {
    names(scope).next().is_none() || names(scope).any(|name| text.contains(name))
}

/// The unit that a title names, folded; `None` if it does not speak of disclosure.
pub fn unit_in(title: &str) -> Option<String> {
    let title = fold(title);
    let words = ["政府信息公开", "政务信息公开", "信息公开", "政务公开"];
    let (head, _) = words.iter().find_map(|word| title.split_once(word))?;
    let own = head
        .trim_end_matches("政府信息与")
        .trim_start_matches("关于")
        .replace("年度", "");
    let own = own.replace(|c: char| c.is_ascii_digit() || c == '年' || c == '的', "");
    // 二〇二五年 leaves its digits.
    Some(
        own.replace("二〇二", "")
            .trim_end_matches("工作")
            .to_owned(),
    )
}

/// Whether a name, folded, may be the unit's.
pub fn is_own(scope: &ReportScope<'_>, own: &str) -> bool {
    names(scope).any(|name| {
        let name = fold(name);
        let stem = place(&name).is_some_and(|place| own.contains(place.stem));
        stem || own.contains(&name) || abbreviates(own, &name)
    })
}
