//! Whose report it is, and where it is written.

use crate::formats::report_yaml::agree;
use crate::import::draft::Imported;
use crate::machine::shown;
use crate::parse::config;
use crate::parse::organization::{self, OrganizationDoc};
use crate::parse::report::{self as data, ReportDoc};
use crate::parse::source::{DATA_LIMIT, TEXT_LIMIT, decode};
use crate::path::SourcePath;
use crate::prose::{closest, printable};
use crate::snapshot::Snapshot;
use crate::starter::site::NO_NAME;

use super::Args;
use crate::cmd::console::streams::errln;
use crate::cmd::new::{path, text, units};

/// The unit that the reports are written for.
pub struct Target<'s> {
    pub snapshot: &'s Snapshot,
    /// Such as `content/units/qinghe/`.
    pub folder: String,
    pub organization: OrganizationDoc,
}

/// The report of a year that is there already.
#[derive(Default)]
pub struct Existing {
    /// Whether there is a `report.yaml`.
    pub has_data: bool,
    /// What it says, if it can be read.
    pub doc: Option<ReportDoc>,
    /// Whether there is a `report.md`.
    pub has_text: bool,
    pub text: Option<String>,
}

impl<'s> Target<'s> {
    /// The unit that the arguments name; `Err` says why there is none.
    pub fn of(snapshot: &'s Snapshot, args: &Args) -> Result<Self, String> {
        let (folder, mut organization) = match &args.unit {
            Some(id) => unit(snapshot, id)?,
            None => ("content/".to_owned(), owner(snapshot, args)?),
        };
        // A name that is still to be filled in is none.
        if organization.name == NO_NAME {
            organization.name.clear();
        }
        Ok(Self {
            snapshot,
            folder,
            organization,
        })
    }

    /// The same; where there is none, the person is told why.
    pub fn or_told(snapshot: &'s Snapshot, args: &Args) -> Option<Self> {
        let target = Self::of(snapshot, args);
        let told = target.map_err(|message| errln!("{}", printable(&message)));
        told.ok()
    }

    /// A unit that is known, by its id; without one the owner.
    pub fn known(snapshot: &'s Snapshot, id: Option<&str>, organization: &OrganizationDoc) -> Self {
        let folder = match id {
            Some(id) => format!("content/units/{id}/"),
            None => "content/".to_owned(),
        };
        Self {
            snapshot,
            folder,
            organization: organization.clone(),
        }
    }

    /// The folder of a year's report.
    pub fn report(&self, year: u16) -> String {
        format!("{}reports/{year}/", self.folder)
    }

    /// One of the two files of a year's report.
    pub fn file(&self, year: u16, name: &str) -> SourcePath {
        let path = SourcePath::new(&format!("{}{name}", self.report(year)));
        path.expect("a unit's folder, a year and a fixed name are a path")
    }

    /// What is there of a year.
    pub fn existing(&self, year: u16) -> Existing {
        let (data_file, text_file) = (self.file(year, "report.yaml"), self.file(year, "report.md"));
        let bytes = |file| self.snapshot.bytes(file).unwrap_or_default();
        let has = |file: &SourcePath| self.snapshot.files().any(|one| one == file);
        let mut existing = Existing {
            has_data: has(&data_file),
            has_text: has(&text_file),
            ..Existing::default()
        };
        if existing.has_data
            && let Ok(text) = decode(&bytes(&data_file), &data_file, DATA_LIMIT)
        {
            existing.doc = data::read(text, &data_file, year).0;
        }
        if existing.has_text {
            let bytes = bytes(&text_file);
            let text = decode(&bytes, &text_file, TEXT_LIMIT);
            existing.text = text.ok().map(str::to_owned);
        }
        existing
    }
}

impl Existing {
    /// Whether one of the two files is there, and says what would be written.
    pub fn is_half_of(&self, imported: &Imported) -> bool {
        let data = self.doc.as_ref();
        let data = data.is_some_and(|doc| agree(doc, &imported.doc));
        let text = self.text.as_ref() == Some(&imported.markdown);
        match (self.has_data, self.has_text) {
            (true, false) => data,
            (false, true) => text,
            _ => false,
        }
    }

    /// Whether anything is there.
    pub fn is_there(&self) -> bool {
        self.has_data || self.has_text
    }
}

/// The owner of the site. To look at what is read needs no site.
pub fn owner(snapshot: &Snapshot, args: &Args) -> Result<OrganizationDoc, String> {
    let site = text(snapshot, "site.toml").zip(path("site.toml"));
    match site {
        Some((site, file)) => Ok(config::read(&site, &file).0.organization),
        None if args.dry_run => Ok(OrganizationDoc::default()),
        None => {
            let root = shown(&args.root);
            Err(format!(
                "没有导入：{root} 里没有可以读的 site.toml，不是站点的文件夹。用 --root 写明站点在哪里，新站点先运行 gongkai init；只看读出什么，加上 --dry-run"
            ))
        }
    }
}

pub fn unit(snapshot: &Snapshot, id: &str) -> Result<(String, OrganizationDoc), String> {
    let known = units(snapshot);
    let folder = format!("content/units/{id}/");
    let name = format!("{folder}unit.yaml");
    if !known.contains(&id) {
        let help = match (closest(id, known.iter().copied()), known.as_slice()) {
            (Some(near), _) => format!("是不是 {near}？"),
            (None, []) => "先用  gongkai new 年份 --unit 代号 --name 单位全称  新建".to_owned(),
            (None, known) => format!(
                "已有的代号：{}；新的单位先用  gongkai new 年份 --unit 代号 --name 单位全称  新建",
                known.join("、")
            ),
        };
        return Err(format!("没有导入：没有代号是“{id}”的下属单位。{help}"));
    }
    let read = text(snapshot, &name).zip(path(&name));
    let Some((text, file)) = read else {
        return Err(format!(
            "没有导入：{name} 读不出来。用记事本打开，另存为 UTF-8 编码"
        ));
    };
    let (organization, _) = organization::read(&text, &file);
    Ok((folder, organization.unwrap_or_default()))
}
