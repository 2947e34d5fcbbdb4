//! A clerk's words inside TOML, YAML and Markdown, where they must stay words.

use std::fmt::Write;

/// Words as one line: what was pasted may hold line ends.
pub fn one_line(text: &str) -> String {
    let words = text.split(|c: char| c.is_control() || c == '\u{feff}');
    let words: Vec<&str> = words
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    words.join(" ")
}

/// Words as a comment of YAML, which nothing but its end may end.
pub fn comment(text: &str) -> String {
    let ends_lines = |c: char| matches!(c, '\u{2028}' | '\u{2029}' | '\u{fffe}' | '\u{ffff}');
    one_line(&text.replace(ends_lines, " "))
}

/// A basic string of TOML, quotes included. YAML and JSON read the same.
pub fn quoted(text: &str) -> String {
    let mut out = String::from('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            // TOML and YAML disagree on what is printable; both know this.
            c if c.is_control() || "\u{2028}\u{2029}\u{feff}\u{fffe}\u{ffff}".contains(c) => {
                _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// A value of YAML: bare where nobody could read it otherwise, else quoted.
pub fn yaml(text: &str) -> String {
    let bare = |c: char| c.is_alphanumeric() && !c.is_ascii() || "（）、，。《》".contains(c);
    if !text.is_empty() && text.chars().all(bare) {
        text.to_owned()
    } else {
        quoted(text)
    }
}

/// Words of a paragraph: no sign of them may become markup.
pub fn markdown(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        if c.is_ascii_punctuation() && !",.:;/@()%+=?!\"'-".contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn any_words_come_back_from_toml_and_yaml(text in prop::collection::vec(any::<char>(), 0..30)) {
            let text: String = text.into_iter().collect();
            let source = format!("a = {}", quoted(&text));
            let toml = toml::de::DeTable::parse(&source).expect("TOML");
            prop_assert_eq!(toml.get_ref()["a"].get_ref().as_str(), Some(text.as_str()));
            for written in [quoted(&text), yaml(&text)] {
                let back: serde_yaml::Value = serde_yaml::from_str(&format!("a: {written}\n")).expect("YAML");
                prop_assert_eq!(back["a"].as_str(), Some(text.as_str()), "{}", written);
            }
        }
    }

    #[test]
    fn plain_names_stay_readable() {
        assert_eq!(yaml("青禾镇人民政府"), "青禾镇人民政府");
        assert_eq!(yaml("甲: #1"), "\"甲: #1\"");
        assert_eq!(markdown("a*b<c>#"), "a\\*b\\<c\\>\\#");
    }
}
