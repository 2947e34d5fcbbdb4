//! Tables that were not taken for tables and would be printed as running text.

use std::ops::Range;

use super::starts::mark;
use super::{MOST_FINDINGS, unmade};
use crate::diag::Diagnostic;
use crate::path::SourcePath;
use crate::prose::is_cjk;
use crate::prose::numerals::is_numeral;

/// How many columns are written out in a proposal.
const WIDEST: usize = 12;

/// How the cells of a line are divided.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Divider {
    Pipe,
    WidePipe,
    Tab,
    /// Columns that are set with spaces, as text from a PDF has them.
    Spaces,
}

struct Line<'s> {
    text: &'s str,
    place: Range<usize>,
    divider: Divider,
    /// How many columns it has.
    columns: usize,
}

/// Finds the tables that are printed as running text. `set_apart` are the
/// ranges of the source that are tables or code. Linear.
pub(super) fn find(
    source: &str,
    file: &SourcePath,
    offset: usize,
    set_apart: &[Range<usize>],
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut apart = set_apart.iter().peekable();
    let mut group: Vec<Line<'_>> = Vec::new();
    let mut at = 0;
    let mut blank = false;
    for line in source.split_inclusive('\n') {
        let start = at;
        at += line.len();
        while apart.next_if(|range| range.end <= start).is_some() {}
        let masked = apart.peek().is_some_and(|range| range.start < at);
        let body = line.trim_matches(['\n', '\r', ' ', '\u{3000}', '\u{a0}', '>']);
        if body.trim().is_empty() && !masked {
            blank = !group.is_empty();
            continue;
        }
        let place = start + offset_in(line, body);
        let place = place + offset..place + body.len() + offset;
        let row = if masked { None } else { row(body, place) };
        let goes_on = |row: &Line<'_>| {
            group.last().is_some_and(|last| {
                last.divider == row.divider
                    && (!blank || last.columns == row.columns || is_border(row.text))
            })
        };
        if !row.as_ref().is_some_and(goes_on) {
            judge(&group, file, diagnostics);
            group.clear();
        }
        group.extend(row);
        blank = false;
    }
    judge(&group, file, diagnostics);
}

fn offset_in(line: &str, part: &str) -> usize {
    part.as_ptr() as usize - line.as_ptr() as usize
}

/// A line as a row, if anything divides it.
fn row(body: &str, place: Range<usize>) -> Option<Line<'_>> {
    let outer = |sign: char| {
        let inner = body.strip_prefix(sign).unwrap_or(body);
        let inner = inner.strip_suffix(sign).unwrap_or(inner);
        separators(inner, sign) + 1
    };
    let line = |divider, columns| Line {
        text: body,
        place: place.clone(),
        divider,
        columns,
    };
    if separators(body, '|') > 0 {
        return Some(line(Divider::Pipe, outer('|')));
    }
    if body.contains('｜') {
        return Some(line(Divider::WidePipe, outer('｜')));
    }
    if !body.contains('\t') {
        let columns = spaced_columns(body);
        return (columns > 2).then(|| line(Divider::Spaces, columns));
    }
    let fields = fields(body);
    // What Word puts after an ordinal is a tab, and so are gaps in forms.
    let is_text = fields.len() < 2
        || fields.iter().any(|field| field.contains('：'))
        || fields.len() == 2 && is_ordinal(fields[0]);
    (!is_text).then(|| line(Divider::Tab, fields.len()))
}

fn fields(body: &str) -> Vec<&str> {
    let fields = body.split('\t').map(str::trim);
    fields.filter(|field| !field.is_empty()).collect()
}

/// How many columns a line has that wide gaps divide; 1 for a form to fill in or
/// boxes to tick.
fn spaced_columns(body: &str) -> usize {
    let form = ['：', ':', '□', '☑', '。', '，', '；'];
    if !body.contains("  ") || body.contains(form) {
        return 1;
    }
    let fields = body.split("  ").map(str::trim);
    let fields: Vec<&str> = fields.filter(|field| !field.is_empty()).collect();
    // `张  三` is one name.
    let letter = |field: &&str| field.chars().count() == 1 && field.starts_with(is_cjk);
    if fields.iter().any(letter) {
        return 1;
    }
    fields.len()
}

/// Whether lines are a contents page: headings with the numbers of pages.
fn is_contents(group: &[Line<'_>]) -> bool {
    let entry = |line: &Line<'_>| {
        let fields = fields(line.text);
        let page = |text: &&str| text.bytes().all(|b| b.is_ascii_digit());
        fields.len() == 2 && mark(fields[0]).is_some() && fields.last().is_some_and(page)
    };
    group.iter().all(entry)
}

/// `一、`, `（一）`, `1.`, `•`: what begins a paragraph, not a row.
fn is_ordinal(field: &str) -> bool {
    let inner = field.trim_start_matches(['（', '(', '第']);
    let rest = inner.trim_start_matches(is_numeral);
    let closed = !rest.is_empty() && rest.chars().all(|c| "、.．）)，".contains(c));
    let bullet = field.chars().count() == 1 && !field.chars().all(char::is_alphanumeric);
    closed && rest.len() < field.len() || bullet
}

/// How often a sign is in a line without a backslash before it.
pub(super) fn separators(line: &str, sign: char) -> usize {
    let mut escaped = false;
    let mut count = 0;
    for c in line.chars() {
        count += usize::from(c == sign && !escaped);
        escaped = c == '\\' && !escaped;
    }
    count
}

/// Whether a line is meant as the one between head and rows, in any dashes.
fn is_border(text: &str) -> bool {
    let border = |c: char| "|｜:： -－—–─━_\t".contains(c);
    text.chars().all(border) && text.contains(['-', '－', '—', '–', '─', '━'])
}

/// Reports a group of lines if it is a table.
fn judge(group: &[Line<'_>], file: &SourcePath, diagnostics: &mut Vec<Diagnostic>) {
    let Some(first) = group.first() else { return };
    if diagnostics.len() >= MOST_FINDINGS {
        return;
    }
    if first.divider == Divider::Tab && group.len() > 1 && is_contents(group) {
        diagnostics.push(unmade::contents(file, first.place.clone()));
        return;
    }
    let columns = group.iter().map(|line| line.columns).max().unwrap_or(1);
    let same = |line: &&Line<'_>| line.columns == first.columns;
    let alike = group.iter().filter(same).count() > 1;
    let framed = |sign: char| {
        let framed = |line: &Line<'_>| line.text.starts_with(sign) && line.columns > 1;
        group.iter().any(framed)
    };
    let bordered = group.iter().any(|line| is_border(line.text));
    let border = border(columns);
    // Whether it is a table for sure, and whether it may be one.
    let (sure, may_be) = match first.divider {
        Divider::Pipe => (framed('|') || bordered || alike && first.columns > 2, alike),
        Divider::WidePipe => (framed('｜'), alike),
        Divider::Tab => (alike, columns > 2),
        Divider::Spaces => (false, alike),
    };
    let (why, help) = match first.divider {
        Divider::Pipe => wrong_border(group),
        Divider::WidePipe => (
            "竖线 ｜ 是全角的".to_owned(),
            format!("改成半角 |，第二行写  {border}"),
        ),
        Divider::Tab | Divider::Spaces => {
            let spaced = first.divider == Divider::Spaces;
            let sign = if spaced { "  " } else { "\t" };
            let cells = first.text.split(sign).map(str::trim);
            let cells: Vec<&str> = cells.filter(|cell| !cell.is_empty()).collect();
            let head = cells.join(" | ");
            let why = if spaced {
                "各格用空格隔开"
            } else {
                "各格用制表符隔开（从 WPS、Excel、Word 粘贴）"
            };
            (
                why.to_owned(),
                format!("每行写成  | {head} |  这样，第二行写  {border}"),
            )
        }
    };
    let place = first.place.clone();
    if sure {
        diagnostics.push(unmade::table(file, place, &why, &help));
    } else if may_be {
        diagnostics.push(unmade::doubtful_table(file, place, &why, &help));
    }
}

fn border(columns: usize) -> String {
    format!("|{}", "---|".repeat(columns.min(WIDEST)))
}

/// What is wrong between the first and the second line of a table, and what
/// to write there.
fn wrong_border(group: &[Line<'_>]) -> (String, String) {
    let head = group.first().map_or(1, |line| line.columns);
    let border = border(head);
    match group.iter().position(|line| is_border(line.text)) {
        None => (
            "缺第二行".to_owned(),
            format!("在第一行下面加一行  {border}"),
        ),
        Some(0) => ("没有表头".to_owned(), format!("在 {border} 上面加一行表头")),
        Some(at) if group[at].columns != head => (
            format!("第二行有 {} 格，表头有 {head} 格", group[at].columns),
            format!("每行的格数一样，第二行写  {border}"),
        ),
        Some(_) => (
            "第二行写得不对，或者中间空了行".to_owned(),
            format!("行与行之间不空行，第二行写  {border}"),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check, read, refused};

    #[test]
    fn rows_that_do_not_fit_are_told() {
        let table = |row: &str| format!("| 甲 | 乙 |\n|--|--|\n{row}\n");
        refused(&table("| 1 | 2 | 3 |"), &[("MD05", "| 1 | 2 | 3 |")]);
        refused(&table("1 | 2 | 3 | 4"), &[("MD05", "1 | 2 | 3 | 4")]);
        refused(&table("| 1 |"), &[("MD05", "| 1 |")]);
        refused(
            &table("注：数据截至年底。"),
            &[("MD05", "注：数据截至年底。")],
        );
        refused(&table("| 1 | 2\\|3 |"), &[]);
        refused(&table("| 1 | |"), &[]);
        refused(&table("| 1 | 2 | |"), &[]);
        refused(&table("| **1** | 2 |\n\n注：数据。"), &[]);
        let (_, said) = read(&table("| 1 | 2 | 3 | 4 |"));
        assert!(
            said[0].message.contains("有 4 格，表头只有 2 格"),
            "{said:?}"
        );
        refused("| 甲 |\n|--|\n| 1 |\n2\n", &[]);
    }

    #[test]
    fn tables_printed_as_text_are_told_at_their_first_line() {
        for (text, first) in [
            ("| 类别 | 件数 |\n| 补贴 | 41 |", "| 类别 | 件数 |"),
            ("| 类别 | 件数 |\n\n| 补贴 | 41 |", "| 类别 | 件数 |"),
            ("类别 | 件数\n补贴 | 41", "类别 | 件数"),
            ("| 类别 | 件数 |\n|---|\n| 补贴 | 41 |", "| 类别 | 件数 |"),
            ("| 类别 | 件数 |\n|——|——|\n| 补贴 | 41 |", "| 类别 | 件数 |"),
            (
                "| 类别 | 件数 |\n\n|--|--|\n\n| 补贴 | 41 |",
                "| 类别 | 件数 |",
            ),
            ("｜类别｜件数｜\n｜补贴｜41｜", "｜类别｜件数｜"),
            ("序号\t单位\t数量\n1\t林业局\t3", "序号\t单位\t数量"),
            ("序号\t单位\n\n1\t林业局", "序号\t单位"),
            ("　　序号\t单位\n1\t林业局", "序号\t单位"),
            ("序号   单位   数量\n1    林业局    3", "序号   单位   数量"),
            ("一、甲\t1\n（一）乙\t2\n二、丙\t12", "一、甲\t1"),
        ] {
            let text = format!("前文。\n\n{text}\n\n后文。\n");
            refused(&text, &[("MD05", first)]);
        }
    }

    #[test]
    fn what_only_has_a_line_or_a_tab_is_no_table() {
        for text in [
            "甲|乙",
            "一、\t总体情况",
            "1.\t甲\n2.\t乙",
            "联系人：甲\t电话：1\n地址：乙\t邮编：2",
            "\t\t\t某镇人民政府\n\t\t\t2025年1月1日",
            "网站｜微信",
            "姓名：    性别：    年龄：\n单位：    职务：    电话：",
            "□公民    □法人    □其他\n□邮寄    □自取    □其他",
            "张三    李四    王五",
            "组  长  张  三  书记\n成  员  王  五  主任",
            "```\n|a|b|\n|c|d|\n```",
            "\\| 甲 \\| 乙 \\|",
        ] {
            refused(text, &[]);
        }
        check("甲|乙", "<p>甲|乙</p>");
    }
}
