//! What the numbers of a form mean, whatever the form calls them and wherever
//! it prints them.
//!
//! A form says for each measure in which cells it stands. Rules and pages ask
//! for measures, so they hold for a form that is drawn otherwise.

use std::sync::LazyLock;

use super::{FORMS, Form, Part, Table};

/// What each form says of each measure, by their places.
static MEANINGS: LazyLock<Vec<[Option<&'static Meaning>; Measure::COUNT]>> = LazyLock::new(|| {
    let said = FORMS.iter().map(|form| {
        let mut said = [None; Measure::COUNT];
        for meaning in form.meanings() {
            said[meaning.measure.index()] = Some(meaning);
        }
        said
    });
    said.collect()
});

/// What a number of a report counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Measure {
    /// 规章 and 行政规范性文件 (第二十条第（一）项).
    Documents(Document, DocumentCount),
    /// 处理决定数量 of a matter.
    Decisions(Matter),
    /// 上一年项目数量 of a matter.
    Items(Matter),
    /// 本年增/减 of a matter's items.
    ItemChange(Matter),
    /// 行政事业性收费, in 万元.
    Fees,
    /// Requests for disclosure: those that came this year.
    Received,
    /// Those left over from last year.
    CarriedIn,
    /// All those with a result.
    Concluded,
    /// Those left to next year.
    CarriedOut,
    Granted,
    PartlyGranted,
    Denied,
    /// 无法提供.
    Unavailable,
    /// 不予处理.
    Refused,
    /// 其他处理.
    OtherwiseClosed,
    /// Of these, those whose applicant did not pay in time.
    ClosedUnpaid,
    /// 行政复议、行政诉讼 over requests.
    Disputes(Dispute, Verdict),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Document {
    /// 规章.
    Regulation,
    /// 行政规范性文件.
    Normative,
}

/// What is counted of documents. Those made (制作) and those issued (制发) are
/// two measures, because no form asks for both and they are not compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DocumentCount {
    Made,
    Published,
    PublicTotal,
    Issued,
    Repealed,
    InForce,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Matter {
    Licence,
    /// 其他对外管理服务事项.
    OtherService,
    Penalty,
    Coercion,
    /// 行政事业性收费, as a number of items.
    Fee,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Dispute {
    Review,
    /// 未经复议直接起诉.
    DirectSuit,
    /// 复议后起诉.
    LaterSuit,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Verdict {
    Upheld,
    Corrected,
    Other,
    Pending,
    Total,
}

/// The cells of a form that hold a measure; where there are more than one,
/// their sum is meant.
#[derive(Debug)]
pub struct Meaning {
    pub measure: Measure,
    /// How the form calls it, as messages quote it.
    pub name: &'static str,
    pub table: &'static str,
    pub rows: &'static [&'static str],
    pub column: &'static str,
}

/// Where a form has a measure.
#[derive(Clone, Debug)]
pub struct Found {
    pub meaning: &'static Meaning,
    pub part: &'static Part,
    pub table: &'static Table,
    /// The place of the table among all tables of the form.
    pub table_index: usize,
    /// Cells of the table, row by row; never empty.
    pub cells: Vec<usize>,
}

impl Document {
    pub const ALL: [Self; 2] = [Self::Regulation, Self::Normative];
}

impl DocumentCount {
    pub const ALL: [Self; 6] = [
        Self::Made,
        Self::Published,
        Self::PublicTotal,
        Self::Issued,
        Self::Repealed,
        Self::InForce,
    ];
}

impl Matter {
    pub const ALL: [Self; 5] = [
        Self::Licence,
        Self::OtherService,
        Self::Penalty,
        Self::Coercion,
        Self::Fee,
    ];
}

impl Dispute {
    pub const ALL: [Self; 3] = [Self::Review, Self::DirectSuit, Self::LaterSuit];
}

impl Verdict {
    pub const ALL: [Self; 5] = [
        Self::Upheld,
        Self::Corrected,
        Self::Other,
        Self::Pending,
        Self::Total,
    ];
}

impl Measure {
    /// The ways in which requests are concluded, in printed order.
    pub const OUTCOMES: [Self; 6] = [
        Self::Granted,
        Self::PartlyGranted,
        Self::Denied,
        Self::Unavailable,
        Self::Refused,
        Self::OtherwiseClosed,
    ];

    /// Those that stand alone: all others are counted of several things.
    const SINGLE: [Self; 12] = [
        Self::Fees,
        Self::Received,
        Self::CarriedIn,
        Self::Concluded,
        Self::CarriedOut,
        Self::Granted,
        Self::PartlyGranted,
        Self::Denied,
        Self::Unavailable,
        Self::Refused,
        Self::OtherwiseClosed,
        Self::ClosedUnpaid,
    ];

    /// Every measure, in the order of their places.
    pub fn all() -> impl Iterator<Item = Self> {
        let documents = Document::ALL
            .into_iter()
            .flat_map(|one| DocumentCount::ALL.map(|count| Self::Documents(one, count)));
        let matters = [Self::Decisions, Self::Items, Self::ItemChange]
            .into_iter()
            .flat_map(|family| Matter::ALL.map(family));
        let disputes = Dispute::ALL
            .into_iter()
            .flat_map(|one| Verdict::ALL.map(|verdict| Self::Disputes(one, verdict)));
        documents.chain(matters).chain(Self::SINGLE).chain(disputes)
    }

    /// How many there are.
    pub const COUNT: usize = 54;

    /// Its place in a table of all measures.
    pub const fn index(self) -> usize {
        match self {
            Self::Documents(document, count) => document as usize * 6 + count as usize,
            Self::Decisions(matter) => 12 + matter as usize,
            Self::Items(matter) => 17 + matter as usize,
            Self::ItemChange(matter) => 22 + matter as usize,
            Self::Fees => 27,
            Self::Received => 28,
            Self::CarriedIn => 29,
            Self::Concluded => 30,
            Self::CarriedOut => 31,
            Self::Granted => 32,
            Self::PartlyGranted => 33,
            Self::Denied => 34,
            Self::Unavailable => 35,
            Self::Refused => 36,
            Self::OtherwiseClosed => 37,
            Self::ClosedUnpaid => 38,
            Self::Disputes(dispute, verdict) => 39 + dispute as usize * 5 + verdict as usize,
        }
    }
}

/// One line of a form's measures.
pub(super) const fn means(
    measure: Measure,
    name: &'static str,
    table: &'static str,
    rows: &'static [&'static str],
    column: &'static str,
) -> Meaning {
    Meaning {
        measure,
        name,
        table,
        rows,
        column,
    }
}

impl Form {
    /// Every measure that the form has.
    pub fn meanings(&self) -> impl Iterator<Item = &'static Meaning> {
        self.measures.iter().copied().flatten()
    }

    /// What the form says of a measure; `None` if it does not ask for it. Constant: a
    /// table of many units asks for every number.
    pub fn meaning(&self, measure: Measure) -> Option<&'static Meaning> {
        let own = FORMS.iter().position(|form| std::ptr::eq(*form, self));
        match own {
            Some(at) => MEANINGS[at][measure.index()],
            None => self.meanings().find(|meaning| meaning.measure == measure),
        }
    }

    /// The cells that hold a measure, looked up by the ids of rows and columns.
    pub fn find(&self, measure: Measure) -> Option<Found> {
        let meaning = self.meaning(measure)?;
        let mut tables = self.tables().enumerate();
        let (table_index, table) = tables.find(|(_, table)| table.id == meaning.table)?;
        let columns = table.leaf_columns();
        let column = columns
            .iter()
            .position(|leaf| leaf.head.id == meaning.column)?;
        let rows = table.leaf_rows();
        let place = |id: &&str| rows.iter().position(|leaf| leaf.head.id == *id);
        let cells: Option<Vec<usize>> = meaning
            .rows
            .iter()
            .map(|row| Some(place(row)? * columns.len() + column))
            .collect();
        Some(Found {
            meaning,
            part: self.part_of(table)?,
            table,
            table_index,
            cells: cells.filter(|cells| !cells.is_empty())?,
        })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;
    use crate::form::FORMS;

    #[test]
    fn each_measure_has_a_place_of_its_own_and_stands_in_cells() {
        let mut places: HashMap<usize, Measure> = HashMap::new();
        for form in FORMS {
            let mut measures = Vec::new();
            for meaning in form.meanings() {
                let measure = meaning.measure;
                assert!(form.find(measure).is_some(), "{} {measure:?}", form.id);
                assert!(!measures.contains(&measure), "{} {measure:?}", form.id);
                measures.push(measure);
                assert!(measure.index() < Measure::COUNT);
                assert_eq!(*places.entry(measure.index()).or_insert(measure), measure);
            }
        }
        let last = Measure::Disputes(Dispute::LaterSuit, Verdict::Total);
        assert_eq!(last.index() + 1, Measure::COUNT);
    }
}
