//! The 核对表: a page on which a second person compares what stood in a file with what
//! was understood of it. One file without script and without any address outside.

mod lists;
mod markup;
mod tables;
mod words;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use super::receipt::Receipt;
use super::understood::Understood;
use markup::Markup;

/// How every such page begins, by which ours are known.
const BEGIN: &str = "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"UTF-8\">\n\
                     <meta name=\"generator\" content=\"gongkai 核对表\">\n";
const STYLE: &str = include_str!("style.css");

/// One file of the page.
pub struct Reviewed<'r> {
    /// Its name, as it was given.
    pub file: &'r str,
    pub outcome: Outcome<'r>,
}

/// What became of it.
pub enum Outcome<'r> {
    /// Why nothing was read, in Chinese.
    Refused(&'r str),
    Read {
        understood: &'r Understood,
        receipt: &'r Receipt,
    },
}

/// Whether a file is such a page, so that another may take its place.
pub fn is_ours(bytes: &[u8]) -> bool {
    bytes.starts_with(BEGIN.as_bytes())
}

/// The page about these files, in their order.
pub fn page(files: &[Reviewed<'_>]) -> String {
    let title = title(files);
    let mut out = Markup::default();
    out.tags(BEGIN);
    let policy = format!(
        "default-src 'none'; style-src 'sha256-{}'; base-uri 'none'; form-action 'none'",
        STANDARD.encode(Sha256::digest(STYLE.trim()))
    );
    out.tags("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    let policy = [
        ("http-equiv", "Content-Security-Policy"),
        ("content", &policy),
    ];
    out.open("meta", &policy);
    out.tags("\n");
    out.element("title", &[], &title);
    out.tags("<style>");
    out.tags(STYLE.trim());
    out.tags("</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#main\">跳到正文</a>\n");
    out.tags("<main id=\"main\">\n");
    out.element("h1", &[], &title);
    out.tags(
        "<p>左边是原件里写的，右边是读成的。拿着原件从头对一遍；要改，改 report.yaml 和 report.md，\
         改这一页没有用。</p>\n",
    );
    if files.len() > 1 {
        contents(&mut out, files);
    }
    for (at, file) in files.iter().enumerate() {
        if files.len() > 1 {
            out.begin_file(at + 1);
        }
        one(&mut out, file, at + 1);
    }
    out.tags("</main>\n</body>\n</html>\n");
    out.finish()
}

fn title(files: &[Reviewed<'_>]) -> String {
    match files {
        [one] => match &one.outcome {
            Outcome::Read { receipt, .. } => format!("核对表：{} 年年报", receipt.year),
            Outcome::Refused(_) => "核对表".to_owned(),
        },
        all => format!("核对表：{} 个文件", all.len()),
    }
}

fn contents(out: &mut Markup, files: &[Reviewed<'_>]) {
    out.tags("<nav aria-label=\"文件\">\n<ol>\n");
    for (at, file) in files.iter().enumerate() {
        out.tags("<li>");
        out.open("a", &[("href", &format!("#f{}", at + 1))]);
        out.text(file.file);
        out.tags("</a> ");
        match &file.outcome {
            Outcome::Refused(_) => out.text("没有读成"),
            Outcome::Read { receipt, .. } if receipt.is_settled() => out.text("没有要定、要改的"),
            Outcome::Read { .. } => out.text("有要定、要改的"),
        }
        out.tags("</li>\n");
    }
    out.tags("</ol>\n</nav>\n");
}

fn one(out: &mut Markup, file: &Reviewed<'_>, number: usize) {
    let id = format!("f{number}");
    out.open("section", &[("aria-labelledby", &id)]);
    out.tags("\n");
    out.element("h2", &[("id", &id)], file.file);
    match &file.outcome {
        Outcome::Refused(why) => {
            out.element("p", &[("class", "sum")], &format!("没有导入：{why}"));
        }
        Outcome::Read {
            understood,
            receipt,
        } => {
            out.element("p", &[("class", "sum")], &receipt.summary());
            lists::to_do(out, receipt, number);
            tables::write(out, receipt, number);
            words::write(
                out,
                &understood.reading.words,
                &understood.text.markdown,
                number,
            );
            lists::words(out, receipt, number);
            lists::evidence(out, &understood.text, number);
            out.tags(
                "<p class=\"sign\">核对人：<span class=\"line\"></span> 日期：<span class=\"line\"></span></p>\n",
            );
        }
    }
    out.tags("</section>\n");
}

#[cfg(test)]
mod tests;
