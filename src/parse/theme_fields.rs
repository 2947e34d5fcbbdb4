//! What the colours and the logo of `[theme]` must look like.

use crate::path::OutPath;

use super::color::Color;
use super::palette::{READY, ready_set};
use super::site_fields::demand;

/// The name of a ready set of colours, in either language.
pub fn colors(text: &str) -> Result<(), String> {
    let names = READY
        .iter()
        .map(|set| format!("{}（{}）", set.id, set.name));
    let known = names.collect::<Vec<_>>().join("、");
    demand(
        ready_set(text).is_some(),
        &format!("可以写：{known}；自己的颜色用 primary、link 等一项一项写"),
    )
}

/// A colour as `#rrggbb`.
pub fn color(text: &str) -> Result<(), String> {
    if Color::parse(text).is_some() {
        return Ok(());
    }
    let digits = text.trim_start_matches(['#', '＃']);
    let is_sound = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    let whole: String = match digits.len() {
        3 => digits.chars().flat_map(|digit| [digit; 2]).collect(),
        // The last two would be how much shines through.
        6 | 8 if is_sound => digits[..6].to_owned(),
        _ => String::new(),
    };
    let shape = "颜色写成 # 和 6 位数字、字母（0 到 9，a 到 f）";
    Err(match is_sound && !whole.is_empty() {
        true => format!("{shape}：改成  #{}", whole.to_ascii_lowercase()),
        false => format!("{shape}，如 #0b3d7a"),
    })
}

/// A path of a file in `static/`, as the published site has it.
pub fn below_static(path: &str) -> &str {
    path.strip_prefix("static/").unwrap_or(path)
}

/// A logo: a file in `static/` that stays sharp in any size, or at least keeps its
/// ground.
pub fn logo(text: &str) -> Result<(), String> {
    let path = below_static(text);
    if path.contains('\\') {
        return Err(format!("路径用斜杠：改成  {}", path.replace('\\', "/")));
    }
    let lower = path.to_ascii_lowercase();
    demand(
        OutPath::new(path).is_some(),
        "图片放进 static 文件夹，这里写它的文件名，如 logo.svg",
    )?;
    demand(
        lower.ends_with(".svg") || lower.ends_with(".png"),
        "标志要用 SVG 或 PNG 的图片，最好是 SVG，放大也清楚",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colour_is_six_digits_and_what_was_meant_is_told() {
        for sound in ["#0b3d7a", "#0B3D7A"] {
            assert_eq!(color(sound), Ok(()));
        }
        for (typed, meant) in [
            ("#FFF", "#ffffff"),
            ("0b3d7a", "#0b3d7a"),
            ("＃0b3d7a", "#0b3d7a"),
            ("#0b3d7aff", "#0b3d7a"),
        ] {
            let help = color(typed).expect_err(typed);
            assert!(help.ends_with(&format!("改成  {meant}")), "{typed} {help}");
        }
        for typed in ["red", "红", "红红", "rgb(1,2,3)", "#", "#12345", "#红色"] {
            let help = color(typed).expect_err(typed);
            assert!(help.ends_with("如 #0b3d7a"), "{typed} {help}");
        }
    }

    #[test]
    fn a_logo_is_a_file_of_the_site() {
        for sound in ["logo.svg", "static/logo.svg", "img/徽标.PNG"] {
            assert_eq!(logo(sound), Ok(()), "{sound}");
        }
        for refused in [
            "logo.jpg",
            "../logo.svg",
            "https://a.cn/logo.svg",
            "/logo.svg",
        ] {
            assert!(logo(refused).is_err(), "{refused}");
        }
        let help = logo("img\\logo.svg").expect_err("a backslash");
        assert!(help.ends_with("改成  img/logo.svg"), "{help}");
    }
}
