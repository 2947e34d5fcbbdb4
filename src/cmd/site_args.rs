//! What every command asks: which site, which of its pages, which day.

use std::path::PathBuf;

use crate::site::Options;
use crate::site::checked::CheckedSite;
use crate::snapshot::Snapshot;

/// Today in China, where the deadlines are.
pub(super) fn today() -> Option<jiff::civil::Date> {
    Some(now().date())
}

/// Now in China. The only look at the calendar.
pub(super) fn now() -> jiff::civil::DateTime {
    jiff::tz::offset(8).to_datetime(jiff::Timestamp::now())
}

/// Which site, and which of its pages: what every command asks.
#[derive(Debug, clap::Args)]
pub(super) struct SiteArgs {
    /// 站点的文件夹（里面有 site.toml）
    #[arg(
        long,
        value_name = "文件夹",
        default_value = ".",
        hide_default_value = true
    )]
    pub root: PathBuf,
    /// 草稿也算在内
    #[arg(long)]
    pub drafts: bool,
}

impl SiteArgs {
    /// What the command asks beyond what the files say.
    pub fn options(&self, base_url: Option<String>) -> Options {
        Options {
            base_url,
            drafts: self.drafts,
            today: today(),
            ..Options::default()
        }
    }

    /// Takes a snapshot and checks the site.
    pub fn check(&self) -> anyhow::Result<CheckedSite> {
        CheckedSite::check(Snapshot::take(&self.root)?, &self.options(None))
    }
}
