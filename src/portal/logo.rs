//! The logo that `site.toml` names, among the files of the site.

use crate::diag::{Diagnostic, Place, codes};
use crate::parse::config::Logo;
use crate::prose::closest;

use super::Copy;
use super::docs::site_file;

/// That there is no such file; `copies` are those of `static/`. Linear.
pub fn lost_logo(logo: &Logo, copies: &[Copy]) -> Option<Diagnostic> {
    if copies.iter().any(|copy| copy.out == logo.out) {
        return None;
    }
    let wanted = logo.out.as_str();
    let names = copies.iter().map(|copy| copy.out.as_str());
    let help = match closest(wanted, names) {
        Some(near) => format!("是不是 {near}？"),
        None => format!("把图片放进 static 文件夹，文件名是 {wanted}；没有标志就删去这一行"),
    };
    let place = Place::span(&site_file(), logo.span.clone());
    let message = format!("static 文件夹里没有标志的图片 {wanted}");
    Some(Diagnostic::error(&codes::SITE, place, message).help(help))
}
