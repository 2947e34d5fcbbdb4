//! What is asked of a finished page, read in one pass.

use super::{Attribute, Event, Interest, Text, read};

/// The facts of one page, or of a piece of one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// The language of the document, where it states one.
    pub lang: Option<String>,
    /// Named meta tags with their contents, in the page's order.
    pub meta: Vec<(String, String)>,
    /// The addresses of pictures without words that anything says of them.
    pub silent_pictures: Vec<String>,
    pub tables: Vec<Table>,
}

/// One table: its caption, and whether its heads say what they head.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    pub caption: String,
    pub heads: usize,
    /// Heads with neither scope nor an id that cells can name.
    pub vague_heads: usize,
}

/// A link or button that is being read.
#[derive(Default)]
struct Control {
    named: bool,
    /// The addresses of its pictures without words.
    pictures: Vec<String>,
}

impl Control {
    fn of(attributes: &[Attribute<'_>]) -> Self {
        let names = |name: &[u8]| matches!(name, b"aria-label" | b"aria-labelledby" | b"title");
        Self {
            named: attributes
                .iter()
                .any(|one| names(one.name) && !one.value.is_empty()),
            pictures: Vec::new(),
        }
    }
}

impl Facts {
    /// Reads a page. Linear.
    pub fn of(html: &[u8]) -> Self {
        Self::of_parts(html, |_, _| ())
    }

    /// Reads a page in which finished pieces are still missing. `set_in` is
    /// shown each stretch of words and adds what will stand there.
    pub fn of_parts(html: &[u8], mut set_in: impl FnMut(Text<'_>, &mut Self)) -> Self {
        let mut facts = Self::default();
        let mut link: Option<Control> = None;
        let mut in_caption = false;
        read(html, Interest::TagsAndWords, |event| match event {
            Event::Start {
                name, attributes, ..
            } => {
                in_caption = name == b"caption";
                match name {
                    b"img" => facts.picture(attributes, link.as_mut()),
                    b"a" | b"button" => {
                        facts.close(link.replace(Control::of(attributes)));
                    }
                    _ => facts.open(name, attributes),
                }
            }
            Event::Words(words) => {
                if let Some(table) = facts.tables.last_mut().filter(|_| in_caption) {
                    table.caption.push_str(&words.string());
                }
                if let Some(link) = link.as_mut().filter(|link| !link.named) {
                    link.named = !words.string().trim().is_empty();
                }
                set_in(words, &mut facts);
            }
            Event::End { name } => {
                in_caption = in_caption && name != b"caption";
                if matches!(name, b"a" | b"button") {
                    facts.close(link.take());
                }
            }
        });
        facts.close(link);
        facts
    }

    /// Adds what a piece says that is set in here.
    pub fn add(&mut self, piece: &Self) {
        self.meta.extend_from_slice(&piece.meta);
        self.silent_pictures
            .extend_from_slice(&piece.silent_pictures);
        self.tables.extend_from_slice(&piece.tables);
    }

    /// The contents of the meta tags of one name.
    pub fn meta(&self, name: &str) -> Vec<&str> {
        self.meta
            .iter()
            .filter(|(known, _)| known == name)
            .map(|(_, content)| content.as_str())
            .collect()
    }

    /// A picture that says nothing of itself: without `alt`, or with an empty one
    /// where nothing else names the link that it is in. Elsewhere `alt=""` says
    /// rightly that it is only a decoration.
    fn picture(&mut self, attributes: &[Attribute<'_>], link: Option<&mut Control>) {
        let value = |name: &[u8]| {
            let found = attributes.iter().find(|one| one.name == name);
            found.map(|one| one.value.string())
        };
        let src = || value(b"src").unwrap_or_default();
        match (value(b"alt"), link) {
            (Some(alt), Some(link)) if !alt.trim().is_empty() => link.named = true,
            (Some(_), Some(link)) => link.pictures.push(src()),
            (Some(_), None) => {}
            (None, _) => self.silent_pictures.push(src()),
        }
    }

    /// The end of a link: if nothing names it, its pictures should have.
    fn close(&mut self, link: Option<Control>) {
        if let Some(link) = link.filter(|link| !link.named) {
            self.silent_pictures.extend(link.pictures);
        }
    }

    fn open(&mut self, name: &[u8], attributes: &[Attribute<'_>]) {
        let find = |name: &[u8]| attributes.iter().find(|one| one.name == name);
        let value = |name: &[u8]| find(name).map(|one| one.value.string());
        match name {
            b"html" => self.lang = value(b"lang").filter(|lang| !lang.is_empty()),
            b"meta" => {
                if let Some(name) = value(b"name") {
                    self.meta
                        .push((name, value(b"content").unwrap_or_default()));
                }
            }
            b"table" => self.tables.push(Table::default()),
            b"th" => {
                if let Some(table) = self.tables.last_mut() {
                    table.heads += 1;
                    let names_its_cells = find(b"scope").or(find(b"id")).is_some();
                    table.vague_heads += usize::from(!names_its_cells);
                }
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_read_in_one_pass() {
        let facts = Facts::of(
            "<html lang=zh-CN><head><meta name=SiteName content=甲><meta charset=utf-8></head>\
             <img src=a.png><img src=b.png alt=乙><table><caption>表<b>一</b></caption><tr><th>丙<th scope=col>丁</table>"
                .as_bytes(),
        );
        assert_eq!(facts.lang.as_deref(), Some("zh-CN"));
        assert_eq!(facts.meta("SiteName"), ["甲"]);
        assert_eq!(facts.silent_pictures, ["a.png"]);
        let pictures = |html: &str| Facts::of(html.as_bytes()).silent_pictures;
        assert_eq!(pictures("<a href=x><img src=a alt></a>"), ["a"]);
        assert_eq!(
            pictures("<a href=x><img src=a alt>甲</a><a href=x aria-label=乙><img src=b alt></a>"),
            [""; 0]
        );
        assert_eq!(pictures("<img src=a alt><p><img src=b>甲</p>"), ["b"]);
        assert_eq!((facts.tables[0].heads, facts.tables[0].vague_heads), (2, 1));
    }
}
