//! What a county has collected, made from invented townships.

use std::fs;
use std::path::Path;

use gongkai::form::{Amount, Form, Kind, Value};
use gongkai::report::Grid;
use serde_json::Value as Json;

use crate::common::{Run, TestSite, gongkai, run};
use crate::office::{Block, sheet, word};
use crate::printed::printed;

pub const COUNTY: &str = "示例县";

/// The units of the site, by id: the full name and more of their `unit.yaml`.
pub const UNITS: [(&str, &str); 9] = [
    ("shiqiao", "名称: 示例县石桥镇人民政府\n简称: 石桥镇\n"),
    ("qinghe", "名称: 示例县青禾镇人民政府\n"),
    ("baiyang", "名称: 示例县白杨街道办事处\n"),
    (
        "xiangshui",
        "名称: 示例县响水镇人民政府\n曾用名: [{名称: 示例县响水乡人民政府, 到: 2022}]\n",
    ),
    ("minzheng", "名称: 示例县民政局\n简称: 县局\n"),
    ("jiaoyu", "名称: 示例县教育局\n简称: 县局\n"),
    ("hongyan", "名称: 示例县红岩乡人民政府\n"),
    ("heshan", "名称: 示例县鹤山镇人民政府\n"),
    ("jiuzhou", "名称: 示例县旧州镇人民政府\n撤并: 2019\n"),
];

pub fn county() -> TestSite {
    let site = TestSite::from(
        "-- site.toml --\n[site]\nname = \"示例县\"\n[organization]\nname = \"示例县人民政府\"\nkind = \"county\"\n",
    );
    for (id, text) in UNITS {
        site.write(&format!("content/units/{id}/unit.yaml"), text);
    }
    site
}

/// A report as its body wrote it.
pub struct Report {
    title: String,
    signer: String,
    year: u16,
    pub grids: Vec<Grid>,
}

/// Every number is 0 but those of licences.
fn grids(form: &Form, licences: i64) -> Vec<Grid> {
    let tables = form.tables().enumerate();
    let grids = tables.map(|(at, table)| {
        let width = table.kinds.len();
        let empty = Grid::blank(table);
        let cells = empty.cells.iter().enumerate().map(|(cell, one)| {
            let value = match table.kinds[cell % width] {
                Kind::Amount | Kind::AmountText => Value::Amount(Amount::parse("0").expect("0")),
                _ if at == 1 && cell == 0 => Value::Count(licences),
                _ => Value::Count(0),
            };
            (!one.computed).then_some(value)
        });
        Grid::fill(table, &cells.collect(), false)
    });
    grids.collect()
}

impl Report {
    /// The report of a body that signs with `signer` and titles itself `short`.
    pub fn of(short: &str, signer: &str, year: u16, licences: i64) -> Self {
        let form = Form::choose(None, year).expect("a form");
        Self {
            title: short.to_owned(),
            signer: signer.to_owned(),
            year,
            grids: grids(form, licences),
        }
    }

    fn blocks(&self) -> Vec<Block> {
        let year = self.year;
        let form = Form::choose(None, year).expect("a form");
        let line = |text: &str| Block::Line(text.to_owned());
        let mut all = vec![
            Block::Line(format!("{}{year}年政府信息公开工作年度报告", self.title)),
            line("根据《中华人民共和国政府信息公开条例》，现公布本年度报告。"),
        ];
        let mut rest = self.grids.iter();
        for section in form.sections {
            all.push(line(section.heading));
            all.push(line("全年工作平稳，来信都已答复。"));
            let part = form.parts.iter().find(|part| section.part == Some(part.id));
            for _ in part.map_or(&[][..], |part| part.tables) {
                all.push(Block::Table(printed(rest.next().expect("a grid a table"))));
            }
        }
        all.push(line(&self.signer));
        all.push(Block::Line(format!("{}年1月16日", year + 1)));
        all
    }

    pub fn docx(&self) -> Vec<u8> {
        word(&self.blocks())
    }

    pub fn xlsx(&self) -> Vec<u8> {
        sheet(&self.blocks())
    }

    /// One cell a line.
    pub fn text(&self) -> Vec<u8> {
        let blocks = self.blocks();
        let blocks = blocks.iter().map(|block| match block {
            Block::Line(text) => format!("{text}\n"),
            Block::Table(rows) => {
                let cells = rows.iter().flatten().map(|cell| format!("{}\n", cell.text));
                cells.collect()
            }
        });
        blocks.collect::<String>().into_bytes()
    }

    pub fn html(&self) -> Vec<u8> {
        let blocks = self.blocks();
        let blocks = blocks.iter().map(|block| match block {
            Block::Line(text) => format!("<p>{text}</p>\n"),
            Block::Table(rows) => {
                let rows = rows.iter().map(|row| {
                    let cells = row.iter().map(|cell| {
                        let (rows, columns) = (cell.rows, cell.columns);
                        format!("<td rowspan={rows} colspan={columns}>{}</td>", cell.text)
                    });
                    format!("<tr>{}</tr>\n", cells.collect::<String>())
                });
                format!("<table border=1>{}</table>\n", rows.collect::<String>())
            }
        });
        format!("<meta charset=utf-8>{}", blocks.collect::<String>()).into_bytes()
    }

    /// The same with another number in the table of requests, so that sums break.
    fn with_wrong_total(mut self) -> Self {
        let grid = self.grids.iter_mut().max_by_key(|grid| grid.cells.len());
        let grid = grid.expect("tables");
        let computed = grid.cells.iter().position(|cell| cell.computed);
        let cell = &mut grid.cells[computed.expect("a total")];
        cell.value = Value::Count(98_765);
        self
    }
}

/// What a county has collected: files of all kinds.
pub fn collect(site: &TestSite) {
    let put = |name: &str, bytes: Vec<u8>| {
        let path = site.around().join("收集").join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, bytes).expect("written");
    };
    let full = |own: &str| format!("{COUNTY}{own}人民政府");
    let of = |own: &str, seed| Report::of(&format!("{COUNTY}{own}"), &full(own), 2022, seed);
    put("石桥镇.docx", of("石桥镇", 1).docx());
    put(
        "乡镇/青禾镇2022.xlsx",
        of("青禾镇", 2).with_wrong_total().xlsx(),
    );
    put(
        "白杨.html",
        Report::of("白杨街道", "示例县白杨街道办事处", 2022, 3).html(),
    );
    // It had another name then.
    put(
        "响水.txt",
        Report::of("响水乡", "示例县响水乡人民政府", 2022, 4).text(),
    );
    // Two units have this short name.
    put("县局.docx", Report::of("县局", "县局", 2022, 5).docx());
    // Nearly a name, and a unit that is not there.
    put("红岩.docx", of("红崖乡", 6).docx());
    put("xin-an 2022.docx", of("新安镇", 7).docx());
    let new = Report::of("新安镇", &full("新安镇"), 2021, 8);
    put("新安镇2021.txt", new.text());
    // Two that are not the same, and two that are.
    put("鹤山镇.docx", of("鹤山镇", 9).docx());
    put("鹤山镇（改）.docx", of("鹤山镇", 10).docx());
    put("石桥镇 - 副本.docx", of("石桥镇", 1).docx());
    // A neighbour's report under another name.
    put(
        "民政局.docx",
        Report::of("示例县教育局", "示例县教育局", 2022, 11).docx(),
    );
    put(
        "青禾镇2021.docx",
        Report::of("示例县青禾镇", &full("青禾镇"), 2021, 12).docx(),
    );
    // Nobody's, and no reports.
    put("无名.txt", Report::of("", "", 2022, 13).text());
    // Only the page around it names a body.
    let page = Report::of("", "", 2022, 14).html();
    let field = "<meta charset=utf-8><meta name=ContentSource content=示例县人民政府>";
    put("网页.html", [field.as_bytes(), &page].concat());
    put(
        "通知.txt",
        "关于报送年报的通知\n请于1月20日前报送。\n".into(),
    );
    put("照片.jpg", vec![0xFF, 0xD8, 0xFF, 0xE0, 0, 16]);
    put("空.docx", Vec::new());
    put("Thumbs.db", vec![1, 2, 3]);
    put("乡镇/~$青禾镇2022.xlsx", vec![1]);
}

/// Imports what was collected.
pub fn import(site: &TestSite, options: &[&str]) -> Run {
    let mut command = gongkai(&["import"]);
    command.arg(site.around().join("收集"));
    run(command.arg("--root").arg(site.root()).args(options))
}

/// The lines of a run for programs.
pub fn objects(run: &Run) -> Vec<Json> {
    let lines = run.stdout.lines();
    lines
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect()
}

pub fn result<'o>(objects: &'o [Json], file: &str) -> &'o Json {
    let is_it = |one: &&Json| {
        one["file"]
            .as_str()
            .is_some_and(|name| name.ends_with(file))
    };
    objects
        .iter()
        .find(is_it)
        .unwrap_or_else(|| panic!("{file}"))
}

pub fn files(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder");
    let names = entries.map(|entry| entry.expect("a file").file_name());
    let mut names: Vec<String> = names
        .map(|name| name.into_string().expect("UTF-8"))
        .collect();
    names.sort();
    names
}
