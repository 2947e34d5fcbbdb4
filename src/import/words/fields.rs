//! What a page states of its report in a field: `发布时间：2023-01-05 10:14`.

use std::ops::Range;

use crate::import::source::Line;
use crate::parse::date::Stamp;
use crate::prose::past_space;

use super::keys::{Subject, key, key_with_colon};
use super::scan::{date_at, has_han, letters_of, whole_date};
use super::stops::stop;
use super::titles::{is_body, is_title};

/// A field in a text, in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    pub subject: Subject,
    pub value: Range<usize>,
    pub stamp: Option<Stamp>,
    pub end: usize,
}

/// The longest value that is looked for behind a colon, in bytes.
const LONGEST: usize = 600;

/// The field that begins at a place. In a grid, whose cells are parted by bars, a key
/// needs no colon.
pub fn field_at(text: &str, at: usize) -> Option<Field> {
    let rest = &text[at..];
    let (subject, begin) = match key_with_colon(rest) {
        Some(found) => found,
        None => {
            let (subject, end) = key(rest)?;
            let behind = past_space(rest, end);
            let in_grid = rest[behind..].starts_with('|')
                || behind == rest.len() && text[..at].trim_end().ends_with('|');
            if !in_grid {
                return None;
            }
            let next = past_space(rest, (behind + 1).min(rest.len()));
            match key(&rest[next..]) {
                Some(_) => (subject, behind),
                None => (subject, next),
            }
        }
    };
    let begin = past_space(text, at + begin);
    let value = begin..value_end(text, begin, subject);
    let words = &text[value.clone()];
    let in_grid = text[..begin].trim_end().ends_with('|');
    if words.contains('。') && !in_grid {
        return None;
    }
    let dated = matches!(subject, Subject::Published | Subject::Signed);
    let stamp = dated.then(|| date_at(text, begin)).flatten();
    Some(Field {
        subject,
        stamp: stamp.map(|(stamp, _)| stamp),
        end: value.end,
        value,
    })
}

/// The field whose name is the first line and whose value is the second, one entry a
/// line: pages state them as lists, which come as lines of their own.
pub fn over_lines(lines: &[Line]) -> Option<Vec<Field>> {
    let name = lines.first()?;
    let subject = whole_key(&name.text)?;
    let field = |subject, text: &str, stamp| Field {
        subject,
        value: 0..text.len(),
        stamp,
        end: text.len(),
    };
    // What the name itself says is of no use.
    let key = field(Subject::Page, &name.text, None);
    let next = lines.get(1).map(|line| line.text.as_str());
    // The field is empty where the next one begins.
    let Some(value) = next.filter(|text| whole_key(text).is_none()) else {
        return Some(vec![key]);
    };
    let stamp = whole_date(value);
    let fits = match subject {
        Subject::Published | Subject::Signed => stamp.is_some(),
        Subject::Organization | Subject::Author => is_body(value),
        Subject::Title => is_title(value),
        Subject::Index => is_index(value.trim()),
        Subject::Number => is_number(value),
        Subject::Page => false,
    };
    fits.then(|| vec![key, field(subject, value, stamp)])
}

/// The key that a whole line is, with or without a colon.
fn whole_key(line: &str) -> Option<Subject> {
    let line = line.trim().trim_end_matches([':', '：']).trim_end();
    let (subject, end) = key(line)?;
    (end == line.len()).then_some(subject)
}

/// Whether a value can be an index number.
pub fn is_index(value: &str) -> bool {
    let digits = value.chars().filter(char::is_ascii_digit).count();
    digits >= 4 && value.len() <= 80 && !has_han(value)
}

/// Whether a value can be the number of a document.
pub fn is_number(value: &str) -> bool {
    value.contains(|c: char| c.is_ascii_digit() || ('０'..='９').contains(&c))
        && value.trim_end().ends_with(['号', '號'])
        && letters_of(value) <= 40
}

/// Where the value of a field ends.
fn value_end(text: &str, begin: usize, subject: Subject) -> usize {
    if matches!(
        subject,
        Subject::Published | Subject::Signed | Subject::Page
    ) && let Some((_, end)) = date_at(text, begin)
    {
        return end;
    }
    let rest = &text[begin..];
    let bar = rest.find('|').unwrap_or(rest.len());
    let bar = bar.min(rest.floor_char_boundary(LONGEST));
    let key = keys_in(&rest[..bar]);
    let end = key.unwrap_or(bar);
    let words = &rest[..end];
    begin
        + words[..stop(words, subject == Subject::Title)]
            .trim_end()
            .len()
}

/// Where the next key with a colon begins.
fn keys_in(text: &str) -> Option<usize> {
    let mut places = text.char_indices().map(|(at, _)| at);
    places.find(|at| key_with_colon(&text[*at..]).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Vec<(Subject, &str)> {
        let mut at = 0;
        let mut found = Vec::new();
        while let Some(field) = field_at(text, at) {
            found.push((field.subject, &text[field.value.clone()]));
            let rest = &text[field.end..];
            let skip = rest.len() - rest.trim_start_matches([' ', '|', '　']).len();
            at = field.end + skip;
        }
        found
    }

    #[test]
    fn fields_end_where_others_begin() {
        use Subject::{Author, Index, Number, Organization, Page, Published, Signed, Title};
        assert_eq!(
            all(
                "索 引 号：A-1/2022-1 文  号： 无 名 称： 青禾镇2022年度 政府信息公开年报 发布日期：2023年01月14日"
            ),
            [
                (Index, "A-1/2022-1"),
                (Number, "无"),
                (Title, "青禾镇2022年度 政府信息公开年报"),
                (Published, "2023年01月14日"),
            ]
        );
        assert_eq!(
            all("发布时间 : 2023-12-20 16:25来源 : 青禾镇教育办 点击数："),
            [
                (Published, "2023-12-20 16:25"),
                (Author, "青禾镇教育办"),
                (Page, "")
            ]
        );
        assert_eq!(
            all("发布机构 | 青禾镇人民政府 | 生效日期 | 成文日期 | 2023-01-02"),
            [
                (Organization, "青禾镇人民政府"),
                (Page, ""),
                (Signed, "2023-01-02")
            ]
        );
        assert_eq!(all("名称很长的机构：不是"), []);
    }
}
