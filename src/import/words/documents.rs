//! What official documents have around their text: a number, an imprint.

use crate::parse::date::Stamp;
use crate::prose::{digit, is_cjk, past_space};

use super::scan::{begins, has_han, letters_of, year_at};
use super::signature::date_at_end;

/// The number of a document, such as `青政发〔2023〕2号`, and where it ends.
pub fn number_at(text: &str, at: usize) -> Option<usize> {
    let mut chars = text[at..].char_indices();
    let mut letters = 0;
    let open = loop {
        let (place, c) = chars.next()?;
        match c {
            '〔' | '[' | '［' | '【' | '（' | '(' if letters >= 2 => {
                break at + place + c.len_utf8();
            }
            _ if is_cjk(c) && letters < 14 => letters += 1,
            _ => return None,
        }
    };
    let (_, end) = year_at(text, open)?;
    let close = text[end..]
        .chars()
        .next()
        .filter(|c| "〕]］】）)".contains(*c))?;
    let mut end = past_space(text, end + close.len_utf8());
    if text[end..].starts_with('第') {
        end += '第'.len_utf8();
    }
    let digits = text[end..].chars().take_while(|c| digit(*c).is_some());
    let length: usize = digits.map(char::len_utf8).sum();
    let mark = past_space(text, end + length);
    let end = mark + begins(&text[mark..], "号")?;
    let boundary = text[end..]
        .chars()
        .next()
        .is_none_or(|c| c.is_whitespace() || c == '|');
    (length > 0 && boundary).then_some(end)
}

/// The day on which a document was printed, of an imprint that states one.
pub fn printed(imprint: &str) -> Option<Stamp> {
    let text = imprint.trim().trim_end_matches('。');
    let dated = text.strip_suffix("印发").or(text.strip_suffix("印"))?;
    date_at_end(dated.trim_end()).map(|(_, stamp)| stamp)
}

/// Whether a short line lists bodies that printed and got the document.
pub fn is_imprint(line: &str) -> bool {
    let line = line.trim().trim_end_matches('。');
    let printed = line.ends_with("印发") || line.ends_with("印");
    let sent = ["抄送：", "抄送:", "主送：", "主送:"]
        .iter()
        .any(|word| line.starts_with(word));
    let dated = line.contains(|c: char| digit(c).is_some()) && line.contains('日');
    sent || printed && dated && letters_of(line) <= 60 && has_han(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_documents_and_imprints_are_known() {
        assert_eq!(
            number_at("青政发〔2023〕2号 青禾镇", 0),
            Some("青政发〔2023〕2号".len())
        );
        assert_eq!(number_at("国办公开办函〔2021〕30号文件要求", 0), None);
        assert!(is_imprint("青禾镇人民政府办公室 2020年1月2日印发"));
        assert!(!is_imprint("全年文件都已印发"));
    }
}
