//! One truth in many containers: random reports of each form, written in many layouts.
//! What keeps its cells apart is read whole; what does not is never read wrong.

// In memory alone, which is the same on every system.
#![cfg(not(windows))]

#[path = "import/libreoffice.rs"]
mod libreoffice;
#[path = "import/mutated.rs"]
mod mutated;
#[path = "import/odd.rs"]
mod odd;
#[path = "import/office.rs"]
mod office;
#[path = "import/printed.rs"]
mod printed;
#[path = "import/several.rs"]
mod several;

use gongkai::form::{FORMS, Form};
use gongkai::import::reading::Status;
use gongkai::import::understood::understand;
use gongkai::report::Grid;
use rayon::prelude::*;

use office::{Block, sheet, word};
use printed::{Dice, Rows, filled, printed};

/// How a table is written.
struct Layout {
    name: &'static str,
    write: fn(&Rows) -> String,
    /// Whether each cell can be told from its neighbours.
    apart: bool,
    html: bool,
}

fn cells(rows: &Rows) -> impl Iterator<Item = &str> {
    rows.iter().flatten().map(|cell| cell.text.as_str())
}

fn lines(rows: &Rows, cell: fn(&str) -> String, end: &str) -> String {
    let lines = rows.iter().map(|row| {
        let cells: String = row.iter().map(|one| cell(&one.text)).collect();
        format!("{cells}{end}\n")
    });
    lines.collect()
}

/// A table of HTML; `words` writes the words of a cell.
fn html(rows: &Rows, tag: &str, words: fn(&str) -> String) -> String {
    let rows = rows.iter().map(|row| {
        let cells = row.iter().map(|cell| {
            let (rows, columns) = (cell.rows, cell.columns);
            let span = format!("rowspan={rows} colspan={columns}");
            format!("<{tag} {span}>{}</{tag}>\n", words(&cell.text))
        });
        format!("<tr>{}</tr>\n", cells.collect::<String>())
    });
    format!(
        "<table border=1><tbody>{}</tbody></table>",
        rows.collect::<String>()
    )
}

const LAYOUTS: [Layout; 12] = [
    Layout {
        name: "one cell a line",
        write: |rows| cells(rows).map(|cell| format!("{cell}\n")).collect(),
        apart: true,
        html: false,
    },
    Layout {
        name: "a blank line between",
        write: |rows| cells(rows).map(|cell| format!("  {cell}\n\n")).collect(),
        apart: true,
        html: false,
    },
    Layout {
        name: "one cell a line with a bar",
        write: |rows| cells(rows).map(|cell| format!("{cell} |\n")).collect(),
        apart: true,
        html: false,
    },
    Layout {
        name: "rows with bars",
        write: |rows| lines(rows, |cell| format!("{cell} | "), ""),
        apart: true,
        html: false,
    },
    Layout {
        name: "rows with bars on both sides and tails",
        write: |rows| lines(rows, |cell| format!("| {cell} "), "|||"),
        apart: true,
        html: false,
    },
    Layout {
        name: "rows with tabs",
        write: |rows| lines(rows, |cell| format!("{cell}\t"), ""),
        apart: true,
        html: false,
    },
    Layout {
        name: "run-on with spaces",
        write: |rows| cells(rows).map(|cell| format!("{cell} ")).collect(),
        apart: true,
        html: false,
    },
    Layout {
        name: "run-on, all glued",
        write: |rows| cells(rows).collect(),
        apart: false,
        html: false,
    },
    Layout {
        name: "run-on, last two glued",
        write: |rows| {
            let row = |row: &Vec<printed::Cell>| -> String {
                let last = row.len() - 1;
                let cells = row.iter().enumerate().map(|(at, cell)| {
                    let numeric = cell.text.chars().all(|c| c.is_ascii_digit());
                    let space = if numeric && at + 1 < last { " " } else { "" };
                    format!("{}{space}", cell.text)
                });
                cells.collect()
            };
            rows.iter().map(row).collect()
        },
        apart: false,
        html: false,
    },
    Layout {
        name: "a plain page",
        write: |rows| html(rows, "td", str::to_owned),
        apart: true,
        html: true,
    },
    Layout {
        name: "pasted from Word",
        write: |rows| {
            html(rows, "td", |text| {
                let text = text
                    .replace("商业企业", "商业<br>企业")
                    .replace("结果纠正", "结果</span><span>&nbsp;纠正");
                format!("<p class=MsoNormal><span lang=EN-US>&nbsp;{text}<o:p></o:p></span></p>")
            })
        },
        apart: true,
        html: true,
    },
    Layout {
        name: "heads and full-width digits",
        write: |rows| {
            html(rows, "th", |text| {
                let wide = |c: char| match c {
                    '0'..='9' => char::from_u32(c as u32 + 0xFEE0).unwrap_or(c),
                    c => c,
                };
                let number = text.chars().all(|c| c.is_ascii_digit());
                let text: String = if number {
                    text.chars().map(wide).collect()
                } else {
                    text.to_owned()
                };
                format!("<div><strong>　{text}　</strong></div>")
            })
        },
        apart: true,
        html: true,
    },
];

/// The whole report: title, sections with words, tables.
fn blocks(form: &Form, grids: &[Grid]) -> Vec<Block> {
    let line = |text: &str| Block::Line(text.to_owned());
    let year = form.from;
    let mut all = vec![
        Block::Line(format!("清河镇{year}年政府信息公开工作年度报告")),
        line("本报告根据条例编制，规章、行政许可、其他等词在这里只是提到。"),
    ];
    let mut rest = grids.iter();
    for section in form.sections {
        all.push(line(section.heading));
        all.push(line("全年工作平稳，收到来信 3 件，都已答复。"));
        let part = form.parts.iter().find(|part| section.part == Some(part.id));
        for _ in part.map_or(&[][..], |part| part.tables) {
            all.push(Block::Table(printed(rest.next().expect("a grid a table"))));
        }
    }
    all.push(line("清河镇人民政府"));
    all.push(Block::Line(format!("{}年1月16日", year + 1)));
    all
}

fn text(blocks: &[Block], layout: &Layout) -> Vec<u8> {
    let blocks = blocks.iter().map(|block| match (block, layout.html) {
        (Block::Line(text), true) => format!("<p>{text}</p>\n"),
        (Block::Line(text), false) => format!("{text}\n"),
        (Block::Table(rows), true) => (layout.write)(rows),
        (Block::Table(rows), false) => format!("{}\n", (layout.write)(rows)),
    });
    blocks.collect::<String>().into_bytes()
}

/// How many cells are right, undecided, missing and wrong.
type Counts = [usize; 4];

/// Reads a report in one container; faults are added, with the place.
fn read(
    (form, grids): (&Form, &[Grid]),
    bytes: &[u8],
    apart: bool,
    context: &str,
    faults: &mut Vec<String>,
) -> Counts {
    let read = match understand(bytes, None) {
        Ok(read) => read.reading,
        Err(refused) => panic!("{context}: {}", refused.why),
    };
    assert_eq!(read.form.id, form.id, "{context}");
    let mut counts = Counts::default();
    let truth = grids.iter().flat_map(|grid| &grid.cells);
    let cells = read.tables.iter().flat_map(|table| &table.cells);
    for (at, (truth, cell)) in truth.zip(cells).enumerate() {
        let kind = match (&cell.value, cell.status) {
            (Some(value), _) if value.to_string() == truth.value.to_string() => 0,
            (Some(_), _) => 3,
            (None, Status::Ambiguous) => 1,
            (None, _) => 2,
        };
        counts[kind] += 1;
        if kind == 3 || kind > 0 && apart {
            faults.push(format!("{context} cell {at}: {cell:?}, is {}", truth.value));
        }
    }
    if apart && !read.left_over.is_empty() {
        faults.push(format!("{context}: left over {:?}", read.left_over));
    }
    counts
}

/// Reads one random report in all containers.
fn in_all_containers(form: &'static Form, seed: u64) -> (Vec<(&'static str, Counts)>, Vec<String>) {
    let grids = filled(form, &mut Dice(seed * 7919 + u64::from(form.from)));
    let blocks = blocks(form, &grids);
    let mut faults = Vec::new();
    let mut all = Vec::new();
    let mut one = |name: &'static str, bytes: Vec<u8>, apart: bool| {
        let context = format!("{} {seed} {name}", form.id);
        all.push((
            name,
            read((form, &grids), &bytes, apart, &context, &mut faults),
        ));
    };
    for layout in &LAYOUTS {
        one(layout.name, text(&blocks, layout), layout.apart);
    }
    one("a Word document", word(&blocks), true);
    one("a workbook", sheet(&blocks), true);
    (all, faults)
}

#[test]
fn one_truth_is_read_from_every_container() {
    let forms = FORMS.iter().filter(|form| !form.parts.is_empty());
    let reports: Vec<_> = forms
        .flat_map(|form| (0..20).map(|seed| (*form, seed)))
        .collect();
    let read = reports
        .into_par_iter()
        .map(|(form, seed)| in_all_containers(form, seed));
    let (mut table, mut faults): (Vec<(&str, Counts)>, Vec<String>) = Default::default();
    for (counts, more) in read.collect::<Vec<_>>() {
        faults.extend(more);
        for (name, counts) in counts {
            match table.iter_mut().find(|(known, _)| *known == name) {
                Some((_, sum)) => sum
                    .iter_mut()
                    .zip(counts)
                    .for_each(|(sum, one)| *sum += one),
                None => table.push((name, counts)),
            }
        }
    }
    for (name, [right, undecided, missing, wrong]) in table {
        println!("{name}: right {right}, undecided {undecided}, missing {missing}, wrong {wrong}");
    }
    let shown: Vec<String> = faults.iter().take(20).cloned().collect();
    assert!(
        faults.is_empty(),
        "{} faults\n{}",
        faults.len(),
        shown.join("\n")
    );
}
