//! Telephone numbers, however they are divided.

use super::digit;

/// The digits of a number, without a country's code.
fn digits(text: &str) -> String {
    let digits = text.chars().filter_map(digit);
    let digits: String = digits
        .filter_map(|one| char::from_digit(one as u32, 10))
        .collect();
    match digits.strip_prefix("86") {
        Some(rest) if rest.len() > 9 => rest.to_owned(),
        _ => digits,
    }
}

/// Whether a text has this number, or its local part where the number has an area code.
pub fn has_phone(text: &str, phone: &str) -> bool {
    // An extension or a second number is not asked for.
    let first = phone.split(['、', '，', ',', '/', '；', ';', '转']).next();
    let wanted = digits(first.unwrap_or_default());
    let local = phone
        .split_once(['-', '－', '—', '–'])
        .map(|(_, local)| digits(local));
    let local = local.filter(|local| wanted.starts_with('0') && local.len() >= 7);
    let divides = |c: char| digit(c).is_none() && !"-－—–‐ ()（）+＋".contains(c);
    wanted.len() >= 5
        && text.split(divides).any(|run| {
            let run = digits(run);
            run == wanted || local.as_ref().is_some_and(|local| *local == run)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_found_however_it_is_divided() {
        for text in [
            "电话：0123-4567890",
            "（0123）4567890。",
            "电话 0123 4567890，传真 0123-1111111",
            "电话：4567890",
            "+86-0123-4567890",
        ] {
            assert!(has_phone(text, "0123-4567890"), "{text}");
        }
        for text in ["电话：0123-4567891", "1234567890", "没有", ""] {
            assert!(!has_phone(text, "0123-4567890"), "{text}");
        }
        assert!(has_phone("热线12345", "12345") && !has_phone("热线123456", "12345"));
    }
}
