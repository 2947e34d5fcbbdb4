//! The statutory report forms as data.
//!
//! A form is a table of tables: rows, columns, labels and equations, exactly
//! as the State Council's office prints them. Parsing, checking and rendering
//! are written once, over any form. This room imports nothing.
//!
//! A form also says what its numbers mean (`measure`) and what it asks for
//! beside them (`demands`), so that nobody above names a form, a table or a row.

mod demands;
mod disputes;
mod form_2019;
mod form_2021;
#[cfg(test)]
mod form_2031;
mod measure;
mod replaced;
mod requests;
mod spellings;
mod table;
mod terms;
mod value;

pub use demands::{Demands, Topic};
pub use measure::{Dispute, Document, DocumentCount, Found, Matter, Meaning, Measure, Verdict};
pub use replaced::Replaced;
pub use spellings::{simplified, wordings};
pub use table::{Head, Identity, Kind, Layout, Leaf, Over, Part, Table, leaves};
pub use terms::{Term, Terms};
pub use value::{Amount, Value};

use std::ops::RangeInclusive;

/// A report form: which years use it, its sections, its tables.
#[derive(Debug)]
pub struct Form {
    /// How `格式`/`form` in a report names it.
    pub id: &'static str,
    /// How a person names it.
    pub name: &'static str,
    /// The document that introduced it.
    pub basis: Option<&'static str>,
    /// The name of that document, in 《》.
    pub basis_name: Option<&'static str>,
    /// The first report year (not year of publication) that uses it, which
    /// ends the years of the form before.
    pub from: u16,
    /// The fixed sections; empty where the form leaves the text free.
    pub sections: &'static [Section],
    pub parts: &'static [Part],
    /// What its numbers mean, in lists that forms may share.
    pub measures: &'static [&'static [Meaning]],
    /// What it counts otherwise than the form before.
    pub replaces: &'static [Replaced],
    pub demands: Demands,
    /// What its rows and columns mean to those who read a report.
    pub terms: &'static [&'static Terms],
}

/// Forms are known by their ids, so two are the same if these are.
impl PartialEq for Form {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Eq for Form {}

/// A section of the narrative, with the heading as the form prints it.
#[derive(Debug)]
pub struct Section {
    pub kind: SectionKind,
    pub heading: &'static str,
    /// The part whose tables stand in this section.
    pub part: Option<&'static str>,
}

/// What a section is about, whatever its heading and its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SectionKind {
    Overview,
    Proactive,
    Requests,
    Disputes,
    Problems,
    Other,
}

/// The last year that a report can be about; the newest form is good till then.
const LAST_YEAR: u16 = 2099;

/// Every form, oldest first.
pub static FORMS: &[&Form] = &[
    &FREE_TEXT,
    &form_2019::FORM,
    &form_2021::FORM,
    #[cfg(test)]
    &form_2031::FORM,
];

/// Before 2019 the law asked for a report but printed no form for it.
static FREE_TEXT: Form = Form {
    id: "free_text",
    name: "自由文本（2008—2018年）",
    basis: None,
    basis_name: None,
    from: 2008,
    sections: &[],
    parts: &[],
    measures: &[],
    replaces: &[],
    demands: Demands::NONE,
    terms: &[],
};

/// The six sections that both printed forms share, in their fixed order.
static SECTIONS: [Section; 6] = [
    Section {
        kind: SectionKind::Overview,
        heading: "一、总体情况",
        part: None,
    },
    Section {
        kind: SectionKind::Proactive,
        heading: "二、主动公开政府信息情况",
        part: Some("proactive"),
    },
    Section {
        kind: SectionKind::Requests,
        heading: "三、收到和处理政府信息公开申请情况",
        part: Some("requests"),
    },
    Section {
        kind: SectionKind::Disputes,
        heading: "四、政府信息公开行政复议、行政诉讼情况",
        part: Some("disputes"),
    },
    Section {
        kind: SectionKind::Problems,
        heading: "五、存在的主要问题及改进情况",
        part: None,
    },
    Section {
        kind: SectionKind::Other,
        heading: "六、其他需要报告的事项",
        part: None,
    },
];

impl Form {
    /// The one place that decides which form a report uses: the stated one,
    /// else the one of its year. `None` for an unknown name or a year before
    /// there was such a report.
    pub fn choose(stated: Option<&str>, year: u16) -> Option<&'static Form> {
        let fits = |form: &&&Form| match stated {
            Some(id) => form.id == id,
            None => form.years().contains(&year),
        };
        FORMS.iter().find(fits).copied()
    }

    /// The report years that use it: up to the next form.
    pub fn years(&self) -> RangeInclusive<u16> {
        let next = FORMS.iter().map(|form| form.from);
        let next = next.filter(|from| *from > self.from).min();
        self.from..=next.map_or(LAST_YEAR, |next| next - 1)
    }

    pub fn part(&self, id: &str) -> Option<&'static Part> {
        self.parts.iter().find(|part| part.id == id)
    }

    /// The part that a table belongs to.
    pub fn part_of(&self, table: &Table) -> Option<&'static Part> {
        let holds = |part: &&Part| part.tables.iter().any(|one| std::ptr::eq(one, table));
        self.parts.iter().find(holds)
    }

    /// All tables in printed order.
    pub fn tables(&self) -> impl Iterator<Item = &'static Table> {
        self.parts.iter().flat_map(|part| part.tables)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_year_decides_unless_the_form_is_stated() {
        let chosen = |stated, year| Form::choose(stated, year).map(|form| form.id);
        assert_eq!(chosen(None, 2018), Some("free_text"));
        assert_eq!(chosen(None, 2019), Some("2019"));
        assert_eq!(chosen(None, 2020), Some("2019"));
        assert_eq!(chosen(None, 2021), Some("2021"));
        assert_eq!(chosen(None, 2030), Some("2021"));
        assert_eq!(chosen(None, 2031), Some("2031"));
        assert_eq!(chosen(None, 2100), None);
        assert_eq!(chosen(Some("2019"), 2022), Some("2019"));
        assert_eq!(chosen(None, 2007), None);
        assert_eq!(chosen(Some("2020"), 2020), None);
    }

    #[test]
    fn printed_forms_have_the_official_number_of_rows_and_columns() {
        let rows = |id: &str| {
            let form = Form::choose(Some(id), 2022).expect("a known form");
            let sizes = form
                .tables()
                .map(|table| (table.leaf_rows().len(), table.leaf_columns().len()));
            sizes.collect::<Vec<_>>()
        };
        assert_eq!(
            rows("2021"),
            [(2, 3), (1, 1), (2, 1), (1, 1), (25, 7), (3, 5)]
        );
        assert_eq!(
            rows("2019"),
            [(2, 3), (2, 3), (2, 3), (1, 2), (1, 2), (23, 7), (3, 5)]
        );
    }

    #[test]
    fn ids_are_unique_and_equations_name_lines_that_exist() {
        for form in FORMS {
            let mut ids = BTreeSet::new();
            for table in form.tables() {
                assert!(ids.insert(table.id), "{} twice in {}", table.id, form.id);
                assert_eq!(
                    table.kinds.len(),
                    table.leaf_columns().len(),
                    "{}",
                    table.id
                );
                for lines in [table.leaf_rows(), table.leaf_columns()] {
                    let names: BTreeSet<_> = lines.iter().map(|leaf| leaf.head.id).collect();
                    assert_eq!(names.len(), lines.len(), "{}", table.id);
                }
                for identity in table.identities {
                    let lines = match identity.over {
                        Over::Columns => table.leaf_rows(),
                        Over::Rows => table.leaf_columns(),
                    };
                    for term in identity.left.iter().chain(identity.right) {
                        let known = lines.iter().any(|leaf| leaf.head.id == *term);
                        assert!(known, "{} {} {term}", form.id, identity.rule);
                    }
                }
            }
        }
    }

    #[test]
    fn the_balance_sums_every_result_once() {
        for id in ["2019", "2021"] {
            let form = Form::choose(Some(id), 2021).expect("a known form");
            let table = form
                .tables()
                .find(|table| table.id == "requests")
                .expect("table three");
            let sum = table
                .identities
                .iter()
                .find(|identity| identity.rule == "A02")
                .expect("A02");
            let results: Vec<_> = table
                .leaf_rows()
                .iter()
                .map(|leaf| leaf.head.id)
                .filter(|id| {
                    ![
                        "new_received",
                        "carried_in",
                        "carried_out",
                        "concluded_total",
                    ]
                    .contains(id)
                })
                .collect();
            assert_eq!(sum.right, results);
        }
    }
}
