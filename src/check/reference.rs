//! The codes as a document: for `check --explain`, and for the reference that
//! a test keeps fresh.

use std::fmt::Write;

use crate::diag::{Code, Mark, Policy};
use crate::formats::quote::markdown;

use super::codes::codes;
use super::rule::Run;
use super::rules::run_of;

/// Everything about one code, as Markdown.
pub fn explain(code: &'static Code) -> String {
    let mut text = String::new();
    let _ = writeln!(text, "## {} {}\n", code.id, markdown(code.title));
    let _ = writeln!(
        text,
        "{}　·　{}　·　`{}`\n",
        code.level.label(),
        scope(code),
        code.name
    );
    let _ = writeln!(text, "**查什么**　{}\n", markdown(code.what));
    let _ = writeln!(text, "**为什么**　{}\n", markdown(code.why));
    let _ = writeln!(text, "**怎么改**　{}\n", markdown(code.fix));
    if let Policy::Fixed { why } = code.policy {
        let _ = writeln!(text, "**轻重不能改，也不能允许**　{}\n", markdown(why));
    }
    let _ = writeln!(
        text,
        "**例子**\n\n```text\n✗ {}\n✓ {}\n```\n",
        indent(code.example.bad),
        indent(code.example.good)
    );
    let _ = writeln!(
        text,
        "**依据**　{}（{}）",
        markdown(code.basis.text),
        mark(code.basis.mark)
    );
    text
}

/// The reference of all codes.
pub fn reference() -> String {
    let mut text = String::from(
        "# 检查规则\n\n<!-- 这份文件由程序生成：改说明在 src/check/rules/ 和 src/diag/codes/。 -->\n\n\
         `[check]` 里可以改一条规则的轻重，例如 `SEC07 = \"off\"`；报告里写 `允许: {规则: 理由}` 可以让一处问题保留。\
         标着“不能改”的，轻重不能改，也不能允许，原因在它的说明里。\n\n\
         | 编号 | 轻重 | 说明 |\n|---|---|---|\n",
    );
    for code in codes() {
        let fixed = if code.is_adjustable() {
            ""
        } else {
            "，不能改"
        };
        let level = code.level.label();
        let _ = writeln!(
            text,
            "| {code} | {level}{fixed} | {} |",
            markdown(code.title)
        );
    }
    for code in codes() {
        text.push('\n');
        text.push_str(&explain(code));
    }
    text
}

fn scope(code: &'static Code) -> &'static str {
    let Some(run) = run_of(code) else {
        return "读文件、做网页时就查";
    };
    match run {
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
