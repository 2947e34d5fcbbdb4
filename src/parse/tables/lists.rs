//! Rows that are written as a list: which lists are none of their row's.

use crate::diag::codes;
use crate::parse::yaml::{On, Spot, Value as Yaml};

/// Reports a list with names in it, or with too few or too many numbers for
/// the columns of its row. `total` says that the last column is a total, which
/// may be left out.
pub fn refuse(spot: &Spot<'_>, list: &[Yaml<'_>], columns: &[&str], total: bool) -> bool {
    let width = columns.len();
    let pairs: Vec<String> = list.iter().filter_map(pair).collect();
    if !list.is_empty() && pairs.len() == list.len() {
        let line = spot.corrected(On::Value, &format!("{{{}}}", pairs.join(", ")));
        let message = "写了列名的各格要用 { } 括起来，这里用了 [ ]";
        spot.error(&codes::FMT04, On::Value, message, format!("改成  {line}"));
        return true;
    }
    let least = width - usize::from(total);
    if (least..=width).contains(&list.len()) {
        return false;
    }
    let needed = match total {
        true => format!("{least} 个数（可以再加总计）"),
        false => format!("{width} 个数"),
    };
    let message = format!("这一行写了 {} 个数，应当是 {needed}", list.len());
    let stated = columns.iter().zip(list).filter_map(|(column, value)| {
        let text = value.scalar().filter(|text| text != "0")?;
        Some(format!("{column}: {text}"))
    });
    let mut stated: Vec<String> = stated.collect();
    if stated.is_empty() {
        let zeros = columns[..least].iter();
        stated = zeros.map(|column| format!("{column}: 0")).collect();
    }
    let named = spot.corrected(On::Value, &format!("{{{}}}", stated.join(", ")));
    let help = format!(
        "依次是：{}；补上缺的、去掉多的，或者只写有数的格子，如  {named}",
        columns.join("、")
    );
    spot.error(&codes::FMT04, On::Value, message, help);
    true
}

/// A cell with its name in a list: `[自然人: 21]`.
fn pair(value: &Yaml<'_>) -> Option<String> {
    match value {
        Yaml::Map(map) if map.len() == 1 => {
            Some(format!("{}: {}", map[0].0.shown(), map[0].1.scalar()?))
        }
        _ => None,
    }
}
