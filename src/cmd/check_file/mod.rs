//! `gongkai check FILE`: reports that somebody handed in, checked without a site.

mod handed;
mod programs;

use crate::check::rules::RULES;
use crate::diag::spoken::Spoken;
use crate::diag::terminal::{print_line_at, print_spoken, summary};
use crate::diag::{Diagnostic, Level, Place};
use crate::path::SourcePath;
use crate::prose::printable;
use crate::submissions::{NO_NEIGHBOURS, NOT_CHECKED, Submission, Submissions, count, examine};

use super::Exit;
use super::check_args::{Args, Format, is_open};
use super::console::streams::{self, Stream, errln, outln};
use super::findings::told;
use super::site_args::today;

use handed::Handed;
pub use handed::{Named, named};

/// The most other files that are named.
const NAMED: usize = 3;

/// Checks files and folders of files.
pub fn run(args: &Args, paths: &[String]) -> Exit {
    if args.fix {
        errln!("没有改：--fix 只改本站的文件，不改别人交来的。去掉 --fix 再查");
        return Exit::Usage;
    }
    let handed = Handed::read(paths);
    for line in &handed.failures {
        errln!("{}", printable(line));
    }
    let submissions = examine(handed.files, today());
    let found = || submissions.files.iter().flat_map(|one| &one.found);
    if let Some(line) = handed.others.told(NAMED) {
        errln!("{}", printable(&line));
    }
    if submissions.files.is_empty() && handed.failures.is_empty() {
        errln!("没有可以查的文件。年报是 .docx、.xlsx、.xls、.ods、.html、.mht、.txt、.md、.csv");
        return Exit::Usage;
    }
    match args.format {
        Format::Human => print(&submissions, args.notices),
        Format::Json => streams::out().data(&programs::json(&submissions)),
        Format::Sarif => streams::out().data(&programs::sarif(&submissions)),
        Format::Github => streams::out().data(&programs::github(&submissions)),
    }
    match handed.failures.is_empty() {
        false => Exit::Machine,
        true if is_open(found(), args.strict) => Exit::Content,
        true => Exit::Clean,
    }
}

/// What a person is told: file by file, and a line that counts it all.
fn print(submissions: &Submissions, notices: bool) {
    let out = streams::out();
    for one in &submissions.files {
        let counts = summary(&one.found);
        let text = text(submissions, one, notices, out);
        out.text(&format!("{}  {counts}\n{text}\n", heading(one)));
    }
    let found = || submissions.files.iter().flat_map(|one| &one.found);
    outln!(
        "检查了 {} 个文件，{} 条规则中的 {} 条：{}",
        submissions.files.len(),
        RULES.len(),
        count(),
        summary(found())
    );
    outln!("没有查的，要有站点才知道：{NOT_CHECKED}");
    if !submissions.has_neighbours() {
        outln!("{NO_NEIGHBOURS}");
    }
    if !notices && found().any(|one| one.level == Level::Info) {
        outln!("提示只列出一行，加 --notices 看怎么办");
    }
}

/// Whose report it is, with the file.
fn heading(one: &Submission) -> String {
    let name = &one.inspected.name;
    printable(&match one.title() {
        Some(title) => format!("{title}（{name}）"),
        None => name.clone(),
    })
}

fn text(submissions: &Submissions, one: &Submission, notices: bool, out: &Stream) -> String {
    let source = |file: &SourcePath| submissions.text(file);
    let speak = |place: &Place| submissions.spoken(place);
    let at = |one: &Diagnostic| match submissions.spoken(&one.place) {
        Some(Spoken { place, .. }) => place,
        None => String::new(),
    };
    let members: Vec<&Diagnostic> = one.found.iter().collect();
    told(
        &members,
        notices,
        &|full| print_spoken(full.iter().copied(), &source, &speak, out.has_colours()),
        &|one, more| print_line_at(one, &at(one), more),
    )
}
