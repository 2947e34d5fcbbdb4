//! The numbers that a word processor writes before the paragraphs of a list.

use crate::prose::numerals::chinese_numeral;

/// A number in a format that a list names, from 1. Formats that Chinese documents do
/// not use are written in digits, as word processors do that do not know one.
pub fn formatted(format: &str, number: usize) -> String {
    match format {
        "none" | "bullet" => String::new(),
        "chineseCounting"
        | "chineseCountingThousand"
        | "japaneseCounting"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand"
        | "koreanCounting" => chinese_numeral(number),
        "ideographDigital" | "japaneseDigitalTenThousand" | "taiwaneseDigital" => {
            digit_by_digit(number)
        }
        "chineseLegalSimplified" => legal(number, "壹贰叁肆伍陆柒捌玖拾"),
        "ideographLegalTraditional" | "japaneseLegal" => legal(number, "壹貳參肆伍陸柒捌玖拾"),
        "ideographTraditional" => one_of("甲乙丙丁戊己庚辛壬癸", number),
        "ideographZodiac" => one_of("子丑寅卯辰巳午未申酉戌亥", number),
        "ideographEnclosedCircle" => enclosed(number, '㊀', 10),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => enclosed(number, '①', 20),
        "decimalEnclosedParen" => enclosed(number, '⑴', 20),
        "decimalEnclosedFullstop" => enclosed(number, '⒈', 20),
        "decimalFullWidth" | "decimalFullWidth2" => wide(number),
        "decimalZero" => format!("{number:02}"),
        "numberInDash" => format!("- {number} -"),
        "lowerLetter" => letters(number),
        "upperLetter" => letters(number).to_uppercase(),
        "lowerRoman" => roman(number).to_lowercase(),
        "upperRoman" => roman(number),
        _ => number.to_string(),
    }
}

fn digit_by_digit(number: usize) -> String {
    let digit = |c: char| match c.to_digit(10) {
        Some(0) | None => "〇".to_owned(),
        Some(digit) => chinese_numeral(digit as usize),
    };
    number.to_string().chars().map(digit).collect()
}

/// The number with characters that cannot be changed into each other by a stroke.
fn legal(number: usize, digits: &str) -> String {
    let legal = |c: char| {
        let at = "一二三四五六七八九十".chars().position(|plain| plain == c);
        at.and_then(|at| digits.chars().nth(at)).unwrap_or(c)
    };
    chinese_numeral(number).chars().map(legal).collect()
}

fn one_of(signs: &str, number: usize) -> String {
    let sign = number.checked_sub(1).and_then(|at| signs.chars().nth(at));
    sign.map_or_else(|| number.to_string(), String::from)
}

/// One character that has the number in it, of a run in Unicode.
fn enclosed(number: usize, first: char, most: usize) -> String {
    let within = (1..=most).contains(&number);
    let sign = char::from_u32(first as u32 + number as u32 - u32::from(within));
    match sign {
        Some(sign) if within => sign.to_string(),
        _ => number.to_string(),
    }
}

fn wide(number: usize) -> String {
    let wide = |c: char| char::from_u32(c as u32 + 0xFEE0).unwrap_or(c);
    number.to_string().chars().map(wide).collect()
}

/// a to z, then aa, bb … as word processors count.
fn letters(number: usize) -> String {
    match number.checked_sub(1) {
        Some(at) if at < 26 * 5 => {
            let letter = char::from(b'a' + (at % 26) as u8);
            letter.to_string().repeat(at / 26 + 1)
        }
        _ => number.to_string(),
    }
}

fn roman(number: usize) -> String {
    const SIGNS: [(usize, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if !(1..4000).contains(&number) {
        return number.to_string();
    }
    let mut rest = number;
    let mut text = String::new();
    for (worth, sign) in SIGNS {
        text.push_str(&sign.repeat(rest / worth));
        rest %= worth;
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_word_processors_write_them() {
        for (format, number, text) in [
            ("chineseCounting", 12, "十二"),
            ("japaneseCounting", 20, "二十"),
            ("chineseCountingThousand", 3, "三"),
            ("ideographDigital", 10, "一〇"),
            ("chineseLegalSimplified", 21, "贰拾壹"),
            ("ideographTraditional", 3, "丙"),
            ("decimalEnclosedCircle", 1, "①"),
            ("decimalEnclosedCircleChinese", 20, "⑳"),
            ("decimalEnclosedCircle", 21, "21"),
            ("decimalEnclosedCircle", 0, "0"),
            ("decimalFullWidth", 12, "１２"),
            ("lowerLetter", 28, "bb"),
            ("upperRoman", 14, "XIV"),
            ("decimalZero", 7, "07"),
            ("unheardOf", 7, "7"),
            ("none", 7, ""),
        ] {
            assert_eq!(formatted(format, number), text, "{format} {number}");
        }
    }

    #[test]
    fn no_number_is_too_large() {
        for format in [
            "decimalEnclosedCircle",
            "lowerLetter",
            "upperRoman",
            "chineseCounting",
        ] {
            assert_eq!(formatted(format, 4_294_967_296), "4294967296");
        }
    }
}
