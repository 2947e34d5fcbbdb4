//! What the template engine says, in the words of the program. No word of the
//! engine's own language reaches a user: what is not known here is told by where
//! it stands alone.

mod reading;
mod rendering;

/// A message, and what to do about it.
pub type Told = (String, String);

/// What the engine says, with `{}` for what it names; the message, with `{0}` and
/// so on for the same; and what to do.
type Known = (&'static str, &'static str, &'static str);

fn known() -> impl Iterator<Item = &'static Known> {
    reading::KNOWN.iter().chain(rendering::KNOWN)
}

/// What the engine's words mean; `None` if they are not known.
pub fn translate(said: &str) -> Option<Told> {
    let said = said.trim();
    known().find_map(|(pattern, message, help)| {
        let named = named(pattern, said)?;
        let named: Vec<String> = named.into_iter().map(word).collect();
        Some((filled(message, &named), filled(help, &named)))
    })
}

/// What stands in the gaps of a pattern, if a text is of it.
fn named<'s>(pattern: &str, said: &'s str) -> Option<Vec<&'s str>> {
    let mut pieces = pattern.split("{}");
    let mut rest = said.strip_prefix(pieces.next()?)?;
    let mut named = Vec::new();
    let mut pieces = pieces.peekable();
    while let Some(piece) = pieces.next() {
        let last = pieces.peek().is_none();
        let at = match last {
            true => rest.len().checked_sub(piece.len())?,
            false => rest.find(piece)?,
        };
        if last && !rest.ends_with(piece) {
            return None;
        }
        named.push(&rest[..at]);
        rest = &rest[at + piece.len()..];
    }
    rest.is_empty().then_some(named)
}

/// `{0}` and so on in a text replaced by what they stand for.
fn filled(text: &str, named: &[String]) -> String {
    let mut text = text.to_owned();
    for (at, name) in named.iter().enumerate() {
        text = text.replace(&format!("{{{at}}}"), name);
    }
    text
}

/// What the engine calls kinds of values and of signs.
fn word(named: &str) -> String {
    let plain = named.trim().trim_matches('`');
    let known = match plain {
        "string" | "&str" | "str" => "文字",
        "array" | "Vec<Value>" | "&[Value]" => "列表",
        "map" | "Map" | "map/struct" => "一组字段",
        "bool" => "是或否（true、false）",
        "number" | "Number" => "数字",
        "integer" | "u8" | "u16" | "u32" | "u64" | "u128" | "usize" | "i8" | "i16" | "i32"
        | "i64" | "i128" | "isize" => "整数",
        "float" | "f32" | "f64" => "小数",
        "bytes" => "字节",
        "none" | "undefined" => "空的",
        "identifier" => "名字",
        "content" | "raw content" => "文字",
        "comment" => "注释",
        _ if named.contains("`, `") => return named.replace('`', "").replace(", ", "、"),
        // A sentence of the engine's is not passed on.
        _ if plain.contains(' ') && plain.is_ascii() => "别的写法",
        _ if plain.contains(['{', '}', '%', '<', '>', '=', '(', ')']) => {
            return format!(" {plain} ");
        }
        _ => return plain.to_owned(),
    };
    known.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_of_a_pattern_are_named() {
        assert_eq!(
            named("Found {} but expected {}.", "Found `{%` but expected `}}`."),
            Some(vec!["`{%`", "`}}`"])
        );
        assert_eq!(named("a {}", "a b c"), Some(vec!["b c"]));
        assert_eq!(named("a {} c", "a b d"), None);
        assert_eq!(named("a", "a b"), None);
    }

    #[test]
    fn every_pattern_is_reached_by_its_own_words() {
        for (pattern, message, help) in known() {
            let said = pattern.replace("{}", "x");
            let (told, cure) = translate(&said).expect("a known pattern");
            assert!(!told.is_ascii() && !cure.is_empty(), "{pattern}");
            assert!(
                !told.contains("{0}") && !told.contains("{1}") && !told.contains("{2}"),
                "{pattern}: {message} {help}"
            );
        }
    }

    #[test]
    fn kinds_and_signs_are_named_in_chinese() {
        let (message, _) = translate("Iteration not possible on type `map/struct`").expect("known");
        assert_eq!(message, "{% for %} 要一个列表，这里是一组字段");
        let (message, _) = translate("Found `{%` but expected `}}`.").expect("known");
        assert_eq!(message, "这里写着 {% ，应当是 }} ");
        let (_, help) = translate(
            "Unknown argument(s) `a` in component call. Possible argument(s) are: `b`, `c`",
        )
        .expect("known");
        assert_eq!(help, "可以写：b、c");
    }
}
