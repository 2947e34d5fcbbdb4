//! Blocks as Markdown.

use crate::formats::quote::{markdown, one_line};
use crate::prose::is_cjk;

use super::paragraphs::Block;

/// Adds blocks to a text, with an empty line before each.
pub fn blocks(blocks: &[Block], out: &mut String) {
    let mut in_list = false;
    for block in blocks {
        let item = matches!(block, Block::Item(_));
        if !(out.is_empty() || in_list && item) {
            out.push('\n');
        }
        in_list = item;
        match block {
            Block::Section(text) => heading(2, text, out),
            Block::Heading(text) => heading(3, text, out),
            Block::Paragraph(text) => {
                out.push_str(&line(text));
                out.push('\n');
            }
            Block::Item(text) => {
                out.push_str("- ");
                out.push_str(&line(text));
                out.push('\n');
            }
            Block::Table(rows) => table(rows, out),
        }
    }
}

/// A heading of this level.
pub fn heading(level: usize, text: &str, out: &mut String) {
    let marks = "#".repeat(level);
    out.push_str(&format!("{marks} {}\n", markdown(&one_line(text))));
}

fn table(rows: &[Vec<String>], out: &mut String) {
    for (number, row) in rows.iter().enumerate() {
        let cells = row.iter().map(|cell| markdown(&one_line(cell)));
        let cells: Vec<String> = cells.collect();
        out.push_str(&format!("| {} |\n", cells.join(" | ")));
        if number == 0 {
            out.push_str(&format!("|{}\n", " --- |".repeat(row.len())));
        }
    }
}

/// Words as one line that is no list and no rule, whatever it begins with.
fn line(text: &str) -> String {
    let words = markdown(&one_line(text));
    if words.starts_with(['-', '+', '=']) {
        return format!("\\{words}");
    }
    let digits = words.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &words[digits..];
    let Some(mark) = rest.chars().next().filter(|c| ".)".contains(*c)) else {
        return words;
    };
    let (number, body) = (&words[..digits], &rest[1..]);
    if digits == 0 || digits > 9 || !(body.is_empty() || body.starts_with(' ')) {
        return words;
    }
    // A list would be numbered anew. Without the space it is none.
    match body.trim_start().starts_with(is_cjk) && mark == '.' {
        true => format!("{number}.{}", body.trim_start()),
        false => format!("{number}\\{mark}{body}"),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use pulldown_cmark::{Event, Options, Parser};

    use super::*;

    fn rendered(markdown: &str) -> String {
        let options = Options::ENABLE_TABLES
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_TASKLISTS;
        let words = Parser::new_ext(markdown, options).map(|event| match event {
            Event::Text(text) | Event::Code(text) => text.to_string(),
            Event::Start(_) | Event::End(_) | Event::SoftBreak => String::new(),
            other => format!("{other:?}"),
        });
        words.collect()
    }

    fn bare(text: &str) -> String {
        let kept = |c: &char| !c.is_whitespace() && !c.is_control() && *c != '\u{feff}';
        text.chars().filter(kept).collect()
    }

    fn check(words: &str) -> Result<(), TestCaseError> {
        let all = [
            Block::Paragraph(words.to_owned()),
            Block::Item(words.to_owned()),
            Block::Heading(words.to_owned()),
            Block::Table(vec![vec![words.to_owned(); 2]; 2]),
            Block::Paragraph(words.to_owned()),
        ];
        let mut out = String::new();
        blocks(&all, &mut out);
        prop_assert_eq!(bare(&rendered(&out)), bare(words).repeat(8), "{}", out);
        Ok(())
    }

    proptest! {
        #[test]
        fn any_words_come_back_from_markdown(words in "[-+*=#>|~_`0-9.) \t\\[\\]<&!:\\\\^${}甲a。\u{3000}]{1,12}") {
            prop_assume!(!bare(&words).is_empty());
            check(&words)?;
        }

        #[test]
        fn any_characters_come_back_from_markdown(words in "\\PC{1,20}") {
            prop_assume!(!bare(&words).is_empty());
            check(&words)?;
        }
    }

    #[test]
    fn numbers_stay_as_they_are_typed() {
        assert_eq!(line("1. 加强领导"), "1.加强领导");
        assert_eq!(line("1. 2022年"), "1\\. 2022年");
        assert_eq!(line("2022年"), "2022年");
    }
}
