//! Every text that a person wrote and a page shows, for rules that ask the
//! same of all of them: words of reports and pages, headings, fields.

use std::cell::OnceCell;
use std::ops::Range;

use crate::diag::Place;
use crate::parse::clean::{Clean, Syntax};
use crate::parse::config::{self, ConfigDoc};
use crate::parse::markdown::{Document, Heading, Kind, Link};
use crate::parse::source::readable;
use crate::parse::{head, markdown, organization, page, report};
use crate::path::SourcePath;
use crate::portal::{List, Page, Report, TitleFrom, Unit};
use crate::prose::sign_kinds::Signs;
use crate::snapshot::Sources;

use super::char_set::Haystack;
use super::narrative::{Block, SectionWords, Words};
use super::settings::Settings;
use super::spelling::repeats::RepeatScan;

/// One text, with what a rule may ask about it.
pub struct TextScope<'s> {
    /// The text, in which many words can be looked for quickly.
    pub phrase: Haystack<'s>,
    pub what: What,
    pub whose: Whose<'s>,
    /// The `##` heading that it stands under, if it is below one.
    pub section: Option<&'s str>,
    /// The block of the running text behind it, if it is a block.
    pub next: Option<&'s str>,
    pub settings: &'s Settings,
    sources: &'s Sources,
    file: &'s SourcePath,
    stands: Stands<'s>,
    signs: OnceCell<Signs>,
}

/// What a text is in its file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// A block of the running text, such as a paragraph or a table cell;
    /// headings below `##` are blocks too.
    Prose(Kind),
    /// A `#` or `##` heading.
    Heading,
    /// The description of a picture, or the title of a link.
    Label,
    /// A field of a data file or of a page's head, by its English key.
    Field(&'static str),
    /// A way to reach the unit, by its English key, such as `phone`.
    Contact(&'static str),
}

/// Whose text it is.
#[derive(Clone, Copy)]
pub enum Whose<'s> {
    Report(&'s Report),
    Page(&'s Page),
    List(&'s List),
    /// A hosted body, by its `unit.yaml`.
    Unit(&'s Unit),
    /// The site and the unit that owns it, by `site.toml`.
    Site(&'s ConfigDoc),
}

/// What finding the place of a text needs.
enum Stands<'s> {
    Block(&'s Block),
    Span(Range<usize>),
    /// Found by reading the file anew: only a finding asks for its place.
    Field(FindField, &'static str),
    /// The title of a page, by the field or by the first heading.
    Title,
}

/// Where a file states a field, such as `title`.
type FindField = fn(&str, &SourcePath, &str) -> Option<Range<usize>>;

/// The blocks of a page or of a list's introduction, each with its section.
pub type Passages<'d> = Vec<(Option<&'d str>, Block)>;

impl TextScope<'_> {
    /// Where a stretch of the text stands. A field is looked for in its file,
    /// so only a finding asks for its place.
    pub fn place(&self, range: Range<usize>) -> Place {
        let file = self.file;
        let source = self.sources.bytes(file).and_then(readable);
        let source = source.unwrap_or_default();
        let locate = |find: &dyn Fn(&str) -> Option<Range<usize>>| {
            Clean::locate(source, Syntax::of(file), find)
        };
        let stated = match &self.stands {
            Stands::Block(block) => return Place::span(file, block.span(range)),
            Stands::Span(span) => Some(span.clone()),
            Stands::Field(find, id) => locate(&|text| find(text, file, id)),
            Stands::Title => locate(&|text| title_place(text, file)),
        };
        let Some(span) = stated else {
            return Place::file(file);
        };
        // The file may spell it otherwise, with escapes or in a frame of marks.
        let same = source.get(span.clone()).and_then(|slice| {
            let start = span.start + slice.find(self.phrase.text)?;
            Some(start + range.start..start + range.end)
        });
        Place::span(file, same.unwrap_or(span))
    }

    /// All but its Han letters, with their places.
    pub fn signs(&self) -> &Signs {
        match self.stands {
            Stands::Block(block) => block.signs(),
            _ => self.signs.get_or_init(|| Signs::of(self.phrase.text)),
        }
    }

    /// Where code stands in the text.
    pub fn code(&self) -> impl Iterator<Item = Range<usize>> {
        let block = match self.stands {
            Stands::Block(block) => Some(block),
            _ => None,
        };
        block.into_iter().flat_map(|block| block.code())
    }

    /// What says what the numbers of a cell are, see `Prose::beside`.
    pub fn beside(&self) -> &str {
        match self.stands {
            Stands::Block(block) => &block.beside,
            _ => "",
        }
    }

    /// Whether a picture stands in the text.
    pub fn is_pictured(&self) -> bool {
        matches!(self.stands, Stands::Block(block) if block.pictured)
    }

    /// The file that the text stands in.
    pub fn file(&self) -> &SourcePath {
        self.file
    }
}

/// Gathers the texts of one owner.
pub struct Gather<'s> {
    settings: &'s Settings,
    sources: &'s Sources,
    file: &'s SourcePath,
    whose: Whose<'s>,
    texts: Vec<TextScope<'s>>,
}

impl<'s> Gather<'s> {
    pub fn new(
        settings: &'s Settings,
        sources: &'s Sources,
        file: &'s SourcePath,
        whose: Whose<'s>,
    ) -> Self {
        Self {
            settings,
            sources,
            file,
            whose,
            texts: Vec::new(),
        }
    }

    /// The texts of a report. A name that it takes over from its unit and a
    /// title that the program made are not told again.
    pub fn report(
        mut self,
        unit: &Unit,
        report: &'s Report,
        words: &'s Words<'s>,
    ) -> Vec<TextScope<'s>> {
        let title = report.title.as_str();
        match &report.title_from {
            TitleFrom::Made => {}
            TitleFrom::Data => self.field(report::field_place, "title", title),
            TitleFrom::Text(span) => {
                self.file = words.file;
                self.add(title, What::Heading, None, Stands::Span(span.clone()));
                self.file = &report.source;
            }
        }
        let find = report::field_place;
        if report.organization != unit.organization.name_in(report.year) {
            self.field(find, "organization", &report.organization);
        }
        self.optional(find, "index_number", &report.index_number);
        self.optional(find, "document_number", &report.document_number);
        self.file = words.file;
        for SectionWords {
            heading,
            heading_span,
            ..
        } in &words.sections
        {
            if let Some(span) = heading_span {
                self.add(heading, What::Heading, None, Stands::Span(span.clone()));
            }
        }
        for (section, block) in words.blocks() {
            let section = section.map(|section| section.heading);
            self.block(section, block);
        }
        // Pictures are among the links, and most reports have none.
        if !report.links.is_empty() {
            let narrative = &report.narrative;
            self.labels(None, narrative.preamble.links());
            for piece in &narrative.pieces {
                let links = piece.before.links().chain(piece.after.links());
                self.labels(Some(&piece.heading), links);
            }
        }
        self.texts
    }

    /// The texts of a page, whose passages are given.
    pub fn page(mut self, page: &'s Page, passages: &'s Passages<'s>) -> Vec<TextScope<'s>> {
        match (&page.doc.title, &page.body.title) {
            (Some(title), _) => self.field(page::field_place, "title", title),
            (None, Some(Heading { text, span })) => {
                self.add(text, What::Heading, None, Stands::Span(span.clone()));
            }
            (None, None) => {}
        }
        self.optional(page::field_place, "summary", &page.doc.summary);
        self.optional(page::field_place, "index_number", &page.doc.index_number);
        self.optional(
            page::field_place,
            "document_number",
            &page.doc.document_number,
        );
        self.document(&page.body, passages);
        self.texts
    }

    /// The texts of a list of pages: its title and introduction.
    pub fn list(mut self, list: &'s List, passages: &'s Passages<'s>) -> Vec<TextScope<'s>> {
        if let Some(intro) = &list.intro {
            self.add(&list.title, What::Heading, None, Stands::Title);
            self.document(intro, passages);
        }
        self.texts
    }

    /// The headings in a list of pages, each with the file that states it.
    pub fn groups(mut self, headings: &'s [(SourcePath, &'s str)]) -> Vec<TextScope<'s>> {
        for (file, heading) in headings {
            self.file = file;
            self.add(heading, What::Heading, None, Stands::Title);
        }
        self.texts
    }

    /// The texts of a hosted body.
    pub fn unit(mut self, unit: &'s Unit) -> Vec<TextScope<'s>> {
        let body = &unit.organization;
        let find = organization::field_place;
        self.field(find, "name", &body.name);
        self.optional(find, "short_name", &body.short_name);
        self.optional(find, "county", &body.county);
        for former in &body.place.former_names {
            self.field(find, "former_names", &former.name);
        }
        for (id, text) in &body.contact {
            self.add(text, What::Contact(id), None, Stands::Field(find, id));
        }
        self.texts
    }

    /// The texts of the site.
    pub fn site(mut self, config: &'s ConfigDoc) -> Vec<TextScope<'s>> {
        let body = &config.organization;
        let portal = config.portal.as_ref();
        let fields = [
            ("site.name", Some(&config.name)),
            ("site.domain", config.domain.as_ref()),
            ("site.base_url", config.base_url.as_ref()),
            ("site.icp", config.icp.as_ref()),
            ("site.police", config.police.as_ref()),
            ("site.portal.name", portal.map(|(name, _)| name)),
            ("site.portal.url", portal.map(|(_, url)| url)),
            ("organization.name", Some(&body.name)),
            ("organization.short_name", body.short_name.as_ref()),
            ("organization.county", body.county.as_ref()),
        ];
        let former = body.place.former_names.iter();
        let former = former.map(|one| ("organization.former_names", Some(&one.name)));
        for (id, text) in fields.into_iter().chain(former) {
            if let Some(text) = text {
                self.field(config::field_place, id, text);
            }
        }
        for (id, text) in &body.contact {
            let stands = Stands::Field(config::contact_place, id);
            self.add(text, What::Contact(id), None, stands);
        }
        for line in &config.theme.footer {
            let stands = Stands::Span(line.span.clone());
            self.add(&line.text, What::Field("footer"), None, stands);
        }
        self.texts
    }

    fn document(&mut self, document: &'s Document, passages: &'s Passages<'s>) {
        for section in &document.sections {
            let Heading { text, span } = &section.heading;
            self.add(text, What::Heading, None, Stands::Span(span.clone()));
        }
        for (section, block) in passages {
            self.block(*section, block);
        }
        self.labels(None, document.preamble.links());
        for section in &document.sections {
            self.labels(Some(&section.heading.text), section.links());
        }
    }

    fn block(&mut self, section: Option<&'s str>, block: &'s Block) {
        let what = What::Prose(block.kind);
        let last = self.texts.last_mut();
        if let Some(last) = last.filter(|last| matches!(last.stands, Stands::Block(_))) {
            last.next = Some(&block.text);
        }
        self.push(block.phrase(), what, section, Stands::Block(block));
    }

    fn labels(&mut self, section: Option<&'s str>, links: impl Iterator<Item = &'s Link>) {
        for link in links {
            for text in [&link.alt, &link.title] {
                if !text.is_empty() {
                    self.add(text, What::Label, section, Stands::Span(link.span.clone()));
                }
            }
        }
    }

    fn field(&mut self, find: FindField, id: &'static str, text: &'s str) {
        self.add(text, What::Field(id), None, Stands::Field(find, id));
    }

    fn optional(&mut self, find: FindField, id: &'static str, text: &'s Option<String>) {
        if let Some(text) = text {
            self.field(find, id, text);
        }
    }

    fn add(&mut self, text: &'s str, what: What, section: Option<&'s str>, stands: Stands<'s>) {
        self.push(Haystack::new(text), what, section, stands);
    }

    fn push(
        &mut self,
        phrase: Haystack<'s>,
        what: What,
        section: Option<&'s str>,
        stands: Stands<'s>,
    ) {
        self.texts.push(TextScope {
            phrase,
            what,
            whose: self.whose,
            section,
            next: None,
            settings: self.settings,
            sources: self.sources,
            file: self.file,
            stands,
            signs: OnceCell::new(),
        });
    }
}

/// Where a page states its title: in its head, else as its first heading.
fn title_place(text: &str, file: &SourcePath) -> Option<Range<usize>> {
    page::field_place(text, file, "title").or_else(|| {
        let start = head::split(text).map_or(0, |(_, start)| start);
        let (document, _) = markdown::parse(&text[start..], file, start);
        document.title.map(|title| title.span)
    })
}

/// The blocks of a document, each with the heading of its section.
pub fn passages<'d>(document: &'d Document, repeats: &mut RepeatScan) -> Passages<'d> {
    let mut block = |prose| Block::new(prose, repeats);
    let preamble = document.preamble.prose().into_iter();
    let mut passages: Passages<'_> = preamble.map(|prose| (None, block(prose))).collect();
    for section in &document.sections {
        let heading = Some(section.heading.text.as_str());
        let prose = section.prose().into_iter();
        passages.extend(prose.map(|prose| (heading, block(prose))));
    }
    passages
}
