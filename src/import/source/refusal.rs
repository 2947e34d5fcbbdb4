//! Why a file is not read, and what to do.

use std::fmt;

use crate::parse::office::Unread;

/// Why a file is not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It is not what it looks like, or broken.
    Damaged,
    /// It is very large, or made to look small.
    TooMuch,
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
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Damaged => "文件坏了，读不了：用 WPS 或 Word 打开看一看，另存一份再导入",
            Self::TooMuch => "文件太大，不像一份年报：看看是不是放错了文件",
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
