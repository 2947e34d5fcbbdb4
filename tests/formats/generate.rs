//! Reports at random.

use gongkai::form::{Amount, FORMS, Form, Kind, Part, Value};
use gongkai::parse::cell::NOT_APPLICABLE;
use gongkai::parse::clean::{Clean, Syntax};
use gongkai::parse::date::Stamp;
use gongkai::parse::former::FormerAddress;
use gongkai::parse::report::{Allowance, ReportDoc, Undecided};
use gongkai::parse::tables::PartDoc;
use gongkai::path::OutPath;
use gongkai::report::Shape;
use proptest::prelude::Rng;
use proptest::test_runner::{RngAlgorithm, TestRng};

/// Choices that the seed decides.
pub struct Odds(TestRng);

impl Odds {
    pub fn new(seed: u64) -> Self {
        let mut bytes = [0; 32];
        bytes[..8].copy_from_slice(&seed.to_le_bytes());
        Self(TestRng::from_seed(RngAlgorithm::ChaCha, &bytes))
    }

    pub fn below(&mut self, limit: usize) -> usize {
        self.0.next_u32() as usize % limit
    }

    pub fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    pub fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())]
    }
}

/// What is odd about a text for those who write YAML.
const ODD: [&str; 26] = [
    ": ", " #", "#", "\"", "'", "\\", "{", "}", "[", ",", "&a", "*a", "!x", "- ", "|", ">", "%",
    "@", "`", "~", "null", "true", "007", "12.50", "\u{2028}", "\u{feff}",
];

/// Words of one line; what stands at the ends is never a space.
fn text(odds: &mut Odds) -> String {
    let mut text = String::new();
    for _ in 0..1 + odds.below(4) {
        match odds.below(3) {
            0 => text.push_str(odds.pick::<&str>(&ODD)),
            1 => text.push_str(odds.pick(&["青禾镇", "，", "（一）", "文号", " ", "２０", "𠮷"])),
            _ => text.extend(char::from_u32(odds.below(0x3000) as u32)),
        }
    }
    let text: String = text.chars().filter(|c| !c.is_control()).collect();
    let text = text.replace('\u{feff}', "");
    let text = format!(
        "甲{}乙",
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    );
    // What nobody sees is taken out before a file is read.
    match Clean::of(&text, Syntax::Data) {
        Some(_) => "甲：乙".to_owned(),
        None => text,
    }
}

fn maybe<T>(odds: &mut Odds, make: impl Fn(&mut Odds) -> T) -> Option<T> {
    odds.once_in(2).then(|| make(odds))
}

fn stamp(odds: &mut Odds) -> Stamp {
    let day = 1 + odds.below(28) as i8;
    let date = jiff::civil::date(1900 + odds.below(300) as i16, 1 + odds.below(12) as i8, day);
    let time = maybe(odds, |odds| {
        format!("{:02}:{:02}", odds.below(24), odds.below(60))
    });
    Stamp { date, time }
}

fn amount(odds: &mut Odds) -> Amount {
    let typed = odds.pick(&[
        "0",
        "0.00",
        "12.50",
        "4166.214619",
        "007",
        "123456789012345678901234567890",
    ]);
    Amount::parse(typed).expect("a decimal")
}

fn value(odds: &mut Odds, kind: Kind, lean: usize) -> Value {
    match (odds.below(6), lean) {
        (0, _) | (1, 0) => Value::Blank,
        (1, _) => Value::NotApplicable((odds.pick(&NOT_APPLICABLE)).to_owned()),
        (2 | 3, 0 | 1) if matches!(kind, Kind::Count | Kind::Change) => Value::Count(0),
        _ => match kind {
            Kind::Count => Value::Count(odds.below(1_000_000_000) as i64),
            Kind::Change => Value::Count(odds.below(2_000) as i64 - 1_000),
            Kind::AmountText if odds.once_in(2) => {
                Value::Text((odds.pick(&["120.5万元", "1,200万元", "12万5000元"])).to_owned())
            }
            Kind::Amount | Kind::AmountText => Value::Amount(amount(odds)),
        },
    }
}

/// A part: dense or nearly empty, with typed totals or without.
fn part(odds: &mut Odds, part: &'static Part) -> PartDoc {
    let (lean, sparse) = (odds.below(3), 1 + odds.below(6));
    let totals = odds.below(4);
    let tables = part.tables.iter().map(|table| {
        let shape = Shape::of(table);
        let width = table.kinds.len();
        let cells = (0..table.size()).map(|cell| {
            let stated = match shape.totals[cell] {
                true => totals > 0 && odds.once_in(4 * totals),
                false => odds.once_in(sparse),
            };
            stated.then(|| value(odds, table.kinds[cell % width], lean))
        });
        cells.collect()
    });
    PartDoc {
        tables: tables.collect(),
        rest_is_zero: odds.once_in(2),
        refused: Vec::new(),
        unread: false,
    }
}

pub fn report(seed: u64) -> ReportDoc {
    report_like(seed, seed)
}

/// A report of the form and year that another seed decides.
pub fn report_like(seed: u64, base: u64) -> ReportDoc {
    let mut choice = Odds::new(base);
    let year = 2008 + choice.below(20) as u16;
    let form: &'static Form = match choice.once_in(3) {
        true => choice.pick(FORMS),
        false => Form::choose(None, year).expect("a form"),
    };
    let mut odds = Odds::new(seed);
    let odds = &mut odds;
    ReportDoc {
        year,
        form,
        title: maybe(odds, text),
        organization: maybe(odds, text),
        signed: maybe(odds, stamp),
        published: maybe(odds, stamp),
        index_number: maybe(odds, text),
        document_number: maybe(odds, text),
        former_addresses: former_addresses(odds),
        draft: odds.once_in(2),
        frozen: false,
        corrections: Vec::new(),
        allow: allow(odds),
        undecided: undecided(odds),
        parts: form.parts.iter().map(|one| Some(part(odds, one))).collect(),
    }
}

fn allow(odds: &mut Odds) -> Vec<Allowance> {
    let rules = ["A01", "X01", "NULL", "1e3", "甲"];
    let some = rules.iter().filter(|_| odds.once_in(3)).copied();
    let some: Vec<&str> = some.collect();
    let allowed = some.iter().map(|rule| Allowance {
        rule: (*rule).to_owned(),
        reason: text(odds),
        span: 0..0,
    });
    allowed.collect()
}

fn former_addresses(odds: &mut Odds) -> Vec<FormerAddress> {
    let addresses = [
        "zwgk/nb.html",
        "年报/index.html",
        "a b/#1/index.html",
        "1e3/null.htm",
    ];
    let some = addresses.iter().filter(|_| odds.once_in(4));
    let former = some.map(|address| FormerAddress {
        out: OutPath::new(address).expect("a path"),
        span: 0..0,
    });
    former.collect()
}

fn undecided(odds: &mut Odds) -> Vec<Undecided> {
    let cells = ["表二.行政规范性文件", "表三.本年新收.自然人", "甲: #", "1"];
    let some = cells.iter().filter(|_| odds.once_in(4)).copied();
    let some: Vec<&str> = some.collect();
    let undecided = some.iter().map(|cells| Undecided {
        cells: (*cells).to_owned(),
        stood: text(odds),
        span: 0..0,
    });
    undecided.collect()
}

/// The ids of a table, a row and a column.
pub type Address = [&'static str; 3];

/// A cell of a report, and what it is to say from now on.
pub fn change(odds: &mut Odds, doc: &ReportDoc) -> Option<(Address, Option<Value>)> {
    let tables: Vec<_> = doc.form.tables().collect();
    let table = *tables.get(odds.below(tables.len().max(1)))?;
    let (rows, columns) = (table.leaf_rows(), table.leaf_columns());
    let (row, column) = (odds.below(rows.len()), odds.below(columns.len()));
    let address = [table.id, rows[row].head.id, columns[column].head.id];
    let kind = table.kinds[column];
    let value = (!odds.once_in(4)).then(|| value(odds, kind, 1));
    Some((address, value))
}
