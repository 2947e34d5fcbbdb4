//! What a report says of its being public: that it is, and what was corrected since.

use std::ops::Range;

use crate::diag::codes;
use crate::parse::date::{self, Stamp};
use crate::parse::keys::CORRECTION;
use crate::parse::yaml::{On, Spot, Value};

/// What `状态` says of a report that is public and must not change unnoticed.
pub const PUBLISHED: &str = "已公开";

/// One correction of a report after it was published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CorrectionDoc {
    /// The number of the version that it led to, from 2; `None` where a person left it out.
    pub version: Option<u16>,
    pub date: Option<Stamp>,
    pub reason: String,
    /// Where the file says so, in bytes.
    pub span: Range<usize>,
}

/// `状态: 已公开`; anything else is reported.
pub(super) fn is_published(spot: &Spot<'_>) -> bool {
    let Some(text) = spot.word() else {
        return false;
    };
    if text != PUBLISHED {
        let message = format!("年报没有“{text}”这种状态");
        let help = format!("公开以后写  状态: {PUBLISHED}；没有公开的，删去这一行");
        spot.error(&codes::KEY, On::Value, message, help);
    }
    text == PUBLISHED
}

/// A list of corrections, or a single one.
pub(super) fn corrections(spot: &Spot<'_>) -> Vec<CorrectionDoc> {
    match spot.value() {
        Value::List(list) => {
            let items: Vec<Spot<'_>> = spot.items(list).collect();
            items.iter().filter_map(correction).collect()
        }
        _ => correction(spot).into_iter().collect(),
    }
}

/// How an entry is written, for those who have to mend one.
const EXAMPLE: &str = "写成  - {日期: 2026-03-12, 原因: 哪里填错了}";

fn correction(spot: &Spot<'_>) -> Option<CorrectionDoc> {
    if spot.is_null() {
        return None;
    }
    if !matches!(spot.value(), Value::Map(_)) {
        spot.error(&codes::KEY, On::Value, "更正要写明日期和原因", EXAMPLE);
        return None;
    }
    let (mut version, mut date, mut reason) = (None, None, None);
    for (key, spot) in spot.fields(CORRECTION) {
        match key {
            "version" => version = number(&spot),
            "date" => date = date::read(&spot),
            _ => reason = spot.stated(),
        }
    }
    if reason.is_none() || date.is_none() {
        let lacks = match (&date, &reason) {
            (None, None) => "日期和原因",
            (None, _) => "日期",
            _ => "原因",
        };
        let message = format!("更正没有写{lacks}");
        spot.error(&codes::KEY, On::Value, message, EXAMPLE);
    }
    Some(CorrectionDoc {
        version,
        date,
        reason: reason.unwrap_or_default(),
        span: spot.file_span(On::Value),
    })
}

/// The number of a version; the first one was no correction.
fn number(spot: &Spot<'_>) -> Option<u16> {
    let text = spot.word()?;
    let number = text.parse().ok().filter(|number| *number >= 2);
    if number.is_none() {
        let help = "版本从 2 数起，由 gongkai correct 写；不清楚就删去这一项";
        spot.error(&codes::KEY, On::Value, format!("“{text}”不是版本号"), help);
    }
    number
}
