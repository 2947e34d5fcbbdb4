//! Diagnostics as a terminal shows them: the fact first, then the line with
//! the place marked, then what to do.
//!
//! What comes out is safe to print: no byte of a user's file or of a message
//! reaches the terminal as a control sequence.

use std::borrow::Cow;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level as Face, Origin, Renderer, Snippet};

use crate::diag::{Diagnostic, Level, Place};
use crate::path::SourcePath;

/// Chinese terminals are rarely wider; a longer line is cut around its mark.
const WIDTH: usize = 96;
/// More characters than this are marked only at their beginning.
const LONGEST_MARK: usize = 36;
/// A place farther into one line than this many bytes is named, not shown.
const LONGEST_LINE: usize = 20_000;
/// How much text after a mark is worth carrying along.
const TAIL: usize = 400;

/// The diagnostics in the order given, those of one file under its name.
/// `source` gives a file's text without byte order mark, as spans count.
pub fn print_to_string<'a>(
    diagnostics: &[Diagnostic],
    source: &dyn Fn(&SourcePath) -> Option<&'a str>,
    colour: bool,
) -> String {
    let renderer = if colour {
        Renderer::styled().hyperlink(false)
    } else {
        Renderer::plain()
    };
    // Plain ASCII marks: a Chinese terminal may draw `━` two cells wide.
    let renderer = renderer.term_width(WIDTH);
    let mut out = String::new();
    for file in files(diagnostics) {
        let of_file = diagnostics
            .iter()
            .filter(|diagnostic| diagnostic.place.file == *file);
        for diagnostic in of_file {
            out.push_str(&renderer.render(&[group(diagnostic, source)]));
            out.push_str("\n\n");
        }
    }
    out
}

/// How many findings of each weight there are, the heaviest first.
pub fn summary<'d>(diagnostics: impl IntoIterator<Item = &'d Diagnostic>) -> String {
    let mut words = [
        (Level::Error, 0, "处必须改"),
        (Level::Warning, 0, "处建议看"),
        (Level::Info, 0, "条提示"),
    ];
    for diagnostic in diagnostics {
        let same = |word: &&mut (Level, usize, &str)| word.0 == diagnostic.level;
        if let Some(word) = words.iter_mut().find(same) {
            word.1 += 1;
        }
    }
    let parts: Vec<String> = words
        .into_iter()
        .filter(|(_, count, _)| *count > 0)
        .map(|(_, count, words)| format!("{count} {words}"))
        .collect();
    if parts.is_empty() {
        "没有发现问题".to_owned()
    } else {
        parts.join("，")
    }
}

/// Each file once, in the order in which it first appears.
fn files(diagnostics: &[Diagnostic]) -> Vec<&SourcePath> {
    let mut seen = std::collections::BTreeSet::new();
    diagnostics
        .iter()
        .map(|diagnostic| &diagnostic.place.file)
        .filter(|file| seen.insert(*file))
        .collect()
}

fn group<'a, 's>(
    diagnostic: &'a Diagnostic,
    source: &dyn Fn(&SourcePath) -> Option<&'s str>,
) -> Group<'a> {
    let title = face(diagnostic.level)
        .primary_title(visible(&diagnostic.message))
        .id(diagnostic.code.id);
    let mut group = show(
        Group::with_title(title),
        &diagnostic.place,
        source,
        AnnotationKind::Primary,
    );
    for (place, words) in &diagnostic.also {
        group = group.element(Face::NOTE.with_name("另见").message(lines(words)));
        group = show(group, place, source, AnnotationKind::Context);
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Face::HELP.with_name("怎么办").message(lines(help)));
    }
    if let Some(basis) = diagnostic.basis() {
        group = group.element(Face::NOTE.with_name("依据").message(lines(basis)));
    }
    group
}

fn face(level: Level) -> Face<'static> {
    match level {
        Level::Error => Face::ERROR.with_name("✗ 必须改"),
        Level::Warning => Face::WARNING.with_name("⚠ 建议看"),
        Level::Info => Face::INFO.with_name("ℹ 提示"),
    }
}

/// Adds a place: its line with a mark if there is one to show. Marks carry no
/// words, because words after Chinese text would stand in the wrong column.
fn show<'a, 's>(
    group: Group<'a>,
    place: &'a Place,
    source: &dyn Fn(&SourcePath) -> Option<&'s str>,
    kind: AnnotationKind,
) -> Group<'a> {
    let path = visible(place.file.as_str());
    let (Some(span), Some(text)) = (&place.span, source(&place.file)) else {
        return group.element(Origin::path(path));
    };
    let excerpt = match excerpt(text, span) {
        Ok(excerpt) => excerpt,
        Err((line, column)) => {
            return group.element(Origin::path(path).line(line).char_column(column));
        }
    };
    let snippet = Snippet::source(excerpt.text)
        .line_start(excerpt.line)
        .path(path);
    group.element(snippet.annotation(kind.span(excerpt.mark)))
}

struct Excerpt {
    /// One line, made visible.
    text: String,
    line: usize,
    /// What to mark in `text`.
    mark: Range<usize>,
}

/// The first line that a span touches; only its line and column when that is
/// too far into the line to be shown.
fn excerpt(text: &str, span: &Range<usize>) -> Result<Excerpt, (usize, usize)> {
    // A span may come from another state of the file than the text does.
    let start = text.floor_char_boundary(span.start);
    let end = text.ceil_char_boundary(span.end.max(start));
    let line = text[..start].matches('\n').count() + 1;
    let begin = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let before = &text[begin..start];
    if before.len() > LONGEST_LINE {
        return Err((line, before.chars().count() + 1));
    }
    let rest = text[start..].lines().next().unwrap_or("");
    let wanted = &rest[..rest.len().min(end - start)];
    // An empty mark at a character shows as that character.
    let count = wanted.chars().count().clamp(1, LONGEST_MARK);
    let marked: String = rest.chars().take(count).collect();
    let tail: String = rest.chars().skip(count).take(TAIL).collect();
    let mut shown = visible(before).into_owned();
    let from = shown.len();
    shown.push_str(&visible(&marked));
    let mark = from..shown.len();
    shown.push_str(&visible(&tail));
    Ok(Excerpt {
        text: shown,
        line,
        mark,
    })
}

/// Text of our own that may have several lines, such as YAML to paste.
fn lines(text: &str) -> String {
    text.lines().map(visible).collect::<Vec<_>>().join("\n")
}

/// Text in which every control character is one visible character, so that
/// columns stay right and no escape sequence reaches the terminal. Tabs are
/// left to the renderer, which widens them.
fn visible(text: &str) -> Cow<'_, str> {
    let bad = |c: char| {
        c.is_control() && c != '\t'
            || matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
    };
    if !text.contains(bad) {
        return Cow::Borrowed(text);
    }
    let picture = |c: char| match c {
        '\0'..='\u{1f}' if c != '\t' => char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{fffd}'),
        '\u{7f}' => '␡',
        _ if bad(c) => '\u{fffd}',
        _ => c,
    };
    Cow::Owned(text.chars().map(picture).collect())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::diag::codes;

    fn file(name: &str) -> SourcePath {
        SourcePath::new(name).expect("a plain name")
    }

    fn print(text: &str, span: Range<usize>) -> String {
        let place = Place::span(&file("a.yaml"), span);
        print_to_string(
            &[Diagnostic::error(&codes::CEL02, place, "数不对")],
            &|_| Some(text),
            false,
        )
    }

    #[test]
    fn a_finding_reads_fact_place_help_basis() {
        let text = "年度: 2025\n行政处罚: 六十\n上年结转: 3\n";
        let yaml = file("content/report.yaml");
        let at = |words: &str| {
            text.find(words)
                .map(|at| at..at + words.len())
                .expect("the words")
        };
        let found = [
            Diagnostic::error(
                &codes::FMT04,
                Place::span(&yaml, at("六十")),
                "“行政处罚”要填数字，现在是“六十”",
            )
            .also(Place::span(&yaml, at("3")), "上年的数在这里")
            .help("改成 60"),
            Diagnostic::warning(
                &codes::TTL01,
                Place::file(&file("content/report.md")),
                "缺“六、其他需要报告的事项”",
            ),
            Diagnostic::new(
                &codes::MD04,
                Level::Info,
                Place::span(&yaml, at("2025")),
                "年度是今年",
            ),
        ];
        let expected = "\
✗ 必须改[FMT04]: “行政处罚”要填数字，现在是“六十”
 --> content/report.yaml:2:7
  |
2 | 行政处罚: 六十
  |           ^^^^
  |
  = 另见: 上年的数在这里
  |
 ::: content/report.yaml:3:7
  |
3 | 上年结转: 3
  |           -
  |
  = 怎么办: 改成 60
  = 依据: 国办公开办函〔2021〕30号的表格

ℹ 提示[MD04]: 年度是今年
 --> content/report.yaml:1:5
  |
1 | 年度: 2025
  |       ^^^^

⚠ 建议看[TTL01]: 缺“六、其他需要报告的事项”
--> content/report.md

";
        let printed = print_to_string(&found, &|path| (*path == yaml).then_some(text), false);
        assert_eq!(printed, expected);
        assert!(print_to_string(&found, &|_| Some(text), true).contains("\u{1b}["));
        assert_eq!(summary(&found), "1 处必须改，1 处建议看，1 条提示");
        assert_eq!(summary(&[]), "没有发现问题");
    }

    #[test]
    fn a_long_line_is_cut_around_its_mark() {
        let text = format!(
            "短\n{}错误{}",
            "政府信息公开。".repeat(300),
            "政府信息公开。".repeat(300)
        );
        let at = text.find("错误").expect("the words");
        let printed = print(&text, at..at + "错误".len());
        assert!(
            printed.contains("a.yaml:2:2101") && printed.contains("错误政府"),
            "{printed}"
        );
        assert!(
            printed.lines().all(|line| line.chars().count() < 110),
            "{printed}"
        );
        let whole = print(&text, 0..text.len());
        assert!(
            whole.lines().all(|line| line.chars().count() < 110),
            "{whole}"
        );
        let whole = print(&text, 4..text.len());
        assert!(
            whole.lines().all(|line| line.chars().count() < 110),
            "{whole}"
        );
        let endless = "长".repeat(600_000);
        assert!(print(&endless, 1_500_000..1_500_003).contains("a.yaml:1:500001"));
    }

    #[test]
    fn control_characters_never_reach_the_terminal() {
        let text = "甲\u{1b}[31m\t乙\u{9b}2J\u{202e}丙\r\n丁";
        let printed = print(
            text,
            text.find('乙').map(|at| at..at + 3).expect("the words"),
        );
        assert!(printed.contains("甲␛[31m"), "{printed}");
        let place = Place::file(&file("a\u{1b}b.md"));
        let hostile = Diagnostic::error(&codes::YAML, place.clone(), "\u{1b}]0;x\u{7}")
            .help("\u{9b}2J\n甲")
            .also(place, "\u{1b}c");
        let printed = print_to_string(&[hostile], &|_| None, false);
        assert!(
            !printed.contains(|c: char| c.is_control() && c != '\n'),
            "{printed:?}"
        );
    }

    proptest! {
        #[test]
        fn any_span_of_any_text_prints(text in "(\\PC|[\n\t\r\u{1b}一中。]){0,60}", start in 0usize..200, length in 0usize..100) {
            let printed = print(&text, start..start + length);
            let control = |c: char| c.is_control() && c != '\n';
            prop_assert!(!printed.contains(control), "{:?}", printed);
            prop_assert!(printed.contains("a.yaml:"));
        }
    }
}
