//! The XML of a document, element by element: what is shown and what is not.

use quick_xml::events::BytesStart;

use crate::import::source::Piece;
use crate::parse::office::{Step, Steps, Unread, attribute};

use super::blocks::Blocks;
use super::table::Merge;

/// Elements whose contents nobody sees, or that say again what another says: what was
/// deleted or moved away, what properties were before a change, how a ruby is read.
const UNSEEN: [&str; 14] = [
    "del",
    "moveFrom",
    "Fallback",
    "sdtEndPr",
    "rt",
    "pPrChange",
    "rPrChange",
    "tblPrChange",
    "tblPrExChange",
    "trPrChange",
    "tcPrChange",
    "sectPrChange",
    "tblGridChange",
    "numberingChange",
];

/// The signs of symbol fonts that stand for a tick box, by their codes: ticked, crossed
/// and empty ones, and ticks alone.
const SYMBOLS: [(&str, &str, char); 9] = [
    ("Wingdings", "FE", '☑'),
    ("Wingdings", "FD", '☒'),
    ("Wingdings", "FC", '√'),
    ("Wingdings", "FB", '×'),
    ("Wingdings", "A8", '□'),
    ("Wingdings", "6F", '□'),
    ("Wingdings 2", "52", '☑'),
    ("Wingdings 2", "50", '√'),
    ("Wingdings 2", "A3", '□'),
];

/// Of what the properties are that are being read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Properties {
    Paragraph,
    Run,
    Row,
    Cell,
    /// Of a content control.
    Control,
    Other,
}

/// How far a part has been read.
pub struct Walk<'s> {
    pub blocks: Blocks<'s>,
    depth: usize,
    /// The depth of the element whose contents are not seen.
    unseen: Option<usize>,
    properties: Option<Properties>,
    /// Whether the text of an element is shown.
    shown: bool,
    /// Whether the run is hidden.
    hidden: bool,
    /// Of each open field, whether its result has begun: before it stands its code.
    fields: Vec<bool>,
    /// Whether a content control only shows what is to be typed into it, and since which
    /// depth.
    prompts: bool,
    prompt: Option<usize>,
    /// What was said of the picture that comes.
    description: String,
    /// The words that are hidden, and whether somebody's changes are not accepted.
    pub hidden_text: String,
    pub has_changes: bool,
}

impl<'s> Walk<'s> {
    pub fn new(blocks: Blocks<'s>) -> Self {
        Self {
            blocks,
            depth: 0,
            unseen: None,
            properties: None,
            shown: false,
            hidden: false,
            fields: Vec::new(),
            prompts: false,
            prompt: None,
            description: String::new(),
            hidden_text: String::new(),
            has_changes: false,
        }
    }

    pub fn part(&mut self, text: &str) -> Result<(), Unread> {
        let mut steps = Steps::of(text);
        while let Some(step) = steps.step()? {
            match step {
                Step::Start(start, empty) => {
                    self.depth += usize::from(!empty);
                    if self.unseen.is_none() {
                        self.begin(&start, empty)?;
                    }
                }
                Step::End(name) => {
                    match self.unseen {
                        None => self.end(&name),
                        Some(depth) if depth == self.depth => self.unseen = None,
                        Some(_) => {}
                    }
                    if self.prompt == Some(self.depth) {
                        self.prompt = None;
                    }
                    self.depth = self.depth.saturating_sub(1);
                }
                Step::Text(text) => {
                    if self.shown && self.unseen.is_none() {
                        self.say(&text)?;
                    }
                }
            }
        }
        Ok(())
    }

    /// All that was read, and the hidden words.
    pub fn finish(self) -> (Vec<Piece>, String) {
        (self.blocks.finish(), self.hidden_text)
    }

    fn say(&mut self, text: &str) -> Result<(), Unread> {
        let is_code = self.fields.contains(&false);
        if self.prompt.is_some() || is_code || self.blocks.paragraph().is_none() {
            return Ok(());
        }
        let clean = |c: char| match c {
            '\t' | '\n' => c,
            _ if c.is_whitespace() && c != '\u{3000}' => ' ',
            _ => c,
        };
        let text = text
            .chars()
            .filter(|c| *c != '\r' && (!c.is_control() || c.is_whitespace()));
        let text: String = text.map(clean).collect();
        if self.hidden {
            self.hidden_text.push_str(&text);
            return Ok(());
        }
        self.blocks.text(&text)
    }

    fn begin(&mut self, start: &BytesStart<'_>, empty: bool) -> Result<(), Unread> {
        let local = start.local_name();
        let name = local.as_ref();
        if let Some(properties) = self.properties {
            self.property(properties, name, start);
        }
        if UNSEEN.contains(&name) && !empty || is_separator(name, start) {
            self.has_changes |= matches!(name, "del" | "moveFrom");
            self.unseen = (!empty).then_some(self.depth);
            return Ok(());
        }
        if self.properties.is_some() {
            return Ok(());
        }
        match name {
            "pPr" => self.properties_of(Properties::Paragraph, empty),
            "rPr" => self.properties_of(Properties::Run, empty),
            "trPr" => self.properties_of(Properties::Row, empty),
            "tcPr" => self.properties_of(Properties::Cell, empty),
            "sdtPr" => self.properties_of(Properties::Control, empty),
            "tblPr" | "tblPrEx" | "sectPr" => self.properties_of(Properties::Other, empty),
            "ins" | "moveTo" => self.has_changes = true,
            "p" if !empty => self.blocks.open_paragraph()?,
            "p" => {
                // An empty one may still be numbered, or between two lines of a cell.
                self.blocks.open_paragraph()?;
                self.blocks.close_paragraph();
            }
            "tbl" if !empty => self.blocks.open_table()?,
            "tc" if !empty => self.blocks.open_cell()?,
            "tc" => {
                self.blocks.open_cell()?;
                self.blocks.close_cell();
            }
            "r" => self.hidden = false,
            "t" => self.shown = !empty,
            "sdtContent" if self.prompts => {
                self.prompts = false;
                self.prompt = self.prompt.or((!empty).then_some(self.depth));
            }
            _ => self.inline(name, start)?,
        }
        Ok(())
    }

    fn properties_of(&mut self, what: Properties, empty: bool) {
        self.properties = (!empty).then_some(what);
        if what == Properties::Control {
            self.prompts = false;
        }
    }

    /// What stands in a run of text.
    fn inline(&mut self, name: &str, start: &BytesStart<'_>) -> Result<(), Unread> {
        match name {
            "tab" | "ptab" => self.say("\t"),
            "br" | "cr" => self.say("\n"),
            "noBreakHyphen" => self.say("-"),
            "sym" => match symbol(start) {
                Some(sign) => self.say(sign.encode_utf8(&mut [0; 4])),
                None => Ok(()),
            },
            "fldChar" => {
                match attribute(start, "fldCharType").as_deref() {
                    Some("begin") => self.fields.push(false),
                    Some("separate") => {
                        if let Some(result) = self.fields.last_mut() {
                            *result = true;
                        }
                    }
                    Some("end") => _ = self.fields.pop(),
                    _ => {}
                }
                Ok(())
            }
            "docPr" => {
                self.describe(start, ["descr", "title"]);
                Ok(())
            }
            "shape" => {
                self.describe(start, ["alt", "title"]);
                Ok(())
            }
            "blip" | "imagedata" | "chart" => {
                let description = std::mem::take(&mut self.description);
                self.blocks.picture(description)
            }
            _ => Ok(()),
        }
    }

    fn describe(&mut self, start: &BytesStart<'_>, names: [&str; 2]) {
        let mut stated = names.iter().filter_map(|name| attribute(start, name));
        let said = stated.find(|said| !said.trim().is_empty());
        let words = said.unwrap_or_default();
        self.description = words.split_whitespace().collect::<Vec<_>>().join(" ");
    }

    fn property(&mut self, of: Properties, name: &str, start: &BytesStart<'_>) {
        let value = || attribute(start, "val");
        let number = || value()?.parse::<usize>().ok();
        let is_on = || !matches!(value().as_deref(), Some("0" | "false" | "off" | "none"));
        self.has_changes |= matches!(name, "del" | "moveFrom");
        match of {
            Properties::Run if name == "vanish" => self.hidden = is_on(),
            Properties::Control => self.prompts |= name == "showingPlcHdr" && is_on(),
            Properties::Paragraph => {
                let Some(paragraph) = self.blocks.paragraph() else {
                    return;
                };
                match name {
                    "pStyle" => paragraph.style = value(),
                    "outlineLvl" => paragraph.outline = number(),
                    "numId" => paragraph.list.list = value(),
                    "ilvl" => paragraph.list.level = number(),
                    "del" | "moveFrom" => paragraph.goes_on = true,
                    _ => {}
                }
            }
            Properties::Row => {
                let Some(table) = self.blocks.table() else {
                    return;
                };
                match name {
                    "gridBefore" => table.indent(number().unwrap_or(0)),
                    "del" => table.row_deleted = true,
                    _ => {}
                }
            }
            Properties::Cell => {
                let Some(cell) = self.blocks.cell() else {
                    return;
                };
                let continues = || !matches!(value().as_deref(), Some("restart"));
                match name {
                    "gridSpan" => cell.columns = number().unwrap_or(1),
                    "vMerge" if continues() => cell.merge = Merge::WithAbove,
                    "vMerge" => cell.merge = Merge::First,
                    "hMerge" if continues() => cell.merge = Merge::WithBefore,
                    "cellDel" => cell.deleted = true,
                    _ => {}
                }
            }
            Properties::Run | Properties::Other => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "pPr" | "trPr" | "tcPr" | "sdtPr" | "tblPr" | "tblPrEx" => self.properties = None,
            // A paragraph's properties may hold those of a section and of its end.
            "sectPr" if self.properties == Some(Properties::Other) => self.properties = None,
            "rPr" if self.properties == Some(Properties::Run) => self.properties = None,
            "t" => self.shown = false,
            "p" => {
                // The code of a field ends with its paragraph.
                self.fields.retain(|result| *result);
                self.blocks.close_paragraph();
            }
            "tc" => self.blocks.close_cell(),
            "tr" => self.blocks.end_row(),
            "tbl" => self.blocks.close_table(),
            _ => {}
        }
    }
}

/// Whether an element is a footnote that is only the line above the footnotes.
fn is_separator(name: &str, start: &BytesStart<'_>) -> bool {
    matches!(name, "footnote" | "endnote")
        && attribute(start, "type").is_some_and(|kind| kind != "normal")
}

fn symbol(start: &BytesStart<'_>) -> Option<char> {
    let font = attribute(start, "font")?;
    let code = attribute(start, "char")?.to_uppercase();
    let code = code.trim_start_matches("F0").trim_start_matches("00");
    let mut known = SYMBOLS.iter();
    known
        .find(|(of, sign, _)| *of == font && *sign == code)
        .map(|(.., sign)| *sign)
}
