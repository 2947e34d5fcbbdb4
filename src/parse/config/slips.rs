//! Slips of the hand in `site.toml`, mended line by line before it is read, as
//! those in YAML are. Chinese keys, which TOML knows in quotes only, get them.

use crate::diag::{Diagnostic, Place, codes};
use crate::parse::changes::Changed;
use crate::parse::color::Color;
use crate::parse::keys::{SITE, TABLES, UNIT};
use crate::path::SourcePath;

/// The text as it was meant, and a finding for each line that was not typed so.
pub struct Mended {
    pub changed: Changed,
    pub said: Vec<Diagnostic>,
}

/// The table of which there may be several.
const SEVERAL: &str = "column";

const QUOTES: [char; 9] = ['"', '“', '”', '＂', '‘', '’', '「', '」', '„'];
const OPEN: [char; 6] = ['[', '{', '［', '｛', '【', '〔'];

/// Mends every line of which it is plain what was meant. `None` if nothing is
/// to be changed. Linear.
pub fn mend(text: &str, file: &SourcePath) -> Option<Mended> {
    let mut mended = Mended {
        changed: Changed::default(),
        said: Vec::new(),
    };
    let (mut at, mut depth) = (0, 0_usize);
    for typed in text.split_inclusive('\n') {
        let line = typed.trim_end();
        let within = depth > 0;
        depth = (depth + count(line, ['[', '{'])).saturating_sub(count(line, [']', '}']));
        match (!within).then(|| read(line)).flatten() {
            Some(Line { right, read, slips }) => {
                if let Some((message, from)) = slips.first() {
                    let length = line[*from..].chars().next().map_or(0, char::len_utf8);
                    let place = Place::span(file, at + from..at + from + length);
                    let help = match right.starts_with('#') && !line.trim_start().starts_with('/') {
                        true => format!("写上内容；没有就在行首加 #，改成  {right}"),
                        false => format!("改成  {right}"),
                    };
                    mended
                        .said
                        .push(Diagnostic::error(&codes::SITE, place, *message).help(help));
                }
                if !slips.is_empty() {
                    depth = 0;
                }
                let whole = [&read, &typed[line.len()..]].concat();
                mended.changed.add(at, typed, &whole);
            }
            None if within => mended.changed.add(at, typed, &quoted_keys(typed)),
            None => mended.changed.add(at, typed, typed),
        }
        at += typed.len();
    }
    (!mended.changed.changes.is_empty()).then_some(mended)
}

/// How often one of two marks stands outside of quotes.
fn count(line: &str, marks: [char; 2]) -> usize {
    let line = line.replace("\\\"", "");
    let plain = line.split('"').step_by(2);
    plain.map(|part| part.matches(marks).count()).sum()
}

/// A line that is not read as it is typed.
struct Line {
    /// As it ought to be typed.
    right: String,
    /// As it is read.
    read: String,
    /// What is wrong, and at which byte.
    slips: Vec<(&'static str, usize)>,
}

fn read(line: &str) -> Option<Line> {
    let body = line.trim_start_matches(|c: char| c.is_whitespace());
    let start = line.len() - body.len();
    if body.is_empty() || body.starts_with('#') {
        return None;
    }
    if let Some(mark) = ["//", "＃", ";", "；"]
        .into_iter()
        .find(|mark| body.starts_with(mark))
    {
        let right = format!("# {}", body[mark.len()..].trim());
        let slips = vec![("说明前面要用英文的 #", start)];
        return Some(Line {
            read: right.clone(),
            right,
            slips,
        });
    }
    if body.starts_with(OPEN) {
        return header(body, start);
    }
    entry(line, body, start)
}

/// `[站点]`: the names of tables in quotes; brackets of another width.
fn header(body: &str, start: usize) -> Option<Line> {
    let inner = body.trim_matches(|c: char| OPEN.contains(&c) || "]}］｝】〕 ".contains(c));
    let names: Vec<&str> = inner.split(['.', '．', '。']).map(str::trim).collect();
    if names.iter().any(|name| !is_bare(name)) {
        return None;
    }
    // Of columns there are several, which TOML writes with two brackets.
    let mut tables = TABLES.iter().filter(|key| key.id == SEVERAL);
    let several = tables.any(|key| names == [key.id] || names == [key.name]);
    let bracketed = |name: String| match several {
        true => format!("[[{name}]]"),
        false => format!("[{name}]"),
    };
    let right = bracketed(names.join("."));
    // Tables are read by their English names, so that each header may have another.
    let english = |name: &&str| {
        let mut known = TABLES.iter().chain(SITE).chain(UNIT);
        let known = known.find(|key| key.name == *name);
        known.map_or_else(|| key(name), |key| key.id.to_owned())
    };
    let quoted: Vec<String> = names.iter().map(english).collect();
    let read = bracketed(quoted.join("."));
    let slips = match (right == body, several) {
        (true, _) => Vec::new(),
        (false, true) => vec![("栏目这一组要用两层英文的方括号，单独一行", start)],
        (false, false) => vec![("一组的名称要用英文的 [ ] 括起来，单独一行", start)],
    };
    (read != body).then_some(Line { right, read, slips })
}

/// A name of letters, in any script.
fn is_bare(name: &str) -> bool {
    !name.is_empty()
        && name
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'))
}

/// A name as TOML takes it.
fn key(name: &str) -> String {
    match name.is_ascii() {
        true => name.to_owned(),
        false => format!("\"{name}\""),
    }
}

fn entry(line: &str, body: &str, start: usize) -> Option<Line> {
    let sign = body.find(['=', '＝', ':', '：'])?;
    let name = body[..sign].trim().trim_matches(QUOTES);
    if !is_bare(name) {
        return None;
    }
    let mark = body[sign..].chars().next()?;
    let mut slips = Vec::new();
    if mark != '=' {
        slips.push(("名称后面要用英文的等号 =", start + sign));
    }
    let rest = &body[sign + mark.len_utf8()..];
    let value = rest.trim();
    let from = line.len() - rest.trim_start().len();
    if let Some(color) = value.get(..7).filter(|text| Color::parse(text).is_some()) {
        let text = format!("\"{color}\"{}", &value[color.len()..]);
        slips.push(("颜色要用英文的引号 \" \" 括起来", from));
        return Some(Line {
            right: format!("{name} = {text}"),
            read: format!("{} = {text}", key(name)),
            slips,
        });
    }
    if value.is_empty() || value.starts_with('#') {
        slips.push(("等号后面没有内容", start));
        let right = format!("#{body}");
        return Some(Line {
            read: right.clone(),
            right,
            slips,
        });
    }
    let (text, slip) = self::value(value);
    slips.extend(slip.map(|(message, at)| (message, from + at)));
    let right = format!("{name} = {text}");
    let read = format!("{} = {}", key(name), quoted_keys(&text));
    let sound = slips.is_empty() && read == right;
    (!sound).then_some(Line { right, read, slips })
}

/// The value as it ought to be typed, and what is wrong with it.
fn value(value: &str) -> (String, Option<(&'static str, usize)>) {
    let first = value.chars().next().unwrap_or(' ');
    if OPEN.contains(&first) {
        let narrow: String = narrow(value);
        let slip = (narrow != value).then_some(("括号、引号、逗号和等号都要用英文的", 0));
        return (narrow, slip);
    }
    if first == '\'' || value.starts_with("\"\"\"") {
        return (value.to_owned(), None);
    }
    if first == '"'
        && let Some(end) = closing(&value[1..])
    {
        let (inner, tail) = (&value[..end + 2], value[end + 2..].trim());
        let marks = |c: char| ",，;；。、".contains(c);
        let surplus = !tail.is_empty() && tail.chars().all(marks);
        let slip = surplus.then_some(("引号后面多了一个标点", end + 2));
        let text = if surplus { inner } else { value };
        return (text.to_owned(), slip);
    }
    if matches!(value, "true" | "false") {
        return (value.to_owned(), None);
    }
    let (words, tail) = match value.split_once(" #") {
        Some((words, tail)) => (words.trim(), format!("  #{tail}")),
        None => (value, String::new()),
    };
    let inner = words
        .trim_matches(QUOTES)
        .replace('\\', "\\\\")
        .replace('"', "\\\"");
    let message = if first == '"' {
        "后面少了一个英文的引号"
    } else if QUOTES.contains(&first) {
        "引号是中文的，要用英文的 \" \""
    } else {
        "内容要用英文的引号 \" \" 括起来"
    };
    (format!("\"{inner}\"{tail}"), Some((message, 0)))
}

/// Where the quote is that ends words; a backslash stands before one that does not.
fn closing(words: &str) -> Option<usize> {
    let mut escaped = false;
    words.bytes().position(|byte| {
        let closes = byte == b'"' && !escaped;
        escaped = byte == b'\\' && !escaped;
        closes
    })
}

/// A table or list on one line, with marks of TOML outside of quotes.
fn narrow(value: &str) -> String {
    let is_table = value.starts_with(['{', '｛']);
    let mut out = String::new();
    // The quote that is open.
    let mut open: Option<char> = None;
    let mut escaped = false;
    for c in value.chars() {
        let closes = match open {
            None => false,
            Some('"') => c == '"' && !escaped,
            Some(_) => matches!(c, '”' | '＂' | '"'),
        };
        let opens = open.is_none() && matches!(c, '"' | '“' | '”' | '＂');
        escaped = c == '\\' && !escaped;
        if closes || opens {
            open = opens.then_some(c);
            out.push('"');
            continue;
        }
        out.push(match c {
            _ if open.is_some() => c,
            '｛' => '{',
            '｝' => '}',
            '［' | '【' | '〔' => '[',
            '］' | '】' | '〕' => ']',
            '，' | '；' | '、' => ',',
            '＝' => '=',
            '：' | ':' if is_table => '=',
            c => c,
        });
    }
    out
}

/// Chinese names in tables on one line, in the quotes that TOML asks for.
fn quoted_keys(value: &str) -> String {
    if !value.contains('{') || value.is_ascii() || value.contains('\\') {
        return value.to_owned();
    }
    let mut out = String::new();
    for (at, part) in value.split('"').enumerate() {
        if at > 0 {
            out.push('"');
        }
        if at % 2 == 1 || !part.contains('=') {
            out.push_str(part);
            continue;
        }
        let (before, after) = part.split_once('=').unwrap_or((part, ""));
        let marks = ['{', '}', '[', ']', ',', ' ', '\t'];
        let name = before.trim_start_matches(marks).trim();
        let bare = is_bare(name) && !name.is_ascii();
        let before = match bare {
            true => before.replacen(name, &key(name), 1),
            false => before.to_owned(),
        };
        out.push_str(&format!("{before}={after}"));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text that is read, and the helps.
    fn mended(text: &str) -> (String, Vec<String>) {
        let file = SourcePath::new("site.toml").expect("a path");
        let Some(mended) = mend(text, &file) else {
            return (text.to_owned(), Vec::new());
        };
        let helps = mended.said.into_iter().filter_map(|one| one.help);
        (mended.changed.text, helps.collect())
    }

    #[test]
    fn what_was_meant_is_read_and_the_whole_line_is_told() {
        for (typed, right) in [
            ("name = “甲”", "name = \"甲\""),
            ("name = \"甲”", "name = \"甲\""),
            ("name = \"甲", "name = \"甲\""),
            ("name = 甲", "name = \"甲\""),
            ("name： \"甲\"", "name = \"甲\""),
            ("name: 甲", "name = \"甲\""),
            ("name ＝ \"甲\"", "name = \"甲\""),
            ("name = \"甲\"；", "name = \"甲\""),
            ("名称 = “甲”", "名称 = \"甲\""),
            ("［site］", "[site]"),
            ("【站点】", "[站点]"),
            ("// 说明", "# 说明"),
            ("phone = 0710-5551234", "phone = \"0710-5551234\""),
            ("主色 = #8C1119  # 红", "主色 = \"#8C1119\"  # 红"),
            (
                "portal = ｛name = “甲”，url = “https://a.gov.cn/”｝",
                "portal = {name = \"甲\",url = \"https://a.gov.cn/\"}",
            ),
        ] {
            let (_, helps) = mended(typed);
            assert_eq!(helps, [format!("改成  {right}")], "{typed}");
            assert_eq!(mended(right).1, Vec::<String>::new(), "{right}");
        }
        let (read, helps) = mended("portal =\n");
        assert_eq!(read, "#portal =\n");
        assert!(helps[0].ends_with("改成  #portal ="), "{helps:?}");
    }

    #[test]
    fn chinese_names_are_read_in_quotes_and_nobody_is_told() {
        for (typed, read) in [
            ("名称 = \"甲\"\n", "\"名称\" = \"甲\"\n"),
            ("[机关.联系方式]\n", "[organization.contact]\n"),
            (
                "上级网站 = { 名称 = \"甲=乙\", 网址 = \"https://a/\" }\n",
                "\"上级网站\" = { \"名称\" = \"甲=乙\", \"网址\" = \"https://a/\" }\n",
            ),
            (
                "页脚 = [\"甲{乙=丙\", {名称 = \"甲\", 网址 = \"https://a/\"}, {名称 = \"乙\", url = \"b\"}]\n",
                "\"页脚\" = [\"甲{乙=丙\", {\"名称\" = \"甲\", \"网址\" = \"https://a/\"}, {\"名称\" = \"乙\", url = \"b\"}]\n",
            ),
            (
                "footer = [\n  {名称 = \"甲\", 网址 = \"https://a/\"},  # {乙 = 丙}\n  \"丁\",\n]\n",
                "footer = [\n  {\"名称\" = \"甲\", \"网址\" = \"https://a/\"},  # {乙 = 丙}\n  \"丁\",\n]\n",
            ),
            (
                "words = [\n  \"甲：乙\",\n]\n",
                "words = [\n  \"甲：乙\",\n]\n",
            ),
            (
                "portal = { name = \"甲\\\":乙\", url = \"https://a/\" }\n",
                "portal = { name = \"甲\\\":乙\", url = \"https://a/\" }\n",
            ),
            ("#名称 = \"\"\n", "#名称 = \"\"\n"),
            (
                "name = \"甲：乙，“丙”\"  # 丁\n",
                "name = \"甲：乙，“丙”\"  # 丁\n",
            ),
        ] {
            assert_eq!(mended(typed), (read.to_owned(), Vec::new()), "{typed}");
        }
    }
}
