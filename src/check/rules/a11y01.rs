//! A11Y01: what a blind reader would miss on a finished page.

use crate::check::finding::Finding;
use crate::check::rule::{Rule, Run};
use crate::check::scope::PageScope;
use crate::diag::{Basis, Code, Example, Level, Mark, Place, Policy};

static CODE: Code = Code {
    id: "A11Y01",
    name: "inaccessible-page",
    title: "盲人用的读屏软件读不出来",
    level: Level::Error,
    what: "生成的网页里：每张图片有文字说明；每张表有表头，统计表有标题，表头标明管哪行哪列；网页标明语言。",
    why: "图片没有说明，读屏软件只会念文件名；表没有表头，听到的只是一串 0。",
    fix: "图片写成 ![图上是什么](图片.png)；自己改过模板的，对照内置模板补上表头。",
    example: Example {
        bad: "![](窗口.jpg)",
        good: "![便民服务窗口的位置图](窗口.jpg)",
    },
    basis: Basis {
        text: "GB/T 37668-2019 信息无障碍的要求",
        mark: Mark::Derived,
    },
    policy: Policy::Adjustable,
};

pub static RULE: Rule = Rule {
    code: &CODE,
    run: Run::Page(check),
};

fn check(scope: &PageScope<'_>, findings: &mut Vec<Finding>) {
    let facts = scope.facts;
    if facts.lang.is_none() {
        let help = "模板里写 <html lang=\"zh-CN\">";
        findings.push(scope.finding(&["<html"], "没有标明语言", help));
    }
    let mut told: Vec<&str> = Vec::new();
    for picture in &facts.silent_pictures {
        if told.contains(&picture.as_str()) {
            continue;
        }
        told.push(picture);
        silent(scope, picture, findings);
    }
    for (at, table) in facts.tables.iter().enumerate() {
        let name = if table.caption.is_empty() {
            format!("第 {} 张表", at + 1)
        } else {
            format!("表“{}”", table.caption)
        };
        let mut say = |message: String, help: &str| {
            findings.push(scope.finding(&["<table", "<th"], &message, help));
        };
        if table.heads == 0 {
            say(format!("{name}没有表头"), "第一行写成表头");
        } else if table.vague_heads > 0 {
            say(
                format!("{name}有 {} 个表头没有标明管哪行哪列", table.vague_heads),
                "模板里的 th 写上 scope 或 id",
            );
        }
    }
}

/// A picture without words: the author's where it is written, else the template's.
fn silent(scope: &PageScope<'_>, picture: &str, findings: &mut Vec<Finding>) {
    let mut written = scope
        .links
        .iter()
        .filter(|link| link.href == picture)
        .peekable();
    if written.peek().is_none() {
        let help = "模板里的 <img> 写上 alt=\"图上是什么\"；只是装饰的，写 alt=\"\"";
        let message = format!("图片“{picture}”没有文字说明");
        findings.push(scope.finding(&[picture, "<img"], &message, help));
        return;
    }
    for link in written.filter(|link| link.silent) {
        let help = format!("写成  ![图上是什么]({})", link.target);
        let message = format!("图片“{}”没有文字说明", link.target);
        let place = Place::span(&link.file, link.span.clone());
        findings.push(Finding::new(place, message, help));
    }
}
