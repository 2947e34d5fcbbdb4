//! What bytes a text becomes in a pipe or a file.
//!
//! UTF-8 unless somebody asks for another: programs of a Chinese Windows that
//! read pipes (`more`, `findstr`) expect GBK, its code page 936.

use std::borrow::Cow;
use std::ffi::{OsStr, OsString};

use encoding_rs::{EncoderResult, GB18030, GBK};
use unicode_normalization::UnicodeNormalization;

use crate::prose::odd::is_invisible;

/// The environment variable that says the encoding where no option does.
pub(in crate::cmd) const VARIABLE: &str = "GONGKAI_ENCODING";

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::cmd) enum Encoding {
    #[default]
    Utf8,
    /// Code page 936. It lacks signs; others stand for them.
    Gbk,
    /// Has every character, but code page 936 reads only those of GBK.
    Gb18030,
}

/// The marks of findings, and what stands for them where fonts lack them.
const MARKS: [(char, &str); 4] = [('✗', "×"), ('⚠', "！"), ('ℹ', "·"), ('✓', "√")];

/// Signs that GBK lacks and what reads like them.
const ALIKE: [(&str, &str); 13] = [
    ("✔☑", "√"),
    ("✕✖☒", "×"),
    ("☐▢▫", "□"),
    ("▪", "■"),
    ("◯", "○"),
    ("•∙‧・‣", "·"),
    ("▶►▸➢➤", ">"),
    ("‑‒⁃−", "-"),
    ("⸺", "——"),
    ("„", "\""),
    ("©", "(c)"),
    ("®", "(R)"),
    ("␡", "^?"),
];

/// Chinese printers set it where they have no type.
const MISSING: &str = "〓";

/// The encoding that the arguments ask for, or else the environment. Read before
/// the arguments are, for what is wrong with them is to be readable too; a name
/// that does not exist in them is left to whoever reads them.
pub(in crate::cmd) fn asked(
    args: &[OsString],
    variable: Option<OsString>,
) -> Result<Encoding, String> {
    const OPTION: &str = "--encoding";
    let text = |arg: &OsString| arg.to_str().map(str::to_owned);
    let args: Vec<String> = args.iter().filter_map(text).collect();
    let after = args.windows(2).filter(|pair| pair[0] == OPTION);
    let after = after.map(|pair| pair[1].as_str());
    let joined = args
        .iter()
        .filter_map(|arg| arg.strip_prefix(OPTION)?.strip_prefix('='));
    if let Some(name) = after.chain(joined).next_back() {
        return Ok(Encoding::named(name).unwrap_or_default());
    }
    let name = variable.as_deref().map(OsStr::to_string_lossy);
    let name = name.filter(|name| !name.trim().is_empty());
    name.map_or(Ok(Encoding::default()), |name| {
        let wrong = |help| format!("环境变量 {VARIABLE} 不能是“{name}”，{help}");
        Encoding::named(&name).map_err(wrong)
    })
}

impl Encoding {
    /// An encoding by the names that people give it.
    pub fn named(name: &str) -> Result<Self, String> {
        match name.trim().to_ascii_lowercase().as_str() {
            "utf-8" | "utf8" | "65001" => Ok(Self::Utf8),
            "gbk" | "gb2312" | "936" | "cp936" | "ansi" => Ok(Self::Gbk),
            "gb18030" | "54936" => Ok(Self::Gb18030),
            _ => Err("可以写 utf-8、gbk、gb18030".to_owned()),
        }
    }

    pub fn encode(self, text: &str) -> Cow<'_, [u8]> {
        let encoding = match self {
            Self::Utf8 => return Cow::Borrowed(text.as_bytes()),
            Self::Gbk => GBK,
            Self::Gb18030 => GB18030,
        };
        let (mut bytes, mut rest) = (Vec::with_capacity(text.len() + 16), text);
        let mut encoder = encoding.new_encoder();
        loop {
            let (result, read) =
                encoder.encode_from_utf8_to_vec_without_replacement(rest, &mut bytes, true);
            rest = &rest[read..];
            match result {
                EncoderResult::InputEmpty => return Cow::Owned(bytes),
                EncoderResult::OutputFull => bytes.reserve(rest.len() + 16),
                EncoderResult::Unmappable(sign) => {
                    bytes.extend_from_slice(&encoding.encode(&readable(sign)).0);
                }
            }
        }
    }
}

/// A text in which the marks of findings are signs that every Chinese font has.
pub(in crate::cmd) fn with_plain_marks(text: &str) -> Cow<'_, str> {
    let is_mark = |c: char| MARKS.iter().any(|(mark, _)| *mark == c);
    if !text.contains(is_mark) {
        return Cow::Borrowed(text);
    }
    let marks = MARKS.iter();
    Cow::Owned(marks.fold(text.to_owned(), |text, (mark, plain)| {
        text.replace(*mark, plain)
    }))
}

/// What a person reads in place of a sign that GBK lacks.
fn readable(sign: char) -> String {
    if let Some((_, plain)) = MARKS.iter().find(|(mark, _)| *mark == sign) {
        return (*plain).to_owned();
    }
    if let Some((_, plain)) = ALIKE.iter().find(|(signs, _)| signs.contains(sign)) {
        return (*plain).to_owned();
    }
    if let '\u{2400}'..='\u{241f}' = sign
        && let Some(letter) = char::from_u32(u32::from(sign) - 0x2400 + 0x40)
    {
        return format!("^{letter}");
    }
    if is_invisible(sign) {
        return String::new();
    }
    let plain: String = std::iter::once(sign).nfkc().collect();
    let (_, _, lacking) = GBK.encode(&plain);
    if lacking { MISSING.to_owned() } else { plain }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(encoding: Encoding, text: &str) -> String {
        let decoder = if encoding == Encoding::Gbk {
            GBK
        } else {
            GB18030
        };
        decoder.decode(&encoding.encode(text)).0.into_owned()
    }

    #[test]
    fn what_gbk_lacks_reads_all_the_same() {
        for (text, expected) in [
            ("✗ 必须改  ⚠ 建议看  ℹ 提示", "× 必须改  ！ 建议看  · 提示"),
            ("青河县（甲）①Ⅱ㎡—…“”", "青河县（甲）①Ⅱ㎡—…“”"),
            ("☐ 是 ☑ 否 • 项 ⸺ 甲", "□ 是 √ 否 · 项 —— 甲"),
            ("甲\u{200b}乙\u{a0}丙 ⼀ ½ ℃", "甲乙 丙 一 〓 ℃"),
            ("␛[31m␡", "^[[31m^?"),
            ("𬭎 � 👨", "〓 〓 〓"),
        ] {
            assert_eq!(shown(Encoding::Gbk, text), expected, "{text}");
        }
        assert_eq!(Encoding::Gbk.encode("公开").as_ref(), b"\xB9\xAB\xBF\xAA");
        assert_eq!(with_plain_marks("✗ ⚠ ℹ ☐"), "× ！ · ☐");
    }

    proptest! {
        #[test]
        fn gb18030_loses_nothing_and_gbk_asks_nothing(text in "[^\u{e000}-\u{f8ff}]{0,40}") {
            prop_assert_eq!(shown(Encoding::Gb18030, &text), text.clone());
            let utf8 = Encoding::Utf8.encode(&text);
            prop_assert_eq!(utf8.as_ref(), text.as_bytes());
            let gbk = shown(Encoding::Gbk, &text);
            let marks = |text: &str| text.matches(['?', '&', '\u{fffd}']).count();
            prop_assert_eq!(gbk.matches('?').count(), text.matches(['?', '␡']).count());
            prop_assert!(marks(&gbk) <= marks(&text) + text.matches('␡').count());
        }
    }

    #[test]
    fn an_option_weighs_more_than_the_environment() {
        let said = |args: &[&str], variable: Option<&str>| {
            let args: Vec<OsString> = args.iter().map(OsString::from).collect();
            asked(&args, variable.map(OsString::from))
        };
        let (utf8, gbk) = (Ok(Encoding::Utf8), Ok(Encoding::Gbk));
        assert_eq!(said(&["gongkai", "check"], None), utf8);
        assert_eq!(said(&["gongkai", "check"], Some("gbk")), gbk);
        assert_eq!(said(&["gongkai", "--encoding", "gbk"], Some("x")), gbk);
        assert_eq!(said(&["gongkai", "--encoding=utf8"], Some("gbk")), utf8);
        assert_eq!(said(&["gongkai", "check"], Some(" ")), utf8);
        assert_eq!(said(&["gongkai", "--encoding", "x"], None), utf8);
        let wrong = said(&["gongkai"], Some("latin1"));
        assert!(wrong.is_err_and(|message| message.contains("GONGKAI_ENCODING")));
    }

    #[test]
    fn encodings_go_by_several_names() {
        for name in ["utf-8", "UTF8", " gbk ", "GB2312", "936", "gb18030"] {
            assert!(Encoding::named(name).is_ok(), "{name}");
        }
        assert!(Encoding::named("latin1").is_err_and(|help| help.contains("gbk")));
    }
}
