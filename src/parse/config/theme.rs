//! `[theme]`: colours, logo and footer.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeArray, DeValue};

use crate::parse::color::{Color, ratio};
use crate::parse::keys::{PORTAL, THEME};
use crate::parse::palette::{Palette, ThemeColor, Unreadable, ready_set};
use crate::parse::site_fields as field;
use crate::parse::theme_fields as look;
use crate::path::{OutPath, has_scheme};

use super::reader::{Reader, Table, entry};

/// What `[theme]` states.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ThemeDoc {
    pub palette: Palette,
    pub logo: Option<Logo>,
    pub footer: Vec<FooterLine>,
}

/// A picture that stands before the site's name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Logo {
    /// Below `static/` as in the published site.
    pub out: OutPath,
    /// Where it is stated.
    pub span: Range<usize>,
}

/// A line of the footer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FooterLine {
    pub text: String,
    pub target: Option<Target>,
    /// Where the line stands.
    pub span: Range<usize>,
}

/// What a line of the footer leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A web address.
    Web(String),
    /// A page or file of this site.
    Own(OutPath),
}

impl ThemeDoc {
    /// Moves every place.
    pub fn relocate(&mut self, to: &impl Fn(Range<usize>) -> Range<usize>) {
        let logo = self.logo.iter_mut().map(|logo| &mut logo.span);
        let lines = self.footer.iter_mut().map(|line| &mut line.span);
        for span in logo.chain(lines) {
            *span = to(span.clone());
        }
    }
}

impl Reader<'_> {
    pub fn theme(&mut self, table: &Table<'_>) -> ThemeDoc {
        self.known(table, THEME);
        let palette = self.palette(table);
        let logo = self.stated(table, THEME, "logo", look::logo);
        let place = entry(table, THEME, "logo").map(|(_, value)| value.span());
        let logo = logo.and_then(|path| OutPath::new(look::below_static(&path)));
        ThemeDoc {
            palette,
            logo: logo.zip(place).map(|(out, span)| Logo { out, span }),
            footer: match entry(table, THEME, "footer") {
                Some((key, value)) => self.footer(key.get_ref(), value),
                None => Vec::new(),
            },
        }
    }

    /// A ready set, and over it the colours that are stated one by one.
    fn palette(&mut self, table: &Table<'_>) -> Palette {
        let set = self.stated(table, THEME, "colors", look::colors);
        let set = set.and_then(|name| ready_set(&name));
        let mut palette = set.map(|set| set.palette).unwrap_or_default();
        let mut stated = Vec::new();
        for color in ThemeColor::ALL {
            let text = self.stated(table, THEME, color.id(), look::color);
            if let Some(value) = text.and_then(|text| Color::parse(&text)) {
                palette.set(color, value);
                stated.push(color);
            }
        }
        for one in palette.unreadable(&stated) {
            self.unreadable(table, &palette, &one);
        }
        palette
    }

    fn unreadable(&mut self, table: &Table<'_>, palette: &Palette, one: &Unreadable) {
        let Some((key, value)) = entry(table, THEME, one.color.id()) else {
            return;
        };
        let (name, used) = (key.get_ref(), one.used);
        let message = format!(
            "{name} {} 看不清：{}（{} 在 {} 上）的对比度只有 {}，要 {}",
            palette.get(one.color),
            used.what,
            palette.shown(used.front),
            palette.shown(used.ground),
            ratio(one.contrast),
            used.least,
        );
        let help = match one.instead {
            Some(instead) => format!("最接近的能看清的颜色：改成  {name} = \"{instead}\""),
            None => "先改好和它一起用的颜色".to_owned(),
        };
        self.error(value.span(), message, help);
    }

    fn footer(&mut self, key: &str, value: &Spanned<DeValue<'_>>) -> Vec<FooterLine> {
        match value.get_ref() {
            DeValue::Array(lines) => self.lines(key, lines),
            _ => {
                let message = format!("“{key}”要写成一列");
                let help = format!("写成  {key} = [\"第一行\", \"第二行\"]");
                self.error(value.span(), message, help);
                Vec::new()
            }
        }
    }

    fn lines(&mut self, key: &str, lines: &DeArray<'_>) -> Vec<FooterLine> {
        let mut read = Vec::new();
        for line in lines {
            let span = line.span();
            let (text, url) = match line.get_ref() {
                DeValue::String(text) => (text.trim().to_owned(), None),
                DeValue::Table(table) => {
                    self.known(table, PORTAL);
                    match self.link(table, key, field::link) {
                        Some((text, url)) => (text, Some(url)),
                        None => continue,
                    }
                }
                _ => {
                    let help =
                        "写成  \"文字\"，要带链接的写成  { name = \"文字\", url = \"网址\" }";
                    self.error(span, format!("“{key}”里只能写文字和链接"), help);
                    continue;
                }
            };
            if let Err(help) = field::any(&text) {
                self.error(span, format!("“{key}”里的文字不能分行"), help);
            } else if !text.is_empty() {
                let target = url.and_then(|url| target(&url));
                read.push(FooterLine { text, target, span });
            }
        }
        read
    }
}

fn target(url: &str) -> Option<Target> {
    match has_scheme(url) {
        true => Some(Target::Web(url.to_owned())),
        false => OutPath::new(url).map(Target::Own),
    }
}

#[cfg(test)]
mod tests {
    use super::super::read;
    use super::*;
    use crate::diag::Diagnostic;
    use crate::parse::palette::READY;
    use crate::path::SourcePath;

    const REST: &str = "[site]\nname = \"甲\"\n[organization]\nname = \"甲\"\n";

    fn theme(lines: &str) -> (ThemeDoc, Vec<Diagnostic>, String) {
        let text = format!("{REST}[theme]\n{lines}\n");
        let file = SourcePath::new("site.toml").expect("a path");
        let (config, said) = read(&text, &file);
        (config.theme, said, text)
    }

    fn sound(lines: &str) -> ThemeDoc {
        let (theme, said, _) = theme(lines);
        assert_eq!(said, [], "{lines}");
        theme
    }

    /// What is said, each with the text at its place and its help.
    fn said(lines: &str) -> Vec<(String, String, String)> {
        let (_, said, text) = theme(lines);
        let told = said.into_iter().map(|one| {
            let place = one.place.span.map_or("", |span| &text[span]);
            (one.message, place.to_owned(), one.help.unwrap_or_default())
        });
        told.collect()
    }

    #[test]
    fn a_ready_set_is_chosen_by_name_and_single_colours_go_over_it() {
        assert_eq!(sound("").palette, READY[0].palette);
        for red in ["colors = \"red\"", "配色 = \"红\"", "配色 = \"红色\""] {
            assert_eq!(sound(red).palette, READY[1].palette, "{red}");
        }
        let own = sound("colors = \"red\"\n主色 = \"#5A1A5A\"").palette;
        assert_eq!(own.get(ThemeColor::Primary).to_string(), "#5a1a5a");
        assert_eq!(own.get(ThemeColor::Accent).to_string(), "#9a6a00");
    }

    #[test]
    fn what_cannot_be_read_is_refused_with_the_ratio_and_another_colour() {
        let told = said("colors = \"red\"\nlink = \"#2a7de1\"\naccent = \"#ffd700\"");
        assert_eq!(told.len(), 2, "{told:?}");
        let (message, place, help) = &told[0];
        assert_eq!(place, "\"#2a7de1\"");
        assert!(
            message.starts_with("link #2a7de1 看不清：底色上的链接（#2a7de1 在 #f8f5f2 上）"),
            "{message}"
        );
        assert!(message.ends_with("的对比度只有 3.77，要 4.5"), "{message}");
        let color = help.split('"').nth(1).expect("a colour");
        assert!(
            help.ends_with(&format!("改成  link = \"{color}\"")),
            "{help}"
        );
        assert_eq!(said(&format!("colors = \"red\"\nlink = \"{color}\"")), []);
        assert!(
            told[1]
                .0
                .contains("accent #ffd700 看不清：更正说明左边的线")
        );
        assert!(told[1].0.ends_with("，要 3"), "{told:?}");
    }

    #[test]
    fn what_is_no_colour_is_refused_with_what_to_write() {
        for (typed, help) in [
            (
                "colors = \"green\"",
                "可以写：blue（蓝）、red（红）；自己的颜色用 primary、link 等一项一项写",
            ),
            (
                "primary = \"red\"",
                "颜色写成 # 和 6 位数字、字母（0 到 9，a 到 f），如 #0b3d7a",
            ),
            (
                "primary = \"#036\"",
                "颜色写成 # 和 6 位数字、字母（0 到 9，a 到 f）：改成  primary = \"#003366\"",
            ),
            ("primary = #0b3d7a", "改成  primary = \"#0b3d7a\""),
            ("primry = \"#0b3d7a\"", "是不是 primary？"),
        ] {
            let told = said(typed);
            assert_eq!(told.len(), 1, "{told:?}");
            assert_eq!(told[0].2, help, "{typed}");
        }
    }

    #[test]
    fn a_logo_is_named_below_the_folder_of_static_files() {
        for typed in ["logo = \"img/logo.svg\"", "标志 = \"static/img/logo.svg\""] {
            let logo = sound(typed).logo.expect("a logo");
            assert_eq!(logo.out.as_str(), "img/logo.svg");
        }
        let told = said("logo = \"logo.jpg\"");
        assert_eq!((told.len(), told[0].1.as_str()), (1, "\"logo.jpg\""));
    }

    #[test]
    fn lines_of_the_footer_are_words_or_links() {
        let lines = "页脚 = [\n  \"甲\",\n  { 名称 = \"乙\", 网址 = \"https://a.cn/?b=c\" },\n  {name = \"丙\", url = \"d.html\"}, \"\",\n]";
        let read = sound(lines).footer;
        let read: Vec<_> = read
            .into_iter()
            .map(|line| (line.text, line.target))
            .collect();
        let own = OutPath::new("d.html").expect("a path");
        assert_eq!(
            read,
            [
                ("甲".to_owned(), None),
                (
                    "乙".to_owned(),
                    Some(Target::Web("https://a.cn/?b=c".to_owned()))
                ),
                ("丙".to_owned(), Some(Target::Own(own))),
            ]
        );
        for (typed, place) in [
            ("footer = \"甲\"", "\"甲\""),
            ("footer = [1]", "1"),
            ("footer = [{name = \"甲\"}]", "\"甲\""),
            (
                "footer = [{name = \"甲\", url = \"www.a.cn\"}]",
                "\"www.a.cn\"",
            ),
            (
                "footer = [{name = \"甲\", ulr = \"a.html\", url = \"a.html\"}]",
                "ulr",
            ),
        ] {
            let told = said(typed);
            assert_eq!((told.len(), told[0].1.as_str()), (1, place), "{told:?}");
        }
    }

    #[test]
    fn places_are_those_of_the_file_as_it_is() {
        let (theme, _, text) = theme("页脚 = [\"甲\"]\nlogo = “a.svg”");
        let logo = theme.logo.expect("a logo");
        assert_eq!(&text[logo.span], "“a.svg”");
        assert_eq!(&text[theme.footer[0].span.clone()], "\"甲\"");
    }
}
