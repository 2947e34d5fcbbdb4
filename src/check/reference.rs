//! The rules as a document: for `check --explain`, and for the reference that
//! a test keeps fresh.

use std::fmt::Write;

use crate::diag::{Code, Level, Mark};

use super::rule::Run;
use super::rules::RULES;

/// Everything about one rule, as Markdown.
pub fn explain(code: &Code) -> String {
    let mut text = String::new();
    let _ = writeln!(text, "## {} {}\n", code.id, code.title);
    let _ = writeln!(
        text,
        "{}　·　{}　·　`{}`\n",
        level(code.level),
        scope(code),
        code.name
    );
    let _ = writeln!(text, "**查什么**　{}\n", code.what);
    let _ = writeln!(text, "**为什么**　{}\n", code.why);
    let _ = writeln!(text, "**怎么改**　{}\n", code.fix);
    let _ = writeln!(
        text,
        "**例子**\n\n```text\n✗ {}\n✓ {}\n```\n",
        indent(code.example.bad),
        indent(code.example.good)
    );
    let _ = writeln!(
        text,
        "**依据**　{}（{}）",
        code.basis.text,
        mark(code.basis.mark)
    );
    text
}

/// The reference of all rules.
pub fn reference() -> String {
    let mut text = String::from(
        "# 检查规则\n\n这份文件由程序生成：改规则的说明在 `src/check/rules/`。\n\n\
         `[check]` 里可以改一条规则的轻重，例如 `SEC07 = \"off\"`；报告里写 `允许: {规则: 理由}` 可以让一处问题保留。\n\n\
         | 编号 | 轻重 | 说明 |\n|---|---|---|\n",
    );
    for rule in RULES {
        let _ = writeln!(
            text,
            "| {} | {} | {} |",
            rule.code.id,
            level(rule.code.level),
            rule.code.title
        );
    }
    for rule in RULES {
        text.push('\n');
        text.push_str(&explain(rule.code));
    }
    text
}

/// How a level is called.
pub fn level(level: Level) -> &'static str {
    match level {
        Level::Error => "必须改",
        Level::Warning => "建议看",
        Level::Notice => "提示",
    }
}

fn scope(code: &Code) -> &'static str {
    let rule = RULES.iter().find(|rule| rule.code == code);
    match rule.map_or(Run::Reading, |rule| rule.run) {
        Run::Report(_) => "看一份报告",
        Run::Unit(_) => "看一个单位历年的报告和页面",
        Run::Units { .. } => "看整个站点",
        Run::Text(_) => "看报告、页面、unit.yaml 和 site.toml 里的文字",
        Run::Page(_) => "看生成的网页",
        Run::Reading => "读文件时就查",
    }
}

fn mark(mark: Mark) -> &'static str {
    match mark {
        Mark::Verified => "已核对",
        Mark::Memory => "凭经验，未核对原文",
        Mark::Derived => "由格式推出，或本工具的约定",
    }
}

/// Lines after the first stand under the first.
fn indent(text: &str) -> String {
    text.replace('\n', "\n  ")
}
