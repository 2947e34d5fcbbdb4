//! Characters that nobody can tell from nothing, from a space or from another
//! character. Pasting from Word, web pages and PDF files brings them along.

use unicode_normalization::UnicodeNormalization;

/// What a reader takes such a character for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Odd {
    /// For nothing.
    Invisible,
    /// For an ordinary space.
    Space,
    /// For this character.
    Twin(char),
}

/// Radicals that are drawn like the character they stand for, beside it. To
/// the normalization forms of Unicode they are characters of their own; PDF
/// files are full of them.
const RADICALS: &str = "⺄乙⺊卜⺎兀⺒巳⺓幺⺛旡⺜日⺝月⺠民⺩王⺬示⻁虎⻄西⻅见⻆角⻉贝⻋车⻑長\
                        ⻓长⻔门⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻬齐⻮齿⻰龙";

/// What a character is taken for by itself; `None` for one that is what it
/// looks like.
pub fn odd(c: char) -> Option<Odd> {
    Some(match c {
        // The ideographic space is typed, and line ends are no characters.
        ' '..='~' | '\t'..='\r' | '\u{3000}'..='\u{3002}' | '\u{4e00}'..='\u{9fff}' => return None,
        '\u{a0}'
        | '\u{1680}'
        | '\u{2000}'..='\u{200a}'
        | '\u{2028}'
        | '\u{2029}'
        | '\u{202f}'
        | '\u{205f}'
        | '\u{2800}' => Odd::Space,
        '\u{ad}'
        | '\u{34f}'
        | '\u{61c}'
        | '\u{115f}'
        | '\u{1160}'
        | '\u{17b4}'
        | '\u{17b5}'
        | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{3164}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}'
        | '\u{ffa0}'
        | '\u{fff9}'..='\u{fffc}'
        | '\u{1bca0}'..='\u{1bca3}'
        | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e0fff}' => Odd::Invisible,
        _ if c.is_control() => Odd::Invisible,
        '\u{2010}'..='\u{2012}' => Odd::Twin('-'),
        '\u{2e80}'..='\u{2fd5}' | '\u{f900}'..='\u{faff}' | '\u{2f800}'..='\u{2fa1f}' => {
            Odd::Twin(twin(c)?)
        }
        _ => return None,
    })
}

/// Whether a reader takes a character for nothing.
pub fn is_invisible(c: char) -> bool {
    odd(c) == Some(Odd::Invisible)
}

/// The ordinary character that a radical or compatibility form is drawn like.
fn twin(c: char) -> Option<char> {
    let mut letters = RADICALS.chars();
    if letters.any(|letter| letter == c) {
        return letters.next();
    }
    let mut normal = std::iter::once(c).nfkc();
    normal.next().filter(|normal| *normal != c)
}

/// Whether such a character does its proper work between its neighbours: it
/// joins an emoji, or a script has need of it. `before` is the last character
/// that stays.
pub fn belongs(before: Option<char>, c: char, after: Option<char>) -> bool {
    // Whether another such character stays is not known yet.
    let after = after.filter(|c| odd(*c).is_none());
    let beside = |part: fn(char) -> bool| before.is_some_and(part) || after.is_some_and(part);
    match c {
        '\u{200d}' => {
            before.is_some_and(is_emoji) && after.is_some_and(is_emoji) || beside(is_joined)
        }
        '\u{200c}' => beside(is_joined),
        '\u{200e}' | '\u{200f}' | '\u{61c}' => beside(is_leftward),
        '\u{fe0e}' | '\u{fe0f}' => {
            before.is_some_and(is_emoji)
                || after == Some('\u{20e3}')
                || before.is_some_and(|c| matches!(c, '©' | '®'))
        }
        '\u{e0020}'..='\u{e007f}' => {
            before.is_some_and(|c| matches!(c, '\u{1f3f4}' | '\u{e0020}'..='\u{e007e}'))
        }
        '\u{180b}'..='\u{180f}' => beside(|c| matches!(c, '\u{1800}'..='\u{18af}')),
        '\u{115f}' | '\u{1160}' => beside(|c| matches!(c, '\u{1100}'..='\u{11ff}')),
        _ => false,
    }
}

fn is_emoji(c: char) -> bool {
    matches!(c, '\u{203c}'..='\u{2bff}' | '〰' | '〽' | '㊗' | '㊙' | '\u{fe0f}' | '\u{1f000}'..='\u{1faff}')
        && odd(c).is_none_or(|_| c == '\u{fe0f}')
}

/// Scripts whose letters join each other.
fn is_joined(c: char) -> bool {
    is_leftward(c) || matches!(c, '\u{900}'..='\u{dff}' | '\u{1800}'..='\u{18af}')
}

/// Scripts that are written from right to left.
fn is_leftward(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{61b}' | '\u{61d}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
}

/// The first such character of a text that does no work there, and where.
pub fn first_odd(text: &str) -> Option<(usize, char)> {
    let mut before = None;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let after = chars.peek().map(|(_, c)| *c);
        if odd(c).is_some() && !belongs(before, c, after) {
            return Some((at, c));
        }
        before = Some(c);
    }
    None
}

/// Latin letters, and the Greek and Cyrillic letters drawn like them.
const TWINS: [(&str, &str); 2] = [
    ("АВЕЅІЈКМНОРСТХаеорсухѕіј", "ABESIJKMHOPCTXaeopcyxsij"),
    ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABEZHIKMNOPTYXo"),
];

/// The Latin letter that a Greek or Cyrillic one is drawn like.
pub fn latin(c: char) -> Option<char> {
    TWINS.iter().find_map(|(foreign, latin)| {
        let at = foreign.chars().position(|letter| letter == c)?;
        latin.chars().nth(at)
    })
}

/// What to call such a character: its number, and its name where it has one
/// that helps.
pub fn name(c: char) -> String {
    let name = match c {
        '\u{a0}' => "不换行空格",
        '\u{ad}' => "软连字符",
        '\u{200b}' => "零宽空格",
        '\u{200c}' => "零宽不连字",
        '\u{200d}' => "零宽连字",
        '\u{200e}' | '\u{200f}' | '\u{61c}' => "方向标记",
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => "文字方向控制符",
        '\u{2002}' => "半身空格",
        '\u{2003}' => "全身空格",
        '\u{2028}' => "行分隔符",
        '\u{2029}' => "段分隔符",
        '\u{202f}' => "窄不换行空格",
        '\u{2010}' | '\u{2012}' => "连字符",
        '\u{2011}' => "不换行连字符",
        '\u{2060}' => "词连接符",
        '\u{feff}' => "字节顺序标记",
        '\u{fffc}' => "图片占位符",
        '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' => "变体选择符",
        '\u{e0000}'..='\u{e007f}' => "标签字符",
        '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}' => "空白字母",
        '\u{2e80}'..='\u{2fdf}' => "部首字",
        '\u{f900}'..='\u{faff}' | '\u{2f800}'..='\u{2fa1f}' => "兼容汉字",
        '\u{370}'..='\u{3ff}' => "希腊字母",
        '\u{400}'..='\u{52f}' => "西里尔字母",
        _ if c.is_control() => "控制字符",
        _ if odd(c) == Some(Odd::Space) => "特殊空格",
        _ => "看不见的字符",
    };
    format!("U+{:04X} {name}", u32::from(c))
}

/// A text in which a person sees such characters.
pub fn revealed(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        let twin = matches!(odd(c), Some(Odd::Twin(_))) || latin(c).is_some();
        if twin {
            shown.push(c);
        }
        if twin || odd(c).is_some() {
            shown.push_str(&format!("〔U+{:04X}〕", u32::from(c)));
        } else {
            shown.push(c);
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_chinese_is_written_with_is_not_odd() {
        for c in "公开一〇々Ａａ１　，。；：？！“”‘’（）《》〈〉〔〕【】—…·～￥％＋①（㈠Ⅱ℃×±°′■●→αβμΩéü𠮷〇﨎"
            .chars()
        {
            assert_eq!(odd(c), None, "{c} {:04X}", u32::from(c));
        }
        assert_eq!(first_odd("✈️ 1️⃣ 👨‍👩‍👧 ❤️‍🔥 🏴󠁧󠁢󠁥󠁮󠁧󠁿 ©️"), None);
        assert_eq!(
            first_odd("ﻪﻟ\u{200d} ᠮᠣᠩ\u{180e}ᠭ ئ\u{200c}ۇ\u{200f}"),
            None
        );
    }

    #[test]
    fn what_is_not_what_it_seems_is_odd() {
        for c in "\0\u{1b}\u{7f}\u{85}\u{ad}\u{34f}\u{180e}\u{200b}\u{200d}\u{202e}\u{2060}\u{2066}\u{3164}\u{fe0f}\u{feff}\u{fffc}\u{e0041}".chars() {
            assert_eq!(odd(c), Some(Odd::Invisible), "{:04X}", u32::from(c));
            assert_eq!(first_odd(&format!("甲{c}乙")), Some((3, c)));
        }
        for c in "\u{a0}\u{2002}\u{200a}\u{2028}\u{2029}\u{202f}\u{205f}".chars() {
            assert_eq!(odd(c), Some(Odd::Space), "{:04X}", u32::from(c));
        }
        for (c, twin) in [
            ('⼀', '一'),
            ('⻓', '长'),
            ('⺠', '民'),
            ('\u{f90a}', '金'),
            ('‑', '-'),
        ] {
            assert_eq!(odd(c), Some(Odd::Twin(twin)), "{c}");
        }
        assert_eq!(
            ("ОА".chars().map(latin))
                .collect::<Option<String>>()
                .as_deref(),
            Some("OA")
        );
        assert_eq!("OAαЯμ".chars().find_map(latin), None);
    }

    #[test]
    fn a_person_sees_them_in_what_is_printed() {
        assert_eq!(revealed("4\u{200b}件⼀"), "4〔U+200B〕件⼀〔U+2F00〕");
        assert_eq!(name('\u{200b}'), "U+200B 零宽空格");
    }
}
