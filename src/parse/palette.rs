//! The five colours of a theme, the sets that are ready, and whether what is set
//! in them can be read.

use super::color::Color;

/// A colour that a theme decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ThemeColor {
    /// The ground of the head, large figures, columns of the newest year.
    Primary,
    /// Earlier years in charts.
    Middle,
    /// The ground of panels and of heads of tables.
    Tint,
    Link,
    /// Rules and marks, never text.
    Accent,
}

impl ThemeColor {
    pub const ALL: [Self; 5] = [
        Self::Primary,
        Self::Middle,
        Self::Tint,
        Self::Link,
        Self::Accent,
    ];

    /// Its key in `[theme]`.
    pub fn id(self) -> &'static str {
        match self {
            Self::Primary => "primary",
            Self::Middle => "middle",
            Self::Tint => "tint",
            Self::Link => "link",
            Self::Accent => "accent",
        }
    }

    /// What it is called in a style sheet.
    pub fn variable(self) -> &'static str {
        match self {
            Self::Primary => "--p",
            Self::Middle => "--m",
            Self::Tint => "--t",
            Self::Link => "--l",
            Self::Accent => "--a",
        }
    }

    /// The colour to which it is moved until it can be read: a ground becomes
    /// lighter, all else darker.
    fn end(self) -> Color {
        match self {
            Self::Tint => Color::WHITE,
            _ => Color::BLACK,
        }
    }
}

/// The colours of a theme, in the order of [`ThemeColor::ALL`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Palette([Color; 5]);

/// A set that is ready, with its names in both languages.
pub struct ReadySet {
    pub id: &'static str,
    pub name: &'static str,
    pub palette: Palette,
}

/// The sets that are ready; the first is the default.
pub static READY: [ReadySet; 2] = [
    ReadySet {
        id: "blue",
        name: "蓝",
        palette: Palette::of([0x0b_3d7a, 0x5f_7fa8, 0xf2_f5f9, 0x0b_4f9e, 0xc8_161d]),
    },
    ReadySet {
        id: "red",
        name: "红",
        palette: Palette::of([0x8c_1119, 0xb0_6a6e, 0xf8_f5f2, 0x0b_4f9e, 0x9a_6a00]),
    },
];

/// A ready set by its name in either language.
pub fn ready_set(name: &str) -> Option<&'static ReadySet> {
    let short = name.trim_end_matches('色');
    READY.iter().find(|set| set.id == name || set.name == short)
}

/// The contrast that text needs, and the one that a mark needs (WCAG 2, 1.4.3, 1.4.11).
pub const TEXT: f64 = 4.5;
pub const MARK: f64 = 3.0;

/// The lightest colour of text that the sheet sets on the tint.
pub const LIGHTEST_TEXT: Color = Color::of(0x52_5252);

/// A colour where the sheet uses it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    Theme(ThemeColor),
    Fixed(Color),
}

/// A pair of colours that the sheet sets on one another.
pub struct Use {
    /// What is seen of it.
    pub what: &'static str,
    pub front: Ink,
    pub ground: Ink,
    pub least: f64,
}

/// Every use that the sheet makes of a theme's colours.
pub static USES: [Use; 8] = {
    use ThemeColor::{Accent, Link, Middle, Primary, Tint};
    const WHITE: Ink = Ink::Fixed(Color::WHITE);
    const TINT: Ink = Ink::Theme(Tint);
    const fn pair(what: &'static str, front: Ink, ground: Ink, least: f64) -> Use {
        Use {
            what,
            front,
            ground,
            least,
        }
    }
    [
        pair("标题栏和按钮上的白字", WHITE, Ink::Theme(Primary), TEXT),
        pair("页脚和信息表上边的线", Ink::Theme(Primary), TINT, MARK),
        pair("图表里往年的柱", Ink::Theme(Middle), WHITE, MARK),
        pair("底色上最浅的文字", Ink::Fixed(LIGHTEST_TEXT), TINT, TEXT),
        pair("链接", Ink::Theme(Link), WHITE, TEXT),
        pair("底色上的链接", Ink::Theme(Link), TINT, TEXT),
        pair("标题上边的短线", Ink::Theme(Accent), WHITE, MARK),
        pair("更正说明左边的线", Ink::Theme(Accent), TINT, MARK),
    ]
};

/// A colour of which something cannot be read.
pub struct Unreadable {
    pub color: ThemeColor,
    pub used: &'static Use,
    pub contrast: f64,
    /// The nearest colour with which everything can be read.
    pub instead: Option<Color>,
}

impl Default for Palette {
    fn default() -> Self {
        READY[0].palette
    }
}

impl Palette {
    const fn of(numbers: [u32; 5]) -> Self {
        let [primary, middle, tint, link, accent] = numbers;
        Self([
            Color::of(primary),
            Color::of(middle),
            Color::of(tint),
            Color::of(link),
            Color::of(accent),
        ])
    }

    pub fn get(&self, color: ThemeColor) -> Color {
        self.0[color as usize]
    }

    pub fn set(&mut self, color: ThemeColor, value: Color) {
        self.0[color as usize] = value;
    }

    /// The contrast of a pair in this theme.
    pub fn contrast(&self, used: &Use) -> f64 {
        self.shown(used.front).contrast(self.shown(used.ground))
    }

    pub fn shown(&self, ink: Ink) -> Color {
        match ink {
            Ink::Theme(color) => self.get(color),
            Ink::Fixed(color) => color,
        }
    }

    /// What cannot be read because of one of these colours, each colour once with
    /// the worst of its uses. What is set on a ground is blamed before the ground.
    pub fn unreadable(&self, stated: &[ThemeColor]) -> Vec<Unreadable> {
        let mut found: Vec<Unreadable> = Vec::new();
        for used in &USES {
            let contrast = self.contrast(used);
            let inks = [used.front, used.ground];
            let blamed = inks.into_iter().find_map(|ink| match ink {
                Ink::Theme(color) => stated.contains(&color).then_some(color),
                Ink::Fixed(_) => None,
            });
            let Some(color) = blamed.filter(|_| contrast < used.least) else {
                continue;
            };
            let one = Unreadable {
                color,
                used,
                contrast,
                instead: self.instead(color),
            };
            match found.iter_mut().find(|known| known.color == color) {
                Some(known) if known.lacks() < one.lacks() => *known = one,
                Some(_) => {}
                None => found.push(one),
            }
        }
        found
    }

    /// The nearest colour for one of these, with the others as they are, so that
    /// all its uses can be read.
    fn instead(&self, color: ThemeColor) -> Option<Color> {
        let concerns = |used: &&Use| [used.front, used.ground].contains(&Ink::Theme(color));
        let will_do = |value: Color| {
            let mut other = *self;
            other.set(color, value);
            let mut uses = USES.iter().filter(concerns);
            uses.all(|used| other.contrast(used) >= used.least)
        };
        self.get(color).toward(color.end(), will_do)
    }
}

impl Unreadable {
    /// How far it is from what is needed.
    fn lacks(&self) -> f64 {
        self.used.least / self.contrast
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::keys::THEME;

    fn with(changes: &[(ThemeColor, u32)]) -> Vec<(ThemeColor, &'static str, Option<String>)> {
        let mut palette = Palette::default();
        for (color, number) in changes {
            palette.set(*color, Color::of(*number));
        }
        let stated: Vec<ThemeColor> = changes.iter().map(|(color, _)| *color).collect();
        let found = palette.unreadable(&stated).into_iter();
        found
            .map(|one| {
                let instead = one.instead.map(|color| color.to_string());
                (one.color, one.used.what, instead)
            })
            .collect()
    }

    #[test]
    fn the_colours_are_in_the_order_of_their_names() {
        for (at, color) in ThemeColor::ALL.into_iter().enumerate() {
            assert_eq!(color as usize, at);
            assert!(THEME.iter().any(|key| key.id == color.id()));
        }
    }

    #[test]
    fn everything_can_be_read_in_the_sets_that_are_ready() {
        for set in &READY {
            let found = set.palette.unreadable(&ThemeColor::ALL);
            assert!(found.is_empty(), "{}", set.id);
        }
    }

    #[test]
    fn a_colour_that_cannot_be_read_is_blamed_once_and_another_is_named() {
        use ThemeColor::{Accent, Link, Middle, Primary, Tint};
        // Text, at the very limit.
        assert_eq!(with(&[(Primary, 0x76_7676)]), []);
        let grey = with(&[(Primary, 0x77_7777)]);
        assert_eq!(grey.len(), 1);
        assert_eq!((grey[0].0, grey[0].1), (Primary, "标题栏和按钮上的白字"));
        assert_eq!(grey[0].2.as_deref(), Some("#757575"));
        // A mark needs less.
        assert_eq!(with(&[(Middle, 0x94_9494)]), []);
        assert_eq!(with(&[(Middle, 0x96_9696)])[0].0, Middle);
        assert_eq!(with(&[(Accent, 0xff_d700)])[0].0, Accent);
        // The link is blamed if it was chosen, else the ground below it.
        let both = with(&[(Tint, 0x9f_b8d8), (Link, 0x2a_7de1)]);
        let colors: Vec<ThemeColor> = both.iter().map(|one| one.0).collect();
        assert_eq!(colors, [Tint, Link]);
        let ground = with(&[(Tint, 0x9f_b8d8)]);
        assert_eq!(ground.len(), 1);
        assert_eq!(ground[0].0, Tint);
    }

    #[test]
    fn the_named_colour_will_do() {
        for color in ThemeColor::ALL {
            for number in (0..=0xff_ffff).step_by(0x01_2f37) {
                let mut palette = Palette::default();
                palette.set(color, Color::of(number));
                for one in palette.unreadable(&[color]) {
                    let instead = one.instead.expect("black or white will do");
                    palette.set(color, instead);
                    assert!(
                        palette.unreadable(&ThemeColor::ALL).is_empty(),
                        "{number:06x}"
                    );
                }
            }
        }
    }
}
