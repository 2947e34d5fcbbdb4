//! `[embed]`: the site as a column inside of a portal, which has its own header and footer.

use std::ops::Range;

use toml::de::DeValue;

use crate::diag::{Diagnostic, Place, codes};
use crate::parse::keys::{EMBED, TABLES};
use crate::path::SourcePath;

use super::reader::{Reader, Table, entry};

/// The folder in which the portal's parts lie.
const FOLDER: &str = "embed/";

/// What `[embed]` states. Without it nothing is embedded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EmbedDoc {
    pub header: Frame,
    pub footer: Frame,
    /// Whether the columns are named above each page.
    pub nav: bool,
    /// Whether pages are shown in a frame, so that what leads out of the site has to
    /// leave the frame.
    pub in_frame: bool,
    /// Whether a page tells the portal's page how high it is.
    pub tells_height: bool,
}

/// A header or a footer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Frame {
    /// That of the theme.
    Own,
    None,
    /// That of the portal, in this file.
    File {
        file: SourcePath,
        span: Range<usize>,
    },
}

impl Default for EmbedDoc {
    fn default() -> Self {
        Self {
            header: Frame::Own,
            footer: Frame::Own,
            nav: true,
            in_frame: false,
            tells_height: false,
        }
    }
}

impl EmbedDoc {
    /// The files of the portal.
    pub fn files(&self) -> impl Iterator<Item = (&SourcePath, &Range<usize>)> {
        [&self.header, &self.footer]
            .into_iter()
            .filter_map(Frame::file)
    }

    /// Moves every place.
    pub fn relocate(&mut self, to: &impl Fn(Range<usize>) -> Range<usize>) {
        for frame in [&mut self.header, &mut self.footer] {
            if let Frame::File { span, .. } = frame {
                *span = to(span.clone());
            }
        }
    }
}

impl Frame {
    pub fn file(&self) -> Option<(&SourcePath, &Range<usize>)> {
        match self {
            Self::File { file, span } => Some((file, span)),
            Self::Own | Self::None => None,
        }
    }
}

impl Reader<'_> {
    /// `has_portal`: whether it is known to whom the height can be told.
    pub(super) fn embed(&mut self, table: &Table<'_>, has_portal: bool) -> EmbedDoc {
        self.known(table, EMBED);
        let states = |id: &str| entry(table, EMBED, id).is_some();
        let embed = EmbedDoc {
            header: self.frame(table, "header"),
            footer: self.frame(table, "footer"),
            nav: !states("nav") || self.flag(table, EMBED, "nav"),
            in_frame: self.flag(table, EMBED, "frame"),
            tells_height: self.flag(table, EMBED, "height"),
        };
        let Some((key, value)) = entry(table, EMBED, "height").filter(|_| embed.tells_height)
        else {
            return embed;
        };
        let key = key.get_ref();
        if !embed.in_frame {
            let help = "在框架里显示的，加一行  frame = true；不是就删去这一行";
            self.error(value.span(), format!("“{key}”只在框架里有用"), help);
        } else if !has_portal {
            let message = format!("“{key}”要告诉上级网站，而没有写上级网站");
            let help = "在 [site] 里写  portal = { name = \"名称\", url = \"网址\" }";
            self.error(value.span(), message, help);
        }
        embed
    }

    /// Without its address no page leads back to the portal.
    pub(super) fn without_portal(&mut self, top: &Table<'_>) {
        let Some((key, _)) = entry(top, TABLES, "embed") else {
            return;
        };
        let place = Place::span(self.file, key.span());
        let message = "写了嵌入，没有写上级网站，从网页上回不到它";
        let help = "在 [site] 里写  portal = { name = \"名称\", url = \"网址\" }";
        let said = Diagnostic::warning(&codes::SITE, place, message);
        self.diagnostics.push(said.help(help));
    }

    /// A file, or whether the theme's own is kept; of what is not stated there is none.
    fn frame(&mut self, table: &Table<'_>, id: &str) -> Frame {
        let Some((key, value)) = entry(table, EMBED, id) else {
            return Frame::None;
        };
        let key = key.get_ref();
        let text = match value.get_ref() {
            DeValue::String(text) => text.trim(),
            _ => {
                return match self.flag(table, EMBED, id) {
                    true => Frame::Own,
                    false => Frame::None,
                };
            }
        };
        let file = SourcePath::new(text).filter(|_| {
            let below = text.strip_prefix(FOLDER);
            below.is_some_and(|name| name.ends_with(".html") || name.ends_with(".htm"))
        });
        match file {
            Some(file) => Frame::File {
                file,
                span: value.span(),
            },
            None => {
                let name = text.rsplit(['/', '\\']).next().unwrap_or_default();
                let name = match name.ends_with(".html") || name.ends_with(".htm") {
                    true => name.to_owned(),
                    false => format!("{id}.html"),
                };
                let message = format!("“{text}”不能用作 {key}");
                let help = format!(
                    "把网页代码存进站点的 embed 文件夹，改成  {key} = \"{FOLDER}{name}\"；不要就写  {key} = false"
                );
                self.error(value.span(), message, help);
                Frame::None
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::config::read;

    fn stated(table: &str) -> (EmbedDoc, Vec<String>) {
        let file = SourcePath::new("site.toml").expect("a path");
        let portal = "portal = { name = \"乙\", url = \"https://b.gov.cn/\" }";
        let text =
            format!("[site]\nname = \"甲\"\n{portal}\n[organization]\nname = \"甲\"\n{table}\n");
        let (config, said) = read(&text, &file);
        let said = said.into_iter().map(|one| one.message);
        (config.embed, said.collect())
    }

    fn name(frame: &Frame) -> Option<&str> {
        frame.file().map(|(file, _)| file.as_str())
    }

    #[test]
    fn a_site_is_embedded_only_if_the_file_says_so() {
        assert_eq!(stated(""), (EmbedDoc::default(), Vec::new()));
        let (embed, said) = stated("[embed]");
        assert_eq!(said, [""; 0]);
        assert_eq!((&embed.header, &embed.footer), (&Frame::None, &Frame::None));
        assert!(embed.nav && !embed.in_frame && !embed.tells_height);
        let (embed, said) = stated(
            "[嵌入]\n页头 = \"embed/head.html\"\n页脚 = true\n导航 = false\n框架 = true\n高度 = true",
        );
        assert_eq!(said, [""; 0]);
        assert_eq!(name(&embed.header), Some("embed/head.html"));
        assert_eq!(embed.footer, Frame::Own);
        assert!(!embed.nav && embed.in_frame && embed.tells_height);
    }

    #[test]
    fn what_is_no_file_of_the_folder_is_refused() {
        for value in [
            "\"header.html\"",
            "\"embed/../x.html\"",
            "\"embed/a.txt\"",
            "[1]",
        ] {
            let (embed, said) = stated(&format!("[embed]\nheader = {value}"));
            assert_eq!((embed.header, said.len()), (Frame::None, 1), "{said:?}");
        }
        assert_eq!(stated("[embed]\nheight = true").1.len(), 1);
    }
}
