//! Diagnostics as a terminal shows them: the fact first, then the line with
//! the place marked, then what to do.
//!
//! What comes out is safe to print: no byte of a user's file or of a message
//! reaches the terminal as a control sequence.

use annotate_snippets::{AnnotationKind, Group, Level as Face, Origin, Renderer, Snippet};

use crate::diag::{Diagnostic, Level, Place, line_column};
use crate::path::SourcePath;

use super::excerpt::{excerpt, lines, visible};
use super::spoken::{self, OTHERS, Speak};

/// Chinese terminals are rarely wider; a longer line is cut around its mark.
const WIDTH: usize = 96;

/// The diagnostics in the order given. `source` gives a file's text without byte
/// order mark, as spans count.
pub fn print_to_string<'d, 'a>(
    diagnostics: impl IntoIterator<Item = &'d Diagnostic>,
    source: &dyn Fn(&SourcePath) -> Option<&'a str>,
    colour: bool,
) -> String {
    print_spoken(diagnostics, source, &|_| None, colour)
}

/// The same, where `speak` says how places are called.
pub fn print_spoken<'d, 'a>(
    diagnostics: impl IntoIterator<Item = &'d Diagnostic>,
    source: &dyn Fn(&SourcePath) -> Option<&'a str>,
    speak: &Speak<'_>,
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
    for diagnostic in diagnostics {
        let rendered = renderer.render(&[group(diagnostic, source, speak)]);
        let shown = rendered.lines().filter(|line| !spoken::is_bare(line));
        for line in shown.chain([""]) {
            out.push_str(line);
            out.push('\n');
        }
    }
    out
}

/// A diagnostic on one line: its level, code and message, with its place below
/// `folder`, and how many more of its kind there are.
pub fn print_line<'a>(
    diagnostic: &Diagnostic,
    folder: &str,
    more: usize,
    source: &dyn Fn(&SourcePath) -> Option<&'a str>,
) -> String {
    let place = &diagnostic.place;
    let file = place.file.as_str();
    let inside = file
        .strip_prefix(folder)
        .and_then(|rest| rest.strip_prefix('/'));
    let line = place.span.as_ref().zip(source(&place.file));
    let line = line.map(|(span, text)| format!(":{}", line_column(text, span.start).0));
    let place = format!("{}{}", inside.unwrap_or(file), line.unwrap_or_default());
    print_line_at(diagnostic, &place, more)
}

/// The same, with the words for its place.
pub fn print_line_at(diagnostic: &Diagnostic, place: &str, more: usize) -> String {
    let more = match more {
        0 => String::new(),
        more => format!("，另有 {more} 处"),
    };
    format!(
        "{}[{}]: {}（{}{more}）\n",
        title(diagnostic.level),
        diagnostic.code.id,
        visible(&diagnostic.message),
        visible(place),
    )
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

fn group<'a, 's>(
    diagnostic: &'a Diagnostic,
    source: &dyn Fn(&SourcePath) -> Option<&'s str>,
    speak: &Speak<'_>,
) -> Group<'a> {
    let title = face(diagnostic.level)
        .primary_title(visible(&diagnostic.message))
        .id(diagnostic.code.id);
    let mut group = show(
        Group::with_title(title),
        &diagnostic.place,
        source,
        speak,
        AnnotationKind::Primary,
    );
    match diagnostic.also.as_slice() {
        [(place, words)] => {
            group = group.element(Face::NOTE.with_name("另见").message(lines(words)));
            group = show(group, place, source, speak, AnnotationKind::Context);
        }
        several => {
            for words in others(several, &diagnostic.place.file, source, speak) {
                group = group.element(Face::NOTE.with_name("另见").message(words));
            }
        }
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Face::HELP.with_name("怎么办").message(lines(help)));
    }
    if let Some(basis) = diagnostic.basis() {
        group = group.element(Face::NOTE.with_name("依据").message(lines(basis)));
    }
    group
}

/// Several other places, those with the same words on one line:
/// `还有这里：第 12、15、20 行`.
fn others<'s>(
    also: &[(Place, String)],
    own: &SourcePath,
    source: &dyn Fn(&SourcePath) -> Option<&'s str>,
    speak: &Speak<'_>,
) -> Vec<String> {
    if let Some(spoken) = spoken::others(also, speak) {
        return spoken;
    }
    let mut told: Vec<(&SourcePath, &str, Vec<usize>)> = Vec::new();
    for (place, words) in also {
        let text = place.span.as_ref().zip(source(&place.file));
        let line = text.map(|(span, text)| line_column(text, span.start).0);
        let same = |one: &&mut (&SourcePath, &str, _)| *one.0 == place.file && one.1 == words;
        match told.iter_mut().find(same) {
            Some((_, _, lines)) => lines.extend(line.filter(|line| !lines.contains(line))),
            None => told.push((&place.file, words, line.into_iter().collect())),
        }
    }
    let one = |(file, words, found): (&SourcePath, &str, Vec<usize>)| {
        let shown: Vec<String> = found.iter().take(OTHERS).map(usize::to_string).collect();
        let more = match found.len() > OTHERS {
            true => format!("等 {} 处", found.len()),
            false => String::new(),
        };
        let file = match file == own {
            true => String::new(),
            false => format!("{} ", visible(file.as_str())),
        };
        let numbers = match shown.is_empty() {
            true => String::new(),
            false => format!("第 {} 行{more}", shown.join("、")),
        };
        let place = format!("{file}{numbers}");
        match place.is_empty() {
            true => lines(words),
            false => format!("{}：{}", lines(words), place.trim_end()),
        }
    };
    told.into_iter().map(one).collect()
}

/// How people see at once what weighs how much.
fn title(level: Level) -> String {
    let mark = match level {
        Level::Error => '✗',
        Level::Warning => '⚠',
        Level::Info => 'ℹ',
    };
    format!("{mark} {}", level.label())
}

fn face(level: Level) -> Face<'static> {
    let face = match level {
        Level::Error => Face::ERROR,
        Level::Warning => Face::WARNING,
        Level::Info => Face::INFO,
    };
    face.with_name(title(level))
}

/// Adds a place: its line with a mark if there is one to show. Marks carry no
/// words, because words after Chinese text would stand in the wrong column.
fn show<'a, 's>(
    group: Group<'a>,
    place: &'a Place,
    source: &dyn Fn(&SourcePath) -> Option<&'s str>,
    speak: &Speak<'_>,
    kind: AnnotationKind,
) -> Group<'a> {
    if let Some(spoken) = speak(place) {
        return spoken::show(group, place, source, spoken, kind);
    }
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

#[cfg(test)]
mod tests {
    use std::ops::Range;

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

⚠ 建议看[TTL01]: 缺“六、其他需要报告的事项”
--> content/report.md

ℹ 提示[MD04]: 年度是今年
 --> content/report.yaml:1:5
  |
1 | 年度: 2025
  |       ^^^^

";
        let printed = print_to_string(&found, &|path| (*path == yaml).then_some(text), false);
        assert_eq!(printed, expected);
        assert!(print_to_string(&found, &|_| Some(text), true).contains("\u{1b}["));
        assert_eq!(summary(&found), "1 处必须改，1 处建议看，1 条提示");
        assert_eq!(summary(&[]), "没有发现问题");
    }

    #[test]
    fn several_other_places_take_one_line_of_words() {
        let text = "甲\n乙\n丙\n丁\n";
        let (md, yaml) = (file("a.md"), file("a.yaml"));
        let at = |start: usize| Place::span(&md, start..start + 3);
        let one = Diagnostic::warning(&codes::MD04, at(0), "写了四次")
            .also(at(4), "还有这里")
            .also(at(8), "还有这里")
            .also(Place::span(&yaml, 12..15), "表里的数");
        let printed = print_to_string(std::slice::from_ref(&one), &|_| Some(text), false);
        let expected = "⚠ 建议看[MD04]: 写了四次\n --> a.md:1:1\n  |\n1 | 甲\n  | ^^\n  |\n  = 另见: 还有这里：第 2、3 行\n  = 另见: 表里的数：a.yaml 第 4 行\n\n";
        assert_eq!(printed, expected);
        let line = print_line(&one, "", 2, &|_| Some(text));
        assert_eq!(line, "⚠ 建议看[MD04]: 写了四次（a.md:1，另有 2 处）\n");
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
