//! A site as a column of a portal: what is set into its pages, and what their security
//! policy allows for that.

use crate::diag::{Diagnostic, Place, codes};
use crate::parse::config::{ConfigDoc, Frame};
use crate::parse::source::{DATA_LIMIT, decode};
use crate::path::SourcePath;
use crate::path::origin;
use crate::portal::docs::site_file;
use crate::prose::closest;
use crate::snapshot::Sources as Files;

use super::assets::sha256;
use super::host::{HostPart, Sources};

/// The folder that holds the portal's parts.
pub const FOLDER: &str = "embed";

/// What is set into every page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Embedding {
    /// Finished HTML.
    pub header: Option<String>,
    pub footer: Option<String>,
    pub sources: Sources,
    /// The script that tells the portal's page how high the page is.
    pub height: Option<Script>,
}

/// A script in a page, with its hash for the security policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Script {
    pub text: String,
    pub hash: String,
}

impl Embedding {
    /// Takes what the configuration names from the files of the folder. Linear.
    pub fn read(config: &ConfigDoc, files: &Files) -> (Self, Vec<Diagnostic>) {
        let mut said = Vec::new();
        let mut sources = Sources::default();
        let mut part = |frame: &Frame| {
            let part = part(frame, files, &mut said)?;
            sources.add(&part.sources);
            Some(part.html)
        };
        let (header, footer) = (part(&config.embed.header), part(&config.embed.footer));
        let portal = config.portal.as_ref().filter(|_| config.embed.tells_height);
        let height = portal.and_then(|(_, url)| Some(height(origin(url)?)));
        let embedding = Self {
            header,
            footer,
            sources,
            height,
        };
        (embedding, said)
    }
}

fn part(frame: &Frame, files: &Files, said: &mut Vec<Diagnostic>) -> Option<HostPart> {
    let (file, span) = frame.file()?;
    let Some(bytes) = files.bytes(file) else {
        let place = Place::span(&site_file(), span.clone());
        said.push(lost(place, file, files));
        return None;
    };
    match decode(bytes, file, DATA_LIMIT) {
        Ok(text) => {
            let (part, found) = HostPart::read(text, file);
            let is_sound = found.is_empty();
            said.extend(found);
            is_sound.then_some(part)
        }
        Err(fault) => {
            said.push(fault);
            None
        }
    }
}

fn lost(place: Place, file: &SourcePath, files: &Files) -> Diagnostic {
    let message = format!("没有文件 {file}");
    let names = files.files().map(|(name, _)| name.as_str());
    let help = match closest(file.as_str(), names) {
        Some(near) => format!("是不是 {near}？"),
        None => format!("把页头、页脚的网页代码存进站点的 {FOLDER} 文件夹；不要就写 false"),
    };
    Diagnostic::error(&codes::SITE, place, message).help(help)
}

/// Tells the page around the frame, if it is of the portal, how high the page is and, where
/// a link leads to a place on the page, how far down that is: a frame as high as its page
/// does not scroll, so only the page around it can.
fn height(origin: &str) -> Script {
    let origin = serde_json::Value::from(origin).to_string();
    let origin = origin.replace('<', "\\u003c");
    let text = [
        "(function(w,d){function t(e){var n=e&&e.type==='hashchange'&&d.getElementById(\
         decodeURIComponent(location.hash.slice(1)));w.parent.postMessage({gongkai:{height:\
         Math.ceil(d.body.getBoundingClientRect().height),top:n?Math.round(\
         n.getBoundingClientRect().top+w.pageYOffset):null}},",
        &origin,
        ")}if(w.parent!==w){['load','resize','hashchange'].forEach(function(e){\
         w.addEventListener(e,t)});if(w.ResizeObserver)new ResizeObserver(function(){t()})\
         .observe(d.body);t()}}(window,document));",
    ]
    .concat();
    Script {
        hash: sha256(&text),
        text,
    }
}
