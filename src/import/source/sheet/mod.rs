//! Workbooks: every sheet that is shown becomes a grid, or lines if all of it stands in
//! one column. Cells hold what was typed or worked out, not how it is rounded for show.

mod cells;
mod ods;
mod value;
mod xls;
mod xlsx;

use std::sync::Arc;

use crate::parse::office::parts::properties;
use crate::parse::office::{Package, Unread};

use self::cells::{Budget, Cells};
use super::compound::Compound;
use super::refusal::Refusal;
use super::{Format, Source};

/// The sheets of a workbook in their order.
#[derive(Default)]
pub struct Sheets {
    shown: Vec<(String, Cells)>,
    hidden: Vec<String>,
}

impl Sheets {
    fn add(&mut self, name: String, cells: Cells, hidden: bool) {
        match hidden {
            true => self.hidden.push(name),
            false => self.shown.push((name, cells)),
        }
    }

    fn source(
        self,
        mut metadata: Vec<(String, String)>,
        budget: &mut Budget,
    ) -> Result<Source, Unread> {
        let hidden = self.hidden.into_iter();
        metadata.extend(hidden.map(|name| ("隐藏的工作表".to_owned(), name)));
        let mut pieces = Vec::new();
        for (name, cells) in self.shown {
            let shown = cells.shown(&Arc::from(name), budget)?;
            pieces.extend(shown.pieces);
            if !shown.unseen.is_empty() {
                metadata.push(("隐藏的行列".to_owned(), shown.unseen.join("\n")));
            }
        }
        let format = Format::Sheet;
        Ok(Source {
            format,
            metadata,
            pieces,
        })
    }
}

/// Reads a workbook of XML.
pub fn xlsx(package: &mut Package<'_>) -> Result<Source, Refusal> {
    let mut budget = Budget::new();
    let metadata = properties(package, "docProps/core.xml")?;
    let sheets = xlsx::read(package, &mut budget)?;
    Ok(sheets.source(metadata, &mut budget)?)
}

/// Reads a workbook of the OpenDocument format.
pub fn ods(package: &mut Package<'_>) -> Result<Source, Refusal> {
    let mut budget = Budget::new();
    let metadata = properties(package, "meta.xml")?;
    let sheets = ods::read(package, &mut budget)?;
    Ok(sheets.source(metadata, &mut budget)?)
}

/// Reads a workbook of the format before those.
pub fn xls(file: &Compound<'_>) -> Result<Source, Refusal> {
    let mut budget = Budget::new();
    match xls::read(file, &mut budget)? {
        xls::Read::Sheets(sheets) => Ok(sheets.source(Vec::new(), &mut budget)?),
        xls::Read::Locked => Err(Refusal::Locked),
        xls::Read::Older => Err(Refusal::OldSheet),
    }
}

#[cfg(test)]
mod tests;
