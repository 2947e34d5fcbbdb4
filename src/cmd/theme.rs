//! `gongkai theme`: the colours of a site and how well they can be read; and the
//! built-in templates as files to start from.

use std::path::{Path, PathBuf};

use crate::diag::any_error;
use crate::machine::shown;
use crate::parse::color::{Color, ratio};
use crate::parse::config::{self, ConfigDoc};
use crate::parse::palette::{Palette, READY, ReadySet, ThemeColor, USES};
use crate::parse::source::{DATA_LIMIT, TEXT_LIMIT, decode};
use crate::path::SourcePath;
use crate::prose::{cells, padded, printable};
use crate::publish::create::create;
use crate::render::views::size;
use crate::render::{Renderer, THEME};
use crate::snapshot::{SITE, Snapshot, Sources};

use super::Exit;
use super::console::streams::{self, errln, outln};

/// 看配色和对比度，导出内置的模板
#[derive(Debug, clap::Args)]
pub struct Args {
    /// 把内置的模板、样式、脚本写成文件，从这里改起；不写文件夹就放进站点的 templates
    #[arg(long, value_name = "文件夹")]
    export: Option<Option<PathBuf>>,
    /// 站点的文件夹（里面有 site.toml）
    #[arg(
        long,
        value_name = "文件夹",
        default_value = ".",
        hide_default_value = true
    )]
    root: PathBuf,
}

/// The folder of a site's own templates.
const TEMPLATES: &str = "templates";

pub fn run(args: &Args) -> anyhow::Result<Exit> {
    match &args.export {
        Some(Some(folder)) => export(folder, "", &printable(&shown(folder))),
        Some(None) => {
            if site(&Snapshot::take(&args.root)?).is_none() {
                let root = printable(&shown(&args.root));
                errln!(
                    "没有导出：{root} 里没有可以读的 site.toml，不是站点的文件夹。用 --root 写明站点在哪里，或者在 --export 后面写一个文件夹"
                );
                return Ok(Exit::Usage);
            }
            let inside = [TEMPLATES, "/"].concat();
            export(&args.root, &inside, &inside)
        }
        None => {
            streams::out().text(&overview(&Snapshot::take(&args.root)?)?);
            Ok(Exit::Clean)
        }
    }
}

/// Writes the built-in files, and never over anything.
fn export(root: &Path, inside: &str, name: &str) -> anyhow::Result<Exit> {
    let files = THEME.iter().filter_map(|(name, text)| {
        let path = SourcePath::new(&[inside, name].concat())?;
        Some((path, (*text).to_owned()))
    });
    let files: Vec<(SourcePath, String)> = files.collect();
    create(root, &files)?;
    outln!("已写进 {name}：");
    for (name, _) in THEME {
        outln!("  {name}");
    }
    outln!(
        "改好以后，没有改的都删去：删去的用程序内置的，会跟着新版本更新；留下的不会。\n\
         只加几条样式，不用 site.css，写在 templates/extra.css 里。\n\
         只改模板里的一块，也不用整个文件：gongkai help 模板"
    );
    Ok(Exit::Clean)
}

/// What `site.toml` says, and whether all of it is right.
fn site(snapshot: &Snapshot) -> Option<(ConfigDoc, bool)> {
    let file = SourcePath::new(SITE)?;
    let bytes = snapshot.bytes(&file)?;
    let text = decode(&bytes, &file, DATA_LIMIT).ok()?;
    let (config, said) = config::read(text, &file);
    Some((config, !any_error(&said)))
}

fn overview(snapshot: &Snapshot) -> anyhow::Result<String> {
    let site = site(snapshot);
    let palette = site.as_ref().map(|(config, _)| config.theme.palette);
    let mut text = format!("现成的配色\n\n{}\n", sets(palette.as_ref()));
    let (Some(palette), Some((_, is_right))) = (palette, site) else {
        text += "这里没有 site.toml，看不到本站的配色。在站点的文件夹里运行，或者用 --root 写明\n";
        return Ok(text + HELP);
    };
    let name = set_of(&palette).map_or_else(|| "自己定的颜色".to_owned(), set_name);
    text += &format!("本站的配色：{name}\n\n{}\n", contrasts(&palette));
    if !is_right {
        text += "site.toml 里有写得不对的地方，运行 gongkai check 看怎么改\n";
    }
    let listing = snapshot.listing(TEMPLATES);
    let (sources, _) = snapshot.read(&listing)?;
    text += &own_files(&sources);
    if let Ok(renderer) = Renderer::load(&sources, &palette) {
        let (style, script) = renderer.weights();
        let size = |bytes: usize| size(bytes as u64);
        text += &format!("每一页里都有样式 {} 和脚本 {}\n", size(style), size(script));
    }
    Ok(text + HELP)
}

const HELP: &str = "\n换配色、放标志、加页脚：gongkai help 外观\n";

fn set_of(palette: &Palette) -> Option<&'static ReadySet> {
    READY.iter().find(|set| set.palette == *palette)
}

fn set_name(set: &ReadySet) -> String {
    format!("{}（{}）", set.id, set.name)
}

/// The sets that are ready, and the site's own colours if they are others.
fn sets(own: Option<&Palette>) -> String {
    let heads = ["", "主色", "中间色", "底色", "链接色", "强调色"];
    let row = |name: String, palette: &Palette| {
        let colors = ThemeColor::ALL.map(|color| palette.get(color).to_string());
        std::iter::once(name).chain(colors).collect()
    };
    let mut rows = vec![heads.map(str::to_owned).to_vec()];
    rows.extend(READY.iter().map(|set| row(set_name(set), &set.palette)));
    let own = own.filter(|palette| set_of(palette).is_none());
    rows.extend(own.map(|palette| row("本站".to_owned(), palette)));
    table(&rows)
}

/// Every pair of colours that the style sets on one another.
fn contrasts(palette: &Palette) -> String {
    let heads = ["用在哪里", "颜色", "在它上面", "对比度", "至少", ""];
    let mut rows = vec![heads.map(str::to_owned).to_vec()];
    for used in &USES {
        let contrast = palette.contrast(used);
        let color = |ink| -> Color { palette.shown(ink) };
        rows.push(vec![
            used.what.to_owned(),
            color(used.front).to_string(),
            color(used.ground).to_string(),
            ratio(contrast),
            used.least.to_string(),
            (if contrast < used.least { "不够" } else { "" }).to_owned(),
        ]);
    }
    table(&rows)
}

/// The site's own files, and which of them are those that the program has.
fn own_files(sources: &Sources) -> String {
    let mut rows = Vec::new();
    for (file, _) in sources.files() {
        let name = file.as_str().strip_prefix("templates/").unwrap_or_default();
        let bytes = sources.bytes(file).unwrap_or_default();
        let text = decode(bytes, file, TEXT_LIMIT).unwrap_or_default();
        let built_in = THEME.iter().find(|(known, _)| *known == name);
        let state = match built_in {
            Some((_, known)) if *known == text => "和内置的一样，删去以后会跟着新版本更新",
            Some(_) => "代替内置的",
            None => "自己加的",
        };
        rows.push(vec![printable(file.as_str()), state.to_owned()]);
    }
    match rows.is_empty() {
        true => String::new(),
        false => format!("本站自己的模板\n\n{}\n", table(&rows)),
    }
}

/// Columns of equal width with two spaces before each.
fn table(rows: &[Vec<String>]) -> String {
    let width = |column: usize| {
        let column = rows.iter().filter_map(|row| row.get(column));
        column.map(|cell| cells(cell)).max().unwrap_or(0)
    };
    let line = |row: &Vec<String>| {
        let row = row.iter().enumerate();
        let row = row.map(|(at, cell)| format!("  {}", padded(cell, width(at))));
        let line: String = row.collect();
        format!("{}\n", line.trim_end())
    };
    rows.iter().map(line).collect()
}
