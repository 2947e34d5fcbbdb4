//! What there is to decide, to mend and to know, entry by entry.

use crate::import::receipt::Receipt;
use crate::import::source::{Line, Place};
use crate::import::text::Text;
use crate::import::wording::choice;

use super::markup::{Cell, Heading, Markup};

/// What a person has to decide or to mend, the weightiest first.
pub fn to_do(out: &mut Markup, receipt: &Receipt, file: usize) {
    let heading = |name, text| Heading { file, name, text };
    let undecided = receipt.undecided.iter().map(|one| {
        let readings: Vec<String> = one.readings.iter().map(choice).collect();
        vec![
            text(&one.cells),
            Cell::Stood(one.stood.clone(), one.place.to_string()),
            match readings.is_empty() {
                true => text("读不出来，照原件定"),
                false => Cell::Choices(readings),
            },
        ]
    });
    let own = heading("open", "没有定下来，空着没有填");
    let columns = ["哪些格子", "原件里写的", "可能是"];
    out.list(&own, &columns, undecided.collect());
    let missing = receipt.missing.iter();
    let missing = missing.map(|gap| vec![text(&gap.what), text(&gap.cells.to_string())]);
    let own = heading("gone", "原件里没有，空着没有填");
    out.list(&own, &["哪里", "几格"], missing.collect());
    let broken = receipt.relations.broken.iter();
    let broken = broken.map(|one| vec![text(one.rule), text(&one.says)]);
    let own = heading("broken", "勾稽关系不成立，照原件没有改");
    out.list(&own, &["规则", "两边的数"], broken.collect());
    let disagreements = receipt.disagreements.iter();
    let disagreements = disagreements.map(|one| vec![text(one)]);
    let own = heading("against", "对不上的地方");
    out.list(&own, &["哪里对不上"], disagreements.collect());
    let left_over = receipt.left_over.iter();
    let left_over = left_over.map(|one| entry(&one.place, &one.text, &one.why));
    let own = heading("over", "表里没有位置，放在 report.md 最后");
    out.list(&own, &PLACES, left_over.collect());
    let pictures = receipt.pictures.iter();
    let pictures = pictures.map(|place| vec![text(&place.to_string())]);
    let own = heading("pictures", "图片没有导入，里面的数字要自己填");
    out.list(&own, &["在哪里"], pictures.collect());
}

/// The lines that are in no section, with why.
pub fn words(out: &mut Markup, receipt: &Receipt, file: usize) {
    let heading = |name, text| Heading { file, name, text };
    let unknown = |line: &Line| vec![text(&line.place.to_string()), text(&line.text)];
    let lines = receipt.not_understood.iter().map(unknown);
    let own = heading("unknown", "没有认出的文字，放在 report.md 最后");
    out.list(&own, &PLACES[..2], lines.collect());
    let dropped = receipt.dropped.iter();
    let dropped = dropped.map(|one| entry(&one.place, &one.text, &one.why));
    let own = heading("dropped", "略去的，不是报告的文字");
    out.list(&own, &PLACES, dropped.collect());
}

/// What the report states of itself, and where that was found.
pub fn evidence(out: &mut Markup, about: &Text, file: usize) {
    let found = about.evidence.iter().map(|one| {
        let place = one.place.as_ref().map(ToString::to_string);
        vec![
            text(one.what),
            text(&one.value),
            text(one.from),
            text(&place.unwrap_or_else(|| "文件的信息里".to_owned())),
        ]
    });
    let heading = Heading {
        file,
        name: "facts",
        text: "题目、机关、日期从哪里来",
    };
    let columns = ["是什么", "读成的", "出处", "在哪里"];
    out.list(&heading, &columns, found.collect());
}

const PLACES: [&str; 3] = ["在哪里", "原件里写的", "为什么"];

fn text(text: &str) -> Cell {
    Cell::Text(text.to_owned())
}

fn entry(place: &Place, stood: &str, why: &str) -> Vec<Cell> {
    vec![text(&place.to_string()), text(stood), text(why)]
}
