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
    /// Nothing is written in it.
    Empty,
    /// It is neither text nor any kind of file that is read.
    Unknown,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Damaged => "文件坏了，读不了：用 WPS 或 Word 打开看一看，另存一份再导入",
            Self::TooMuch => "文件太大，不像一份年报：看看是不是放错了文件",
            Self::Empty => "文件里没有文字：看看是不是放错了文件",
            Self::Unknown => {
                "不认识这种文件：用 WPS 或 Word 打开，另存为 .docx 再导入，或者把文字复制出来粘贴"
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
