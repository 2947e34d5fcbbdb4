//! A report's narrative as plain words, block by block.

use std::ops::{Deref, Range};

use crate::diag::Place;
use crate::form::SectionKind;
use crate::parse::markdown::Prose;
use crate::path::SourcePath;
use crate::portal::Report;
use crate::prose::sign_kinds::Signs;
use crate::prose::text::{Parts, Text};

use super::char_set::{CharSet, Haystack, Sought};
use super::spelling::repeats::{Reading, RepeatScan};

/// A report's narrative as plain words, block by block.
pub struct Words<'s> {
    pub file: &'s SourcePath,
    pub preamble: Vec<Block>,
    pub sections: Vec<SectionWords<'s>>,
    letters: CharSet,
}

/// One block of the narrative, with what several rules ask of it.
pub struct Block {
    prose: Prose,
    parts: Parts,
    letters: CharSet,
    echo: bool,
}

/// One section of the narrative.
pub struct SectionWords<'s> {
    /// What the form wants said here; `None` in free text.
    pub kind: Option<SectionKind>,
    pub heading: &'s str,
    /// Where the heading stands; `None` where the text lacks it.
    pub heading_span: Option<Range<usize>>,
    pub prose: Vec<Block>,
    letters: CharSet,
}

impl Block {
    pub fn new(prose: Prose, repeats: &mut RepeatScan) -> Self {
        let Reading {
            letters,
            signs,
            echo,
        } = repeats.read(&prose.text);
        Self {
            prose,
            parts: Parts::with_signs(signs),
            letters,
            echo,
        }
    }

    pub fn says(&self, word: &(impl Sought + ?Sized)) -> bool {
        word.may_stand(&self.letters) && self.text.contains(word.text())
    }

    /// Whether any of the words stands in it.
    pub fn says_any(&self, words: &[impl Sought]) -> bool {
        words.iter().any(|word| self.says(word))
    }

    /// Its text, read into sentences, figures and dates.
    pub fn read(&self) -> Text<'_> {
        Text::new(&self.prose.text, &self.parts)
    }

    /// All but its Han letters, with their places.
    pub fn signs(&self) -> &Signs {
        self.read().signs()
    }

    /// Whether a letter or word may stand twice in a row in it; `false` is certain.
    pub fn may_repeat(&self) -> bool {
        self.echo
    }

    /// Its text, in which many words are to be looked for.
    pub fn phrase(&self) -> Haystack<'_> {
        Haystack {
            text: &self.text,
            letters: self.letters,
        }
    }
}

impl Deref for Block {
    type Target = Prose;

    fn deref(&self) -> &Prose {
        &self.prose
    }
}

impl SectionWords<'_> {
    /// Whether any of the words stands in the section's text.
    pub fn says(&self, words: &[impl Sought]) -> bool {
        let mut may = words.iter().filter(|word| word.may_stand(&self.letters));
        may.any(|word| self.prose.iter().any(|block| block.says(word)))
    }
}

impl<'s> Words<'s> {
    pub fn of(report: &'s Report, repeats: &mut RepeatScan) -> Self {
        let narrative = &report.narrative;
        let mut blocks = |prose: Vec<Prose>| {
            let blocks = prose.into_iter().map(|prose| Block::new(prose, repeats));
            blocks.collect::<Vec<Block>>()
        };
        let mut words = Self {
            file: &narrative.file,
            preamble: blocks(narrative.preamble.prose()),
            sections: Vec::with_capacity(narrative.pieces.len()),
            letters: CharSet::default(),
        };
        for block in &words.preamble {
            words.letters.join(&block.letters);
        }
        for (at, piece) in narrative.pieces.iter().enumerate() {
            let form = report.form.sections.get(at);
            let mut prose = blocks(piece.before.prose());
            prose.append(&mut blocks(piece.after.prose()));
            let mut section = SectionWords {
                kind: form.map(|section| section.kind),
                heading: &piece.heading,
                heading_span: piece.heading_span.clone(),
                prose,
                letters: CharSet::default(),
            };
            for block in &section.prose {
                section.letters.join(&block.letters);
            }
            words.letters.join(&section.letters);
            words.sections.push(section);
        }
        words
    }

    /// The letters of all of it.
    pub fn letters(&self) -> &CharSet {
        &self.letters
    }

    /// Every block of the narrative, the preamble first, with its section.
    pub fn blocks(&self) -> impl Iterator<Item = (Option<&SectionWords<'s>>, &Block)> {
        let preamble = self.preamble.iter().map(|block| (None, block));
        preamble.chain(self.sections.iter().flat_map(|section| {
            section
                .prose
                .iter()
                .map(move |block| (Some(section), block))
        }))
    }

    /// The blocks in which any of the words stands. Most words have letters
    /// that are nowhere in the report, and are not looked for in its blocks.
    pub fn saying(
        &self,
        words: &[impl Sought],
    ) -> impl Iterator<Item = (Option<&SectionWords<'s>>, &Block)> {
        let may = words.iter().filter(|word| word.may_stand(&self.letters));
        let may: Vec<_> = may.collect();
        let blocks = (!may.is_empty()).then(|| self.blocks());
        let blocks = blocks.into_iter().flatten();
        blocks.filter(move |(_, block)| block.says_any(&may))
    }

    pub fn section(&self, kind: SectionKind) -> Option<&SectionWords<'s>> {
        let mut sections = self.sections.iter();
        sections.find(|section| section.kind == Some(kind))
    }

    /// The place of a stretch of a block's text.
    pub fn place(&self, prose: &Prose, range: Range<usize>) -> Place {
        Place::span(self.file, prose.span(range))
    }

    /// The place of a heading, or of the file where there is none.
    pub fn heading_place(&self, section: &SectionWords<'_>) -> Place {
        match &section.heading_span {
            Some(span) => Place::span(self.file, span.clone()),
            None => Place::file(self.file),
        }
    }

    /// Whether the author wrote anything at all.
    pub fn is_empty(&self) -> bool {
        self.blocks().next().is_none()
    }
}
