//! Table four, the same in both printed forms.

use super::measure::{Dispute, Meaning, Measure, Verdict, means};
use super::table::{Identity, Kind, Layout, Over, Part, Table, group, head};

pub(super) const PART: Part = Part {
    id: "disputes",
    name: "表四",
    tables: &[TABLE],
};

const TABLE: Table = Table {
    id: "disputes",
    caption: "政府信息公开行政复议、行政诉讼情况",
    unit: Some("单位：件"),
    corner: "",
    columns: &[
        head("upheld", "结果维持", &["维持"]),
        head("corrected", "结果纠正", &["纠正"]),
        head("other", "其他结果", &["其他"]),
        head("pending", "尚未审结", &["未审结"]),
        head("total", "总计", &[]),
    ],
    rows: &[
        head("reconsideration", "行政复议", &[]),
        group(
            "litigation",
            "行政诉讼",
            &[
                head("litigation_direct", "未经复议直接起诉", &["直接起诉"]),
                head("litigation_after_reconsideration", "复议后起诉", &[]),
            ],
        ),
    ],
    kinds: &[Kind::Count; 5],
    identities: &[GROUP_TOTAL],
    layout: Layout::SingleRow,
};

/// Implied by the column heads 结果维持 … 总计.
const GROUP_TOTAL: Identity = Identity {
    rule: "A04",
    says: "总计等于结果维持、结果纠正、其他结果、尚未审结之和",
    over: Over::Rows,
    left: &["total"],
    right: &["upheld", "corrected", "other", "pending"],
    computes: true,
};

pub(super) static REVIEWS: [Meaning; 5] = line(Dispute::Review, "行政复议", &["reconsideration"]);
pub(super) static DIRECT_SUITS: [Meaning; 5] = line(
    Dispute::DirectSuit,
    "未经复议直接起诉",
    &["litigation_direct"],
);
pub(super) static LATER_SUITS: [Meaning; 5] = line(
    Dispute::LaterSuit,
    "复议后起诉",
    &["litigation_after_reconsideration"],
);

const fn line(dispute: Dispute, name: &'static str, row: &'static [&'static str]) -> [Meaning; 5] {
    const fn cell(
        measure: Measure,
        name: &'static str,
        row: &'static [&'static str],
        column: &'static str,
    ) -> Meaning {
        means(measure, name, "disputes", row, column)
    }
    use Measure::Disputes;
    [
        cell(Disputes(dispute, Verdict::Upheld), name, row, "upheld"),
        cell(
            Disputes(dispute, Verdict::Corrected),
            name,
            row,
            "corrected",
        ),
        cell(Disputes(dispute, Verdict::Other), name, row, "other"),
        cell(Disputes(dispute, Verdict::Pending), name, row, "pending"),
        cell(Disputes(dispute, Verdict::Total), name, row, "total"),
    ]
}

#[cfg(test)]
mod tests {
    use super::TABLE;

    #[test]
    fn table_four_prints_fifteen_columns_in_one_row() {
        assert_eq!(TABLE.leaf_rows().len() * TABLE.leaf_columns().len(), 15);
    }
}
