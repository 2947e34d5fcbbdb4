//! The whole way from the bytes of a file to what was understood of it.

use super::reading::Reading;
use super::text::Text;

/// What was understood of a file that holds one report.
#[derive(Clone, Debug)]
pub struct Understood {
    pub reading: Reading,
    pub text: Text,
}

/// Why a file is not imported.
#[derive(Clone, Debug)]
pub struct Refused {
    /// In Chinese, with what to do, without a full stop.
    pub why: String,
    /// What was understood all the same, for those who want it as a draft.
    pub rest: Option<Box<Understood>>,
}

/// Understands a file.
pub fn understand(_bytes: &[u8]) -> Result<Understood, Refused> {
    Err(Refused {
        why: "没有认出这是什么文件".to_owned(),
        rest: None,
    })
}
