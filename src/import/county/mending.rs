//! What a unit has to mend in the report that it sent, with the place in its own file.

use crate::import::receipt::{Receipt, gaps_told};
use crate::import::source::Place;
use crate::import::wording::{choice, shown};

/// One thing to be mended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mend {
    /// What is wrong, in Chinese, without a full stop.
    pub what: String,
    /// Where it stands in the file that was sent, as its reader counts.
    pub place: Option<String>,
    /// What to do, without a full stop.
    pub cure: String,
}

/// The most readings that are named.
const READINGS: usize = 3;
/// The most places of one thing that are named.
const PLACES: usize = 4;

/// All that is to be mended, as far as the file was read.
pub fn mends(receipt: &Receipt) -> Vec<Mend> {
    let mut all = undecided(receipt);
    let missing = gaps_told(&receipt.missing).map(|gap| Mend {
        what: format!("没有{gap}"),
        place: None,
        cure: "照规定的表格补上，没有的填 0".to_owned(),
    });
    all.extend(missing);
    let broken = receipt.relations.broken.iter().map(|one| Mend {
        what: format!("数字对不上，{}", one.says),
        place: places(&one.places),
        cure: "核对这几格，改正写错的".to_owned(),
    });
    all.extend(broken);
    let left_over = receipt.left_over.iter().map(|one| Mend {
        what: format!("“{}”在规定的表格里没有位置，{}", shown(&one.text), one.why),
        place: Some(one.place.to_string()),
        cure: "照规定的表格改".to_owned(),
    });
    all.extend(left_over);
    let pictures = receipt.pictures.iter().map(|place| Mend {
        what: "这里是图片，里面的字和数读不出来".to_owned(),
        place: Some(place.to_string()),
        cure: "图片里有数字或者文字的，打成字；没有就不用改".to_owned(),
    });
    all.extend(pictures);
    let disagreements = receipt.disagreements.iter().map(|one| Mend {
        what: shown(one),
        place: None,
        cure: "核对，改成一样的".to_owned(),
    });
    all.extend(disagreements);
    let lines = receipt.not_understood.iter().map(|line| Mend {
        what: format!("“{}”不知道属于哪一部分", shown(&line.text)),
        place: Some(line.place.to_string()),
        cure: "移到该在的部分，多余的删去".to_owned(),
    });
    all.extend(lines);
    all
}

fn undecided(receipt: &Receipt) -> Vec<Mend> {
    let all = receipt.undecided.iter().map(|one| {
        let readings = one.readings.iter().take(READINGS).map(choice);
        let readings = readings.collect::<Vec<_>>().join("；");
        let more = if one.readings.len() > READINGS {
            "；等等"
        } else {
            ""
        };
        let what = match readings.as_str() {
            "" => format!("{}写的是 {}，看不出是什么数", one.cells, shown(&one.stood)),
            _ => format!(
                "{}写的是 {}，分不清是哪几个数，可能是 {readings}{more}",
                one.cells,
                shown(&one.stood)
            ),
        };
        Mend {
            what,
            place: Some(one.place.to_string()),
            cure: "每一格的数分开写清楚".to_owned(),
        }
    });
    all.collect()
}

fn places(all: &[Place]) -> Option<String> {
    let named = all.iter().take(PLACES).enumerate().map(|(at, place)| {
        let before = at.checked_sub(1).map(|before| &all[before]);
        after(before, place)
    });
    let named = named.collect::<Vec<_>>().join("、");
    let more = if all.len() > PLACES { "等" } else { "" };
    (!named.is_empty()).then(|| format!("{named}{more}"))
}

/// A place behind another: the table or sheet of both is named once.
fn after(before: Option<&Place>, place: &Place) -> String {
    let whole = place.to_string();
    let around = match (before, place) {
        (Some(Place::TableCell { table: one, .. }), Place::TableCell { table, .. })
            if one == table =>
        {
            Place::Table(*table).to_string()
        }
        (Some(Place::SheetCell { sheet: one, .. }), Place::SheetCell { sheet, .. })
            if one == sheet =>
        {
            format!("{}的 ", Place::Sheet(sheet.clone()))
        }
        _ => return whole,
    };
    whole
        .strip_prefix(&around)
        .map_or(whole.clone(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_several_places_is_named_once() {
        let cell = |row| Place::Table(5).cell(row, 0);
        let sheet = |row| Place::Sheet("表三".into()).cell(row, 0);
        let told = |all: &[Place]| places(all).unwrap_or_default();
        assert_eq!(
            told(&[cell(0), cell(1)]),
            "第 5 个表格第 1 行第 1 列、第 2 行第 1 列"
        );
        assert_eq!(told(&[sheet(0), sheet(1)]), "工作表“表三”的 A1、A2");
        assert_eq!(told(&[Place::Line(3), Place::Line(4)]), "第 3 行、第 4 行");
        assert_eq!(told(&[]), "");
    }
}
