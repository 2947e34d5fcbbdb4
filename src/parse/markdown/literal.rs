//! Links and bold words that did not work and would be printed as typed.
//!
//! Only what the parser left as text is looked at, so nothing that worked is
//! ever a finding, and a backslash before a sign always says that it is meant.

use std::ops::Range;

use super::nodes::{Node, Words};
use super::prepare::ends_in_escape;
use super::prose::{Kind, Prose, collect};
use super::read::MOST_FINDINGS;
use super::unmade;
use crate::diag::Diagnostic;
use crate::parse::scan::any_row;
use crate::path::SourcePath;
use crate::text::is_cjk;

/// Ends of names that only files have.
const EXTENSIONS: [&str; 22] = [
    "pdf", "doc", "docx", "xls", "xlsx", "csv", "ppt", "pptx", "wps", "et", "ofd", "txt", "zip",
    "rar", "jpg", "jpeg", "png", "gif", "webp", "md", "html", "htm",
];

/// How far apart, in bytes, the brackets of a link may be: no hostile text
/// makes looking for them slow.
const REACH: usize = 600;

/// A name is masked behind one of these: 张**.
const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于\
    蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺\
    顾毛郝龚邵万钱严覃武戴莫孔向汤某";

/// Stands for code, in which nothing is looked for.
const CODE: &str = "\u{fffc}";

/// Whether anything that is looked for here or among tables may be in a text.
pub(super) fn may_hold(source: &str) -> bool {
    any_row(source, |row: &[u8; 2]| {
        let [byte, next] = *row;
        // `<`, `=`, `]`, `|` and a few others.
        let sign = byte & !0x61 == 0x1C;
        let stars = (byte == b'*') & (next == b'*');
        let waves = (byte == b'~') & (next == b'~');
        // The last bytes of `【` and `】`, of `］`, and the first of `｜` and `＜`.
        let lenses = (byte == 0x80) & (next & !1 == 0x90);
        let square = (byte == 0xBC) & ((next == 0xBD) | (next == 0x9C));
        let pipe = (byte == 0xBD) & (next == 0x9C);
        sign | stars | waves | (byte == b'\t') | lenses | square | pipe
    })
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

/// The nodes with their code taken out; what stands around it is no sign.
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

/// Whether this can only be meant as where a link leads.
fn is_address(text: &str) -> bool {
    is_certain_address(text) || {
        let end = text.rsplit_once('.').map_or("", |(_, end)| end);
        let end = end
            .split(['#', ' ', '"', '”', '“'])
            .next()
            .unwrap_or_default();
        EXTENSIONS
            .iter()
            .any(|known| end.eq_ignore_ascii_case(known))
    }
}

/// An address by how it begins, which no file of an ordinary sentence does.
fn is_certain_address(text: &str) -> bool {
    let text = text.trim_start_matches('<');
    let begins = |start: &str| {
        text.get(..start.len())
            .is_some_and(|head| head.eq_ignore_ascii_case(start))
    };
    [
        "http://", "https://", "http:", "https:", "http：", "https：", "www.", "mailto:", "tel:",
        "../", "./", "files/", "/", "#",
    ]
    .iter()
    .any(|start| begins(start))
        || text.as_bytes().get(1..3) == Some(b":\\".as_slice())
}

struct Look<'l> {
    block: &'l Prose,
    source: &'l str,
    file: &'l SourcePath,
    offset: usize,
    definitions: &'l [String],
    said: &'l mut Vec<Diagnostic>,
}

/// The brackets around what follows the words of a link.
struct Target<'t> {
    inner: &'t str,
    open: char,
    /// `None` where nothing closes it.
    close: Option<char>,
    /// Where it begins and ends in the block, with its brackets.
    start: usize,
    end: usize,
    spaced: bool,
}

impl Look<'_> {
    /// Whether a sign of the block is escaped in the source.
    fn escaped(&self, at: usize) -> bool {
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

    /// A link whose words end at `at`; where what was reported ends.
    fn link(&mut self, closer: char, at: usize, after: usize) -> Option<usize> {
        let text = &self.block.text;
        if self.escaped(at) {
            return None;
        }
        if closer == ']'
            && let Some(label) = footnote(&text[..at])
        {
            let known = label[1..].to_lowercase();
            if self.definitions.contains(&known) {
                return None;
            }
            let start = at - label.len();
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
        let make = if sure {
            unmade::link
        } else {
            unmade::doubtful_link
        };
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
        self.said
            .push(unmade::link(self.file, place, why, &instead));
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
            if self.said.len() >= MOST_FINDINGS
                || self.escaped(at)
                || !["http://", "https://", "www.", "mailto:"]
                    .iter()
                    .any(|start| begins(start))
            {
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

    /// `**` without a partner.
    fn stars(&mut self) {
        let text = &self.block.text;
        let mut from = 0;
        while self.said.len() < MOST_FINDINGS
            && let Some(at) = text[from..].find("**")
        {
            let at = from + at;
            let after = text[at..].trim_start_matches('*');
            let end = text.len() - after.len();
            from = end;
            if end - at != 2 || self.escaped(at) || self.escaped(at + 1) {
                continue;
            }
            let before = text[..at].chars().next_back();
            let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
            let opens = "（《〈【〔“‘「([";
            let next = after.chars().next();
            let place = self.block.span(at..end);
            if !word(before) && next.is_some_and(|c| c.is_alphanumeric() || opens.contains(c)) {
                self.said.push(unmade::unclosed_bold(self.file, place));
            } else if before.is_some_and(|c| is_cjk(c) && !SURNAMES.contains(c)) {
                self.said.push(unmade::lone_stars(self.file, place));
            }
        }
    }

    fn waves(&mut self) {
        let text = &self.block.text;
        let mut found = text
            .match_indices("~~")
            .filter(|(at, _)| !self.escaped(*at));
        if let (Some((start, _)), Some((end, _))) = (found.next(), found.next())
            && !text[start + 2..end].trim().is_empty()
        {
            let place = self.block.span(start..end + 2);
            self.said.push(unmade::struck_out(self.file, place));
        }
    }
}

/// The label, from `[^`, if a footnote's label ends with this text.
fn footnote(before: &str) -> Option<&str> {
    let (tail, _) = tail(before, before.len());
    let label = &tail[tail.rfind('[')?..];
    let name = label.strip_prefix("[^")?;
    (!name.is_empty() && !name.contains(char::is_whitespace)).then_some(label)
}

/// What stands before a place, as far as a link may reach, and where it begins.
fn tail(text: &str, at: usize) -> (&str, usize) {
    let start = text.ceil_char_boundary(at.saturating_sub(REACH));
    (&text[start..at], start)
}

/// What may be where a link leads, in the brackets that begin here.
fn target(text: &str, after: usize) -> Option<Target<'_>> {
    let rest = &text[after..];
    let bare = rest.trim_start_matches([' ', '\u{3000}']);
    let spaced = bare.len() < rest.len();
    let open = bare.chars().next()?;
    let closers = match open {
        '(' | '（' => [')', '）'],
        '[' | '［' if !spaced => [']', '］'],
        _ => return None,
    };
    let begin = text.len() - bare.len();
    let start = begin + open.len_utf8();
    let reach = text.floor_char_boundary(start + REACH);
    let line = text[start..reach].split('\n').next().unwrap_or_default();
    let (inner, close) = match line.find(closers) {
        Some(at) => (&line[..at], line[at..].chars().next()),
        None => {
            // Up to where the address ends, which Chinese goes on behind.
            let ends = |c: char| c.is_whitespace() || crate::text::is_wide_punctuation(c);
            (&line[..line.find(ends).unwrap_or(line.len())], None)
        }
    };
    let end = start + inner.len() + close.map_or(0, char::len_utf8);
    Some(Target {
        inner,
        open,
        close,
        start: begin,
        end,
        spaced,
    })
}

/// An address as it stands in round brackets.
fn bracketed(address: &str) -> String {
    let address = address.trim_matches(['<', '>']);
    if address.contains([' ', '(', ')']) {
        return format!("<{address}>");
    }
    address.to_owned()
}

/// Why a link did not work, and how to write it.
fn remedy(closer: char, words: &str, image: bool, target: &Target<'_>) -> (&'static str, String) {
    let address = target.inner.trim();
    let why = if closer != ']' {
        "方括号要用半角的 [ ]"
    } else if target.open == '（' || target.close == Some('）') {
        "括号要用半角的 ( )"
    } else if target.spaced {
        "方括号和圆括号之间不能空格"
    } else if target.close.is_none() {
        "没有写右括号"
    } else if address.contains(char::is_whitespace) {
        "地址里有空格"
    } else {
        "方括号里不能再有链接"
    };
    let mark = if image { "!" } else { "" };
    (
        why,
        format!("写成  {mark}[{words}]({})", bracketed(address)),
    )
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
        told("<https://a.cn/a", "<https://a.cn/a>");
        told("<www.a.cn>", "<https://www.a.cn>");
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
            "`[甲](b c)`",
        ] {
            refused(text, &[]);
        }
    }

    #[test]
    fn stars_without_a_partner_are_told() {
        refused("**重点工作", &[("MD05", "**")]);
        refused("全年，**重点工作。", &[("MD05", "**")]);
        refused("重点工作**。", &[("MD05", "**")]);
        refused("另有**专项一项。", &[("MD05", "**")]);
        refused("张**、李**在，联系王**。", &[]);
        refused("\\*\\*重点", &[]);
        refused("~~删去~~", &[("MD05", "~~删去~~")]);
        refused("约5~6件，~~", &[]);
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
