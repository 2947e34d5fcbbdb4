//! What is said of equations that do not hold: one finding a cause.

use std::collections::BTreeSet;

use crate::diag::Place;
use crate::form::Over;
use crate::prose::numerals::chinese_numeral;
use crate::report::{Equation, Grid};

use super::arithmetic::{Cause, Repair};
use super::carried::is_told_of_years;
use super::corrected::corrected;
use super::finding::Finding;
use super::scope::ReportScope;
use crate::report::labels::{cell_label, column_label, equation_text, line_label, row_label};

/// The most cells that a message names.
const NAMED: usize = 4;
/// The most equations that a message states.
const STATED: usize = 2;
/// The most other places that a finding points at.
const PLACES: usize = 3;

/// Reports the causes of one rule in every table of the report.
pub fn report(rule: &str, scope: &ReportScope<'_>, findings: &mut Vec<Finding>) {
    let causes = scope.causes().iter();
    let own = causes.filter(|(_, cause)| cause.rule == rule);
    let own = own.filter(|(grid, cause)| !is_told_of_years(scope, grid, cause));
    findings.extend(own.map(|(grid, cause)| match cause.repairs.as_slice() {
        [repair] => repaired(scope, grid, cause, repair),
        _ => open(scope, grid, cause),
    }));
}

/// One change settles it: the finding is at what would be changed.
fn repaired(scope: &ReportScope<'_>, grid: &Grid, cause: &Cause<'_>, repair: &Repair) -> Finding {
    let changes = &repair.changes;
    let cells: Vec<usize> = changes.iter().map(|(cell, _)| *cell).collect();
    let message = match missing_totals(grid, cause, changes) {
        Some(message) => message,
        None => format!(
            "{}{}",
            changed(grid, repair),
            settled(changes.len(), cause.failing.len())
        ),
    };
    let help = repair_help(scope, grid, cause, changes);
    let finding = Finding::new(place(scope, grid, &cells), message, help);
    finding.cells(cells.iter().map(|cell| grid.address(*cell)).collect())
}

/// `（改这两格，四个等式都成立）`
fn settled(cells: usize, equations: usize) -> String {
    let counted = |number: usize| match number {
        2 => "两".to_owned(),
        _ => chinese_numeral(number),
    };
    let cells = counted(cells);
    match equations {
        1 => format!("（改这{cells}格，等式就成立）"),
        _ => format!("（改这{cells}格，{}个等式都成立）", counted(equations)),
    }
}

/// The line along which cells stand, with the name of each cell on it; a single
/// cell stands in its row.
fn along(
    grid: &Grid,
    cells: &[usize],
) -> (String, fn(&'static crate::form::Table, usize) -> String) {
    let (width, first) = (grid.width(), cells[0]);
    match cells.iter().all(|cell| cell / width == first / width) {
        true => (row_label(grid.table, first), column_label),
        false => (
            line_label(grid.table, Over::Columns, first % width),
            row_label,
        ),
    }
}

/// `办理结果总计：自然人 3 应是 2，其他 0 应是 1`
fn changed(grid: &Grid, repair: &Repair) -> String {
    let changes = &repair.changes;
    let cells: Vec<usize> = changes.iter().map(|(cell, _)| *cell).collect();
    let (line, name) = along(grid, &cells);
    if let ([(a, to_a), (b, to_b)], true) = (changes.as_slice(), repair.is_exchange)
        && let Some((from, to, number)) = match (to_a, to_b) {
            (0, number) => Some((a, b, number)),
            (number, 0) => Some((b, a, number)),
            _ => None,
        }
    {
        let name = |cell: &usize| name(grid.table, *cell);
        return format!(
            "{line}：{number} 填在了“{}”，应在“{}”",
            name(from),
            name(to)
        );
    }
    let one = |(cell, number): &(usize, i64)| {
        let now = &grid.cells[*cell].value;
        format!("{} {now} 应是 {number}", name(grid.table, *cell))
    };
    let shown: Vec<String> = changes.iter().take(NAMED).map(one).collect();
    let more = match changes.len() > NAMED {
        true => format!("，等 {} 格", changes.len()),
        false => String::new(),
    };
    format!("{line}：{}{more}", shown.join("，"))
}

/// What is said of a line of totals that were never added up; `None` if the
/// change is another.
fn missing_totals(grid: &Grid, cause: &Cause<'_>, changes: &[(usize, i64)]) -> Option<String> {
    let is_total = |cell: usize| {
        let mut own = cause.failing.iter();
        own.any(|one| one.identity().rule == cause.rule && one.left() == [cell])
    };
    let mut identities = cause.failing.iter().map(Equation::identity);
    let over = identities.find(|identity| identity.rule == cause.rule)?;
    let zero = |cell: usize| grid.cells[cell].value.is_zero();
    let (missing, unfounded): (Vec<_>, Vec<_>) = changes.iter().partition(|(cell, _)| zero(*cell));
    let fits = over.computes
        && missing.len() > 1
        && missing.iter().all(|(cell, _)| is_total(*cell))
        && unfounded.iter().all(|(_, number)| *number == 0);
    if !fits {
        return None;
    }
    let first = changes[0].0;
    let (line, total, name): (_, _, fn(_, _) -> _) = match over.over {
        Over::Columns => (
            line_label(grid.table, Over::Rows, first / grid.width()),
            row_label(grid.table, first),
            column_label,
        ),
        Over::Rows => (
            line_label(grid.table, Over::Columns, first % grid.width()),
            column_label(grid.table, first),
            row_label,
        ),
    };
    let names: Vec<String> = missing
        .iter()
        .take(NAMED)
        .map(|(cell, _)| name(grid.table, *cell))
        .collect();
    let numbers: Vec<String> = missing
        .iter()
        .take(NAMED)
        .map(|(_, number)| number.to_string())
        .collect();
    let more = match missing.len() > NAMED {
        true => format!("，等 {} 格", missing.len()),
        false => String::new(),
    };
    let unfounded = unfounded.iter().take(NAMED).map(|(cell, _)| {
        let now = &grid.cells[*cell].value;
        format!("；“{}”{total} {now} 没有来源", name(grid.table, *cell))
    });
    Some(format!(
        "{line}没有合计：{}应是 {}{more}{}",
        names.join("、"),
        numbers.join("、"),
        unfounded.collect::<String>()
    ))
}

fn repair_help(
    scope: &ReportScope<'_>,
    grid: &Grid,
    cause: &Cause<'_>,
    changes: &[(usize, i64)],
) -> String {
    let width = grid.width();
    let over = |cell: usize| {
        let own = grid
            .equations()
            .filter(|one| one.identity().computes && one.left() == [cell]);
        own.map(|one| one.identity().over).collect::<Vec<_>>()
    };
    let all = |way: Over| changes.iter().all(|(cell, _)| over(*cell).contains(&way));
    let row = changes[0].0 / width;
    let is_row = changes.iter().all(|(cell, _)| cell / width == row);
    match corrected(scope, grid, changes) {
        Some(line) if all(Over::Columns) && is_row => {
            format!("核对登记簿；删掉这一行，总计由程序相加，或者写成  {line}")
        }
        Some(line) => format!("核对登记簿，把这一行写成  {line}"),
        None if all(Over::Rows) => "总计不用填：把各行的总计都删掉，由程序相加".to_owned(),
        None => format!(
            "核对登记簿，照上面的数改；{}",
            cause.failing[0].identity().says
        ),
    }
}

/// No single change settles it, or several would: the finding states the
/// equations.
fn open(scope: &ReportScope<'_>, grid: &Grid, cause: &Cause<'_>) -> Finding {
    let told = told(grid, cause);
    let texts: Vec<String> = told
        .iter()
        .take(STATED)
        .map(|equation| equation_text(grid, equation))
        .collect();
    let more = match told.len() > STATED {
        true => format!("；等 {} 个等式", told.len()),
        false => String::new(),
    };
    let involved = told.iter().flat_map(|equation| {
        let cells = equation.left().iter().chain(equation.right());
        cells
            .copied()
            .filter(|cell| !grid.cells[*cell].value.is_zero())
    });
    let mut seen = BTreeSet::new();
    let mut cells: Vec<usize> = involved.filter(|cell| seen.insert(*cell)).collect();
    if cause.repairs.len() == 2 {
        let changes = cause.repairs.iter().flat_map(|repair| &repair.changes);
        cells = changes.map(|(cell, _)| *cell).collect();
    }
    let message = format!("对不上：{}{more}", texts.join("；"));
    let mut finding = Finding::new(place(scope, grid, &cells), message, open_help(grid, cause));
    let others = cells.iter().skip(1).filter_map(|cell| {
        let words = format!(
            "“{}”是 {}",
            cell_label(grid.table, *cell),
            grid.cells[*cell].value
        );
        Some((scope.stated(grid, *cell)?, words))
    });
    let first = finding.place.clone();
    finding.also = others
        .filter(|(place, _)| *place != first)
        .take(PLACES)
        .collect();
    finding.cells(cells.iter().map(|cell| grid.address(*cell)).collect())
}

/// The equations worth stating: the column of totals repeats the gaps of the
/// columns that cause them.
fn told<'c, 'g>(grid: &Grid, cause: &'c Cause<'g>) -> Vec<&'c Equation<'g>> {
    let last = grid.width() - 1;
    let gap = |one: &Equation<'_>| one.sides().map_or(0, |(left, right)| left - right);
    let is_total = |one: &Equation<'_>| one.identity().over == Over::Columns && one.line() == last;
    let repeats = |one: &Equation<'_>| {
        let others = cause
            .failing
            .iter()
            .filter(|other| other.identity().rule == one.identity().rule && !is_total(other));
        let gaps: Vec<i64> = others.map(gap).collect();
        is_total(one) && !gaps.is_empty() && gaps.iter().sum::<i64>() == gap(one)
    };
    let mut told: Vec<&Equation<'_>> = cause.failing.iter().filter(|one| !repeats(one)).collect();
    told.sort_by_key(|one| one.identity().rule != cause.rule);
    told
}

fn open_help(grid: &Grid, cause: &Cause<'_>) -> String {
    if let [one, other] = cause.repairs.as_slice() {
        return format!(
            "核对登记簿；只改一处就对上的有两种：{}，或者{}",
            reading(grid, one),
            reading(grid, other)
        );
    }
    let mut cells = cause
        .repairs
        .iter()
        .filter_map(|repair| match repair.changes[..] {
            [(cell, _)] if !grid.cells[cell].value.is_zero() => Some(cell),
            _ => None,
        });
    let names: Vec<String> = cells
        .by_ref()
        .take(NAMED)
        .map(|cell| cell_label(grid.table, cell))
        .collect();
    let more = match cells.next() {
        Some(_) => "等",
        None => "",
    };
    match names.is_empty() {
        true => format!(
            "{}；核对登记簿，改填错的一格",
            cause.failing[0].identity().says
        ),
        false => format!(
            "核对登记簿：是漏填了一格，还是{}{more}有一格填错了",
            names.join("、")
        ),
    }
}

/// `本年新收的自然人改成 2、总计改成 2`
fn reading(grid: &Grid, repair: &Repair) -> String {
    let cells: Vec<usize> = repair.changes.iter().map(|(cell, _)| *cell).collect();
    let (line, name) = along(grid, &cells);
    let one = |(cell, number): &(usize, i64)| format!("{}改成 {number}", name(grid.table, *cell));
    let changes: Vec<String> = repair.changes.iter().take(NAMED).map(one).collect();
    format!("{line}的{}", changes.join("、"))
}

/// The first of these cells that the file states; else what it states of their
/// rows; else the part that they belong to.
fn place(scope: &ReportScope<'_>, grid: &Grid, cells: &[usize]) -> Place {
    let width = grid.width();
    let rows = cells.iter().map(|cell| cell / width);
    let beside = rows.flat_map(|row| row * width..(row + 1) * width);
    let mut stated = cells.iter().copied().chain(beside);
    let stated = stated.find_map(|cell| scope.stated(grid, cell));
    stated.unwrap_or_else(|| match scope.report.form.part_of(grid.table) {
        Some(part) => scope.key_place(part.id),
        None => scope.data_file(),
    })
}
