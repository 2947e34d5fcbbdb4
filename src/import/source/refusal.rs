//! Why a file is not read, and what to do.

use std::fmt;

use crate::parse::office::Unread;

/// Why a file is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It is not what it looks like, or broken.
    Damaged,
    /// It is very large, or made to look small.
    TooMuch,
    /// It opens with a password only.
    Locked,
    /// A document of the format before docx, or of WPS's own.
    OldDocument,
    /// The same of workbooks: of before 1997, or packed in another way than xlsx.
    OldSheet,
    /// A text document of another family: odt, rtf, XML in one piece.
    OtherDocument,
    Slides,
    Pdf,
    Ofd,
    Picture,
    Archive,
    /// There are no words in it.
    Empty,
    /// It is no text: a picture, a program, something packed.
    NoText,
    /// A page with more tags than any report has.
    TooManyTags,
    /// A page whose tags lie deeper in one another than any browser shows.
    TooDeep,
    /// A saved page (MHTML) without a page.
    NoPage,
    Unknown,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Damaged => "文件坏了，读不了。用 WPS 或 Office 打开看一看，“另存为”一份再导入",
            Self::TooMuch => "文件大得不像一份年报，没有读。看看是不是放错了文件",
            Self::Locked => "文件设了打开密码，读不了。打开它，去掉密码，“另存为”一份再导入",
            Self::OldDocument => {
                "这是旧格式的文档（.doc、.wps），读不了。请在 WPS 或 Word 里“另存为” .docx 再导入"
            }
            Self::OldSheet => "这种格式的表格读不了。请在 WPS 或 Excel 里“另存为” .xlsx 再导入",
            Self::OtherDocument => "这种格式的文档读不了。请在 WPS 或 Word 里“另存为” .docx 再导入",
            Self::Slides => "这是演示文稿，不是年报。看看是不是放错了文件",
            Self::Pdf => {
                "PDF 读不了。请从 PDF 里复制文字，存成 .txt 再导入，或者用 - 粘贴。\
                 这样复制出来的表格，数字常常连成一串：能由合计分开的会分开，分不开的会问您"
            }
            Self::Ofd => {
                "OFD 读不了。请用阅读器打开，复制文字，存成 .txt 再导入，或者用 - 粘贴。\
                 这样复制出来的表格，数字常常连成一串：能由合计分开的会分开，分不开的会问您"
            }
            Self::Picture => "这是图片，图片里的字读不了。请找到原来的 .docx、.xlsx 或网页再导入",
            Self::Archive => "这是压缩包。请先解压，再导入里面的文件",
            Self::Empty => {
                "文件里没有文字：看看是不是存错了，或者打开原来的网页、文档，复制文字再粘贴"
            }
            Self::NoText => "文件不是文字，读不了：打开它，复制年报的文字再粘贴",
            Self::TooManyTags => "网页太大，不像一份年报：打开网页，只复制年报的文字和表格再粘贴",
            Self::TooDeep => {
                "网页的标签套得太深，浏览器也显示不全：打开网页，复制年报的文字和表格再粘贴"
            }
            Self::NoPage => {
                "这份网页存档里没有网页：用浏览器打开原来的网页，另存为“网页，仅 HTML”再导入"
            }
            Self::Unknown => {
                "认不出这是什么文件。能导入的有：网页、文本、Markdown、.docx、.xlsx、.xls、.ods"
            }
        })
    }
}

impl From<Unread> for Refusal {
    fn from(unread: Unread) -> Self {
        match unread {
            Unread::Damaged => Self::Damaged,
            Unread::TooMuch => Self::TooMuch,
        }
    }
}
