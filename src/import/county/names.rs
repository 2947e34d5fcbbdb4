//! Whether the body that a report names is a unit: by its full name, its short name or a
//! former one, with or without the places above it.

use crate::form::simplified;
use crate::parse::organization::OrganizationDoc;
use crate::prose::department_names::{self, without_places};
use crate::prose::place_names::place;
use crate::prose::{alike, closest, fold};

/// How well a stated name fits a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    No,
    /// Only nearly, so that a slip of the pen may be the cause: never taken.
    Near,
    /// A name that the unit had given up before that year.
    Former,
    /// The same name with more places before it, and of the unit nobody says where it is.
    Wider,
    /// A name of the unit, perhaps without the places above it or without 人民政府.
    Same,
    /// The very name that the unit had in that year.
    Whole,
}

/// What stands for a whole body only together with the place before it.
const GENERAL: [&str; 7] = [
    "办公室",
    "党政办公室",
    "管理委员会",
    "管委会",
    "人民政府",
    "政府",
    "机关",
];

/// How a place above a body may be written out.
const GOVERNMENTS: [&str; 2] = ["人民政府", "政府"];

/// A folded name in two pieces.
struct Pieces<'n> {
    /// The places that the body belongs to, such as `示例市示例县`.
    above: &'n str,
    /// `石桥镇` of 示例县石桥镇人民政府, `民政局` of 示例县民政局.
    own: &'n str,
}

impl<'n> Pieces<'n> {
    fn of(name: &'n str) -> Self {
        let own = match place(name) {
            Some(place) => {
                let whole = [place.stem, place.class].concat();
                let start = name.rfind(&whole).unwrap_or(0);
                &name[start..start + whole.len()]
            }
            None => match without_places(name) {
                "" => without_government(name),
                own => own,
            },
        };
        let above = name.find(own).map_or("", |_| {
            let start = name.rfind(own).unwrap_or(0);
            &name[..start]
        });
        Self {
            above: without_government(above),
            own,
        }
    }

    fn is_general(&self) -> bool {
        GENERAL.contains(&self.own)
    }
}

fn without_government(name: &str) -> &str {
    let short = GOVERNMENTS.iter().find_map(|word| name.strip_suffix(word));
    short.filter(|short| !short.is_empty()).unwrap_or(name)
}

/// The name of a body without the places above it and without 人民政府: 石桥镇.
pub fn own_name(name: &str) -> String {
    Pieces::of(&fold(name)).own.to_owned()
}

/// The places that a body names before its own name: 示例县 of 示例县石桥镇人民政府.
pub fn places_above(name: &str) -> String {
    Pieces::of(&fold(name)).above.to_owned()
}

/// How a name that a report of a year states fits a unit. `around` are places that the
/// units of the site belong to, such as the county that owns it.
pub fn fit(stated: &str, unit: &OrganizationDoc, year: u16, around: &[&str]) -> Fit {
    if stated.is_empty() || unit.name.is_empty() {
        return Fit::No;
    }
    let stated: String = fold(stated).chars().map(simplified).collect();
    let full = [unit.name.as_str(), unit.name_in(year)];
    if full.iter().any(|name| alike(name, &stated)) {
        return Fit::Whole;
    }
    let county = unit.county.as_deref().map(fold);
    let around: Vec<String> = around.iter().map(|one| fold(one)).chain(county).collect();
    let known = unit
        .names_in(year)
        .map(|name| of_name(&stated, name, &around));
    // A name that was given up before that year may be a slip.
    let former = unit.place.former_names.iter();
    let former = former.map(|one| of_name(&stated, &one.name, &around).min(Fit::Former));
    known.chain(former).max().unwrap_or(Fit::No)
}

/// How a folded name fits one name of a unit.
fn of_name(stated: &str, known: &str, around: &[String]) -> Fit {
    let known = fold(known);
    if stated == known {
        return Fit::Same;
    }
    let (one, other) = (Pieces::of(stated), Pieces::of(&known));
    if one.own == other.own {
        return above(&one, &other, around);
    }
    match is_near(&one, &other) || is_slip(stated, &known) {
        true => Fit::Near,
        false => Fit::No,
    }
}

/// Of two bodies with one own name, whether they can belong to the same place.
fn above(stated: &Pieces<'_>, known: &Pieces<'_>, around: &[String]) -> Fit {
    let agree = |one: &str, other: &str| one.ends_with(other) || other.ends_with(one);
    match (stated.above, known.above) {
        ("", _) if stated.is_general() => Fit::Near,
        ("", _) => Fit::Same,
        (one, "") if around.is_empty() && !stated.is_general() => match one {
            "县" | "市" | "区" => Fit::Same,
            _ => Fit::Wider,
        },
        (one, "") if around.iter().any(|place| agree(one, place)) => Fit::Same,
        (one, other) if !other.is_empty() && agree(one, other) => Fit::Same,
        _ => Fit::Near,
    }
}

/// Whether a slip of the pen can make one own name of another.
fn is_near(one: &Pieces<'_>, other: &Pieces<'_>) -> bool {
    if let (Some(one), Some(other)) = (place(one.own), place(other.own)) {
        let alike = closest(one.stem, [other.stem].into_iter()).is_some();
        return one.group == other.group
            && (one.stem == other.stem || one.class == other.class && alike);
    }
    let department = |pieces: &Pieces<'_>| department_names::own_part(pieces.own).is_some();
    let letters = one.own.chars().count();
    let is_slip =
        || (5..=60).contains(&letters) && strsim::damerau_levenshtein(one.own, other.own) <= 1;
    department(one)
        && department(other)
        && (department_names::same(one.own, other.own) || is_slip())
}

/// Whether a name of no known kind is another with one letter changed.
fn is_slip(stated: &str, known: &str) -> bool {
    /// The fewest letters of such a name, and the most.
    const LETTERS: std::ops::RangeInclusive<usize> = 6..=60;
    let is_known = |name: &str| place(name).is_some() || department_names::own_part(name).is_some();
    !(is_known(stated) && is_known(known))
        && LETTERS.contains(&stated.chars().count())
        && LETTERS.contains(&known.chars().count())
        && strsim::damerau_levenshtein(stated, known) <= 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::organization::FormerName;

    fn unit(name: &str, short: Option<&str>) -> OrganizationDoc {
        OrganizationDoc {
            name: name.to_owned(),
            short_name: short.map(str::to_owned),
            ..OrganizationDoc::default()
        }
    }

    #[test]
    fn a_unit_has_its_names_with_and_without_the_places_above() {
        let town = unit("示例县石桥镇人民政府", None);
        for (stated, expected) in [
            ("示例县石桥镇人民政府", Fit::Whole),
            ("示例县 石桥镇人民政府", Fit::Whole),
            ("石桥镇人民政府", Fit::Same),
            ("石桥镇", Fit::Same),
            ("示例县石桥镇", Fit::Same),
            ("示例市示例县石桥镇人民政府", Fit::Same),
            ("示例县人民政府石桥镇人民政府", Fit::Same),
            ("甲县石桥镇人民政府", Fit::Near),
            ("示例县石挢镇人民政府", Fit::Near),
            ("石桥乡", Fit::Near),
            ("示例县石桥镇人名政府", Fit::Near),
            ("桥镇", Fit::No),
            ("大石桥镇", Fit::Near),
            ("石桥街道办事处", Fit::Near),
            ("示例县红岩镇人民政府", Fit::No),
            ("石桥镇卫生院", Fit::No),
            ("示例县人民政府", Fit::No),
            ("", Fit::No),
        ] {
            assert_eq!(fit(stated, &town, 2022, &["示例县"]), expected, "{stated}");
        }
    }

    #[test]
    fn departments_are_not_taken_for_one_another() {
        let office = unit("示例县人力资源和社会保障局", None);
        let around = ["示例县"];
        for (stated, expected) in [
            ("人力资源和社会保障局", Fit::Same),
            ("县人力资源和社会保障局", Fit::Same),
            ("市人力资源和社会保障局", Fit::Near),
            ("示例县人社局", Fit::Near),
            ("示例县民政局", Fit::No),
        ] {
            assert_eq!(fit(stated, &office, 2022, &around), expected, "{stated}");
        }
        // In a short name another letter is another department, in a long one a slip.
        let slip = "示例县人力资原和社会保障局";
        assert_eq!(fit(slip, &office, 2022, &around), Fit::Near);
        let finance = unit("示例县财政局", None);
        assert_eq!(fit("示例县民政局", &finance, 2022, &around), Fit::No);
        let office = unit("示例县人民政府办公室", None);
        assert_eq!(fit("办公室", &office, 2022, &around), Fit::Near);
        assert_eq!(fit("县人民政府办公室", &office, 2022, &around), Fit::Same);
        assert_eq!(fit("示例县人民政府", &office, 2022, &around), Fit::No);
    }

    #[test]
    fn where_the_unit_is_has_to_be_known_or_left_open() {
        let mut town = unit("石桥镇人民政府", Some("石桥"));
        let stated = "示例县石桥镇人民政府";
        assert_eq!(fit(stated, &town, 2022, &[]), Fit::Wider);
        assert_eq!(fit(stated, &town, 2022, &["示例县"]), Fit::Same);
        assert_eq!(fit(stated, &town, 2022, &["甲县"]), Fit::Near);
        town.county = Some("示例县".to_owned());
        assert_eq!(fit(stated, &town, 2022, &[]), Fit::Same);
        assert_eq!(fit("石桥", &town, 2022, &[]), Fit::Same);
    }

    #[test]
    fn a_former_name_is_one_as_long_as_it_was_used() {
        let mut town = unit("示例县石桥镇人民政府", None);
        town.place.former_names = vec![FormerName {
            name: "示例县响水乡人民政府".to_owned(),
            until: Some(2020),
        }];
        let fit = |year| fit("示例县响水乡人民政府", &town, year, &[]);
        assert_eq!(fit(2019), Fit::Whole);
        assert_eq!(fit(2022), Fit::Former);
    }

    #[test]
    fn cities_and_counties_are_bodies_of_their_own() {
        let city = unit("示例市人民政府", None);
        assert_eq!(fit("示例市", &city, 2022, &[]), Fit::Same);
        assert_eq!(fit("甲市人民政府", &city, 2022, &[]), Fit::No);
        let county = unit("示例县人民政府", None);
        assert_eq!(fit("示例县", &county, 2022, &[]), Fit::Same);
        assert_eq!(fit("示例市示例县人民政府", &county, 2022, &[]), Fit::Wider);
        assert_eq!(fit("甲县人民政府", &county, 2022, &[]), Fit::No);
        assert_eq!(own_name("示例县石桥镇人民政府"), "石桥镇");
    }
}
