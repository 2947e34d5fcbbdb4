//! What was meant as a head among the first lines of a text.

use std::ops::Range;

use crate::diag::{Diagnostic, Level, Place, codes};
use crate::path::SourcePath;

use super::line::{Entry, Shape, bare, inside, shape};
use super::lines::{code_fences, entry, mark_of_drafts, not_a_fence, numbered, place};
use super::{CLOSE, Role};
use crate::parse::keys::PAGE;

/// How many lines are looked at for a head that does not begin the file.
const NEAR: usize = 30;

/// Shorter than this, in bytes, a line above a head may be a title.
const SHORT: usize = 120;

/// What `report.yaml` knows and a page does not.
const REPORT_KEYS: [&str; 8] = [
    "年度",
    "year",
    "格式",
    "form",
    "机关",
    "organization",
    "允许",
    "allow",
];

/// Looks for a head among the first lines of a text.
pub(super) struct Reader<'t> {
    lines: Vec<(usize, &'t str)>,
    body: usize,
    file: &'t SourcePath,
    role: Role,
}

impl<'t> Reader<'t> {
    pub fn new(text: &'t str, body: usize, file: &'t SourcePath, role: Role) -> Self {
        let lines = numbered(&text[body..]).take(NEAR);
        Self {
            lines: lines.map(|(at, line)| (body + at, line)).collect(),
            body,
            file,
            role,
        }
    }

    /// A head among the first lines.
    pub fn head(&self) -> Option<Diagnostic> {
        let mut above: Vec<usize> = Vec::new();
        for (number, (_, line)) in self.lines.iter().enumerate() {
            if bare(line).is_empty() {
                continue;
            }
            // Below the second line only dashes begin a head.
            if above.len() <= 1 || may_be_fence(line) {
                let said = match shape(line) {
                    Shape::Fence => self.fenced(number, &above),
                    Shape::Entry(_) => self.unfenced(number, &above),
                    _ => None,
                };
                if said.is_some() {
                    return said;
                }
            }
            above.push(number);
        }
        None
    }

    /// The entries from this line on, blank lines among them, and the line
    /// that follows.
    fn run(&self, from: usize) -> (Vec<Entry<'t>>, Option<usize>) {
        let mut entries = Vec::new();
        for (number, (_, line)) in self.lines.iter().enumerate().skip(from) {
            match shape(line) {
                Shape::Entry(entry) => entries.push(entry),
                Shape::Blank => {}
                _ => return (entries, Some(number)),
            }
        }
        (entries, None)
    }

    fn is_fence(&self, number: Option<usize>) -> bool {
        number.is_some_and(|number| shape(self.lines[number].1) == Shape::Fence)
    }

    /// A fence and known keys below it; `above` are the lines with words that
    /// stand before it.
    fn fenced(&self, number: usize, above: &[usize]) -> Option<Diagnostic> {
        let (entries, end) = self.run(number + 1);
        let closed = self.is_fence(end);
        let known = entries.iter().filter(|entry| self.knows(entry)).count();
        let draft = entries.iter().any(|entry| entry.marks_a_draft());
        let first = above.is_empty() && self.body == 0;
        // A fence of code may stand around the head.
        let begins = self.body == 0 && above.iter().all(|line| self.is_fence(Some(*line)));
        // Below a break in the text a label may well stand.
        let head = draft || known > 0 && (begins || closed && entries.len() == known || known > 1);
        let lines = || self.lines[..number].iter().map(|(_, line)| *line);
        if !head || !begins && code_fences(lines()) % 2 == 1 {
            return None;
        }
        if self.role == Role::Report {
            return Some(self.no_head_in_reports(number));
        }
        let (at, line) = self.lines[number];
        let typed = bare(line);
        let (message, help) = if !first {
            (
                "文件头不在文件的最前面，不起作用".to_owned(),
                "把它移到文件的第一行：上下各一行  ---，中间各项写成  名称: 内容",
            )
        } else if typed != "---" {
            (
                format!("文件头的第一行要写成三个英文减号，这里是“{typed}”"),
                "这一行和文件头的最后一行都改成  ---，中间各项写成  名称: 内容",
            )
        } else if line.trim_end() != "---" {
            (
                "文件头的“---”旁边有空格或看不见的字符，没有当成文件头".to_owned(),
                "删掉这一行和它上面的空行，在文件的第一行顶格重新打  ---",
            )
        } else if at > 0 {
            (
                "文件头上面有空行，没有当成文件头".to_owned(),
                "删掉上面的空行，让  ---  成为文件的第一行",
            )
        } else {
            return Some(self.unclosed(end.filter(|_| closed)));
        };
        Some(self.error(number, message).help(help))
    }

    fn unclosed(&self, wrong: Option<usize>) -> Diagnostic {
        let said = self.error(0, "文件头没有结束的一行 ---".to_owned());
        match wrong {
            Some(number) => not_a_fence(said, Place::span(self.file, self.span(number))),
            None => said.help(CLOSE),
        }
    }

    /// Known keys without a fence, at the beginning or below the title.
    fn unfenced(&self, number: usize, above: &[usize]) -> Option<Diagnostic> {
        let (entries, end) = self.run(number);
        let is_known = |entry: &&Entry<'_>| entry.plain && self.knows(entry);
        let known: Vec<&Entry<'_>> = entries.iter().filter(is_known).collect();
        let first = entries.first().filter(is_known)?;
        let draft = known.iter().any(|entry| entry.marks_a_draft());
        let ascii = known.iter().all(|entry| entry.ascii);
        let closed = self.is_fence(end) && known.len() == entries.len();
        let several = known.len() > 1;
        let begins = above.is_empty() && self.body == 0;
        let title = first.is_among(["标题", "title"].into_iter());
        let sure = draft
            || begins && (ascii || several || title)
            || self.body == 0 && ascii && (several || closed);
        // Below a head or a title, a label is for the reader.
        let doubtful = begins || self.body == 0 && (ascii || several);
        if !sure && !doubtful || !begins && !self.is_title(above) && !draft {
            return None;
        }
        if self.role == Role::Report {
            return sure.then(|| self.no_head_in_reports(number));
        }
        let typed = bare(self.lines[number].1);
        let message = format!("“{typed}”没有写在两行 --- 之间，不是文件头，会印在网页上");
        let colon = if ascii {
            ""
        } else {
            "，冒号改成英文的，后面空一格"
        };
        let help = match (begins, closed) {
            (true, true) => format!("在这一行的上面加一行  ---{colon}"),
            (true, false) => format!("在这一行的上面、最后一项的下面各加一行  ---{colon}"),
            _ if draft => format!("移到文件最前面的两行 --- 之间{colon}"),
            _ => format!("移到文件最前面的两行 --- 之间{colon}；本来就要印出来的可以不改"),
        };
        let mut said = self.error(number, message).help(help);
        if !sure {
            said.level = Level::Warning;
        }
        Some(said)
    }

    /// Whether what stands above is a title and no paragraph.
    fn is_title(&self, above: &[usize]) -> bool {
        let is_title = |number: &usize| {
            let line = bare(self.lines[*number].1);
            line.starts_with(['#', '＃']) || line.len() < SHORT && !line.contains('。')
        };
        above.iter().all(is_title)
    }

    /// The mark of a draft that stands alone: near the beginning in any words,
    /// below only where it cannot be mistaken. Linear.
    pub fn marks(&self, text: &str) -> Option<Diagnostic> {
        let rest = &text[self.body..];
        let near = self.lines.last().map_or(0, |(at, _)| *at);
        let (mut from, mut fences) = (0, 0);
        while let Some(hit) = mark_of_drafts(&rest[from..]) {
            let hit = from + hit;
            let start = rest[..hit].rfind('\n').map_or(0, |at| at + 1);
            let end = rest[hit..].find('\n').map_or(rest.len(), |at| hit + at + 1);
            let line = &rest[start..end];
            // Fences of code are counted once, up to each line in turn.
            fences += code_fences(rest[from..start].lines());
            let is_near = self.body + start <= near;
            let found = entry(line)
                .filter(|one| one.surely_marks_a_draft() || is_near && one.marks_a_draft());
            let found = found.or_else(|| is_near.then(|| inside(line)).flatten());
            if let Some(found) = found.filter(|_| fences % 2 == 0) {
                return Some(self.lone(self.body + start, line, &found));
            }
            fences += code_fences(line.lines());
            from = end;
        }
        None
    }

    fn lone(&self, at: usize, line: &str, entry: &Entry<'_>) -> Diagnostic {
        let typed = bare(line);
        let (message, help) = match self.role {
            Role::Page => (
                format!("“{typed}”不在文件头里，不起作用"),
                "删掉这一行，在文件最前面的两行 --- 之间写  草稿: true",
            ),
            Role::Report => (
                format!("“{typed}”写在 report.md 里不起作用"),
                "删掉这一行，在同一个文件夹的 report.yaml 里写  草稿: true",
            ),
        };
        let help = if entry.denies() {
            "删掉这一行；不是草稿就不用写"
        } else {
            help
        };
        let mut said =
            Diagnostic::error(&codes::HEAD01, place(self.file, at, line), message).help(help);
        // A list may say what 草稿 means.
        if !entry.is_flagged() {
            said.level = Level::Warning;
        }
        said
    }

    fn no_head_in_reports(&self, number: usize) -> Diagnostic {
        let message = "report.md 不写文件头；草稿、标题和日期写在 report.yaml 里";
        let help = "删掉这几行；是草稿，就在同一个文件夹的 report.yaml 里写  草稿: true";
        self.error(number, message.to_owned()).help(help)
    }

    fn knows(&self, entry: &Entry<'_>) -> bool {
        let of_pages = PAGE.iter().flat_map(|key| [key.id, key.name]);
        let is_report = self.role == Role::Report;
        let of_reports = REPORT_KEYS.into_iter().filter(|_| is_report);
        entry.marks_a_draft() || entry.is_among(of_pages.chain(of_reports))
    }

    fn error(&self, number: usize, message: String) -> Diagnostic {
        Diagnostic::error(
            &codes::HEAD01,
            Place::span(self.file, self.span(number)),
            message,
        )
    }

    fn span(&self, number: usize) -> Range<usize> {
        let (at, line) = self.lines[number];
        at..at + line.trim_end().len()
    }
}

/// Whether a line begins with what stands in a fence. Most begin with a letter.
fn may_be_fence(line: &str) -> bool {
    let first = line.chars().find(|c| !c.is_whitespace());
    first.is_some_and(|c| !c.is_alphanumeric() && c != '#')
}
