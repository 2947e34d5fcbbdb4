//! Text in XML.

use std::fmt::{self, Write};

/// Writes a text so that XML reads it as text, also inside an attribute. Characters that
/// XML 1.0 cannot hold, such as most control characters, are left out.
pub fn escape(text: &str, out: &mut String) {
    let mut plain = 0;
    for (at, c) in text.char_indices() {
        let instead = match c {
            '&' => "&amp;",
            '<' => "&lt;",
            '>' => "&gt;",
            '"' => "&quot;",
            '\t' | '\n' => continue,
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => "",
            _ => continue,
        };
        out.push_str(&text[plain..at]);
        out.push_str(instead);
        plain = at + c.len_utf8();
    }
    out.push_str(&text[plain..]);
}

/// Writes what is displayed as `escape` writes a text.
pub fn escape_display(shown: &impl fmt::Display, out: &mut String) {
    // Writing to a string cannot fail.
    let _ = write!(Escaped(out), "{shown}");
}

struct Escaped<'o>(&'o mut String);

impl Write for Escaped<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        escape(text, self.0);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_stays_text_and_what_xml_cannot_hold_goes() {
        let mut out = String::new();
        escape("甲<b>&\"\u{1}乙\u{ffff}\r\n丙\t", &mut out);
        assert_eq!(out, "甲&lt;b&gt;&amp;&quot;乙\n丙\t");
        out.clear();
        escape_display(&"<", &mut out);
        assert_eq!(out, "&lt;");
    }
}
