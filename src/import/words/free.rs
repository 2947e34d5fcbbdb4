//! The sections of a report that has its own: those before 2019, and later ones that do
//! not follow the form.

use crate::import::reading::Words;
use crate::import::source::Line;
use crate::prose::ordinals::leading;

use super::paragraphs::is_section;
use super::titles::is_title;

/// Parts the lines at the headings `一、`, `二、` that the report has given itself: the
/// first of them begins a section, and each whose number follows the last one's. Linear
/// in the lines.
pub fn sections(lines: Vec<Line>) -> Vec<Words> {
    let title = lines.iter().position(|line| is_title(&line.text));
    let mut number = 0;
    let mut all = vec![words(None)];
    for (at, line) in lines.into_iter().enumerate() {
        let own = leading(&line.text).filter(|_| is_section(&line.text));
        let follows = own.is_some_and(|own| own.number == number + 1);
        if follows && title.is_none_or(|title| at > title) {
            number += 1;
            all.push(words(Some(line.text)));
        } else if let Some(last) = all.last_mut() {
            last.before.push(line);
        }
    }
    all
}

fn words(heading: Option<String>) -> Words {
    Words {
        section: None,
        heading,
        before: Vec::new(),
        after: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::source::{LineKind, Place};

    #[test]
    fn sections_begin_in_order_behind_the_title() {
        let lines = [
            "一、概述",
            "青禾镇2018年政府信息公开工作年度报告",
            "根据条例编制。",
            "一、概述",
            "全年公开12条。",
            "三、不是下一个",
            "二、主动公开的情况",
            "（一）公开的内容",
        ];
        let lines = lines.iter().enumerate().map(|(at, text)| Line {
            text: (*text).to_owned(),
            kind: LineKind::Paragraph,
            place: Place::Line(at + 1),
        });
        let all = sections(lines.collect());
        let found: Vec<_> = all
            .iter()
            .map(|words| (words.heading.as_deref(), words.before.len()))
            .collect();
        assert_eq!(
            found,
            [
                (None, 3),
                (Some("一、概述"), 2),
                (Some("二、主动公开的情况"), 1)
            ]
        );
    }
}
