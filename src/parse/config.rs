//! `site.toml`: the site's identity and the organization that owns it.

mod columns;
mod downloads;
mod embed;
mod leaving;
mod pages;
mod place;
mod reader;
mod search;
mod slips;
mod theme;

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::diag::{self, Diagnostic, Level};
use crate::path::SourcePath;

use super::changes::{Change, relocate, source};
use super::keys::{CHECK, CONTACT, OWNER, PORTAL, SITE, TABLES, UNIT};
use super::organization::{OrganizationDoc, kind_id};
use super::site_fields as field;
use reader::{Reader, Table, entry, is_empty};

pub use columns::{ColumnDoc, FIXED, official};
pub use downloads::DownloadsDoc;
pub use embed::{EmbedDoc, Frame};
pub use leaving::LeavingDoc;
pub use pages::PagesDoc;
pub use search::SearchDoc;
pub use theme::{FooterLine, Logo, Target, ThemeDoc};

/// The site's configuration as its file states it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ConfigDoc {
    /// `SiteName` in the meta tags and the head of every page.
    pub name: String,
    /// The host's name without a scheme.
    pub domain: Option<String>,
    /// 网站标识码.
    pub id_code: Option<String>,
    /// The address at which the site will be published, ending in `/`; only for
    /// sitemap and canonical links.
    pub base_url: Option<String>,
    /// ICP备案编号, as printed.
    pub icp: Option<String>,
    /// 公安机关备案, as printed.
    pub police: Option<String>,
    /// The number of the 党政机关网站标识.
    pub conac: Option<String>,
    /// Whether pages lead to 我为政府网站找错, which knows the site by its `id_code`.
    pub jiucuo: bool,
    /// The host portal that this column belongs to: name and address.
    pub portal: Option<(String, String)>,
    pub organization: OrganizationDoc,
    /// The columns that the file names, in its order.
    pub columns: Vec<ColumnDoc>,
    pub theme: ThemeDoc,
    pub downloads: DownloadsDoc,
    pub search: SearchDoc,
    pub leaving: LeavingDoc,
    pub embed: EmbedDoc,
    pub pages: PagesDoc,
    /// Whom to tell of what is not accessible, if it is not the office of the owner.
    pub accessibility: Vec<(&'static str, String)>,
    pub check: CheckDoc,
}

/// What `[check]` decides about the rules.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CheckDoc {
    /// Rules with the level that they shall have, and where that is said;
    /// `None` turns a rule off. Whether there is such a rule is not known here.
    pub levels: Vec<(String, Option<Level>, Range<usize>)>,
    /// Month and day until which a report is to be published.
    pub deadline: Option<(i8, i8)>,
    /// Words that no report may contain.
    pub words: Vec<String>,
}

impl ConfigDoc {
    /// Moves every place that is kept.
    pub fn relocate(&mut self, to: impl Fn(Range<usize>) -> Range<usize>) {
        for (_, _, span) in &mut self.check.levels {
            *span = to(span.clone());
        }
        for column in &mut self.columns {
            column.span = to(column.span.clone());
        }
        self.theme.relocate(&to);
        self.embed.relocate(&to);
    }
}

/// Reads `site.toml`. Unknown keys are refused; all faults come back at once.
pub fn read(text: &str, file: &SourcePath) -> (ConfigDoc, Vec<Diagnostic>) {
    let mended = slips::mend(text, file);
    let Some(slips::Mended { changed, said }) = mended else {
        return read_sound(text, file);
    };
    let (mut config, mut diagnostics) = read_sound(&changed.text, file);
    let changes = &changed.changes;
    diagnostics
        .iter_mut()
        .for_each(|one| relocate(changes, one));
    config.relocate(|span| source(changes, span));
    diagnostics.extend(said);
    diag::sort(&mut diagnostics);
    (config, diagnostics)
}

/// Reads what holds no slip that was mended.
fn read_sound(text: &str, file: &SourcePath) -> (ConfigDoc, Vec<Diagnostic>) {
    let (document, errors) = DeTable::parse_recoverable(text);
    let mut reader = Reader {
        file,
        diagnostics: Vec::new(),
    };
    for error in &errors {
        let help = "写成  名称 = \"内容\"，用英文的等号和引号";
        reader.error(error.span().unwrap_or(0..0), syntax(error.message()), help);
    }
    let top = document.get_ref();
    reader.known(top, TABLES);
    let mut config = ConfigDoc::default();
    if let Some(site) = reader.table(top, TABLES, "site") {
        reader.site(site, &mut config);
    }
    if let Some(organization) = reader.table(top, TABLES, "organization") {
        reader.organization(organization, &mut config.organization);
    }
    config.columns = reader.columns(top);
    if let Some(theme) = reader.table(top, TABLES, "theme") {
        config.theme = reader.theme(theme);
    }
    if let Some(downloads) = reader.table(top, TABLES, "downloads") {
        config.downloads = reader.downloads(downloads);
    }
    if let Some(search) = reader.table(top, TABLES, "search") {
        config.search = reader.search(search);
    }
    if let Some(embed) = reader.table(top, TABLES, "embed") {
        config.embed = reader.embed(embed, config.portal.is_some());
        if config.portal.is_none() {
            reader.without_portal(top);
        }
    }
    if let Some(leaving) = reader.table(top, TABLES, "leaving") {
        config.leaving = reader.leaving(leaving);
    }
    if let Some(pages) = reader.table(top, TABLES, "pages") {
        config.pages = reader.pages(pages);
    }
    if let Some(contact) = reader.table(top, TABLES, "accessibility") {
        config.accessibility = reader.ways(contact, CONTACT);
    }
    if let Some(check) = reader.table(top, TABLES, "check") {
        reader.check(check, &mut config.check);
    }
    for (name, table, keys) in [
        (&config.name, "site", SITE),
        (&config.organization.name, "organization", UNIT),
    ] {
        if name.is_empty() && errors.is_empty() {
            reader.nameless(top, table, keys);
        }
    }
    (config, reader.diagnostics)
}

/// Checks an address given outside the file; it comes back ending in `/`.
pub fn base_url(text: &str) -> Result<String, String> {
    field::base_url(text).map(|()| field::with_slash(text.to_owned()))
}

/// Checks a 网站标识码 given outside the file; `Err` says what it must look like.
pub fn id_code(text: &str) -> Result<(), String> {
    field::id_code(text)
}

/// Where the file states a value, by its way through the tables, such as
/// `organization.contact.phone`.
pub fn field_place(text: &str, file: &SourcePath, way: &str) -> Option<Range<usize>> {
    let mended = slips::mend(text, file).map(|mended| mended.changed);
    let read = mended.as_ref().map_or(text, |changed| &changed.text);
    let changes: &[Change] = mended.as_ref().map_or(&[], |changed| &changed.changes);
    let (document, _) = DeTable::parse_recoverable(read);
    let (mut table, mut keys) = (document.get_ref(), TABLES);
    let (tables, last) = way.rsplit_once('.')?;
    for id in tables.split('.') {
        let (_, value) = entry(table, keys, id)?;
        let DeValue::Table(inner) = value.get_ref() else {
            return None;
        };
        keys = match id {
            "site" => SITE,
            "contact" => CONTACT,
            _ => UNIT,
        };
        table = inner;
    }
    let (_, value) = entry(table, keys, last)?;
    Some(source(changes, value.span()))
}

/// Where the file states a way to reach the owner, such as `phone`.
pub fn contact_place(text: &str, file: &SourcePath, id: &str) -> Option<Range<usize>> {
    field_place(text, file, &["organization.contact.", id].concat())
}

impl Reader<'_> {
    fn site(&mut self, site: &Table<'_>, config: &mut ConfigDoc) {
        self.known(site, SITE);
        let mut text = |id: &str, check| self.stated(site, SITE, id, check);
        config.name = text("name", field::any).unwrap_or_default();
        config.domain = text("domain", field::domain);
        config.id_code = text("id_code", field::id_code);
        config.base_url = text("base_url", field::base_url).map(field::with_slash);
        config.icp = text("icp", field::any);
        config.police = text("police", field::police);
        config.conac = text("conac", field::conac);
        self.jiucuo(site, config);
        if let Some(portal) = self.table(site, SITE, "portal") {
            self.known(portal, PORTAL);
            if PORTAL.iter().all(|key| is_empty(portal, PORTAL, key.id)) {
                self.empty(site, SITE, "portal", "{ name = \"\", url = \"\" }");
                return;
            }
            config.portal = self.link(portal, "portal", field::address);
        }
    }

    fn organization(&mut self, table: &Table<'_>, organization: &mut OrganizationDoc) {
        self.known(table, OWNER);
        let mut text = |id: &str, check| self.stated(table, UNIT, id, check);
        organization.name = text("name", field::any).unwrap_or_default();
        organization.short_name = text("short_name", field::any);
        let kind = text("kind", field::kind);
        organization.kind = kind.and_then(|kind| kind_id(&kind)).map(str::to_owned);
        organization.county = text("county", field::any);
        organization.aggregate = self.flag(table, UNIT, "aggregate");
        self.place(table, &mut organization.place);
        if let Some(contact) = self.table(table, UNIT, "contact") {
            organization.contact = self.ways(contact, CONTACT);
        }
    }

    /// Any key but the two known ones is a rule's id with its level.
    fn check(&mut self, table: &Table<'_>, check: &mut CheckDoc) {
        check.deadline = self
            .text(table, CHECK, "deadline", field::month_day)
            .and_then(|text| field::parse_month_day(&text));
        if let Some((_, value)) = entry(table, CHECK, "words") {
            check.words = self.words(value);
        }
        for key in table.keys() {
            let id = key.get_ref().as_ref();
            if CHECK.iter().any(|known| known.id == id || known.name == id) {
                continue;
            }
            if let Some(level) = self.text(table, &[], id, field::level) {
                check
                    .levels
                    .push((id.to_owned(), field::parse_level(&level), key.span()));
            }
        }
    }

    fn words(&mut self, value: &Spanned<DeValue<'_>>) -> Vec<String> {
        let DeValue::Array(list) = value.get_ref() else {
            self.error(
                value.span(),
                "“words”要写成一列词",
                "写成  words = [\"词一\", \"词二\"]",
            );
            return Vec::new();
        };
        let mut words = Vec::new();
        for item in list {
            match item.get_ref() {
                DeValue::String(text) => words.push(text.trim().to_owned()),
                _ => self.error(item.span(), "“words”里只能写词", "用英文引号把它括起来"),
            }
        }
        words.retain(|word| !word.is_empty());
        words
    }
}

fn syntax(message: &str) -> &'static str {
    if message.contains("duplicate") {
        "这一项写了两次"
    } else if message.contains("string") || message.contains("quot") {
        "引号没有配对，或者内容没有用英文引号括起来"
    } else {
        "这里的写法不对"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> Vec<String> {
        let file = SourcePath::new("site.toml").expect("a path");
        let (_, diagnostics) = read(text, &file);
        let point = |one: &Diagnostic| {
            one.place
                .span
                .clone()
                .map_or("", |span| &text[span])
                .to_owned()
        };
        diagnostics.iter().map(point).collect()
    }

    const REST: &str = "[organization]\nname = \"甲\"\n";

    #[test]
    fn a_whole_file_is_read() {
        let file = SourcePath::new("site.toml").expect("a path");
        let text = "[site]\nname = \"甲\"\nbase_url = \"https://a.gov.cn/x\"\nportal = {name = \"乙\", url = \"https://b.gov.cn/\"}\n[organization]\nname = \"甲\"\nkind = \"乡镇\"\n[organization.contact]\nphone = \"000-1\"\n";
        let (config, diagnostics) = read(text, &file);
        assert_eq!(diagnostics, []);
        assert_eq!(config.base_url.as_deref(), Some("https://a.gov.cn/x/"));
        assert_eq!(config.organization.kind.as_deref(), Some("township"));
        assert_eq!(config.organization.contact, [("phone", "000-1".to_owned())]);
    }

    #[test]
    fn unknown_keys_and_bad_values_are_all_reported_at_their_places() {
        let text = format!(
            "[site]\nname = \"甲\"\nbase_ulr = \"x\"\nid_code = \"12\"\ndomain = \"http://a\"\n{REST}"
        );
        assert_eq!(said(&text), ["base_ulr", "\"http://a\"", "\"12\""]);
        let (_, diagnostics) = read(&text, &SourcePath::new("site.toml").expect("a path"));
        assert_eq!(diagnostics[0].help.as_deref(), Some("是不是 base_url？"));
    }

    #[test]
    fn several_syntax_errors_are_reported_at_once() {
        assert!(said("[site]\nname = 甲\nicp = 乙\n").len() >= 2);
    }
}
