//! `gongkai check`: everything that the rules find, and nothing published.

use std::cell::LazyCell;

use crate::check::codes::{codes, find, unknown};
use crate::check::rules::RULES;
use crate::diag::formats::{github, json_lines, sarif};
use crate::diag::terminal::summary;
use crate::diag::{Diagnostic, Level, line_column};
use crate::path::SourcePath;
use crate::site::checked::CheckedSite;
use crate::site::texts::Texts;
use crate::snapshot::Snapshot;

use super::Exit;
use super::check_args::{Args, Format, is_open};
use super::check_file::{self, Named};
use super::check_links;
use super::console::streams::{self, errln, outln};
use super::drafts::Drafts;
use super::findings::Findings;
use super::help;
use super::unit_table::table;

pub fn run(args: &Args) -> anyhow::Result<Exit> {
    if let Some(id) = &args.explain {
        return Ok(explain_rule(id));
    }
    match named(args) {
        Named::OfSite => {}
        Named::Foreign if args.links => {
            errln!("没有检查：--links 看的是本站的链接，别人交来的文件不看");
            return Ok(Exit::Usage);
        }
        Named::Foreign => return Ok(check_file::run(args, &args.only)),
        Named::Both => {
            errln!("没有检查：本站的年份、路径和别人交来的文件，分开查");
            return Ok(Exit::Usage);
        }
    }
    let mut site = args.site.check()?;
    if let Some(only) = args.only.iter().find(|only| !known(&site, only, args)) {
        errln!("没有“{only}”：既不是有报告的年份，也不是站点里的文件。检查年份或路径");
        return Ok(Exit::Usage);
    }
    let is_wanted = |one: &Diagnostic| wanted(one.place.file.as_str(), args);
    let mut failed = false;
    if args.fix {
        let (fixed, repairs) = super::fix::run(site, is_wanted, || args.site.check())?;
        (site, failed) = (fixed, repairs.failed);
        // Programs read the findings alone.
        match args.format {
            Format::Human => outln!("{}", repairs.tell()),
            _ => streams::err().text(&repairs.tell()),
        }
    }
    if args.links {
        let asked = check_links::run(&site, &args.site.root)?;
        errln!("{}", asked.told);
        if asked.is_cut_off {
            return Ok(Exit::Machine);
        }
        site.add(asked.findings);
    }
    site.diagnostics.retain(is_wanted);
    let drafts = drafts(&site, args);
    let mut outputs = site.outputs.iter();
    if site.diagnostics.is_empty()
        && !outputs.any(|output| wanted(output.source.as_str(), args))
        && let Some(line) = drafts.nothing_else()
    {
        errln!("{line}");
        return Ok(Exit::Usage);
    }
    show(&site, &drafts, args);
    Ok(match (failed, is_open(&site.diagnostics, args.strict)) {
        (true, _) => Exit::Machine,
        (false, true) => Exit::Content,
        (false, false) => Exit::Clean,
    })
}

/// Whether the arguments name the site's own files or others.
fn named(args: &Args) -> Named {
    let files = LazyCell::new(|| Snapshot::take(&args.site.root));
    let of_site = |only: &str| match &*files {
        Ok(snapshot) => snapshot
            .files()
            .any(|file| concerns(file.as_str(), only, args)),
        // Whoever reads the site says why it cannot be read.
        Err(_) => true,
    };
    check_file::named(&args.only, of_site)
}

/// Shows what was found, in the format that was asked for.
fn show(site: &CheckedSite, drafts: &Drafts<'_>, args: &Args) {
    let diagnostics = &site.diagnostics;
    let known = Texts::of(&site.snapshot, diagnostics);
    let texts = |file: &SourcePath| known.get(file);
    match args.format {
        Format::Human => print(site, &known, drafts, args),
        Format::Json => streams::out().data(&json_lines(diagnostics, &texts)),
        Format::Sarif => {
            streams::out().data(&sarif(diagnostics, &texts, codes()));
        }
        Format::Github => streams::out().data(&github(diagnostics, &texts)),
    }
    if let Some(line) = drafts.checked()
        && !matches!(args.format, Format::Human)
    {
        errln!("{line}");
    }
}

/// The drafts among what was asked for. A report is asked for by its text too.
fn drafts<'e>(site: &'e CheckedSite, args: &Args) -> Drafts<'e> {
    let asked = |file: &str| {
        let text = file.strip_suffix("report.yaml");
        wanted(file, args) || text.is_some_and(|folder| wanted(&format!("{folder}report.md"), args))
    };
    let drafts = site.drafts.iter();
    let drafts = drafts.map(|draft| (&draft.file, draft.is_attachment));
    Drafts::new(
        drafts.filter(|(file, _)| asked(file.as_str())),
        args.site.drafts,
    )
}

/// Whether a file is among those that were asked for; all are, if none was.
fn wanted(file: &str, args: &Args) -> bool {
    args.only.is_empty() || args.only.iter().any(|only| concerns(file, only, args))
}

/// Whether a year or path means anything on this site: a slip in it must not
/// look like a clean report.
fn known(site: &CheckedSite, only: &str, args: &Args) -> bool {
    let mut files = site.snapshot.files();
    files.any(|file| concerns(file.as_str(), only, args))
}

/// Whether a file is of a year (`2025`) or below a path; the path may be
/// given from the root or from where the program runs.
fn concerns(file: &str, only: &str, args: &Args) -> bool {
    let is_year = only.len() == 4 && only.bytes().all(|byte| byte.is_ascii_digit());
    if is_year {
        return file.contains(&format!("reports/{only}/"));
    }
    let only = only.replace('\\', "/");
    let root = args.site.root.to_string_lossy().replace('\\', "/");
    let below = only.strip_prefix(root.trim_end_matches('/'));
    let inside = below.filter(|rest| rest.starts_with('/')).unwrap_or(&only);
    let inside = inside.trim_start_matches("./").trim_matches('/');
    file == inside || file.starts_with(&format!("{inside}/"))
}

/// What is open, what is allowed, the units, and a line that counts it all.
fn print(site: &CheckedSite, texts: &Texts, drafts: &Drafts<'_>, args: &Args) {
    let all = site.diagnostics.iter();
    let (allowed, open): (Vec<&Diagnostic>, Vec<&Diagnostic>) =
        all.partition(|one| one.allowed.is_some());
    let findings = Findings {
        units: &site.units,
        texts,
        notices: args.notices,
    };
    findings.show(open.clone(), streams::out());
    print_allowed(&allowed, texts);
    let files = site.drafts.iter().map(|draft| &draft.file);
    if args.only.is_empty()
        && let Some(table) = table(&site.units, open.iter().copied(), files)
    {
        outln!("{table}");
    }
    let reports = site.reports.iter();
    let reports = reports.filter(|file| wanted(file.as_str(), args)).count();
    let more = drafts
        .checked()
        .map_or(String::new(), |line| format!("；{line}"));
    outln!(
        "检查了 {reports} 份报告，{} 条规则：{}{more}",
        RULES.len(),
        summary(open.iter().copied())
    );
    if !args.notices && open.iter().any(|one| one.level == Level::Info) {
        outln!("提示只列出一行，加 --notices 看怎么办");
    }
    if !args.only.is_empty() {
        drafts.named().inspect(|line| outln!("{line}"));
    }
}

/// What reports allow, each on a line with its reason.
fn print_allowed(allowed: &[&Diagnostic], texts: &Texts) {
    if !allowed.is_empty() {
        outln!("按报告里写明的理由保留（{} 处）：", allowed.len());
    }
    for one in allowed {
        let text = texts.get(&one.place.file);
        let place = one
            .place
            .span
            .as_ref()
            .zip(text)
            .map(|(span, text)| line_column(text, span.start));
        let place = place.map_or(String::new(), |(line, column)| format!(":{line}:{column}"));
        let reason = one.allowed.as_deref().unwrap_or_default();
        outln!(
            "  {}  {}{place}  {}  理由：{reason}",
            one.code.id,
            one.place.file,
            one.message
        );
    }
}

fn explain_rule(id: &str) -> Exit {
    if let Some(code) = find(id) {
        streams::out().text(&help::rule(code));
        return Exit::Clean;
    }
    let (message, help) = unknown(id);
    errln!("{message}。{help}");
    Exit::Usage
}
