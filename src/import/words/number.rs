//! Numbers of documents: `示经发〔2022〕12号`.

/// The document number that a text begins with, in bytes; white space or the end
/// follows it.
pub fn at_start(text: &str) -> Option<usize> {
    let open = text
        .char_indices()
        .take(20)
        .find(|(_, c)| "〔[［【（(".contains(*c))?
        .0;
    let body = &text[..open];
    let han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    if !(2..=14).contains(&body.chars().count()) || !body.chars().all(han) {
        return None;
    }
    let mut letters = text[open..].char_indices().skip(1);
    for _ in 0..4 {
        letters.next().filter(|(_, c)| c.is_ascii_digit())?;
    }
    letters.next().filter(|(_, c)| "〕]］】）)".contains(*c))?;
    let mut digits = 0;
    let (at, last) = letters.find(|(_, c)| {
        digits += 1;
        !(c.is_ascii_digit() || *c == ' ' || *c == '第') || digits > 8
    })?;
    let end = open + at + last.len_utf8();
    let follows = text[end..].chars().next();
    let free = follows.is_none_or(|c| c.is_whitespace() || c == '|');
    (last == '号' && digits > 1 && free).then_some(end)
}

#[cfg(test)]
mod tests {
    #[test]
    fn numbers_stand_by_themselves() {
        let whole = |text: &str| super::at_start(text) == Some(text.len());
        assert!(whole("示经发〔2022〕12号") && whole("示审综[2026]2号"));
        assert!(super::at_start("国办公开办函〔2021〕30号的要求").is_none());
        assert!(super::at_start("示经发〔略〕").is_none());
    }
}
