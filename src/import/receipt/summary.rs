//! What was understood of a file, in one sentence.

use crate::import::wording::shown;

use super::Receipt;

/// The most pieces of glued numbers that are named.
const NAMED: usize = 2;

impl Receipt {
    /// How many numbers were read and how, and whether they satisfy the form.
    pub fn summary(&self) -> String {
        let year = self.year;
        if self.tables.is_empty() {
            return format!("识别出 {year} 年年报：{}，没有表格", self.form.name);
        }
        let counts = &self.counts;
        let parts = match counts.split {
            0 if counts.read == 0 => "都没有读到".to_owned(),
            0 if counts.chosen == 0 => "全部直接读到".to_owned(),
            0 => format!("{} 个直接读到", counts.read),
            _ => format!("{} 个直接读到，{}", counts.read, self.parted()),
        };
        let mut said = vec![format!(
            "识别出 {year} 年年报：{} 个数，{parts}",
            counts.known()
        )];
        for (count, what) in [
            (counts.chosen, "个人工选定"),
            (counts.undecided, "个读不定"),
            (counts.blank, "格空白"),
            (counts.missing, "格原件里没有"),
        ] {
            if count > 0 {
                said.push(format!("{count} {what}"));
            }
        }
        said.push(self.relations());
        said.join("；")
    }

    /// `7 个由 142000016 拆开`.
    fn parted(&self) -> String {
        if self.splits.len() > NAMED {
            let places = self.splits.len();
            return format!("{} 个由连在一起的 {places} 处数字拆开", self.counts.split);
        }
        let parted = self.splits.iter().map(|one| {
            let stood = shown(&one.stood);
            format!("{} 个由 {stood} 拆开", one.count)
        });
        parted.collect::<Vec<_>>().join("，")
    }

    fn relations(&self) -> String {
        let relations = &self.relations;
        let broken = relations.broken.len();
        let all = relations.holding + broken;
        let said = match (all, broken) {
            (0, _) => return "勾稽关系都缺数，没有核对".to_owned(),
            (_, 0) => format!("勾稽关系 {all} 项全部成立"),
            _ => format!("勾稽关系 {all} 项，{broken} 项不成立"),
        };
        match relations.unknown {
            0 => said,
            unknown => format!("{said}，另有 {unknown} 项缺数"),
        }
    }
}
