//! How else the labels of the forms are printed: other wordings that mean the same, and
//! the traditional characters of mirrors and encyclopedias.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Other wordings of a label, by the label without its number and what stands behind it
/// in brackets. What is longer or shorter by a slip is not listed: readers of foreign
/// reports allow for it.
static WORDINGS: &[(&str, &[&str])] = &[
    ("行政规范性文件", &["规范性文件", "规范性档案"]),
    ("规范性文件", &["行政规范性文件", "规范性档案"]),
    ("本年收费金额", &["本年收费总额"]),
    ("本年增/减", &["本年增加/减少", "本年增减数"]),
    ("社会公益组织", &["社会公益机构", "公益组织"]),
    ("法律服务机构", &["法律服务组织"]),
    ("总计", &["合计"]),
    ("危及“三安全一稳定”", &["危及三安全一稳定的"]),
    ("结果维持", &["维持"]),
    ("结果纠正", &["纠正"]),
    ("尚未审结", &["未审结"]),
    ("未经复议直接起诉", &["未经复议直接诉讼"]),
    ("复议后起诉", &["复议后诉讼"]),
    ("总体情况", &["概述", "基本情况"]),
    (
        "主动公开政府信息情况",
        &["主动公开情况", "行政机关主动公开政府信息情况"],
    ),
    (
        "收到和处理政府信息公开申请情况",
        &[
            "行政机关收到和处理政府信息公开申请情况",
            "依申请公开政府信息情况",
        ],
    ),
    (
        "政府信息公开行政复议、行政诉讼情况",
        &[
            "政府信息公开行政复议与行政诉讼情况",
            "政府信息公开行政复议和行政诉讼情况",
            "因政府信息公开工作被申请行政复议、提起行政诉讼情况",
            "行政复议、行政诉讼情况",
        ],
    ),
    (
        "存在的主要问题及改进情况",
        &[
            "政府信息公开工作存在的主要问题及改进情况",
            "存在的问题及改进情况",
            "存在的主要问题和改进措施",
        ],
    ),
    ("其他需要报告的事项", &["其他需要报告事项", "其他事项"]),
];

/// Traditional characters that occur in labels, each before the character that the forms
/// print, also those that only Taiwan and Hong Kong prefer.
const TRADITIONAL: &str = "項项條条內内發发廢废現现規规範范處处決决數数許许罰罚強强費费單单萬万業业\
     請请況况組组織织總总計计務务結结轉转辦办區区這这屬属國国於于穩稳護护權权類类過过詢询無无關关\
     沒没補补確确訪访舉举報报訴诉複复復复認认獲获繳缴納纳繼继續续訟讼維维糾纠審审動动問问題题進进\
     體体採采購购減减對对與与時时議议導导檔档為为爲为機机構构製制產产執执證证據据應应還还開开門门\
     團团學学員员協协會会額额標标層层個个該该備备從从後后經经線线網网號号書书給给質质達达際际徵征\
     廳厅縣县鎮镇鄉乡區区衛卫環环財财農农稅税監监";

/// The wordings that are known beside a label, which is given without number and notes.
pub fn wordings(label: &str) -> &'static [&'static str] {
    let found = WORDINGS.iter().find(|(known, _)| *known == label);
    found.map_or(&[], |(_, others)| others)
}

static SIMPLE: LazyLock<HashMap<char, char>> = LazyLock::new(|| {
    let mut letters = TRADITIONAL.chars().filter(|c| !c.is_whitespace());
    let pairs = std::iter::from_fn(|| letters.next().zip(letters.next()));
    pairs.collect()
});

/// The character that the forms print for a traditional one; any other as it is.
pub fn simplified(c: char) -> char {
    match c.is_ascii() {
        true => c,
        false => SIMPLE.get(&c).copied().unwrap_or(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn traditional_characters_come_in_pairs_and_become_what_forms_print() {
        assert_eq!(
            TRADITIONAL.chars().filter(|c| !c.is_whitespace()).count() % 2,
            0
        );
        let text: String = "第二十條本年製發件數總計".chars().map(simplified).collect();
        assert_eq!(text, "第二十条本年制发件数总计");
        for c in TRADITIONAL
            .chars()
            .filter(|c| !c.is_whitespace())
            .skip(1)
            .step_by(2)
        {
            assert_eq!(simplified(c), c, "{c}");
        }
    }
}
