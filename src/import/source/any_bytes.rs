//! What must hold for any bytes at all, and for any simple page.

use proptest::prelude::*;
use proptest::sample::Index;

use super::refusal::Refusal;
use super::{Piece, Source, csv, markdown, mhtml, plain, web};

type Reader = fn(&[u8]) -> Result<Source, Refusal>;

const READERS: [Reader; 5] = [
    web::read,
    mhtml::read,
    plain::read,
    markdown::read,
    csv::read,
];

/// Files that each reader knows what to do with.
const GOOD: [&str; 4] = [
    "<html><head><meta charset=gbk><title>年报</title></head><body><!--[if gte mso 9]><xml></xml><![endif]-->\
     <h1>年报</h1><p class=MsoNormal>一、<span>总体<o:p></o:p></span>&nbsp;</p><ol start=3><li>甲<ul><li>乙</ul></ol>\
     <table><caption>表</caption><thead><tr><td rowspan=2>甲<td colspan=0>乙<tr><td>1<br>2</table><pre>\ta\n</pre>\
     <svg><title>图</title><style><a></style></svg><select><option>x</select><img alt=图><b><i>x</b>y</i></body>",
    "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=\"b\"\n\n--b\nContent-Type: text/html\n\
     Content-Transfer-Encoding: quoted-printable\n\n<p>=E4=B8=\n=80</p>\n--b\nContent-Type: text/html; charset=gb2312\n\
     Content-Transfer-Encoding: base64\n\nPHA+x/g8L3A+\n--b--\n",
    "# 报告\n\n1. 甲\n2. 乙\n\n| 规章 | 0 |\n|--|--|\n| **1** | 2 | 3 |\n\n<table><tr><td>5</table>\n\n![图](a)\n> 引\n",
    "规章,\"1,0\"\"0\",\r\n许可\t2;3\n",
];

/// A change of a file.
fn change() -> impl Strategy<Value = (Index, Index, Vec<u8>)> {
    let parts = prop::sample::select(vec![
        "<",
        ">",
        "</",
        "<table>",
        "</table>",
        "<tr>",
        "<td>",
        "<td rowspan=99>",
        "<p>",
        "</p>",
        "<div hidden>",
        "<li>",
        "<b>",
        "</b>",
        "<svg>",
        "<![CDATA[",
        "<!--",
        "-->",
        "<template>",
        "<frameset>",
        "<select>",
        "<br>",
        "&#",
        "\"",
        "'",
        "=",
        "=E4",
        "--b",
        "--b--",
        "\n\n",
        "\r",
        "|",
        "\t",
        "`",
        "\u{feff}",
        "\u{a0}",
        "公",
    ]);
    let bytes = prop_oneof![
        4 => parts.prop_map(|part| part.as_bytes().to_vec()),
        1 => prop::collection::vec(any::<u8>(), 0..4),
    ];
    (any::<Index>(), any::<Index>(), bytes)
}

/// A good file after some changes: at a place some bytes are taken away, others put in.
fn changed() -> impl Strategy<Value = Vec<u8>> {
    let good = prop::sample::select(GOOD.to_vec());
    (good, prop::collection::vec(change(), 0..12)).prop_map(|(good, changes)| {
        let mut bytes = good.as_bytes().to_vec();
        for (at, length, put) in changes {
            let at = at.index(bytes.len() + 1);
            let end = (at + length.index(8)).min(bytes.len());
            bytes.splice(at..end, put);
        }
        bytes
    })
}

/// All words that were read, without the marks of their kind.
fn words(source: &Source) -> String {
    let mut words = String::new();
    for piece in &source.pieces {
        match piece {
            Piece::Line(line) => words.push_str(&line.text),
            Piece::Grid(grid) => words.extend(grid.cells.iter().map(|cell| cell.text.as_str())),
            Piece::Picture { .. } => {}
        }
    }
    words.retain(|c| !c.is_whitespace());
    words
}

/// A piece of a simple page, and the words that are seen of it.
fn page() -> impl Strategy<Value = (String, String)> {
    let leaf = "[甲乙丙丁]{1,3}".prop_map(|words| (words.clone(), words));
    leaf.prop_recursive(6, 60, 5, |inner| {
        let tags = vec![
            "p", "div", "span", "b", "h2", "ul><li", "section", "blockquote", "pre", "center", "o:p",
        ];
        let tag = prop::sample::select(tags);
        let many = prop::collection::vec(inner, 1..5);
        prop_oneof![
            3 => (tag, many.clone()).prop_map(|(tag, parts)| {
                let (html, words): (Vec<String>, Vec<String>) = parts.into_iter().unzip();
                // A paragraph within a paragraph would end the outer one.
                let tag = if tag == "p" && html.iter().any(|one| one.contains('<')) { "div" } else { tag };
                let name = tag.split('>').next().unwrap_or(tag);
                (format!("<{tag}> {} </{name}>", html.join("\n")), words.concat())
            }),
            1 => (many.clone(), 1..4_usize).prop_map(|(parts, columns)| {
                let words: String = parts.iter().map(|(_, words)| words.as_str()).collect();
                let rows: Vec<String> = parts
                    .chunks(columns)
                    .map(|row| row.iter().map(|(html, _)| format!("<td>{html}</td>")).collect())
                    .map(|row: String| format!("<tr>{row}</tr>"))
                    .collect();
                (format!("<table>{}</table>", rows.concat()), words)
            }),
            1 => many.prop_map(|parts| {
                let (html, words): (Vec<String>, Vec<String>) = parts.into_iter().unzip();
                let hidden = "<p style='display:none'>藏</p><script>藏</script><!-- 藏 --><input type=hidden value=藏>";
                (html.join(hidden), words.concat())
            }),
        ]
    })
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop_oneof![
        prop::collection::vec(any::<u8>(), 0..400),
        any::<String>().prop_map(String::into_bytes),
        changed(),
    ]) {
        for read in READERS {
            match read(&bytes) {
                Ok(source) => {
                    prop_assert!(!source.pieces.is_empty());
                    for piece in &source.pieces {
                        if let Piece::Line(line) = piece {
                            prop_assert!(!line.text.trim().is_empty() && !line.text.contains(['\n', '\r']));
                        }
                    }
                }
                Err(refusal) => prop_assert!(!refusal.to_string().is_empty()),
            }
        }
    }

    #[test]
    fn all_that_is_seen_of_a_page_is_read_in_order((html, seen) in page()) {
        let source = web::read(html.as_bytes()).expect("a page");
        prop_assert_eq!(words(&source), seen, "{}", html);
    }

    #[test]
    fn all_words_of_a_text_are_read_in_order(text in "[甲1,|\t \n]{0,60}") {
        let seen: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        match plain::read(text.as_bytes()) {
            Ok(source) => prop_assert_eq!(words(&source), seen),
            Err(refusal) => prop_assert!(seen.is_empty() && refusal == Refusal::Empty),
        }
    }
}
