//! Whose report a file is.

use crate::form::simplified;
use crate::prose::place_names::place;
use crate::prose::{department_names, fold};

use super::Unit;
use super::names::{Fit, fit, own_name};

/// What a file states of whose report it is.
#[derive(Clone, Copy, Debug)]
pub struct Stated<'s> {
    /// The body of the report, by its title or its signature.
    pub body: Option<&'s str>,
    /// Another body in the same report: the signature where the title names one that is
    /// not the same.
    pub other: Option<&'s str>,
    /// The name of the file, without its ending.
    pub file: &'s str,
    pub year: u16,
}

/// Whose report it is. The numbers are those of the units.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whose {
    Unit(usize),
    /// Units that have this name, several of them.
    Several(Vec<usize>),
    /// What the file says of itself is true of different units.
    Contradicted(Vec<usize>, Against),
    /// No unit's name, but nearly that of these.
    Near(Vec<usize>),
    /// A body that is no unit.
    Unknown,
    /// No body is named. The units that the name of the file names are no answer, but
    /// worth a question.
    Unstated(Vec<usize>),
}

/// What contradicts the body of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Against {
    Signature,
    FileName,
}

/// Sorts a file. `around` are places that the units belong to. Linear in the units.
pub fn whose(stated: &Stated<'_>, units: &[Unit], around: &[&str]) -> Whose {
    let by_file = named_by(stated.file, units);
    let Some(body) = stated.body else {
        return Whose::Unstated(by_file);
    };
    let found = by_name(body, stated.year, units, around);
    if let (Whose::Unit(one), Some(other)) = (&found, stated.other) {
        let by_other = by_name(other, stated.year, units, around);
        if let Some(others) = contradicts(*one, other, &by_other) {
            let all = [*one].into_iter().chain(others).collect();
            return Whose::Contradicted(all, Against::Signature);
        }
    }
    let fits = match &found {
        Whose::Unit(one) => vec![*one],
        Whose::Several(all) | Whose::Near(all) => all.clone(),
        _ => Vec::new(),
    };
    let is_own = by_file.iter().any(|one| fits.contains(one));
    if by_file.is_empty() || is_own || !matches!(found, Whose::Unit(_) | Whose::Unknown) {
        return found;
    }
    // The same name with other places before it is no contradiction.
    let own = own_name(body);
    if by_file
        .iter()
        .all(|at| own_name(&units[*at].organization.name) == own)
    {
        return found;
    }
    let mut all = fits;
    all.extend(by_file);
    Whose::Contradicted(all, Against::FileName)
}

/// Whether the body that signed is not the unit that the title names: then the units that
/// it may be. An office of the unit, or what is no body, contradicts nothing.
fn contradicts(unit: usize, other: &str, found: &Whose) -> Option<Vec<usize>> {
    let others: &[usize] = match found {
        Whose::Unit(other) => std::slice::from_ref(other),
        Whose::Several(all) | Whose::Near(all) => all,
        _ => &[],
    };
    let other = fold(other);
    let is_body = place(&other).is_some() || department_names::own_part(&other).is_some();
    let is_known = !others.is_empty();
    (!others.contains(&unit) && (is_known || is_body)).then(|| others.to_vec())
}

/// Sorts by the name of a body alone.
pub fn by_name(body: &str, year: u16, units: &[Unit], around: &[&str]) -> Whose {
    let fits: Vec<Fit> = units
        .iter()
        .map(|unit| fit(body, &unit.organization, year, around))
        .collect();
    let of = |least: Fit, most: Fit| -> Vec<usize> {
        let all = fits.iter().enumerate();
        let all = all.filter(|(_, fit)| (least..=most).contains(*fit));
        all.map(|(at, _)| at).collect()
    };
    // A full name outweighs the short name of another.
    match (of(Fit::Whole, Fit::Whole), of(Fit::Same, Fit::Whole)) {
        (whole, _) if whole.len() == 1 => Whose::Unit(whole[0]),
        (_, same) if same.len() == 1 => Whose::Unit(same[0]),
        (_, same) if !same.is_empty() => Whose::Several(same),
        _ => match of(Fit::Near, Fit::Wider) {
            near if near.is_empty() => Whose::Unknown,
            near => Whose::Near(near),
        },
    }
}

/// The units whose own names stand in the name of a file. The owner is none of them: the
/// name of the county stands in front of many names.
pub fn named_by(file: &str, units: &[Unit]) -> Vec<usize> {
    /// The fewest letters that name a body.
    const LETTERS: usize = 3;
    let file: String = fold(file).chars().map(simplified).collect();
    let mut named: Vec<(usize, String)> = Vec::new();
    for (at, unit) in units.iter().enumerate() {
        if unit.id.is_none() || unit.organization.name.is_empty() {
            continue;
        }
        let short = unit.organization.short_name.as_deref().map(fold);
        let names = [own_name(&unit.organization.name)].into_iter().chain(short);
        let in_file =
            names.filter(|name| name.chars().count() >= LETTERS && file.contains(name.as_str()));
        if let Some(longest) = in_file.max_by_key(String::len) {
            named.push((at, longest));
        }
    }
    // 石桥镇 also stands in 大石桥镇.
    let within = |name: &str| {
        let mut others = named.iter();
        others.any(|(_, other)| other.len() > name.len() && other.contains(name))
    };
    let own = named.iter().filter(|(_, name)| !within(name));
    own.map(|(at, _)| *at).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::organization::OrganizationDoc;

    fn units(names: &[(&str, Option<&str>)]) -> Vec<Unit> {
        let unit = |(at, (name, short)): (usize, &(&str, Option<&str>))| Unit {
            id: (at > 0).then(|| format!("u{at}")),
            organization: OrganizationDoc {
                name: (*name).to_owned(),
                short_name: short.map(str::to_owned),
                ..OrganizationDoc::default()
            },
        };
        names.iter().enumerate().map(unit).collect()
    }

    fn sorted(body: Option<&str>, other: Option<&str>, file: &str) -> Whose {
        let units = units(&[
            ("示例县人民政府", None),
            ("示例县石桥镇人民政府", Some("石桥镇")),
            ("示例县大石桥镇人民政府", None),
            ("示例县青禾镇人民政府", None),
            ("示例县教育局", Some("县局")),
            ("示例县民政局", Some("县局")),
        ]);
        let year = 2022;
        let stated = Stated {
            body,
            other,
            file,
            year,
        };
        whose(&stated, &units, &["示例县"])
    }

    #[test]
    fn a_body_is_a_unit_by_its_name_and_never_by_half_of_it() {
        let of = |body| sorted(Some(body), None, "年报");
        assert_eq!(of("石桥镇"), Whose::Unit(1));
        assert_eq!(of("大石桥镇"), Whose::Unit(2));
        assert_eq!(of("示例县"), Whose::Unit(0));
        assert_eq!(of("县局"), Whose::Several(vec![4, 5]));
        assert_eq!(of("示例县青河镇人民政府"), Whose::Near(vec![3]));
        assert_eq!(of("示例县新安乡人民政府"), Whose::Unknown);
        assert_eq!(sorted(None, None, "青禾镇2022"), Whose::Unstated(vec![3]));
    }

    #[test]
    fn what_contradicts_itself_is_asked() {
        let (town, other) = (Some("青禾镇"), Some("示例县石桥镇人民政府"));
        let signature = Whose::Contradicted(vec![3, 1], Against::Signature);
        assert_eq!(sorted(town, other, "年报"), signature);
        let stranger = Some("示例县新安乡人民政府");
        let signature = Whose::Contradicted(vec![3], Against::Signature);
        assert_eq!(sorted(town, stranger, "年报"), signature);
        // An office contradicts nothing, nor a slip of the pen.
        let slip = Some("示例县青河镇人民政府");
        assert_eq!(sorted(town, slip, "年报"), Whose::Unit(3));
        assert_eq!(sorted(town, Some("党政办公室"), "年报"), Whose::Unit(3));
        let file = |all| Whose::Contradicted(all, Against::FileName);
        assert_eq!(sorted(town, None, "石桥镇年报"), file(vec![3, 1]));
        assert_eq!(sorted(Some("新安乡"), None, "大石桥镇"), file(vec![2]));
        for name in ["青禾镇", "示例县青禾镇和石桥镇", "收2", "示例县"] {
            assert_eq!(sorted(town, None, name), Whose::Unit(3), "{name}");
        }
    }
}
