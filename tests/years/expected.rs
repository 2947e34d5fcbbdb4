//! What 历年变化 must say of a report, read from the report's own page: where the official
//! tables have each line, in words that are written here once more.

use super::reader::Grid;

/// Cells of a report whose sum a line of 历年变化 is; `None` if its form has no such line.
pub fn cells(tables: &[Grid], group: &str, label: &str) -> Option<Vec<String>> {
    match group {
        "收到和处理政府信息公开申请（件）" => requests(tables, label),
        "行政复议（件）" => dispute(tables, 0, label),
        "行政诉讼：未经复议直接起诉（件）" => dispute(tables, 5, label),
        "行政诉讼：复议后起诉（件）" => dispute(tables, 10, label),
        "行政处理决定（件）" => matter(tables, label, "处理决定数量"),
        "行政规范性文件（件）" => document(tables, "规范性文件", label),
        "规章（件）" => document(tables, "规章", label),
        "行政事业性收费（万元）" => matter(tables, "行政事业性收费", "收费金额"),
        "办理事项（项）" => {
            let name = label.strip_suffix("上年项目");
            let change = || label.strip_suffix("本年增减");
            match name {
                Some(name) => matter(tables, name, "上一年项目数量"),
                None => matter(tables, change().expect("an item"), "本年增/减"),
            }
        }
        other => panic!("an unknown group: {other}"),
    }
}

fn table<'t>(tables: &'t [Grid], start: &str) -> Option<&'t Grid> {
    tables.iter().find(|table| table.caption.starts_with(start))
}

/// The last cell of each line that a head of the line decides.
fn requests(tables: &[Grid], label: &str) -> Option<Vec<String>> {
    let start = match label {
        "本年新收" => "一、本年新收",
        "上年结转" => "二、上年结转",
        "办结" => "（七）总计",
        "予以公开" => "（一）予以公开",
        "部分公开" => "（二）部分公开",
        "不予公开" => "（三）不予公开",
        "无法提供" => "（四）无法提供",
        "不予处理" => "（五）不予处理",
        "其他处理" => "（六）其他处理",
        "其中逾期未缴费" => "2.申请人逾期未按收费通知",
        "结转下年度" => "四、结转下年度",
        other => panic!("an unknown line: {other}"),
    };
    let table = table(tables, "收到和处理")?;
    let heads = |line: &&Vec<String>| line[..3].iter().any(|head| head.starts_with(start));
    let found: Vec<String> = table
        .lines
        .iter()
        .filter(heads)
        .map(|line| last(line))
        .collect();
    (!found.is_empty()).then_some(found)
}

fn last(line: &[String]) -> String {
    line.last().expect("a cell").clone()
}

/// Table four is one line of fifteen numbers.
fn dispute(tables: &[Grid], from: usize, label: &str) -> Option<Vec<String>> {
    let verdicts = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"];
    let verdict = verdicts.iter().position(|one| *one == label);
    let line = table(tables, "政府信息公开行政复议")?.lines.last()?;
    Some(vec![line[from + verdict.expect("a verdict")].clone()])
}

/// The cell under a head in the line of a matter.
fn matter(tables: &[Grid], name: &str, head: &str) -> Option<Vec<String>> {
    let of_part = tables
        .iter()
        .filter(|table| table.caption.starts_with("第二十条"));
    let found = of_part.filter_map(|table| {
        let at = table.lines[0].iter().position(|one| one.contains(head))?;
        let line = table.lines[1..]
            .iter()
            .find(|line| line[0].starts_with(name))?;
        Some(line[at].clone())
    });
    let found: Vec<String> = found.collect();
    (!found.is_empty()).then_some(found)
}

fn document(tables: &[Grid], name: &str, label: &str) -> Option<Vec<String>> {
    let table = table(tables, "第二十条第（一）项")?;
    let at = table.lines[0]
        .iter()
        .position(|head| head.starts_with(label))?;
    let line = table.lines[1..]
        .iter()
        .find(|line| line[0].ends_with(name))?;
    Some(vec![line[at].clone()])
}

/// A sum of numbers as they are printed, in millionths; `None` if one is no number.
pub fn sum(cells: &[String]) -> Option<i128> {
    cells.iter().map(|cell| millionths(cell)).sum()
}

pub fn millionths(text: &str) -> Option<i128> {
    let (sign, size) = match text.strip_prefix('-') {
        Some(size) => (-1, size),
        None => (1, text),
    };
    let (whole, part) = size.split_once('.').unwrap_or((size, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !digits(whole) || !digits(part) || part.len() > 6 {
        return None;
    }
    let number: i128 = format!("{whole}{part:0<6}").parse().ok()?;
    Some(sign * number)
}
