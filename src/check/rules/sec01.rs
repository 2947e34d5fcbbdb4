//! SEC01: the fixed sections are there, have words, and stand in order.
//! Reports of free text without any text are found while the narrative is fitted
//! into the form; so are sections that have no place in it (SEC08).

use std::cell::LazyCell;

use crate::check::finding::Finding;
use crate::check::narrative::{Block, SectionWords, Words};
use crate::check::rule::{Rule, Run};
use crate::check::scope::ReportScope;
use crate::diag::Place;
use crate::diag::codes::SEC01 as CODE;
use crate::form::Section;
use crate::parse::markdown::Kind;
use crate::path::SourcePath;
use crate::prose::{alike, closest};

pub static RULE: Rule = Rule {
    code: &CODE,
    run: Run::Report(check),
};

fn check(scope: &ReportScope<'_>, findings: &mut Vec<Finding>) {
    let (words, report) = (&scope.words, scope.report);
    let sections = report.form.sections;
    if sections.is_empty() {
        return;
    }
    if *words.file == report.source {
        // What cannot be read is reported where it is read.
        let text = report.source.as_str().replace("report.yaml", "report.md");
        if SourcePath::new(&text).is_some_and(|text| scope.has_file(&text)) {
            return;
        }
        let help = "在同一个文件夹里建 report.md，写明各部分的文字";
        let message = "没有 report.md，只有表格";
        findings.push(Finding::new(scope.data_file(), message, help));
        return;
    }
    let mut missing = Vec::new();
    let mut plain = Vec::new();
    let lines = LazyCell::new(|| short_lines(words));
    for (section, written) in sections.iter().zip(&words.sections) {
        if written.heading_span.is_none() {
            if let Some(found) = unmarked(&lines, section) {
                plain.push(found);
            } else if section.part.is_none() && !is_hashed(words, section) {
                missing.push(section.heading);
            }
        } else if section.part.is_none() && written.prose.is_empty() {
            let message = format!("“{}”下面没有文字", written.heading);
            let help = "写上这一部分的内容；确实没有，也写一句说明";
            findings.push(Finding::new(words.heading_place(written), message, help));
        }
    }
    if !missing.is_empty() {
        let message = format!("没有写“{}”", missing.join("”“"));
        let lines: Vec<String> = missing
            .iter()
            .map(|heading| format!("## {heading}"))
            .collect();
        let help = match lines.as_slice() {
            [one] => format!("加上  {one}  和这一部分的文字"),
            more => format!("各加一行标题，下面写这一部分的文字：{}", more.join(" ／ ")),
        };
        findings.push(Finding::new(Place::file(words.file), message, help));
    }
    findings.extend(unmarked_finding(scope, &plain));
    findings.extend(disorder(scope));
}

/// The first lines of all blocks that are short enough to be headings, and
/// begin with a number as sections do.
fn short_lines<'w>(words: &'w Words<'_>) -> Vec<(&'w Block, &'w str)> {
    const LONGEST: usize = 90;
    let line = |(_, prose): (_, &'w Block)| {
        let signs = prose.signs().iter();
        let end = signs
            .take_while(|(at, _)| *at <= LONGEST + 1)
            .find(|(_, c)| *c == '\n');
        let line = match end {
            Some((end, _)) => {
                let line = &prose.text[..*end];
                line.strip_suffix('\r').unwrap_or(line)
            }
            None => prose.text.as_str(),
        };
        let heads = line.len() <= LONGEST && prose.kind != Kind::Cell;
        let numbered = line.trim_start_matches(['*', ' ', '\u{3000}']);
        let numbered = numbered.starts_with(['一', '二', '三', '四', '五', '六']);
        (heads && numbered).then_some((prose, line))
    };
    words.blocks().filter_map(line).collect()
}

/// A section's heading that stands in the text as a paragraph, or with as many
/// `#` as no section has.
struct Unmarked<'w> {
    block: &'w Block,
    line: &'w str,
    official: &'static str,
}

fn unmarked<'w>(lines: &[(&'w Block, &'w str)], section: &Section) -> Option<Unmarked<'w>> {
    let heads = |(_, line): &&(&Block, &str)| alike(line.trim_matches('*'), section.heading);
    let worded = |(_, line): &&(&Block, &str)| reworded(line, section);
    let found = lines.iter().find(heads);
    let (block, line) = *found.or_else(|| lines.iter().find(worded))?;
    Some(Unmarked {
        block,
        line,
        official: section.heading,
    })
}

impl Unmarked<'_> {
    fn place(&self, scope: &ReportScope<'_>) -> Place {
        scope.words.place(self.block, 0..self.line.trim_end().len())
    }

    /// Whether it lacks nothing but the two signs.
    fn lacks_signs(&self) -> bool {
        let alone = self.line.len() == self.block.text.len();
        alone && self.block.kind == Kind::Text && self.line == self.official
    }

    fn help(&self) -> String {
        let official = self.official;
        if self.line.len() < self.block.text.len() {
            format!("单独写成一行  ## {official}")
        } else if self.lacks_signs() {
            "在这一行前面加“## ”（两个井号、一个空格）".to_owned()
        } else {
            format!("把这一行改成  ## {official}")
        }
    }
}

/// All headings that are none yet have one cause, mostly that the text was pasted
/// from Word.
fn unmarked_finding(scope: &ReportScope<'_>, found: &[Unmarked<'_>]) -> Option<Finding> {
    let (first, others) = found.split_first()?;
    let single = |one: &Unmarked<'_>| one.block.kind == Kind::Heading(1);
    let why = if found.iter().all(single) {
        "前面只有一个井号，没有成为部分的标题"
    } else {
        "没有成为标题"
    };
    if others.is_empty() {
        let message = format!("“{}”{why}", first.line);
        return Some(Finding::new(first.place(scope), message, first.help()));
    }
    let lines: Vec<String> = found.iter().map(|one| format!("“{}”", one.line)).collect();
    let message = format!("{} 个部分的标题{why}：{}", found.len(), lines.concat());
    let help = if found
        .iter()
        .all(|one| single(one) && one.line == one.official)
    {
        format!(
            "这 {} 行前面的“# ”都改成“## ”（两个井号、一个空格）",
            found.len()
        )
    } else if found.iter().all(Unmarked::lacks_signs) {
        format!("在这 {} 行前面都加“## ”（两个井号、一个空格）", found.len())
    } else {
        let right: Vec<String> = found
            .iter()
            .map(|one| format!("## {}", one.official))
            .collect();
        format!("各写成单独的一行：{}", right.join(" ／ "))
    };
    let finding = Finding::new(first.place(scope), message, help);
    Some(others.iter().fold(finding, |finding, one| {
        finding.also(one.place(scope), "还有这里")
    }))
}

/// Whether the heading stands in the text with `#` that did not make a heading of it,
/// which is told where it stands.
fn is_hashed(words: &Words<'_>, section: &Section) -> bool {
    let is_hash = |c: char| matches!(c, '#' | '＃' | ' ' | '\u{3000}');
    let heads = |line: &str| {
        let body = line.trim_start_matches(is_hash);
        line.starts_with(['#', '＃']) && (alike(body, section.heading) || reworded(body, section))
    };
    let mut blocks = words.blocks();
    blocks.any(|(_, block)| block.text.contains(['#', '＃']) && block.text.lines().any(heads))
}

/// Whether a line is a section's heading in other words: its number, what it
/// is about, and no sentence.
fn reworded(line: &str, section: &Section) -> bool {
    const TOPICS: [&str; 4] = ["情况", "问题", "措施", "事项"];
    let line = line.trim().trim_matches('*');
    let number = section.heading.split_inclusive('、').next();
    let numbered = number.is_some_and(|number| line.starts_with(number));
    numbered
        && !line.contains(['。', '；', '，', '：'])
        && (closest(line, [section.heading].into_iter()).is_some()
            || section.part.is_none() && TOPICS.iter().any(|topic| line.ends_with(topic)))
}

/// The first heading that stands before one that should precede it.
fn disorder(scope: &ReportScope<'_>) -> Option<Finding> {
    let mut latest: Option<(&SectionWords<'_>, usize)> = None;
    for section in &scope.words.sections {
        let Some(span) = &section.heading_span else {
            continue;
        };
        match latest {
            Some((before, start)) if span.start < start => {
                let message = format!("“{}”写在了“{}”的前面", section.heading, before.heading);
                let help = "六个部分按一到六的顺序写";
                let place = scope.words.heading_place(section);
                let first = scope.words.heading_place(before);
                return Some(Finding::new(place, message, help).also(first, "应当在这里的后面"));
            }
            _ => latest = Some((section, span.start)),
        }
    }
    None
}
