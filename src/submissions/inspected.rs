//! A foreign file as it was read, before any rule looks at it.

use crate::import::draft::{Given, Imported, draft};
use crate::import::matching::support;
use crate::import::review::is_ours;
use crate::import::source::kind;
use crate::import::text::Text;
use crate::import::understood::{Understood, understand};
use crate::parse::organization::OrganizationDoc;

use super::transcript::Transcript;

/// A foreign file that holds one report, or the reason why it does not.
#[derive(Clone, Debug)]
pub struct Inspected {
    /// As it is to be told.
    pub name: String,
    pub transcript: Transcript,
    /// Why it is not read as a whole, in Chinese, without a full stop.
    pub refused: Option<String>,
    /// What was understood, of a refused file too.
    pub report: Option<Box<Foreign>>,
}

/// A report as it was understood.
#[derive(Clone, Debug)]
pub struct Foreign {
    pub imported: Imported,
    pub text: Text,
    /// `None` if neither the file nor anybody states it; the import then has the first year
    /// of its form, so that all can be checked that depends on no year.
    pub year: Option<u16>,
}

/// What a file contradicts itself about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dispute {
    Name,
    Year,
    Other,
}

/// What a sentence of an import is about, by its words.
pub fn dispute(said: &str) -> Dispute {
    if said.starts_with("题目里的机关是") {
        Dispute::Name
    } else if said.ends_with(" 年") {
        Dispute::Year
    } else {
        Dispute::Other
    }
}

/// What an import calls words that it leaves out and that stand with the report all the same.
const BESIDE: [&str; 2] = ["题目前面的网页文字", "网页的信息栏"];

impl Foreign {
    /// The words of which nobody knows whether they are part of the report.
    pub fn rest(&self) -> impl Iterator<Item = &str> {
        let lines = self.text.not_understood.iter();
        let dropped = self.text.dropped.iter();
        let dropped = dropped.filter(|one| BESIDE.contains(&one.why.as_str()));
        let lines = lines.map(|line| line.text.as_str());
        lines.chain(dropped.map(|one| one.text.as_str()))
    }

    /// Whose report it is, if the file does not contradict itself about that.
    pub fn organization(&self) -> Option<&str> {
        let mut said = self.text.disagreements.iter();
        let is_disputed = said.any(|one| dispute(one) == Dispute::Name);
        self.text.organization.as_deref().filter(|_| !is_disputed)
    }
}

impl Inspected {
    /// A file that was not read at all.
    pub fn refused(name: &str, why: &str) -> Self {
        Self {
            name: name.to_owned(),
            transcript: Transcript::default(),
            refused: Some(why.to_owned()),
            report: None,
        }
    }
}

/// Reads a file. `year` is the year of the report if somebody stated it.
pub fn inspect(name: &str, bytes: &[u8], year: Option<u16>) -> Inspected {
    if is_ours(bytes) {
        return Inspected::refused(name, "这是程序写的核对表，不是年报");
    }
    let (understood, refused) = match understand(bytes, year) {
        Ok(understood) => (Some(understood), None),
        Err(refused) => (refused.rest.map(|rest| *rest), Some(refused.why)),
    };
    inspected(name, bytes, understood, refused, year)
}

/// A file that was understood already; `refused` is the reason if it is not read as a whole.
pub fn inspected(
    name: &str,
    bytes: &[u8],
    understood: Option<Understood>,
    refused: Option<String>,
    year: Option<u16>,
) -> Inspected {
    let report = understood.and_then(|understood| foreign(name, understood, year));
    let transcript = match report {
        // What could be understood could be read.
        Some(_) => kind::read(bytes).map(|source| Transcript::of(&source)),
        None => Ok(Transcript::default()),
    };
    Inspected {
        name: name.to_owned(),
        transcript: transcript.unwrap_or_default(),
        refused,
        report: report.map(Box::new),
    }
}

fn foreign(name: &str, understood: Understood, year: Option<u16>) -> Option<Foreign> {
    let Understood { mut reading, text } = understood;
    support::add(&mut reading, &|_, _| None);
    let known = year.or(text.year);
    let given = Given {
        file: name,
        year: known.or(Some(*reading.form.years().start())),
        unit: &OrganizationDoc::default(),
        is_draft: false,
        before: None,
    };
    Some(Foreign {
        imported: draft(&reading, &text, &given).ok()?,
        text,
        year: known,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_above_the_title_is_among_the_rest() {
        let text = "密级：秘密\n青禾镇人民政府2022年政府信息公开工作年度报告\n一、总体情况\n好。\n\
            二、主动公开政府信息情况\n规章 0 0 0\n行政规范性文件 1 2 3\n行政许可 4\n行政处罚 5\n\
            行政强制 6\n行政事业性收费 7\n";
        let report = inspect("a.txt", text.as_bytes(), None)
            .report
            .expect("a report");
        assert_eq!(report.rest().collect::<Vec<_>>(), ["密级：秘密"]);
    }

    #[test]
    fn a_dispute_is_known_by_the_words_of_the_import() {
        let text = "青禾镇人民政府2022年政府信息公开工作年度报告\n统计期限为2021年1月1日至2021年12月31日。\n\
            一、总体情况\n好。\n二、主动公开政府信息情况\n规章 0 0 0\n行政规范性文件 1 2 3\n行政许可 4\n行政处罚 5\n\
            行政强制 6\n行政事业性收费 7\n六、其他需要报告的事项\n无。\n白桥乡人民政府\n2023年1月3日\n";
        let inspected = inspect("a.txt", text.as_bytes(), None);
        let report = inspected.report.expect("a report");
        let about: Vec<Dispute> = report
            .text
            .disagreements
            .iter()
            .map(|one| dispute(one))
            .collect();
        assert_eq!(
            about,
            [Dispute::Year, Dispute::Name],
            "{:?}",
            report.text.disagreements
        );
        assert_eq!(report.organization(), None);
    }
}
