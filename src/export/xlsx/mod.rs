//! Excel: the sheets of the form as they are printed, with totals as formulas, and all
//! numbers once more as one row each.
//!
//! Everything but the numbers and a few names is the same for all reports of a form, so it
//! is put together once. The files in `skeleton` have their elements in the order of the
//! schema, and `{…}` where something stands.

mod cells;
mod data;
mod place;
mod printed;
mod size;
mod sums;
mod text;

use std::sync::LazyLock;

use crate::form::{FORMS, Form};

use super::package::{Package, Part};
use super::template::Template;
use super::xml::escape;
use super::{Format, ReportInputs, printed as parts};

use data::DataSheet;
use printed::PrintedSheet;
use text::{Strings, Told};

pub static XLSX: Format = Format {
    id: "xlsx",
    name: "Excel",
    media_type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    is_for_free_text: false,
    make,
};

/// The name of the sheet with all numbers as one row each.
const DATA: &str = "数据";

/// The paths of the sheets in the package; no form has more parts.
const SHEETS: [&str; 5] = [
    "xl/worksheets/sheet1.xml",
    "xl/worksheets/sheet2.xml",
    "xl/worksheets/sheet3.xml",
    "xl/worksheets/sheet4.xml",
    "xl/worksheets/sheet5.xml",
];

/// The workbook of a form without its numbers.
struct Workbook {
    form: &'static Form,
    package: Package,
    properties: Template<Told>,
    sheets: Vec<PrintedSheet>,
    data: DataSheet,
    strings: Strings,
}

static WORKBOOKS: LazyLock<Vec<Workbook>> = LazyLock::new(|| {
    let forms = FORMS.iter().filter(|form| !form.parts.is_empty());
    forms.map(|form| Workbook::of(form)).collect()
});

fn make(inputs: &ReportInputs<'_>) -> Vec<u8> {
    let mut books = WORKBOOKS.iter();
    let book = books.find(|book| std::ptr::eq(book.form, inputs.report.form));
    let book = book.expect("a workbook is offered of forms with tables only");
    let mut properties = String::new();
    (book.properties).fill(&mut properties, |told, out| escape(told.of(inputs), out));
    let sheets = book.sheets.iter();
    let sheets: Vec<String> = sheets.map(|sheet| sheet.filled(inputs.report)).collect();
    let data = book.data.filled(inputs.report);
    let strings = book.strings.filled(inputs);
    let mut filled = vec![properties.as_str()];
    filled.extend(sheets.iter().map(String::as_str));
    filled.extend([data.as_str(), strings.as_str()]);
    book.package.file(&filled)
}

impl Workbook {
    fn of(form: &'static Form) -> Self {
        let mut strings = Strings::new();
        let sheets = parts(form).into_iter();
        let sheets: Vec<PrintedSheet> = sheets
            .enumerate()
            .map(|(at, part)| PrintedSheet::of(form, &part, at == 0, &mut strings))
            .collect();
        let data = DataSheet::of(form, &mut strings);
        let core = include_str!("skeleton/core.xml");
        let marks = [
            ("{organization}", Told::Organization),
            ("{title}", Told::Title),
        ];
        Self {
            form,
            package: package(&sheets),
            properties: Template::split(core, &marks),
            sheets,
            data,
            strings,
        }
    }
}

/// The part that lists the sheets, with the rows of each that every printed page repeats.
fn workbook(sheets: &[PrintedSheet], listed: &str) -> String {
    let repeated = sheets.iter().enumerate().filter_map(|(at, sheet)| {
        let (first, last) = sheet.repeated?;
        let name = sheet.name;
        Some(format!(
            "<definedName name=\"_xlnm.Print_Titles\" localSheetId=\"{at}\">\
             '{name}'!${first}:${last}</definedName>"
        ))
    });
    let repeated: String = repeated.collect();
    let workbook = include_str!("skeleton/workbook.xml").replace("{sheets}", listed);
    match repeated.is_empty() {
        true => workbook.replace("<definedNames>{names}</definedNames>", ""),
        false => workbook.replace("{names}", &repeated),
    }
}

/// The package with these sheets and that of the data behind them.
fn package(sheets: &[PrintedSheet]) -> Package {
    let names: Vec<&str> = sheets
        .iter()
        .map(|sheet| sheet.name)
        .chain([DATA])
        .collect();
    let each = |write: &dyn Fn(usize, &str) -> String| {
        let written = names.iter().enumerate();
        written
            .map(|(at, name)| write(at + 1, name))
            .collect::<String>()
    };
    let types = each(&|number, _| {
        format!(
            "<Override PartName=\"/xl/worksheets/sheet{number}.xml\" ContentType=\"application/\
             vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>"
        )
    });
    let listed = each(&|number, name| {
        format!("<sheet name=\"{name}\" sheetId=\"{number}\" r:id=\"rId{number}\"/>")
    });
    let relations = each(&|number, _| {
        format!(
            "<Relationship Id=\"rId{number}\" Type=\"http://schemas.openxmlformats.org/\
             officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet{number}.xml\"/>"
        )
    });
    let workbook = workbook(sheets, &listed);
    let fixed = |name, text: &str| Part::Fixed(name, text.to_owned());
    let with = |name, text: &str, sheets: &str| Part::Fixed(name, text.replace("{sheets}", sheets));
    let mut parts = vec![
        with(
            "[Content_Types].xml",
            include_str!("skeleton/content_types.xml"),
            &types,
        ),
        fixed("_rels/.rels", include_str!("skeleton/package_rels.xml")),
        Part::Filled("docProps/core.xml"),
        Part::Fixed("xl/workbook.xml", workbook),
        with(
            "xl/_rels/workbook.xml.rels",
            include_str!("skeleton/workbook_rels.xml"),
            &relations,
        ),
        fixed("xl/styles.xml", include_str!("skeleton/styles.xml")),
    ];
    parts.extend(
        SHEETS
            .iter()
            .take(names.len())
            .map(|path| Part::Filled(path)),
    );
    parts.push(Part::Filled("xl/sharedStrings.xml"));
    Package::of(parts)
}
