//! What rules look at: a report with its words, a unit, a finished page.

use std::cell::OnceCell;
use std::ops::{Deref, Range};

use jiff::civil::Date;

use crate::diag::Place;
use crate::form::{Measure, SectionKind};
use crate::html::facts::Facts;
use crate::parse::clean::{Clean, Syntax};
use crate::parse::markdown::Prose;
use crate::parse::report::{self, CellPlaces, cell_places};
use crate::parse::source::readable;
use crate::path::{OutPath, SourcePath};
use crate::portal::{Report, Unit};
use crate::report::{Grid, Measured};
use crate::snapshot::Sources;

use super::causes::{Cause, causes};
use super::char_set::{CharSet, Haystack, Sought};
use super::claims::{Claim, claims};
use super::dates::{Dated, dated};
use super::fingerprints::Copied;
use super::repeats::{Reading, RepeatScan};
use super::settings::Settings;

/// One report, with all that a rule may ask about it.
pub struct ReportScope<'s> {
    pub unit: &'s Unit,
    pub report: &'s Report,
    /// The same unit's report of the year before.
    pub before: Option<&'s Report>,
    pub words: &'s Words<'s>,
    pub settings: &'s Settings,
    sources: &'s Sources,
    places: OnceCell<CellPlaces>,
    claims: OnceCell<Vec<Claim>>,
    causes: OnceCell<Vec<(&'s Grid, Cause<'s>)>>,
}

/// One body with all its years and pages.
pub struct UnitScope<'s> {
    pub unit: &'s Unit,
    /// What of each report's words may be copied, oldest first.
    pub copied: &'s [Copied<'s>],
}

/// A finished page.
pub struct PageScope<'s> {
    pub facts: &'s Facts,
    pub out: &'s OutPath,
    /// The file that the page was made for.
    pub source: &'s SourcePath,
    /// Whether the page is an annual report.
    pub is_report: bool,
}

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
    reading: Reading,
    dates: OnceCell<Vec<Dated>>,
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

impl<'s> ReportScope<'s> {
    pub fn new(
        unit: &'s Unit,
        report: &'s Report,
        words: &'s Words<'s>,
        settings: &'s Settings,
        sources: &'s Sources,
    ) -> Self {
        let before = report
            .year
            .checked_sub(1)
            .and_then(|year| unit.reports.get(&year));
        Self {
            unit,
            report,
            before,
            words,
            settings,
            sources,
            places: OnceCell::new(),
            claims: OnceCell::new(),
            causes: OnceCell::new(),
        }
    }

    /// What the words claim about the tables; read once, when first asked.
    pub fn claims(&self) -> &[Claim] {
        self.claims
            .get_or_init(|| claims(self.unit, self.report, self.words))
    }

    /// Why equations of the report's tables do not hold; worked out once, for
    /// all the rules that report a share of it.
    pub fn causes(&self) -> &[(&'s Grid, Cause<'s>)] {
        self.causes.get_or_init(|| {
            let of = |grid: &'s Grid| causes(grid).into_iter().map(move |cause| (grid, cause));
            let read = self.report.grids.iter().filter(|grid| !grid.unread);
            read.flat_map(of).collect()
        })
    }

    /// The cells that hold a measure, if all of their table could be read: what
    /// was not read is reported, and what follows from it would be said twice.
    pub fn measure(&self, measure: Measure) -> Option<Measured<'s>> {
        let measured = self.report.measure(measure);
        measured.filter(|measured| !measured.grid.unread)
    }

    /// Whether a file of the unit is there, legible or not.
    pub fn has_file(&self, file: &SourcePath) -> bool {
        self.sources.bytes(file).is_some()
    }

    /// What a measure counts; `None` where that is not known.
    pub fn count(&self, measure: Measure) -> Option<i64> {
        self.measure(measure)?.count()
    }

    /// Where a cell stands in `report.yaml`; where the file does not state
    /// it, the file. Reads the file anew, once, when first asked.
    pub fn cell_place(&self, grid: &Grid, cell: usize) -> Place {
        self.stated(grid, cell)
            .unwrap_or_else(|| Place::file(&self.report.source))
    }

    /// Where a cell stands, if the file states it.
    pub fn stated(&self, grid: &Grid, cell: usize) -> Option<Place> {
        let places = self.places.get_or_init(|| {
            let text = self.sources.bytes(&self.report.source).and_then(readable);
            cell_places(
                text.unwrap_or_default(),
                &self.report.source,
                self.report.year,
            )
        });
        let span = places.get(&(grid.table.id, cell))?;
        Some(Place::span(&self.report.source, span.clone()))
    }

    /// Where `report.yaml` states a field, such as `title`; where it does not,
    /// the file. Reads the file anew, so only a finding asks for it.
    pub fn field_place(&self, field: &str) -> Place {
        let file = &self.report.source;
        let text = self.sources.bytes(file).and_then(readable);
        let find = |text: &str| report::field_place(text, file, field);
        match text.and_then(|text| Clean::locate(text, Syntax::Data, find)) {
            Some(span) => Place::span(file, span),
            None => Place::file(file),
        }
    }

    /// Where `report.yaml` has the key of a field; where it does not, the file.
    pub fn key_place(&self, field: &str) -> Place {
        let file = &self.report.source;
        let text = self.sources.bytes(file).and_then(readable);
        match text.and_then(|text| crate::parse::report::key_place(text, file, field)) {
            Some(span) => Place::span(file, span),
            None => Place::file(file),
        }
    }

    /// Whether `report.yaml` gives a field a value, readable or not. Reads the
    /// file anew, so only a finding asks for it.
    pub fn states(&self, field: &str) -> bool {
        let file = &self.report.source;
        let text = self.sources.bytes(file).and_then(readable);
        text.is_some_and(|text| crate::parse::report::states(text, file, field))
    }

    /// The file of the tables as a whole.
    pub fn data_file(&self) -> Place {
        Place::file(&self.report.source)
    }

    /// The last day that the report covers.
    pub fn period_end(&self) -> Option<Date> {
        Date::new(i16::try_from(self.report.year).ok()?, 12, 31).ok()
    }
}

impl Block {
    pub fn new(prose: Prose, repeats: &mut RepeatScan) -> Self {
        Self {
            reading: repeats.read(&prose.text),
            prose,
            dates: OnceCell::new(),
        }
    }

    pub fn says(&self, word: &(impl Sought + ?Sized)) -> bool {
        word.may_stand(&self.reading.letters) && self.text.contains(word.text())
    }

    /// Whether any of the words stands in it.
    pub fn says_any(&self, words: &[impl Sought]) -> bool {
        words.iter().any(|word| self.says(word))
    }

    /// All but its Han letters, with their places, as `text::signs` has them.
    pub fn signs(&self) -> &[(usize, char)] {
        &self.reading.signs
    }

    /// Whether a word may stand twice in a row in it; `false` is certain.
    pub fn may_repeat(&self) -> bool {
        self.reading.echo
    }

    /// Its text, in which many words are to be looked for.
    pub fn phrase(&self) -> Haystack<'_> {
        Haystack {
            text: &self.text,
            letters: self.reading.letters,
        }
    }

    /// The dates and years in it; read once, when first asked.
    pub fn dates(&self) -> &[Dated] {
        self.dates
            .get_or_init(|| dated(&self.text, self.signs().iter().copied()))
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
            words.letters.join(&block.reading.letters);
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
                section.letters.join(&block.reading.letters);
            }
            words.letters.join(&section.letters);
            words.sections.push(section);
        }
        words
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
