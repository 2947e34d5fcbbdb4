//! Files of ours that somebody changed: what does not fit is refused with a sentence, and
//! nothing is guessed.

use gongkai::import::understood::understand;

use crate::portal::Portal;
use crate::{SEEDS, read, same_cells};

/// The files of a report with tables in a format.
fn text(format: &str) -> String {
    let portal = Portal::of(SEEDS);
    let files = (0..portal.cases.len()).filter_map(|at| {
        let with_tables = !portal.cases[at].doc.form.parts.is_empty();
        with_tables.then(|| portal.file(at, format))?
    });
    let file = files.into_iter().next().expect("a report with tables");
    String::from_utf8(file).expect("UTF-8")
}

fn why(text: &str) -> String {
    match understand(text.as_bytes(), None) {
        Ok(_) => "taken".to_owned(),
        Err(refused) => refused.why,
    }
}

#[test]
fn a_changed_csv_is_refused_with_its_line() {
    let text = text("csv");
    let line = |number: usize| text.lines().nth(number - 1).expect("a line");
    let (second, third) = (line(2), line(3));
    let fields: Vec<&str> = second.split(',').collect();
    let with = |at: usize, other: &str| {
        let mut fields = fields.clone();
        fields[at] = other;
        text.replacen(second, &fields.join(","), 1)
    };
    for (changed, said) in [
        (with(3, "2099"), "第 3 行是另一份年报的数"),
        (with(4, "unknown"), "第 2 行的表“unknown”在年报格式里没有"),
        (with(5, "unknown"), "第 2 行的行“unknown”在年报格式里没有"),
        (with(6, "改了名"), "第 2 行的行名“改了名”和编号不符"),
        (with(7, "unknown"), "第 2 行的列“unknown”在年报格式里没有"),
        (with(9, "1.5"), "第 2 行写着 "),
        (with(10, "unknown"), "第 2 行的 status“unknown”程序不认识"),
        (text.replacen(third, second, 1), "第 3 行的格子前面已经有了"),
        (
            text.replacen("status", "state", 1),
            "这份 CSV 少了 status 一列",
        ),
        (line(1).to_owned(), "这份 CSV 里只有列名，没有数"),
    ] {
        let found = why(&changed);
        assert!(found.starts_with(said), "{found}: {said}");
    }
}

#[test]
fn a_csv_that_a_spreadsheet_saved_again_says_the_same() {
    let portal = Portal::of(SEEDS);
    for (at, case) in portal.cases.iter().enumerate() {
        let Some(file) = portal.file(at, "csv") else {
            continue;
        };
        let text = String::from_utf8(file).expect("UTF-8");
        // With tabs, in the encoding of Windows for the first, and without blank lines.
        let tabs = text
            .replace('\r', "")
            .replace("\",\"", "")
            .replace(',', "\t");
        if !text.contains('"') {
            let wide: Vec<u8> = tabs.encode_utf16().flat_map(u16::to_le_bytes).collect();
            same_cells(case, &read(&wide), "tabs");
        }
        let (gbk, _, lost) = encoding_rs::GB18030.encode(text.trim_start_matches('\u{FEFF}'));
        assert!(!lost);
        same_cells(case, &read(&gbk), "GB18030");
    }
}

#[test]
fn a_changed_json_is_refused_and_so_is_that_of_something_else() {
    let text = text("json");
    let with = |from: &str, to: &str| {
        assert!(text.contains(from), "{from}");
        text.replacen(from, to, 1)
    };
    let id = text.split("\"cells\":[{\"id\":\"").nth(1).expect("a cell");
    let id = &id[..id.find('"').expect("its end")];
    let cell = format!("{{\"id\":\"{id}\",");
    for (changed, said) in [
        ("{\"name\": \"甲\"}".to_owned(), "这是 JSON，但不是"),
        ("[{\"a\": 1}, {\"a\": 2}]".to_owned(), "这是 JSON，但不是"),
        ("{}".to_owned(), "这是 JSON，但不是"),
        (
            text[..text.len() / 2].to_owned(),
            "文件开头像 JSON，后面不完整",
        ),
        (
            with("\"format_version\":1", "\"format_version\":2"),
            "这份 report.json 是更新的程序生成的",
        ),
        (
            with("\"title\":", "\"titel\":"),
            "这份 report.json 缺了东西",
        ),
        (
            with("\"form\":{\"id\":\"20", "\"form\":{\"id\":\"30"),
            "年报格式“30",
        ),
        (
            with("\"label\":\"", "\"label\":\"改"),
            "“第二十条第（一）项”的行名、列名和年报格式不同",
        ),
        (
            with(&cell, "{\"id\":\"a.b.c\","),
            "“a.b.c”这一格在年报格式里没有",
        ),
        (
            with("\"tables\":[{\"id\":\"", "\"tables\":[{\"id\":\"x"),
            "“xdocuments”这个表在年报格式里没有",
        ),
        (
            with(&cell, &format!("{{\"id\":\"{id}\",\"value\":7}},{cell}")),
            &*format!("“{id}”写了两次"),
        ),
        (
            with(
                &cell,
                &format!("{{\"id\":\"{id}\",\"value\":\"7\"}},{cell}"),
            ),
            &*format!("“{id}”的值对不上"),
        ),
    ] {
        let found = why(&changed);
        assert!(found.starts_with(said), "{found}: {said}");
    }
}
