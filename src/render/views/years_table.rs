//! All measures of a unit by years, newest first, as a finished table. It is written
//! here and not by the template engine, which takes several times as long for a cell.

use std::fmt::Write as _;

use crate::path::OutPath;

use super::history::{History, Year, form_name};
use super::measures::{GROUPS, Group, Line, Said};
use super::names::marked;

/// A finished table.
pub struct YearsTable {
    pub html: String,
    /// What the words mean that stand in place of numbers.
    pub notes: Vec<&'static str>,
}

/// The columns of one form, newest first.
type Run<'h, 'f> = Vec<&'h Year<'f>>;

/// Linear in measures and years.
pub fn years_table(history: &History<'_>, here: &OutPath) -> YearsTable {
    let runs: Vec<Run<'_, '_>> = history
        .runs()
        .into_iter()
        .rev()
        .map(|run| history.years[run].iter().rev().collect())
        .collect();
    let mut writer = Writer {
        html: String::new(),
        words: Vec::new(),
    };
    writer.head(&runs, here);
    for group in &GROUPS {
        writer.group(group, &runs);
    }
    writer.html.push_str("</table>");
    YearsTable {
        notes: notes(&writer.words),
        html: writer.html,
    }
}

struct Writer {
    html: String,
    /// What stands somewhere in place of a number.
    words: Vec<Said>,
}

impl Writer {
    fn head(&mut self, runs: &[Run<'_, '_>], here: &OutPath) {
        let (oldest, newest) = (runs.last(), runs.first());
        let oldest = oldest.and_then(|run| run.last()).map_or(0, |one| one.year);
        let newest = newest.and_then(|run| run.first()).map_or(0, |one| one.year);
        self.html.push_str("<table class=\"tb st wide\">");
        self.push(format_args!(
            "<caption>历年数据，{newest}年至{oldest}年，新的在前</caption>"
        ));
        if runs.len() > 1 {
            self.html.push_str("<colgroup></colgroup>");
            for run in runs {
                self.push(format_args!("<colgroup span=\"{}\"></colgroup>", run.len()));
            }
        }
        self.html.push_str("<thead>");
        if runs.len() > 1 {
            self.html.push_str("<tr><th scope=\"row\">表式</th>");
            for (at, run) in runs.iter().enumerate() {
                let name = run.first().map_or(String::new(), |one| form_name(one.form));
                let class = if at > 0 { " class=\"br\"" } else { "" };
                self.push(format_args!(
                    "<th scope=\"colgroup\" colspan=\"{}\"{class}>{name}</th>",
                    run.len()
                ));
            }
            self.html.push_str("</tr>");
        }
        self.html.push_str("<tr><th scope=\"col\">项目</th>");
        for (at, run) in runs.iter().enumerate() {
            for (place, year) in run.iter().enumerate() {
                let class = class("n", at > 0 && place == 0);
                let name = format!("{}年", year.year);
                let name = match year.report {
                    Some(report) => {
                        let (href, name) = (here.href(&report.out), marked(&name, report.draft));
                        format!("<a href=\"{href}\">{name}</a>")
                    }
                    None => name,
                };
                self.push(format_args!("<th scope=\"col\"{class}>{name}</th>"));
            }
        }
        self.html.push_str("</tr></thead>");
    }

    /// A group of lines, if one of them is in a form of these years.
    fn group(&mut self, group: &Group, runs: &[Run<'_, '_>]) {
        let asked = |line: &&Line| {
            let mut years = runs.iter().flatten();
            years.any(|year| year.report.is_some() && line.asked_by(year.form))
        };
        let lines: Vec<&Line> = group.lines.iter().filter(asked).collect();
        if lines.is_empty() {
            return;
        }
        let width = 1 + runs.iter().map(Vec::len).sum::<usize>();
        let Group { name, unit, .. } = group;
        self.push(format_args!(
            "<tbody><tr><th scope=\"rowgroup\" colspan=\"{width}\" class=\"lv\"><span>{name}（{unit}）</span></th></tr>"
        ));
        for line in lines {
            self.push(format_args!("<tr><th scope=\"row\">{}</th>", line.label));
            for (at, run) in runs.iter().enumerate() {
                self.cells(line, run, at > 0);
            }
            self.html.push_str("</tr>");
        }
        self.html.push_str("</tbody>");
    }

    /// What the reports of one form say of a line. Where the form does not ask for it,
    /// one word stands for all neighbouring years.
    fn cells(&mut self, line: &Line, run: &Run<'_, '_>, parted: bool) {
        let mut at = 0;
        while at < run.len() {
            let said = run[at].said(line);
            let not_asked = matches!(said, Some(Said::Otherwise | Said::NotAsked));
            let same = run[at..].iter().take_while(|one| one.said(line) == said);
            let span = if not_asked { same.count() } else { 1 };
            let text = said.map_or("未发布".to_owned(), Said::text);
            let kind = match said {
                Some(Said::Figure(_)) => "n",
                _ if span > 1 => "c q",
                _ => "n q",
            };
            let class = class(kind, parted && at == 0);
            let wide = match span {
                1 => String::new(),
                span => format!(" colspan=\"{span}\""),
            };
            self.push(format_args!("<td{class}{wide}>{text}</td>"));
            let word = said.filter(|said| said.figure().is_none());
            self.words.extend(word);
            at += span;
        }
    }

    fn push(&mut self, text: std::fmt::Arguments<'_>) {
        // Writing into a string cannot fail.
        _ = self.html.write_fmt(text);
    }
}

/// The classes of a cell; a line stands before the years of another form.
fn class(kind: &str, parted: bool) -> String {
    let parted = if parted { " br" } else { "" };
    format!(" class=\"{kind}{parted}\"")
}

fn notes(words: &[Said]) -> Vec<&'static str> {
    let notes = [
        (
            Said::Otherwise,
            "“口径不同”：这一年的表式有相近的一项，统计的口径不同，不能与其他年度比较。",
        ),
        (Said::NotAsked, "“无此项”：这一年的表式没有这一项。"),
        (Said::Blank, "“未填”：这一年的报告没有写这个数，不是0。"),
    ];
    let stands = |(word, _): &(Said, &str)| words.contains(word);
    notes
        .into_iter()
        .filter(stands)
        .map(|(_, note)| note)
        .collect()
}
