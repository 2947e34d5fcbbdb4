//! Where the words of two versions of a report differ, sentence by sentence.

use crate::parse::markdown::{Block, HeadingIds, Item, Piece, Run, StyledText};
use crate::prose::sequences::common;
use crate::report::Narrative;

use super::change::{Change, ChangeKind};

/// A paragraph, heading, cell or whatever else stands alone.
#[derive(Clone, Debug)]
struct Passage {
    /// What it stands in, such as a list.
    place: String,
    runs: Vec<Run>,
    /// As a reader sees it, with where its links lead.
    text: String,
    /// The heading of its section.
    section: usize,
}

/// Where it stands in its section does not tell two passages apart.
impl PartialEq for Passage {
    fn eq(&self, other: &Self) -> bool {
        self.place == other.place && self.runs == other.runs
    }
}

/// The passages of a narrative, and the headings of its sections.
#[derive(Default)]
struct Passages {
    all: Vec<Passage>,
    sections: Vec<String>,
}

/// Every stretch of sentences that differs. Linear but for the stretches that differ, in
/// which it is quadratic.
pub fn passages(old_narrative: &Narrative, new_narrative: &Narrative) -> Vec<Change> {
    let (old, new) = (Passages::of(old_narrative), Passages::of(new_narrative));
    let mut all = Vec::new();
    for (one, other) in gaps(&old.all, &new.all) {
        let section = match (one.first(), other.first()) {
            (_, Some(first)) => &new.sections[first.section],
            (Some(first), None) => &old.sections[first.section],
            (None, None) => continue,
        };
        all.extend(sentences(section, one, other));
    }
    // What shows nowhere in the words, such as how a column of a table is aligned.
    if all.is_empty() && html(old_narrative) != html(new_narrative) {
        all.push(Change {
            what: "正文的格式".to_owned(),
            old: Some("原来的格式".to_owned()),
            new: Some("改过的格式".to_owned()),
            kind: ChangeKind::Words,
        });
    }
    all
}

/// A narrative as a page has it, white space aside.
fn html(narrative: &Narrative) -> String {
    let mut ids = HeadingIds::default();
    let mut out = String::new();
    let pieces = narrative.pieces.iter();
    let pieces = pieces.flat_map(|piece| [&piece.before, &piece.after]);
    for piece in [&narrative.preamble].into_iter().chain(pieces) {
        out.push_str(&piece.render(&|target| Some(target.to_owned().into()), &mut ids));
    }
    collapsed(&out)
}

/// The stretches of two sequences that are between what they have in common.
fn gaps<'t, T: PartialEq>(one: &'t [T], other: &'t [T]) -> Vec<(&'t [T], &'t [T])> {
    let mut gaps = Vec::new();
    let (mut a, mut b) = (0, 0);
    let ends = [(one.len(), other.len())];
    for (next_a, next_b) in common(one, other).into_iter().chain(ends) {
        if next_a > a || next_b > b {
            gaps.push((&one[a..next_a], &other[b..next_b]));
        }
        (a, b) = (next_a + 1, next_b + 1);
    }
    gaps
}

/// The sentences of two stretches that differ. Where all sentences are the same, only their
/// form is another.
fn sentences(section: &str, old: &[Passage], new: &[Passage]) -> Vec<Change> {
    let split = |passages: &[Passage]| -> Vec<String> {
        passages.iter().flat_map(|one| parted(&one.text)).collect()
    };
    let (one, other) = (split(old), split(new));
    let joined = |sentences: &[String]| match sentences.is_empty() {
        true => None,
        false => Some(sentences.concat()),
    };
    let change = |(old, new): (&[String], &[String])| Change {
        what: section.to_owned(),
        old: joined(old),
        new: joined(new),
        kind: ChangeKind::Words,
    };
    let all: Vec<Change> = gaps(&one, &other).into_iter().map(change).collect();
    match all.is_empty() {
        false => all,
        true => vec![Change {
            what: format!("{section}（分段、层次或者强调）"),
            old: joined(&one),
            new: joined(&other),
            kind: ChangeKind::Words,
        }],
    }
}

/// The sentences of a text, each with the mark that ends it.
fn parted(text: &str) -> impl Iterator<Item = String> + '_ {
    let sentences = text.split_inclusive(['。', '；', '！', '？', '\n']);
    let sentences = sentences.filter(|sentence| !sentence.trim().is_empty());
    sentences.map(str::to_owned)
}

impl Passages {
    fn of(narrative: &Narrative) -> Self {
        let mut passages = Self::default();
        passages.sections.push("开头".to_owned());
        passages.piece(&narrative.preamble);
        for piece in &narrative.pieces {
            passages.sections.push(piece.heading.clone());
            passages.add("heading", vec![text_run(&piece.heading)]);
            passages.piece(&piece.before);
            if piece.part.is_some() {
                passages.add("tables", Vec::new());
            }
            passages.piece(&piece.after);
        }
        passages
    }

    fn piece(&mut self, piece: &Piece) {
        self.blocks("", &piece.blocks());
    }

    fn blocks(&mut self, place: &str, blocks: &[Block]) {
        for block in blocks {
            self.block(place, block);
        }
    }

    fn block(&mut self, place: &str, block: &Block) {
        match block {
            Block::Paragraph(runs) => self.add(place, runs.clone()),
            Block::Heading { level, runs } => {
                self.add(&format!("{place} heading {level}"), runs.clone());
            }
            Block::Quote(blocks) => self.blocks(&format!("{place} quote"), blocks),
            Block::List(items) => self.items(&format!("{place} list"), items),
            Block::Notes(items) => self.items(&format!("{place} notes"), items),
            Block::Code(text) => {
                let place = format!("{place} code");
                text.lines()
                    .for_each(|line| self.add(&place, vec![text_run(line)]));
            }
            Block::Table(table) => {
                for (row, cells) in table.rows.iter().enumerate() {
                    for (column, cell) in cells.iter().enumerate() {
                        let head = row < table.heads;
                        let place = format!("{place} cell {row} {column} {head}");
                        self.add(&place, cell.clone());
                    }
                }
            }
            Block::Rule => self.add(&format!("{place} rule"), Vec::new()),
        }
    }

    fn items(&mut self, place: &str, items: &[Item]) {
        for item in items {
            let number = item.number.map(|number| number.to_string());
            let place = format!("{place} {}", number.unwrap_or_default());
            self.add(&place, Vec::new());
            self.blocks(&place, &item.blocks);
        }
    }

    fn add(&mut self, place: &str, runs: Vec<Run>) {
        let runs = plain(runs);
        self.all.push(Passage {
            place: place.to_owned(),
            text: runs.iter().map(shown).collect(),
            runs,
            section: self.sections.len() - 1,
        });
    }
}

fn text_run(text: &str) -> Run {
    Run::Text(StyledText {
        text: text.to_owned(),
        ..StyledText::default()
    })
}

/// Runs in which white space stands as it is shown, and neighbours of one style are one.
fn plain(runs: Vec<Run>) -> Vec<Run> {
    let mut plain: Vec<Run> = Vec::new();
    for run in runs {
        match (plain.last_mut(), run) {
            (Some(Run::Text(last)), Run::Text(next)) if is_alike(last, &next) => {
                last.text.push_str(&next.text);
            }
            (_, run) => plain.push(run),
        }
    }
    for run in &mut plain {
        if let Run::Text(one) = run {
            one.text = collapsed(&one.text);
        }
    }
    plain
}

fn is_alike(one: &StyledText, other: &StyledText) -> bool {
    let style = |one: &StyledText| (one.strong, one.emphasis, one.code);
    style(one) == style(other) && one.link == other.link
}

/// A text with one space for each stretch of white space.
fn collapsed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c.is_whitespace() {
            true if out.ends_with(' ') => {}
            true => out.push(' '),
            false => out.push(c),
        }
    }
    out
}

/// What a reader sees of a run, and where it leads.
fn shown(run: &Run) -> String {
    match run {
        Run::Text(one) => match &one.link {
            Some(target) => format!("{}（链接：{target}）", one.text),
            None => one.text.clone(),
        },
        Run::LineBreak => "\n".to_owned(),
        Run::Picture { target, alt } => format!("［图片：{alt}（{target}）］"),
        Run::Mark(number) => format!("［注 {number}］"),
    }
}
