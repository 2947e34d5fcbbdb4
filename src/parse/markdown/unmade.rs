//! Markdown that did not work, and the words that say so: what would be
//! printed as it is typed, and what would not be printed at all.

use std::ops::Range;

use crate::diag::{Diagnostic, Level, Place, codes};
use crate::path::SourcePath;

fn error(file: &SourcePath, place: Range<usize>, message: impl Into<String>) -> Diagnostic {
    Diagnostic::error(&codes::MD05, Place::span(file, place), message)
}

fn warning(file: &SourcePath, place: Range<usize>, message: impl Into<String>) -> Diagnostic {
    Diagnostic::warning(&codes::MD05, Place::span(file, place), message)
}

// ---- Links ----

/// A link that is printed as it is typed; `instead` is how to write it.
pub(super) fn link(file: &SourcePath, place: Range<usize>, why: &str, instead: &str) -> Diagnostic {
    error(file, place, format!("链接没有做成，会照样印出来：{why}")).help(instead)
}

pub(super) fn doubtful_link(
    file: &SourcePath,
    place: Range<usize>,
    why: &str,
    instead: &str,
) -> Diagnostic {
    warning(file, place, format!("这里像是链接，却没有做成：{why}")).help(instead)
}

pub(super) fn nameless(file: &SourcePath, place: Range<usize>, target: &str) -> Diagnostic {
    error(file, place, "链接没有文字，网页上看不见，读屏软件也读不出")
        .help(format!("方括号里写上文字，如 [这里写名称]({target})"))
}

pub(super) fn wide_image_mark(file: &SourcePath, place: Range<usize>) -> Diagnostic {
    warning(file, place, "图片前面的感叹号是全角的，只做成了链接")
        .help("要显示图片，把 ！ 改成半角 !；真是链接，在 ！ 后面空一格")
}

/// A web address in a sentence that becomes no link; `count` in the whole file.
pub(super) fn without_scheme(
    file: &SourcePath,
    place: Range<usize>,
    address: &str,
    count: usize,
) -> Diagnostic {
    let more = match count {
        1 => String::new(),
        count => format!("（一共 {count} 处）"),
    };
    let message = format!("网址 {address} 没有写开头的 https://，网页上点不开{more}");
    let place = Place::span(file, place);
    Diagnostic::new(&codes::MD05, Level::Info, place, message)
        .help(format!("写成  https://{address}  （打不开，就写 http://）"))
}

// ---- Headings ----

pub(super) fn heading(
    file: &SourcePath,
    place: Range<usize>,
    why: &str,
    instead: &str,
) -> Diagnostic {
    error(
        file,
        place,
        format!("标题没有做成，井号会照样印出来：{why}"),
    )
    .help(format!("写成  {instead}"))
}

pub(super) fn empty_heading(file: &SourcePath, place: Range<usize>) -> Diagnostic {
    error(file, place, "标题是空的").help("在井号后面写上标题，或者删去这一行")
}

pub(super) fn underline(file: &SourcePath, place: Range<usize>) -> Diagnostic {
    error(file, place, "这一行等号会照样印出来")
        .help("删去这一行；上一行要做标题，在它前面写 ## 和一个空格")
}

/// `what` is lost, because a heading of a section is only words.
pub(super) fn in_heading(file: &SourcePath, place: Range<usize>, what: &str) -> Diagnostic {
    error(file, place, format!("标题里的{what}不会出现在网页上"))
        .help("移到标题下面的文字里；标题只写字")
}

// ---- Bold, lists, code ----

pub(super) fn unclosed_bold(file: &SourcePath, place: Range<usize>) -> Diagnostic {
    error(file, place, "加粗没有做成，星号会照样印出来：只有一头有 **")
        .help("两头都写 **，如 **重点**；就是要显示星号，写成 \\*\\*")
}

pub(super) fn spaced_bold(file: &SourcePath, place: Range<usize>, words: &str) -> Diagnostic {
    error(
        file,
        place,
        "加粗没有做成，星号会照样印出来：** 和文字之间有空格",
    )
    .help(format!("写成  **{words}**"))
}

pub(super) fn lone_stars(file: &SourcePath, place: Range<usize>) -> Diagnostic {
    warning(file, place, "这里的 ** 会照样印出来")
        .help("要加粗，两头都写 **；就是要显示星号，写成 \\*\\*")
}

pub(super) fn struck_out(file: &SourcePath, place: Range<usize>) -> Diagnostic {
    error(file, place, "删除线没有做成，波浪号会照样印出来").help("不要的字直接删去")
}

pub(super) fn task(file: &SourcePath, place: Range<usize>) -> Diagnostic {
    warning(file, place, "方框没有做成，方括号会照样印出来").help("删去方括号，或者改成 □、☑")
}

pub(super) fn fence_words(file: &SourcePath, place: Range<usize>, words: &str) -> Diagnostic {
    let message = format!("“{words}”写在代码块的第一行上，不会印出来");
    let plain = |c: char| c.is_ascii_alphanumeric() || "+-_.#".contains(c);
    // The name of a language is for programs that colour what they show.
    if words.chars().all(plain) {
        return warning(file, place, message).help("删去它；要显示，移到下一行");
    }
    error(file, place, message).help("移到下一行；不是代码，删去 ``` 或 ~~~ 这样的行")
}

pub(super) fn open_fence(file: &SourcePath, place: Range<usize>) -> Diagnostic {
    error(file, place, "代码块没有结束，后面的全部成了代码")
        .help("不是代码，删去这一行；是代码，在末尾加上同样的一行")
}

// ---- Footnotes ----

pub(super) fn unused_note(file: &SourcePath, place: Range<usize>) -> Diagnostic {
    error(file, place, "这条脚注没有地方用到")
        .help("在要注释的文字后面写上这个方括号，或者删去这条脚注")
}

pub(super) fn missing_note(file: &SourcePath, place: Range<usize>, label: &str) -> Diagnostic {
    error(
        file,
        place,
        format!("脚注没有做成，会照样印出来：没有写 {label} 的内容"),
    )
    .help(format!("另起一行写  {label}: 注释的内容（半角冒号）"))
}

pub(super) fn note_colon(file: &SourcePath, place: Range<usize>, label: &str) -> Diagnostic {
    error(file, place, "脚注没有做成，会照样印出来：冒号是全角的")
        .help(format!("写成  {label}: 注释的内容（半角冒号）"))
}

/// A reference to a note, or its label, in signs that are not Markdown's.
pub(super) fn note_signs(file: &SourcePath, place: Range<usize>, label: &str) -> Diagnostic {
    error(
        file,
        place,
        "脚注没有做成，会照样印出来：方括号和 ^ 要用半角的，里面不能空格",
    )
    .help(format!("写成  [^{label}]"))
}

pub(super) fn second_note(
    file: &SourcePath,
    place: Range<usize>,
    first: Range<usize>,
) -> Diagnostic {
    error(file, place, "这条脚注写了两次")
        .also(Place::span(file, first), "第一次在这里")
        .help("给它另外一个编号，或者删去一条")
}

pub(super) fn empty_note(file: &SourcePath, place: Range<usize>) -> Diagnostic {
    error(file, place, "这条脚注没有内容").help("在冒号后面写上内容，或者删去它")
}

pub(super) fn note_in_link(file: &SourcePath, place: Range<usize>) -> Diagnostic {
    error(file, place, "链接和图片的文字里不能放脚注").help("移到链接或图片的后面")
}

// ---- Tables ----

pub(super) fn lost_cells(
    file: &SourcePath,
    place: Range<usize>,
    written: usize,
    head: usize,
) -> Diagnostic {
    let message = format!("这一行有 {written} 格，表头只有 {head} 格，多出来的不会印出来");
    error(file, place, message).help("表头和第二行也加格，或者删去多出的竖线；内容里的竖线写成 \\|")
}

pub(super) fn missing_cells(
    file: &SourcePath,
    place: Range<usize>,
    written: usize,
    head: usize,
) -> Diagnostic {
    let message = format!("这一行只有 {written} 格，表头有 {head} 格，后面的成了空格");
    warning(file, place, message).help("补上少的格；确实没有内容的，也写上竖线 |")
}

pub(super) fn swallowed_line(file: &SourcePath, place: Range<usize>) -> Diagnostic {
    error(file, place, "这一行紧跟在表格下面，成了表格的一行")
        .help("在这一行前面空一行；要做表格的一行，用 | 分格")
}

/// A table that is printed as running text.
pub(super) fn table(file: &SourcePath, place: Range<usize>, why: &str, help: &str) -> Diagnostic {
    error(
        file,
        place,
        format!("表格没有做成，会连成文字印出来：{why}"),
    )
    .help(help)
}

pub(super) fn doubtful_table(
    file: &SourcePath,
    place: Range<usize>,
    why: &str,
    help: &str,
) -> Diagnostic {
    warning(
        file,
        place,
        format!("这里像是表格，却会连成文字印出来：{why}"),
    )
    .help(help)
}

/// A contents page of a word processor.
pub(super) fn contents(file: &SourcePath, place: Range<usize>) -> Diagnostic {
    warning(
        file,
        place,
        "这里像是 Word 的目录，后面的页码在网页上没有用",
    )
    .help("删去目录；真是表格，各格用 | 隔开，第二行写  |---|---|")
}
