//! Answers to questions: typed by a person, or read from a pipe or a file.

use std::io::{self, BufRead, IsTerminal, Read};
use std::vec;

use crate::parse::source::decode_any;
use crate::prose::is_cjk;

use super::streams;

/// No list of answers is longer.
const LIMIT: u64 = 1 << 20;

/// Where the answers come from.
pub(in crate::cmd) enum Answers<R> {
    /// A person answers, line by line.
    Typed(R),
    /// All of them are there already, or come when the program before is done.
    Given(R),
    /// What was given, in lines.
    Lines(vec::IntoIter<String>),
}

/// Why there is no answer.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::cmd) enum Silence {
    /// The person ended the input (Ctrl+Z, Ctrl+D).
    Ended,
    /// What was answered is no text.
    Unreadable,
}

impl Answers<io::StdinLock<'static>> {
    /// Answers on the standard input, which is not read before the first question.
    pub fn on_standard_input() -> Self {
        let stdin = io::stdin();
        match stdin.is_terminal() {
            true => Self::Typed(stdin.lock()),
            false => Self::Given(stdin.lock()),
        }
    }
}

impl<R: BufRead> Answers<R> {
    /// Whether a person answers, who can be asked once more.
    pub fn are_typed(&self) -> bool {
        matches!(self, Self::Typed(_))
    }

    /// Asks for the next answer. At the end of answers that were given the rest
    /// are empty.
    pub fn ask(&mut self, question: &str) -> Result<String, Silence> {
        if let Self::Given(input) = self {
            *self = Self::Lines(lines(&given(input)?).into_iter());
        }
        match self {
            Self::Lines(lines) => Ok(lines.next().unwrap_or_default()),
            Self::Typed(input) | Self::Given(input) => {
                streams::err().text(question);
                typed(input)
            }
        }
    }
}

/// All of the input as one text: whether it is UTF-8 or GBK is seen only in the
/// whole, since a short line may be both.
fn given(input: &mut impl Read) -> Result<String, Silence> {
    let mut bytes = Vec::new();
    let read = input.take(LIMIT).read_to_end(&mut bytes);
    read.map_err(|_| Silence::Unreadable)?;
    text(&bytes)
}

fn typed(input: &mut impl BufRead) -> Result<String, Silence> {
    let mut bytes = Vec::new();
    let read = input.take(LIMIT).read_until(b'\n', &mut bytes);
    match read.map_err(|_| Silence::Unreadable)? {
        0 => Err(Silence::Ended),
        _ => Ok(lines(&text(&bytes)?).concat()),
    }
}

/// All that is piped or pasted into the standard input, up to so many bytes; one more
/// shows that there is more.
pub(in crate::cmd) fn piped(most: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let input = io::stdin().lock();
    input.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Lines however they end: `\r\n`, `\n`, or `\r` alone.
fn lines(text: &str) -> Vec<String> {
    let text = text.replace("\r\n", "\n");
    text.split(['\n', '\r']).map(str::to_owned).collect()
}

fn text(bytes: &[u8]) -> Result<String, Silence> {
    // UTF-8 with a fault in it would read as other words in GBK.
    let faultless = match str::from_utf8(bytes) {
        Ok(_) => "",
        Err(fault) => str::from_utf8(&bytes[..fault.valid_up_to()]).unwrap_or_default(),
    };
    let text = decode_any(bytes).ok_or(Silence::Unreadable)?;
    match text.contains('\u{fffd}') || faultless.contains(is_cjk) {
        true => Err(Silence::Unreadable),
        false => Ok(text.into_owned()),
    }
}

#[cfg(test)]
mod tests {
    use encoding_rs::GBK;

    use super::*;

    const WORDS: &str = "青禾镇人民政府\r\n\r\n联通\r乡镇\n";

    fn said(bytes: &[u8]) -> Result<[String; 5], Silence> {
        let mut answers = Answers::Given(bytes);
        let all: Result<Vec<String>, Silence> = (0..5).map(|_| answers.ask("问")).collect();
        all.map(|all| all.try_into().expect("five answers"))
    }

    #[test]
    fn answers_are_read_in_every_encoding_that_offices_use() {
        let utf16 = |mark: &str| -> Vec<u8> {
            let units = format!("{mark}{WORDS}");
            units.encode_utf16().flat_map(u16::to_le_bytes).collect()
        };
        let expected = ["青禾镇人民政府", "", "联通", "乡镇", ""].map(str::to_owned);
        for bytes in [
            WORDS.as_bytes().to_vec(),
            format!("\u{feff}{WORDS}").into_bytes(),
            GBK.encode(WORDS).0.into_owned(),
            utf16("\u{feff}"),
        ] {
            assert_eq!(said(&bytes), Ok(expected.clone()));
        }
        assert_eq!(said(b""), Ok(Default::default()));
    }

    #[test]
    fn what_is_no_text_is_no_answer() {
        let broken = "青禾镇\n乡镇\n".as_bytes();
        let broken = [&broken[..12], &broken[13..]].concat();
        for bytes in [&b"\xFF\xFF\n"[..], b"\x00\x01\n", &broken] {
            assert_eq!(said(bytes), Err(Silence::Unreadable));
        }
    }

    #[test]
    fn a_person_answers_line_by_line_and_may_end_it() {
        let mut answers = Answers::Typed("甲镇\r\n\n乙".as_bytes());
        assert_eq!(answers.ask("").as_deref(), Ok("甲镇"));
        assert_eq!(answers.ask("").as_deref(), Ok(""));
        assert_eq!(answers.ask("").as_deref(), Ok("乙"));
        assert_eq!(answers.ask(""), Err(Silence::Ended));
    }
}
