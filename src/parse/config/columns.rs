//! `[[column]]`: the portal's columns in the site's order, and folders of the site's own
//! that are columns.

use std::ops::Range;

use toml::Spanned;
use toml::de::DeValue;

use crate::diag::{Diagnostic, Place, codes};
use crate::parse::keys::{COLUMN, TABLES};
use crate::parse::site_fields as field;
use crate::path::is_id;

use super::reader::{Reader, Table, entry, is_empty};

/// The columns that every portal has, by the name of their folder or file, in their
/// official order (standards P03, V/M).
pub const FIXED: [(&str, &str); 5] = [
    ("guide", "政府信息公开指南"),
    ("policies", "政府信息公开制度"),
    ("disclosure", "法定主动公开内容"),
    ("reports", "政府信息公开年报"),
    ("apply", "依申请公开"),
];

/// One `[[column]]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnDoc {
    /// The folder in `content/` and in those of units, or one of `FIXED`.
    pub folder: String,
    /// What it is called; a column of `FIXED` has its own name.
    pub name: String,
    /// Where its folder is named, in bytes of the file.
    pub span: Range<usize>,
}

impl ColumnDoc {
    /// Whether the site has it of its own choice.
    pub fn is_own(&self) -> bool {
        official(&self.folder).is_none()
    }
}

/// The name of a column that every portal has.
pub fn official(folder: &str) -> Option<&'static str> {
    let found = FIXED.iter().find(|(fixed, _)| *fixed == folder);
    found.map(|(_, name)| *name)
}

/// A folder that is a column, by its name in `content/`.
fn folder_name(text: &str) -> Result<(), String> {
    const TAKEN: [&str; 3] = ["units", "files", "index"];
    let bare = text.trim_start_matches("./").trim_start_matches("content/");
    let bare = bare.trim_end_matches(".md").trim_end_matches('/');
    if is_id(bare) && bare != text && !TAKEN.contains(&bare) {
        return Err(format!("只写文件夹的名字：改成  {bare}"));
    }
    if TAKEN.contains(&text) {
        return Err("这个名字另有用处，换一个文件夹".to_owned());
    }
    let shape = "写 content 里文件夹的名字；文件夹用小写英文字母、数字和连字符起名，如 news";
    match is_id(text) {
        true => Ok(()),
        false => Err(shape.to_owned()),
    }
}

impl Reader<'_> {
    /// Every `[[column]]` that can be used.
    pub fn columns(&mut self, top: &Table<'_>) -> Vec<ColumnDoc> {
        let Some((_, value)) = entry(top, TABLES, "column") else {
            return Vec::new();
        };
        let DeValue::Array(list) = value.get_ref() else {
            self.error(value.span(), "栏目要一个一组地写", SHAPE);
            return Vec::new();
        };
        let mut columns: Vec<ColumnDoc> = Vec::new();
        for item in list {
            let DeValue::Table(table) = item.get_ref() else {
                self.error(item.span(), "栏目要一个一组地写", SHAPE);
                continue;
            };
            let column = self.column(item, table);
            columns.extend(column.filter(|column| self.is_new(column, &columns, table)));
        }
        columns
    }

    fn column(&mut self, item: &Spanned<DeValue<'_>>, table: &Table<'_>) -> Option<ColumnDoc> {
        self.known(table, COLUMN);
        let Some((_, stated)) =
            entry(table, COLUMN, "folder").filter(|_| !is_empty(table, COLUMN, "folder"))
        else {
            let message = "栏目没有写是哪个文件夹";
            self.error(
                item.span(),
                message,
                "加一行  folder = \"文件夹的名字\"，如 folder = \"news\"",
            );
            return None;
        };
        let span = stated.span();
        let folder = self.text(table, COLUMN, "folder", folder_name)?;
        let name = entry(table, COLUMN, "name");
        if let Some(official) = official(&folder) {
            if let Some((key, _)) = name {
                let message = format!("“{official}”是规定的名称，不能另起");
                self.error(key.span(), message, "删掉这一行，只写 folder");
            }
            let name = official.to_owned();
            return Some(ColumnDoc { folder, name, span });
        }
        if name.is_none() || is_empty(table, COLUMN, "name") {
            let place = name.map_or(span.clone(), |(_, value)| value.span());
            let help = "写上网页上的名称，如  name = \"工作动态\"";
            self.error(place, format!("栏目“{folder}”没有名称"), help);
            return None;
        }
        let name = self.text(table, COLUMN, "name", field::any)?;
        Some(ColumnDoc { folder, name, span })
    }

    /// Whether neither the folder nor the name of a column has another one.
    fn is_new(&mut self, column: &ColumnDoc, before: &[ColumnDoc], table: &Table<'_>) -> bool {
        let twice = before.iter().find(|other| other.folder == column.folder);
        if let Some(other) = twice {
            let place = Place::span(self.file, column.span.clone());
            let message = format!("栏目“{}”写了两次", column.folder);
            let said = Diagnostic::error(&codes::SITE, place, message)
                .also(Place::span(self.file, other.span.clone()), "另一个在这里")
                .help("留下一组 [[column]]，删掉另一组");
            self.diagnostics.push(said);
            return false;
        }
        let mut names = before.iter().map(|other| other.name.as_str());
        let is_official = FIXED.iter().any(|(_, name)| *name == column.name);
        let is_taken = column.is_own() && is_official || names.any(|name| name == column.name);
        if is_taken {
            let span =
                entry(table, COLUMN, "name").map_or(column.span.clone(), |(_, value)| value.span());
            let message = format!("“{}”已经是另一个栏目的名称", column.name);
            self.error(span, message, "换一个名称，两个栏目要分得开");
            return false;
        }
        true
    }
}

const SHAPE: &str = "每个栏目写三行：[[column]]、folder = \"文件夹的名字\"、name = \"栏目的名称\"";

#[cfg(test)]
mod tests {
    use super::super::read;
    use crate::path::SourcePath;

    const REST: &str = "[site]\nname = \"甲\"\n[organization]\nname = \"甲\"\n";

    type Pairs = Vec<(String, String)>;

    /// The folders with their names, and the places with what is said of them.
    fn columns(text: &str) -> (Pairs, Pairs) {
        let file = SourcePath::new("site.toml").expect("a path");
        let whole = format!("{REST}{text}");
        let (config, said) = read(&whole, &file);
        let columns = config.columns.into_iter();
        let said = said.into_iter().map(|one| {
            let place = one.place.span.map_or("", |span| &whole[span]);
            (place.to_owned(), one.message)
        });
        (
            columns.map(|one| (one.folder, one.name)).collect(),
            said.collect(),
        )
    }

    #[test]
    fn columns_are_read_in_their_order_and_in_both_languages() {
        let text =
            "[[column]]\nfolder = \"news\"\nname = \"工作动态\"\n[[栏目]]\n文件夹 = \"guide\"\n";
        let (columns, said) = columns(text);
        let pair = |folder: &str, name: &str| (folder.to_owned(), name.to_owned());
        assert_eq!(said, []);
        assert_eq!(
            columns,
            [pair("news", "工作动态"), pair("guide", "政府信息公开指南")]
        );
    }

    #[test]
    fn columns_that_cannot_be_are_refused_at_their_places() {
        for (text, place, message) in [
            ("folder = \"news\"", "\"news\"", "栏目“news”没有名称"),
            (
                "folder = \"news\"\nname = \"\"",
                "\"\"",
                "栏目“news”没有名称",
            ),
            (
                "folder = \"工作动态\"\nname = \"甲\"",
                "\"工作动态\"",
                "“工作动态”不能用作 folder",
            ),
            (
                "folder = \"content/news\"\nname = \"甲\"",
                "\"content/news\"",
                "“content/news”不能用作 folder",
            ),
            (
                "folder = \"units\"\nname = \"甲\"",
                "\"units\"",
                "“units”不能用作 folder",
            ),
            (
                "folder = \"guide\"\nname = \"指南\"",
                "name",
                "“政府信息公开指南”是规定的名称，不能另起",
            ),
            (
                "folder = \"a\"\nname = \"依申请公开\"",
                "\"依申请公开\"",
                "“依申请公开”已经是另一个栏目的名称",
            ),
            (
                "folder = \"a\"\nnames = \"甲\"\nname = \"甲\"",
                "names",
                "没有“names”这一项",
            ),
        ] {
            let (_, said) = columns(&format!("[[column]]\n{text}\n"));
            assert_eq!(said, [(place.to_owned(), message.to_owned())], "{text}");
        }
        let twice = "[[column]]\nfolder = \"a\"\nname = \"甲\"\n[[column]]\nfolder = \"a\"\nname = \"乙\"\n";
        let (columns, said) = columns(twice);
        assert_eq!((columns.len(), said.len()), (1, 1));
    }

    #[test]
    fn one_pair_of_brackets_is_told_and_read_as_two() {
        let (columns, said) = columns("[column]\nfolder = \"a\"\nname = \"甲\"\n");
        assert_eq!((columns.len(), said.len()), (1, 1));
        let (columns, said) = self::columns("[[column]]\nname = \"甲\"\n");
        assert_eq!(
            (columns.len(), said[0].1.as_str()),
            (0, "栏目没有写是哪个文件夹")
        );
    }
}
