//! What the first sentences of a report say of its year and its body.

use crate::import::source::Line;
use crate::prose::dates::{Dated, dated, periods};
use crate::prose::place_names::{Group, mentions};
use crate::prose::signs;

use super::stated::{Found, One};
use super::{dates, names, title, typing};

/// How many bytes of a text are read for its first sentences.
const FIRST: usize = 3000;

/// Words before the name of a report: `现公布甲县2022年…报告`.
const VERBS: [&str; 12] = [
    "现公布",
    "现公开",
    "现发布",
    "现将",
    "公布",
    "发布",
    "编制完成",
    "编制了",
    "编制",
    "形成",
    "公开了",
    "制作",
];

/// The periods and names of reports in the preamble, or in the overview where reports
/// have them too.
pub fn read(lines: &[Line], from: &str, found: &mut Found) {
    let mut left = FIRST;
    for line in lines {
        let text = &line.text[..line.text.floor_char_boundary(left)];
        left -= text.len();
        let dates = dated(text, signs(text));
        // 截至2023年12月31日, where no period is stated.
        let last = |one: &&Dated| (one.month, one.day) == (Some(12), Some(31));
        let last = dates.iter().find(last).and_then(|one| one.year);
        for period in periods(&dates, text) {
            if let Some(year) = period.year().filter(|_| period.whole_year()) {
                let from = format!("{from}里的统计期限");
                found.years.push(One::new(year, &from, Some(&line.place)));
            }
        }
        if let Some(year) = last.filter(|_| found.years.is_empty()) {
            let from = format!("{from}里的截止日期");
            found.years.push(One::new(year, &from, Some(&line.place)));
        }
        for clause in text.split(|c: char| "。，；：、,;:《》“”〔〕".contains(c)) {
            report(clause, line, from, found);
        }
    }
}

/// A clause that ends with the name of a report.
fn report(clause: &str, line: &Line, from: &str, found: &mut Found) {
    let verb = VERBS
        .iter()
        .filter_map(|verb| clause.rfind(verb).map(|at| at + verb.len()));
    let name = clause[verb.max().unwrap_or(0)..].trim();
    if title::at_start(name) != Some(name.len()) {
        return;
    }
    let from = format!("{from}里的报告名称");
    if let Some(year) = title::year(name) {
        found.years.push(One::new(year, &from, Some(&line.place)));
    }
    let body = title::organization(name).filter(|body| names::is_body(body));
    if let Some(body) = body.filter(|body| !body.starts_with(['本', '我'])) {
        let one = One::new(body, &from, Some(&line.place));
        found.organizations.push(one);
    }
}

/// The year and the body that the overview begins with, where nothing else names them:
/// `2022年，甲镇人民政府…`.
pub fn first_sentence(lines: &[Line], found: &mut Found) {
    let Some(line) = lines.first() else {
        return;
    };
    let text = line.text.trim_start();
    let text = &text[..text.floor_char_boundary(FIRST)];
    let mut rest = text;
    if let Some((year, range)) = dates::year(text).filter(|(_, range)| range.start == 0) {
        rest = text[range.end..].trim_start_matches([',', '，', ' ']);
        if found.years.is_empty() {
            let one = One::new(year, "总体情况的开头", Some(&line.place));
            found.years.push(one);
        }
    }
    if !found.organizations.is_empty() {
        return;
    }
    let rest = &rest[..rest.floor_char_boundary(120)];
    let groups = [Group::Grassroots, Group::County];
    let body = groups.into_iter().find_map(|group| {
        let whole = |mention: &crate::prose::place_names::Mention<'_>| {
            mention.whole && mention.start == 0 && !mention.run.starts_with(['在', '本', '我'])
        };
        mentions(rest, group).find(whole)
    });
    if let Some(mention) = body {
        let name = typing::joined(&rest[..mention.end]);
        let one = One::new(name, "总体情况的开头", Some(&line.place));
        found.organizations.push(one);
    }
}
