//! Which unit each file is taken for, and why the others are not taken.

use std::collections::BTreeSet;

use crate::cmd::Exit;
use crate::cmd::import::Args;
use crate::cmd::import::outcome::no_year;
use crate::import::county::Unit;
use crate::import::county::names::{Fit, fit};
use crate::import::county::sorting::{Against, Stated, Whose, named_by, whose};
use crate::import::text::Text;
use crate::import::wording::shown;

use super::files::File;
use super::units::Units;
use crate::cmd::import::one::Understanding;

/// What a file was sorted as.
pub enum Sorted {
    /// It is this unit's, of that year.
    Of {
        unit: usize,
        year: u16,
    },
    /// It is of a body that is no unit.
    Unknown {
        body: String,
        year: u16,
    },
    Left(Left),
}

/// Why a file is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// It was not read, or is no report.
    Refused,
    NoYear,
    /// It is of another year than the one that was asked for.
    OtherYear,
    /// Several units have the name of its body.
    Several,
    /// What it says of itself is true of different bodies.
    Contradicted,
    /// Its body has nearly the name of a unit.
    Near,
    /// It names no body.
    Unstated,
    /// It is of another body than the unit that was named.
    Other,
}

impl Cause {
    /// In one word, for programs.
    pub fn word(self) -> &'static str {
        match self {
            Self::Refused => "refused",
            Self::NoYear => "no-year",
            Self::OtherYear => "other-year",
            Self::Several => "several",
            Self::Contradicted => "contradicted",
            Self::Near => "near",
            Self::Unstated => "unstated",
            Self::Other => "unknown",
        }
    }
}

/// A file that is not taken.
#[derive(Debug)]
pub struct Left {
    pub cause: Cause,
    /// In Chinese, with what to do, without a full stop.
    pub why: String,
    /// The same for whoever sent it, if it is theirs to mend.
    pub to_sender: Option<String>,
    pub exit: Exit,
    /// The units that it may be of.
    pub units: Vec<usize>,
    pub body: Option<String>,
    pub year: Option<u16>,
}

/// Sorts all files. `has` says whether the site has a report of a unit and year. The product
/// of files and units.
pub fn sort(
    args: &Args,
    files: &[File],
    read: &[Understanding],
    units: &Units,
    has: &dyn Fn(usize, u16) -> bool,
) -> Vec<Sorted> {
    let pairs = files.iter().zip(read);
    let sorted = pairs.map(|(file, read)| match read {
        Err(undone) => Sorted::Left(Left {
            cause: Cause::Refused,
            why: undone.why.clone(),
            to_sender: Some(undone.why.clone()),
            exit: undone.exit,
            units: named_by(file.stem(), &units.all),
            body: None,
            year: None,
        }),
        Ok((understood, _)) => one(args, file, &understood.text, units),
    });
    let mut sorted: Vec<Sorted> = sorted.collect();
    settle_near(&mut sorted, units, has);
    sorted
}

/// A name with a slip of the pen is none where the report of the unit that it is nearly
/// the name of is there: then it is the name of another body.
fn settle_near(sorted: &mut [Sorted], units: &Units, has: &dyn Fn(usize, u16) -> bool) {
    let own: BTreeSet<(usize, u16)> = sorted
        .iter()
        .filter_map(|one| match one {
            Sorted::Of { unit, year } => Some((*unit, *year)),
            _ => None,
        })
        .collect();
    let around = units.around();
    for one in sorted {
        let Sorted::Left(left) = one else {
            continue;
        };
        let (Cause::Near, Some(body), Some(year)) = (left.cause, &left.body, left.year) else {
            continue;
        };
        let is_another = |unit: &usize| {
            let organization = &units.all[*unit].organization;
            let is_there = own.contains(&(*unit, year)) || has(*unit, year);
            is_there && fit(body, organization, year, &around) <= Fit::Near
        };
        if left.units.iter().all(is_another) {
            let body = body.clone();
            *one = Sorted::Unknown { body, year };
        }
    }
}

fn one(args: &Args, file: &File, text: &Text, units: &Units) -> Sorted {
    let body = text.body().map(str::to_owned);
    let left = |cause, why: String, of: Vec<usize>, year| {
        Sorted::Left(Left {
            to_sender: to_sender(cause, body.as_deref(), &of, &units.all),
            cause,
            why,
            exit: Exit::Content,
            units: of,
            body: body.clone(),
            year,
        })
    };
    let Some(year) = text.year.or(args.year) else {
        let of = named_by(file.stem(), &units.all);
        return left(Cause::NoYear, no_year().why, of, None);
    };
    if let Some(wanted) = args.year.filter(|wanted| *wanted != year) {
        let why = format!("是 {year} 年的年报，这次只导入 {wanted} 年的");
        return left(Cause::OtherYear, why, Vec::new(), Some(year));
    }
    if args.unit.is_some() {
        return given(body.as_deref(), year, units, &left);
    }
    let stated = Stated {
        body: body.as_deref(),
        other: text.other_body(),
        file: file.stem(),
        year,
    };
    let found = whose(&stated, &units.all, &units.around());
    match (found, &body) {
        (Whose::Unit(unit), _) => Sorted::Of { unit, year },
        (Whose::Unknown, Some(body)) => Sorted::Unknown {
            body: body.clone(),
            year,
        },
        (found, _) => {
            let (cause, mut why, of) = asked(found, &stated, &units.all);
            if let (None, Some(publisher)) = (&body, &text.organization) {
                why += &format!("。网页的发布机构是“{}”，不一定是它的年报", shown(publisher));
            }
            left(cause, why, of, Some(year))
        }
    }
}

/// What a sender can mend, if the file is of one unit.
fn to_sender(cause: Cause, body: Option<&str>, of: &[usize], units: &[Unit]) -> Option<String> {
    let [unit] = of else {
        return None;
    };
    let name = units[*unit].name();
    match (cause, body) {
        (Cause::NoYear, _) => Some("没有写明是哪一年的年报，请写明".to_owned()),
        (Cause::Unstated, _) => Some("没有写明是哪个机关的年报，请写明".to_owned()),
        (_, Some(body)) => Some(format!(
            "里面写的机关是“{}”，不是“{name}”，请核对",
            shown(body)
        )),
        _ => None,
    }
}

/// All files are of one unit that the command names; those of others are not taken.
fn given(
    body: Option<&str>,
    year: u16,
    units: &Units,
    left: &dyn Fn(Cause, String, Vec<usize>, Option<u16>) -> Sorted,
) -> Sorted {
    let unit = &units.all[0];
    let around = units.around();
    match body {
        Some(body) if fit(body, &unit.organization, year, &around) < Fit::Wider => {
            let why = format!("机关是“{}”，不是{}", shown(body), unit.name());
            left(Cause::Other, why, Vec::new(), Some(year))
        }
        _ => Sorted::Of { unit: 0, year },
    }
}

/// Why a person has to say whose a report is, the same in a sentence, and which units
/// it may be of.
fn asked(found: Whose, stated: &Stated<'_>, units: &[Unit]) -> (Cause, String, Vec<usize>) {
    let body = shown(stated.body.unwrap_or_default());
    match found {
        Whose::Several(all) => {
            let (count, names) = (all.len(), named(&all, units, "、"));
            let why = format!(
                "机关是“{body}”，有 {count} 个单位叫这个名字：{names}。定下是哪一个，加上 --unit 单独导入"
            );
            (Cause::Several, why, all)
        }
        Whose::Contradicted(all, against) => {
            let what = contradiction(&body, stated, against);
            let whose = match all.len() {
                1 => "看是哪一家的".to_owned(),
                _ => format!("是 {}", named(&all, units, "还是 ")),
            };
            let why = format!("{what}。{whose}，定下以后加上 --unit 单独导入");
            (Cause::Contradicted, why, all)
        }
        Whose::Near(all) => {
            let names = named(&all, units, "、");
            let why = format!(
                "机关是“{body}”，是不是 {names}？是就改正原件的名称再导入，不是就先新建这个单位"
            );
            (Cause::Near, why, all)
        }
        Whose::Unstated(all) => (Cause::Unstated, unstated(&all, units), all),
        Whose::Unit(_) | Whose::Unknown => (Cause::Unstated, unstated(&[], units), Vec::new()),
    }
}

/// The names of units, with the option that names each.
fn named(all: &[usize], units: &[Unit], between: &str) -> String {
    let names = all.iter().map(|at| {
        let unit = &units[*at];
        match &unit.id {
            Some(id) => format!("{}（--unit {id}）", unit.name()),
            None => unit.name().to_owned(),
        }
    });
    names.collect::<Vec<_>>().join(between)
}

fn contradiction(body: &str, stated: &Stated<'_>, against: Against) -> String {
    match against {
        Against::Signature => {
            let other = shown(stated.other.unwrap_or_default());
            format!("题目写的机关是“{body}”，落款是“{other}”")
        }
        Against::FileName => {
            format!("里面写的机关是“{body}”，文件名是“{}”", shown(stated.file))
        }
    }
}

fn unstated(perhaps: &[usize], units: &[Unit]) -> String {
    let perhaps = match perhaps {
        [] => "看是哪个单位的，加上 --unit 代号 单独导入".to_owned(),
        all => {
            let names = named(all, units, "、");
            format!("文件名像 {names}，确实是就加上 --unit 单独导入")
        }
    };
    format!("里面没有写是哪个机关的年报。{perhaps}")
}
