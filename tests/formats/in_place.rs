//! Changes of files as clerks write them.

use gongkai::form::{Amount, Value};
use gongkai::formats::report_yaml::{same_figures, state, update};
use gongkai::parse::report::read;

use super::{file, sound};

const REST: &str = "表三: {其余为零: true}\n表四: {其余为零: true}\n";

/// A file after one cell is stated, or why it stays.
fn with(text: &str, address: [&str; 3], value: Option<Value>) -> Result<String, String> {
    let (doc, _) = read(text.trim_start_matches('\u{feff}'), &file(), 2022);
    let mut doc = doc.expect("a report");
    assert!(state(&mut doc, address, value), "{address:?}");
    update(text, &file(), &doc).map_err(|refusal| refusal.0)
}

/// What a file of table two becomes when its penalties are stated.
fn penalties(rows: &str, value: Option<Value>) -> String {
    let text = format!("年度: 2022 # 年\n表二:\n{rows}{REST}");
    let changed = with(&text, ["enforcement", "penalties", "decisions"], value);
    between(&changed.expect(rows), "表二:\n", "表三")
}

fn between(text: &str, start: &str, end: &str) -> String {
    let (_, rest) = text.split_once(start).expect("a start");
    let (inside, _) = rest.split_once(end).expect("an end");
    inside.to_owned()
}

fn count(count: i64) -> Option<Value> {
    Some(Value::Count(count))
}

#[test]
fn a_number_changes_and_its_comment_stays() {
    for (before, after) in [
        ("  行政处罚: 60  # 照台账\n", "  行政处罚: 7  # 照台账\n"),
        ("  penalties: '60'\n", "  penalties: '7'\n"),
        (
            "  \"行政处罚\" : \"６０\" # x\n",
            "  \"行政处罚\" : \"7\" # x\n",
        ),
        ("  行政处罚: -\n", "  行政处罚: 7\n"),
        ("  行政处罚: [60]\n", "  行政处罚: [7]\n"),
        (
            "  行政处罚: {decisions: 60}\n",
            "  行政处罚: {decisions: 7}\n",
        ),
        (
            "  行政处罚:\n    处理决定数量: 60 # a\n",
            "  行政处罚:\n    处理决定数量: 7 # a\n",
        ),
        ("  行政处罚:\n", "  行政处罚: 7\n"),
        ("  行政处罚: # 待填\n", "  行政处罚: 7 # 待填\n"),
        ("  行政处罚:   # 待填\n", "  行政处罚: 7   # 待填\n"),
        ("  行政处罚: ~\n", "  行政处罚: 7\n"),
        ("  # 说明\n", "  行政处罚: 7\n  # 说明\n"),
        ("  其余为零: true\n", "  行政处罚: 7\n  其余为零: true\n"),
        (
            "  行政许可: 1 # a\n  # b\n  行政强制: 2\n",
            "  行政许可: 1 # a\n  行政处罚: 7\n  # b\n  行政强制: 2\n",
        ),
    ] {
        assert_eq!(penalties(before, count(7)), after, "{before}");
    }
}

#[test]
fn a_cell_is_blanked_or_taken_out_with_nothing_else() {
    for (before, blank, gone) in [
        (
            "  行政处罚: 60  # 照台账\n",
            "  行政处罚:  # 照台账\n",
            "  # 照台账\n",
        ),
        (
            "  行政许可: 1\n  行政处罚: 60\n  行政强制: 2\n",
            "  行政许可: 1\n  行政处罚:\n  行政强制: 2\n",
            "  行政许可: 1\n  行政强制: 2\n",
        ),
        (
            "  行政处罚: [60]\n",
            "  行政处罚: [null]\n",
            "  行政处罚: [null]\n",
        ),
        (
            "  行政处罚: {decisions: 60}\n",
            "  行政处罚: {decisions: }\n",
            "",
        ),
    ] {
        assert_eq!(penalties(before, Some(Value::Blank)), blank, "{before}");
        if gone != "  行政处罚: [null]\n" {
            assert_eq!(penalties(before, None), gone, "{before}");
        }
    }
}

/// What a file of table three becomes when a natural person's cell is stated.
fn natural(row: &str, rows: &str, value: Option<Value>) -> String {
    let text =
        format!("年度: 2022\n表二: {{其余为零: true}}\n表三:\n{rows}表四: {{其余为零: true}}\n");
    let changed = with(&text, ["requests", row, "natural_person"], value);
    between(&changed.expect("a change"), "表三:\n", "表四")
}

#[test]
fn a_cell_is_put_where_its_column_or_row_belongs() {
    for (row, before, after) in [
        (
            "new_received",
            "  本年新收: {商业企业: 1}\n",
            "  本年新收: {自然人: 3, 商业企业: 1}\n",
        ),
        (
            "new_received",
            "  本年新收: {总计: 9} # a\n",
            "  本年新收: {自然人: 3, 总计: 9} # a\n",
        ),
        ("new_received", "  本年新收:\n", "  本年新收: {自然人: 3}\n"),
        (
            "new_received",
            "  本年新收: {}\n",
            "  本年新收: {自然人: 3}\n",
        ),
        (
            "new_received",
            "  本年新收:\n    # 甲\n    商业企业: 1\n",
            "  本年新收:\n    自然人: 3\n    # 甲\n    商业企业: 1\n",
        ),
        (
            "new_received",
            "  # 甲\n  上年结转: {自然人: 2}\n",
            "  本年新收: {自然人: 3}\n  # 甲\n  上年结转: {自然人: 2}\n",
        ),
        (
            "disclosed",
            "  本年新收: {自然人: 2}\n  其余为零: true\n",
            "  本年新收: {自然人: 2}\n  予以公开: {自然人: 3}\n  其余为零: true\n",
        ),
        (
            "denied_prohibited_by_law",
            "  不予公开:\n    国家秘密: {自然人: 1}\n    内部事务信息: {自然人: 1}\n  结转下年度: {自然人: 1}\n",
            "  不予公开:\n    国家秘密: {自然人: 1}\n    法律行政法规禁止公开: {自然人: 3}\n    内部事务信息: {自然人: 1}\n  结转下年度: {自然人: 1}\n",
        ),
        (
            "carried_out",
            "  不予公开:\n    国家秘密: {自然人: 1}\n",
            "  不予公开:\n    国家秘密: {自然人: 1}\n  结转下年度: {自然人: 3}\n",
        ),
    ] {
        assert_eq!(natural(row, before, count(3)), after, "{before}");
    }
}

#[test]
fn a_bare_row_under_the_rest_keeps_its_blanks() {
    let after = natural("new_received", "  本年新收:\n  其余为零: true\n", count(3));
    assert_eq!(
        after,
        "  本年新收: {自然人: 3, 商业企业: , 科研机构: , 社会公益组织: , 法律服务机构: , 其他: }\n  其余为零: true\n"
    );
    let gone = natural("disclosed", "  予以公开: {自然人: 3, 商业企业: 1}\n", None);
    assert_eq!(gone, "  予以公开: {商业企业: 1}\n");
    let gone = natural("disclosed", "  予以公开: {自然人: 3} # a\n", None);
    assert_eq!(gone, "  # a\n");
}

#[test]
fn line_ends_and_the_byte_order_mark_stay() {
    let text = "\u{feff}年度: 2022\r\n表二:\r\n  行政许可: 1\r\n表三: {其余为零: true}\r\n表四: {其余为零: true}";
    let at = ["enforcement", "penalties", "decisions"];
    let changed = with(text, at, count(7)).expect("a change");
    assert_eq!(
        changed,
        text.replace("可: 1\r\n", "可: 1\r\n  行政处罚: 7\r\n")
    );
    let at = ["disputes", "reconsideration", "upheld"];
    let changed = with(text, at, count(7)).expect("a change");
    assert_eq!(
        changed,
        text.replace("表四: {", "表四: {行政复议: {维持: 7}, ")
    );
}

#[test]
fn fields_and_allowances_change_in_place() {
    let text =
        format!("# 年报\n年度: 2022\n标题: \"甲: #1\" # 照原文\n表二: {{其余为零: true}}\n{REST}");
    let mut doc = sound(&text, 2022);
    doc.title = Some("乙 #2".to_owned());
    doc.draft = true;
    doc.document_number = Some("青府〔2023〕1号".to_owned());
    doc.allow.push(gongkai::parse::report::Allowance {
        rule: "X01".to_owned(),
        reason: "上年填错".to_owned(),
        span: 0..0,
    });
    let changed = update(&text, &file(), &doc).expect("a change");
    let expected = "# 年报\n年度: 2022\n草稿: true\n标题: \"乙 #2\" # 照原文\n文号: \"青府〔2023〕1号\"\n允许: {X01: 上年填错}\n";
    assert_eq!(
        changed,
        format!("{expected}表二: {{其余为零: true}}\n{REST}")
    );
    let back = update(&changed, &file(), &sound(&text, 2022));
    assert_eq!(back, Ok(text));
}

#[test]
fn what_is_not_certain_is_refused() {
    let at = ["enforcement", "penalties", "decisions"];
    let refused = |rows: &str, value| {
        let text = format!("年度: 2022\n表二:\n{rows}{REST}");
        with(&text, at, value).expect_err(rows)
    };
    let anchors = refused("  行政许可: &a 60\n  行政处罚: *a\n", count(7));
    assert!(anchors.contains('&'), "{anchors}");
    let remark = refused("  行政处罚: {\n    # 照台账\n    处理决定数量: 60}\n", None);
    assert!(remark.contains('#'), "{remark}");
    refused("  行政处罚: |\n    60\n  规章: [1, 2, 3]\n", count(7));
    // Of the two parsers, one does not read beyond such a tab.
    refused("  行政处罚:\t60\n", count(7));
    refused("  行政处罚: 60\n", count(-7));
    refused("  行政处罚: 60\n", Some(Value::Text("七".to_owned())));
    let fees = Amount::parse("12.50").map(Value::Amount);
    refused("  行政处罚: 60\n", fees);
}

#[test]
fn other_faults_of_a_file_do_not_stand_in_the_way() {
    let text = format!("年度: 2022\n表二:\n  行政处法: 1\n  行政许可: ３\n  行政处罚: 6件\n{REST}");
    let changed = with(&text, ["enforcement", "penalties", "decisions"], count(6));
    assert_eq!(changed, Ok(text.replace("6件", "6")));
}

#[test]
fn a_figure_that_reads_otherwise_is_noticed() {
    let text = format!("年度: 2022\n表二:\n  行政许可: ３\n  行政处罚: 6\n{REST}");
    let same = |to: &str| same_figures(&text, to, &file(), 2022);
    assert!(same(&text));
    assert!(same(&text.replace('３', "3")));
    assert!(!same(&text.replace('6', "7")));
    assert!(!same(&text.replace("处罚: 6", "处罚: 6件")));
    assert!(!same(&text.replace("处罚", "强制")));
}
