//! Links and bold words that did not work and would be printed as typed.
//!
//! Only what the parser left as text is looked at, so nothing that worked is
//! ever a finding, and a backslash before a sign always says that it is meant.

use std::ops::Range;

use super::address::{Target, bracketed, is_address, is_certain_address, remedy, tail, target};
use super::nodes::{Node, Words};
use super::prepare::ends_in_escape;
use super::prose::{Kind, Prose, collect};
use super::{MOST_FINDINGS, unmade};
use crate::diag::Diagnostic;
use crate::parse::scan::any_row;
use crate::path::SourcePath;

/// Replaces code, in which nothing is looked for.
const CODE: &str = "\u{fffc}";

/// Whether anything that is looked for here or among tables may be in a text.
/// An address may have any bracket around it, but nearly every address has a `/`.
pub(super) fn may_hold(source: &str) -> bool {
    let sign = |byte: u8| {
        // `<`, `=`, `\`, `]`, `|`, `}` and two controls differ in these bits.
        let sign = byte & !0x61 == 0x1C;
        let other = (byte == b'^') | (byte == b'*') | (byte == b'/') | (byte == b'~');
        sign | other | (byte == b'\t')
    };
    // Two spaces may divide columns.
    any_row(source, |[a, b]| sign(*a) | ((*a == b' ') & (*b == b' ')))
        || source.bytes().last().is_some_and(sign)
}

/// Finds what is printed literally in the nodes of a file.
pub(super) fn find(
    nodes: &[Node],
    source: &str,
    file: &SourcePath,
    offset: usize,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let text = |node: &Node| match node {
        Node::Text(words) => holds_sign(&words.text),
        _ => false,
    };
    if !nodes.iter().any(text) {
        return;
    }
    let blocks = collect(&without_code(nodes));
    let definitions: Vec<String> = blocks
        .iter()
        .flat_map(|block| definitions(&block.text))
        .collect();
    for block in blocks
        .iter()
        .filter(|block| block.kind != Kind::Code && holds_sign(&block.text))
    {
        let mut look = Look {
            block,
            source,
            file,
            offset,
            definitions: &definitions,
            said: diagnostics,
        };
        look.brackets();
        look.angles();
        look.stars();
        look.waves();
    }
}

fn holds_sign(text: &str) -> bool {
    text.contains(['[', ']', '］', '】', '<', '＜']) || text.contains("**") || text.contains("~~")
}

/// The nodes with their code replaced; what is around it is no sign.
fn without_code(nodes: &[Node]) -> Vec<Node> {
    let plain = |node: &Node| match node {
        Node::Code(words) => Node::Text(Words {
            text: CODE.to_owned(),
            place: words.place.clone(),
            exact: false,
        }),
        Node::Image(link) => Node::Text(Words {
            text: CODE.to_owned(),
            place: link.span.clone(),
            exact: false,
        }),
        other => other.clone(),
    };
    nodes.iter().map(plain).collect()
}

/// The labels of lines such as `[目录]: https://…`, and of footnotes whose
/// colon is full-width: of those the line itself is a finding already.
fn definitions(text: &str) -> Vec<String> {
    let label = |line: &str| {
        let (label, rest) = line.trim_start().strip_prefix('[')?.split_once(']')?;
        let note = label.starts_with('^') && rest.starts_with('：');
        let target = rest.strip_prefix(':').unwrap_or_default();
        (note || is_address(target.trim())).then(|| label.to_lowercase())
    };
    text.lines().filter_map(label).collect()
}

/// One block of text while it is looked at.
pub(super) struct Look<'l> {
    pub block: &'l Prose,
    source: &'l str,
    pub file: &'l SourcePath,
    offset: usize,
    definitions: &'l [String],
    pub said: &'l mut Vec<Diagnostic>,
}

impl Look<'_> {
    /// Whether a sign of the block is escaped in the source.
    pub(super) fn escaped(&self, at: usize) -> bool {
        let start = self.block.span(at..at + 1).start;
        let before = self.source.get(..start.saturating_sub(self.offset));
        before.is_some_and(ends_in_escape)
    }

    fn brackets(&mut self) {
        let text = &self.block.text;
        let mut from = 0;
        while self.said.len() < MOST_FINDINGS
            && let Some(at) = text[from..].find([']', '］', '】', '〕', ')', '）'])
        {
            let at = from + at;
            let closer = text[at..].chars().next().unwrap_or(']');
            from = at + closer.len_utf8();
            let found = if matches!(closer, ')' | '）') {
                self.reversed(at, from)
            } else {
                self.link(closer, at, from)
            };
            from = found.unwrap_or(from);
        }
    }

    /// A link whose words end at `at`; returns where what was reported ends.
    fn link(&mut self, closer: char, at: usize, after: usize) -> Option<usize> {
        let text = &self.block.text;
        if self.escaped(at) {
            return None;
        }
        if let Some((start, label)) = odd_note(&text[..at], closer)
            && !self.escaped(start)
        {
            let place = self.block.span(start..after);
            self.said.push(unmade::note_signs(self.file, place, label));
            return None;
        }
        if closer == ']'
            && let Some(label) = footnote(&text[..at])
        {
            let known = label[1..].to_lowercase();
            let start = at - label.len();
            if self.definitions.contains(&known) || self.escaped(start) {
                return None;
            }
            let place = self.block.span(start..after);
            let label = &text[start..after];
            self.said
                .push(unmade::missing_note(self.file, place, label));
            return None;
        }
        let target = target(text, after)?;
        let plain = closer == ']' && target.open == '(' && !target.spaced;
        let by_label = closer == ']' && target.open == '[';
        if !plain && !by_label && !is_address(target.inner.trim()) || self.escaped(target.start) {
            return None;
        }
        let opener = match closer {
            ']' | '］' => ['[', '［'],
            '】' => ['【', '【'],
            _ => ['〔', '〔'],
        };
        let (tail, before) = tail(text, at);
        let start = tail.rfind(opener).map(|start| before + start);
        if start.is_some_and(|start| self.escaped(start)) {
            return None;
        }
        let words = start.map_or("文字", |start| {
            text[start..at].trim_start_matches(['[', '［', '【', '〔'])
        });
        let image = start.is_some_and(|start| text[..start].ends_with('!'));
        let begin = start.map_or(at, |start| start - usize::from(image));
        if matches!(target.open, '[' | '［') {
            return self.by_label(begin..target.end, words, &target);
        }
        let (why, instead) = remedy(closer, words, image, &target);
        let place = self.block.span(begin..target.end);
        let sure = closer == ']' || closer == '］' || is_certain_address(target.inner.trim());
        let make = makes(sure);
        self.said.push(make(self.file, place, why, &instead));
        Some(target.end)
    }

    /// `[文字][标号]`, which needs a definition elsewhere.
    fn by_label(&mut self, range: Range<usize>, words: &str, target: &Target<'_>) -> Option<usize> {
        let label = target.inner.trim();
        let known = self
            .definitions
            .iter()
            .any(|known| *known == label.to_lowercase());
        let certain = known || is_address(label);
        if target.open != '[' || target.close.is_none() || !certain {
            return None;
        }
        let why = "地址要写在圆括号里";
        let address = if known { "地址" } else { label };
        let instead = format!("写成  [{words}]({address})");
        self.said.push(unmade::link(
            self.file,
            self.block.span(range),
            why,
            &instead,
        ));
        Some(target.end)
    }

    /// `(文字)[地址]`, with the brackets exchanged.
    fn reversed(&mut self, at: usize, after: usize) -> Option<usize> {
        let text = &self.block.text;
        let target = target(text, after)?;
        let address = target.inner.trim();
        if !matches!(target.open, '[' | '［') || target.close.is_none() || !is_address(address) {
            return None;
        }
        let (tail, before) = tail(text, at);
        let start = before + tail.rfind(['(', '（'])?;
        if self.escaped(after) {
            return None;
        }
        let words = text[start..at].trim_start_matches(['(', '（']);
        let why = "方括号和圆括号写反了";
        let instead = format!("写成  [{words}]({})", bracketed(address));
        let place = self.block.span(start..target.end);
        let make = makes(is_certain_address(address));
        self.said.push(make(self.file, place, why, &instead));
        Some(target.end)
    }

    /// `<https://…` that nothing closes, or that holds what no address may.
    fn angles(&mut self) {
        let text = &self.block.text;
        for (at, sign) in text.match_indices(['<', '＜']) {
            let inner = &text[at + sign.len()..];
            let begins = |start: &str| {
                inner
                    .get(..start.len())
                    .is_some_and(|head| head.eq_ignore_ascii_case(start))
            };
            let starts = ["http://", "https://", "www.", "mailto:"];
            let is_begun = starts.iter().any(|start| begins(start));
            if !is_begun || self.said.len() >= MOST_FINDINGS || self.escaped(at) {
                continue;
            }
            let of_address = |c: char| c.is_ascii_graphic() && !matches!(c, '<' | '>');
            let length = inner.len() - inner.trim_start_matches(of_address).len();
            let address = &inner[..length];
            let closed = inner[length..].starts_with(['>', '＞']);
            let bracket = inner[length..].chars().next().filter(|_| closed);
            let end = at + sign.len() + length + bracket.map_or(0, char::len_utf8);
            let why = if closed && sign == "<" {
                "地址前面缺 https://"
            } else {
                "尖括号没有写对"
            };
            let scheme = if begins("www.") { "https://" } else { "" };
            let instead = format!("写成  <{scheme}{address}>");
            let place = self.block.span(at..end);
            self.said
                .push(unmade::link(self.file, place, why, &instead));
        }
    }
}

/// What to say of a link: that it did not work, or that it seems to be one.
fn makes(sure: bool) -> fn(&SourcePath, Range<usize>, &str, &str) -> Diagnostic {
    if sure {
        unmade::link
    } else {
        unmade::doubtful_link
    }
}

/// A footnote's label in other signs than Markdown's: `［^1］`, `[＾1]`, `[^ 1]`;
/// where it begins, and its name.
fn odd_note(before: &str, closer: char) -> Option<(usize, &str)> {
    let (tail, from) = tail(before, before.len());
    let start = tail.rfind(['[', '［', '【', '〔'])?;
    let label = tail[start..].trim_start_matches(['[', '［', '【', '〔']);
    let name = label.trim().strip_prefix(['^', '＾'])?.trim();
    let plain = closer == ']' && tail[start..] == format!("[^{name}");
    let odd = |c: char| c.is_whitespace() || matches!(c, '^' | '＾' | ']');
    (!plain && !name.is_empty() && !name.contains(odd)).then_some((from + start, name))
}

/// The label, from `[^`, if a footnote's label ends with this text.
fn footnote(before: &str) -> Option<&str> {
    let (tail, _) = tail(before, before.len());
    let label = &tail[tail.rfind('[')?..];
    let name = label.strip_prefix("[^")?;
    (!name.is_empty() && !name.contains(char::is_whitespace)).then_some(label)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{read, refused};

    /// One finding, at the whole text between 见 and 。, which proposes this.
    #[track_caller]
    fn told(link: &str, instead: &str) {
        refused(&format!("见{link}。"), &[("MD05", link)]);
        let (_, said) = read(&format!("见{link}。"));
        let help = said[0].help.as_deref().unwrap_or_default();
        assert_eq!(help, format!("写成  {instead}"), "{link}");
        // The proposal works.
        refused(&format!("见{instead}。"), &[]);
    }

    #[test]
    fn links_that_did_not_work_are_told_with_what_works() {
        told(
            "[空格](files/普通 文件.pdf)",
            "[空格](<files/普通 文件.pdf>)",
        );
        told("[目录]（https://a.cn/a）", "[目录](https://a.cn/a)");
        told("【目录】（https://a.cn/a）", "[目录](https://a.cn/a)");
        told("【目录】(https://a.cn/a)", "[目录](https://a.cn/a)");
        told("［目录］(https://a.cn/a)", "[目录](https://a.cn/a)");
        told("［目录］（files/a.pdf）", "[目录](files/a.pdf)");
        told("[目录](files/a.pdf）", "[目录](files/a.pdf)");
        told("[目录] (files/a.pdf)", "[目录](files/a.pdf)");
        told("[目录](files/a.pdf", "[目录](files/a.pdf)");
        told("(目录)[https://a.cn/a]", "[目录](https://a.cn/a)");
        told("（目录）[files/a.pdf]", "[目录](files/a.pdf)");
        told("[目录][files/a.pdf]", "[目录](files/a.pdf)");
        told("![图]（files/a.png）", "![图](files/a.png)");
        told("![图](files/a b.png)", "![图](<files/a b.png>)");
        told("[目录]\n(files/a.pdf)", "[目录](files/a.pdf)");
        told("<https://a.cn/a", "<https://a.cn/a>");
        told("<www.a.cn>", "<https://www.a.cn>");
    }

    #[test]
    fn footnotes_in_other_signs_are_told() {
        for mark in ["［^1］", "【^1】", "[＾1]", "[^ 1]", "[^1 ]", "[^1］"] {
            refused(&format!("甲{mark}。"), &[("MD05", mark)]);
        }
        refused("【^_^】\\[＾1]", &[]);
    }

    #[test]
    fn brackets_of_ordinary_chinese_are_no_links() {
        for text in [
            "国办公开办函〔2021〕30号（试行）",
            "【通知】（试行）",
            "【公开】政府信息（见附件）",
            "[注]（见第3页）",
            "[2021] (30)",
            "[1][2]",
            "（见目录）[1]",
            "甲［2021］5号（暂行）",
            "a < b，《http》",
            "\\[甲\\](b c)",
            "\\[甲](b c)",
            "`[甲](b c)`",
        ] {
            refused(text, &[]);
        }
    }

    #[test]
    fn a_definition_that_a_link_names_is_told() {
        refused(
            "见[目录][甲]。\n\n[甲]: https://a.cn/a\n",
            &[("MD05", "[目录][甲]")],
        );
        refused("[注]: 数据截至年底。", &[]);
    }
}
