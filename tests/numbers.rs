//! Every number typed, and every blank, is what the page shows, and so are the
//! words of every field; or there is an error at its place.
//!
//! Whole sites are made at random from all that YAML allows. `NUMBERS_SITES`
//! says how many (200 where it is not set), `NUMBERS_SEED` where to begin.

// In memory alone, which is the same on every system.
#![cfg(not(windows))]

#[path = "numbers/generate.rs"]
mod generate;
#[path = "numbers/spellings.rs"]
mod spellings;

use std::collections::BTreeMap;

use generate::{Expected, Made, Piece};
use gongkai::diag::{Diagnostic, Level};
use gongkai::form::Form;
use gongkai::path::SourcePath;
use gongkai::site::{Options, Site};
use gongkai::snapshot::{Snapshot, Source};
use scraper::{Html, Selector};

/// What is said while a file is read, and never about a sound value.
const READING: [&str; 4] = ["YAML", "KEY", "CEL02", "FMT04"];

const SITE: &str = "[site]\nname = \"甲县乙镇人民政府\"\n\n[organization]\nname = \"甲县乙镇人民政府\"\nkind = \"township\"\n";

fn setting(name: &str, otherwise: u64) -> u64 {
    let set = std::env::var(name).ok();
    set.map_or(otherwise, |set| set.parse().expect("a number"))
}

#[test]
fn what_is_typed_is_shown_or_there_is_an_error_at_its_place() {
    let (count, seed) = (setting("NUMBERS_SITES", 200), setting("NUMBERS_SEED", 1));
    let (mut failed, mut shown) = (Vec::new(), 0);
    for seed in seed..seed + count {
        let made = generate::site(seed);
        let (faults, rendered) = judge(&made);
        shown += usize::from(rendered);
        if !faults.is_empty() {
            let files = made.files.iter();
            let files: String = files
                .map(|(name, text)| format!("-- {name}\n{text}\n"))
                .collect();
            failed.push(format!("seed {seed}\n{files}{}", faults.join("\n")));
        }
    }
    let first: Vec<&String> = failed.iter().take(5).collect();
    let all = first
        .iter()
        .map(|one| format!("\n{one}\n"))
        .collect::<String>();
    assert!(failed.is_empty(), "{} of {count} sites:{all}", failed.len());
    // Most files have to be read, or nothing is tried.
    assert!(shown * 2 > count as usize, "{shown} of {count} reports");
}

fn compose(made: &Made) -> Site {
    let own = [
        ("site.toml", SITE),
        ("content/reports/{}/report.md", "## 一、总体情况\n\n好。\n"),
    ];
    let own = own.map(|(name, text)| (name.replace("{}", &made.year.to_string()), text.to_owned()));
    let files = made.files.clone().into_iter().chain(own);
    let files: BTreeMap<SourcePath, Source> = files
        .map(|(name, text)| {
            let path = SourcePath::new(&name).expect("a path");
            (path, Source::Held(text.into_bytes()))
        })
        .collect();
    let options = Options {
        today: Some("2026-11-23".parse().expect("a date")),
        ..Options::default()
    };
    Site::compose(Snapshot::of(files), &options).expect("a site in memory")
}

/// What is wrong, and whether the report could be read.
fn judge(made: &Made) -> (Vec<String>, bool) {
    let site = compose(made);
    let said = site.found.all();
    let mut pages = BTreeMap::new();
    for output in site.outputs().filter(|output| output.is_page()) {
        if let Some(Ok(page)) = output.render() {
            let text = String::from_utf8(page.bytes.to_vec()).expect("UTF-8");
            pages.insert(output.output.path.to_string(), Html::parse_document(&text));
        }
    }
    let report = format!("reports/{}/index.html", made.year);
    let cells = pages.get(&report).map(cells);
    let mut faults = Vec::new();
    let mut fault = |piece: &Piece, what: &str| {
        let at = |one: &Diagnostic| format!("{} {:?} {}", one.code.id, one.place.span, one.message);
        let near: Vec<String> = said
            .iter()
            .filter(|one| one.place.file.as_str() == piece.file && READING.contains(&one.code.id))
            .map(at)
            .collect();
        faults.push(format!("{what}: {piece:?}\n  {near:?}"));
    };
    for file in made.files.keys() {
        let of_file = || made.pieces.iter().filter(|piece| piece.file == *file);
        let page = match file.as_str() {
            "content/guide.md" => pages.get("guide.html"),
            "content/units/a/unit.yaml" => pages.get("units/a/index.html"),
            _ => pages.get(&report),
        };
        // A page stands without its head, too.
        let unread = |one: &&Diagnostic| one.code.id == "YAML" && one.place.file.as_str() == file;
        let headless = file.ends_with(".md") && said.iter().find(unread).is_some();
        let Some(page) = page.filter(|_| !headless) else {
            // The whole file could not be read: it must say why, at an odd piece.
            let told = of_file().any(|piece| piece.odd && error_at(&said, made, piece, 1));
            if !told {
                of_file()
                    .take(1)
                    .for_each(|piece| fault(piece, "no page and no error"));
            }
            continue;
        };
        for piece in of_file() {
            let told = error_at(&said, made, piece, 0);
            let seen = match &piece.expected {
                Expected::Error => false,
                Expected::Cell(table, cell, typed) => {
                    let cells = cells.as_ref().expect("a report");
                    cells[*table][*cell] == *typed
                }
                Expected::Words(typed) => words(page, typed),
            };
            if !seen && !told {
                fault(piece, "neither shown nor told");
            }
            if !piece.odd && accused(&said, piece) {
                fault(piece, "a sound value is refused");
            }
        }
    }
    // A cell of which the file says nothing is blank or, where that is said, zero.
    for (table, cell, typed) in &made.silent {
        let shown = cells.as_ref().map(|cells| &cells[*table][*cell]);
        let any_error = said.iter().any(|one| one.level == Level::Error);
        if shown.is_some_and(|shown| shown != typed) && !any_error {
            faults.push(format!(
                "table {table} cell {cell} shows {shown:?}, not {typed:?}"
            ));
        }
    }
    (faults, cells.is_some())
}

/// The cells of every table of a page.
fn cells(page: &Html) -> Vec<Vec<String>> {
    let table = Selector::parse("table.stat").expect("a selector");
    let cell = Selector::parse("tbody td").expect("a selector");
    let texts = page.select(&table).map(|table| {
        let cells = table.select(&cell);
        cells.map(|cell| cell.text().collect::<String>()).collect()
    });
    texts.collect()
}

/// Whether a field of the page holds just these words.
fn words(page: &Html, typed: &str) -> bool {
    let bare = |text: &str| text.split_whitespace().collect::<String>();
    let wanted = bare(typed);
    if wanted.is_empty() || spellings::NOTHING.contains(&wanted.as_str()) {
        return true;
    }
    let field = Selector::parse("dd, h1").expect("a selector");
    let meta = Selector::parse("meta[content]").expect("a selector");
    let mut fields = page.select(&field);
    let way = Selector::parse("footer span").expect("a selector");
    let mut ways = page.select(&way);
    fields.any(|field| bare(&field.text().collect::<String>()) == wanted)
        || ways.any(|way| {
            let text = bare(&way.text().collect::<String>());
            text.split_once('：').is_some_and(|(_, way)| way == wanted)
        })
        || page.select(&meta).any(|meta| {
            let content = meta.value().attr("content").unwrap_or_default();
            bare(content) == wanted
        })
}

/// Whether an error stands on the lines of a piece, or so many lines away.
fn error_at(said: &[Diagnostic], made: &Made, piece: &Piece, away: usize) -> bool {
    let text = &made.files[&piece.file];
    let line = |at: usize| text[..text.floor_char_boundary(at)].matches('\n').count();
    let (first, last) = (line(piece.span.start), line(piece.span.end));
    said.iter().any(|one| {
        let here = one.place.file.as_str() == piece.file && one.level == Level::Error;
        let Some(span) = one.place.span.clone() else {
            return false;
        };
        here && READING.contains(&one.code.id)
            && line(span.start) <= last + away
            && line(span.end.saturating_sub(1).max(span.start)) + away >= first
    })
}

/// Whether an error points at the very bytes of a piece.
fn accused(said: &[Diagnostic], piece: &Piece) -> bool {
    said.iter().any(|one| {
        let here = one.place.file.as_str() == piece.file && one.level == Level::Error;
        let span = one.place.span.clone().unwrap_or(0..0);
        let touches = span.start < piece.span.end && span.end > piece.span.start;
        here && touches && READING.contains(&one.code.id)
    })
}

/// The form of a year, for the generator.
fn form(year: u16) -> &'static Form {
    Form::choose(None, year).expect("a form")
}
