//! Colours, and how well one can be told from another: the contrast ratio of
//! WCAG 2 (1.4.3), from 1 for the same colour to 21 for black on white.

use std::fmt;

/// A colour of the sRGB space, as `#rrggbb` writes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Color([u8; 3]);

/// The steps in which another colour is looked for.
const STEPS: u32 = 100;

impl Color {
    pub const WHITE: Self = Self([0xff; 3]);
    pub const BLACK: Self = Self([0; 3]);

    /// The colour of a number such as `0x0b3d7a`.
    pub const fn of(number: u32) -> Self {
        let [_, red, green, blue] = number.to_be_bytes();
        Self([red, green, blue])
    }

    /// Takes `#rrggbb`, in letters of either case, and nothing else.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#')?;
        let sound = digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        let number = sound.then(|| u32::from_str_radix(digits, 16).ok())?;
        number.map(Self::of)
    }

    /// How well one of two colours can be told from the other.
    pub fn contrast(self, other: Self) -> f64 {
        let (one, other) = (self.luminance(), other.luminance());
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    /// The nearest colour on the way to `end` that will do, this one included.
    pub fn toward(self, end: Self, will_do: impl Fn(Self) -> bool) -> Option<Self> {
        let mut all = (0..=STEPS).map(|step| self.mixed(end, step));
        all.find(|color| will_do(*color))
    }

    /// So many hundredths of the way to another colour.
    fn mixed(self, end: Self, hundredths: u32) -> Self {
        let part = |at: usize| {
            let (from, to) = (u32::from(self.0[at]), u32::from(end.0[at]));
            let sum = from * (STEPS - hundredths) + to * hundredths;
            // A mean of two bytes is one.
            u8::try_from(sum / STEPS).unwrap_or(u8::MAX)
        };
        Self([part(0), part(1), part(2)])
    }

    /// The relative luminance: 0 for black, 1 for white.
    pub fn luminance(self) -> f64 {
        let [red, green, blue] = self.0.map(|byte| {
            let share = f64::from(byte) / 255.0;
            if share <= 0.040_45 {
                share / 12.92
            } else {
                ((share + 0.055) / 1.055).powf(2.4)
            }
        });
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }
}

impl fmt::Display for Color {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

/// A ratio with two digits after the point. It is cut and not rounded: what is a
/// little too low shall not be shown as enough.
pub fn ratio(contrast: f64) -> String {
    // What was computed may miss a round number by its last digits.
    let hundredths = (contrast * 100.0 + 1e-6).floor();
    format!("{:.2}", hundredths / 100.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn color(text: &str) -> Color {
        Color::parse(text).expect("a colour")
    }

    #[test]
    fn six_digits_after_a_sign_are_a_colour_and_nothing_else_is() {
        assert_eq!(color("#0B3d7A").to_string(), "#0b3d7a");
        assert_eq!(Color::of(0x0b_3d7a), color("#0b3d7a"));
        for other in [
            "",
            "#",
            "#fff",
            "0b3d7a",
            "#0b3d7",
            "#0b3d7a0",
            "#0b3d7g",
            "＃0b3d7a",
            "#+b3d7a",
            "red",
            "#蓝蓝",
        ] {
            assert_eq!(Color::parse(other), None, "{other}");
        }
    }

    #[test]
    fn known_pairs_have_their_contrast() {
        for (one, other, known) in [
            ("#000000", "#ffffff", "21.00"),
            ("#ffffff", "#ffffff", "1.00"),
            ("#0b3d7a", "#ffffff", "10.69"),
            ("#8c1119", "#ffffff", "9.50"),
            ("#5f7fa8", "#ffffff", "4.12"),
            ("#b06a6e", "#ffffff", "4.09"),
            ("#0b4f9e", "#ffffff", "7.99"),
            ("#0b4f9e", "#f2f5f9", "7.31"),
            ("#0b4f9e", "#f8f5f2", "7.36"),
            ("#c8161d", "#ffffff", "5.85"),
            ("#9a6a00", "#ffffff", "4.73"),
            ("#525252", "#f2f5f9", "7.14"),
            // The grey that is just enough, and the one that just is not.
            ("#767676", "#ffffff", "4.54"),
            ("#777777", "#ffffff", "4.47"),
        ] {
            let contrast = color(one).contrast(color(other));
            assert_eq!(ratio(contrast), known, "{one} {other} {contrast}");
            assert_eq!(
                contrast.to_bits(),
                color(other).contrast(color(one)).to_bits()
            );
        }
    }

    #[test]
    fn the_nearest_colour_that_will_do_keeps_its_hue() {
        let readable = |color: Color| color.contrast(Color::WHITE) >= 4.5;
        let found = color("#ff8080").toward(Color::BLACK, readable);
        let found = found.expect("black can be read");
        assert!(readable(found) && found.contrast(Color::WHITE) < 4.7);
        let [red, green, blue] = found.0;
        assert!(red > green && green == blue, "{found}");
        let same = color("#0b3d7a").toward(Color::BLACK, readable);
        assert_eq!(same, Some(color("#0b3d7a")));
        assert_eq!(color("#ffffff").toward(Color::WHITE, readable), None);
    }
}
