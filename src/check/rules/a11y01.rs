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
    let mut say = |message: String, help: &str| {
        let message = format!("页面 {}：{message}", scope.out);
        findings.push(Finding::new(Place::file(scope.source), message, help));
    };
    if facts.lang.is_none() {
        say("没有标明语言".to_owned(), "模板里写 <html lang=\"zh-CN\">");
    }
    for picture in &facts.silent_pictures {
        say(
            format!("图片“{picture}”没有文字说明"),
            "写成 ![图上是什么](图片)；方括号里不能空",
        );
    }
    for (at, table) in facts.tables.iter().enumerate() {
        let name = if table.caption.is_empty() {
            format!("第 {} 张表", at + 1)
        } else {
            format!("表“{}”", table.caption)
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
