//! `gongkai check --links`: asks the other sites that the site leads to, on request only,
//! a limited number of times, and keeps a record of what was seen when.

mod asking;
mod record;
mod seen;

use std::collections::BTreeSet;
use std::path::Path;

use crate::diag::{Diagnostic, Level, codes};
use crate::path::{host, is_private};
use crate::site::checked::{CheckedSite, OutsideLink};

use super::network::proxy;
use super::site_args::now;
use asking::{MOST, ask, encrypted};
use record::{NAME, Record};
use seen::Seen;

/// What came of a run.
pub struct Asked {
    /// A sentence that counts what was seen.
    pub told: String,
    pub findings: Vec<Diagnostic>,
    /// Whether no site at all could be reached, so that nothing is known.
    pub is_cut_off: bool,
}

/// Asks for the addresses of a site's links, those first that were not looked at for the
/// longest time. What only the inner network reaches is not asked: LNK02 tells of it anyway.
pub fn run(site: &CheckedSite, root: &Path) -> anyhow::Result<Asked> {
    let addresses: BTreeSet<&str> = site.outside_links.iter().filter_map(asked_for).collect();
    let mut record = Record::read(root)?;
    let mut wanted: Vec<String> = addresses.iter().map(|one| (*one).to_owned()).collect();
    wanted.sort_by_key(|address| record.last(address).to_owned());
    wanted.truncate(MOST);
    let seen = ask(&wanted, proxy().as_deref());
    if !seen.is_empty() && seen.iter().all(|(_, one)| one.may_be_ours()) {
        let told = "别的网站一个也没有打开，多半是这台电脑上不了网。用浏览器试试；要用代理的，设好 HTTPS_PROXY，再运行一次";
        return Ok(Asked {
            told: told.to_owned(),
            findings: Vec::new(),
            is_cut_off: true,
        });
    }
    let time = now().strftime("%Y-%m-%d %H:%M").to_string();
    for (address, one) in &seen {
        record.add(address.clone(), *one, &time);
    }
    record.keep(|address| addresses.contains(address));
    if !seen.is_empty() {
        record.write(root)?;
    }
    let links = site.outside_links.iter();
    let findings = links.filter_map(|link| {
        let address = asked_for(link)?;
        let (_, one) = seen.iter().find(|(known, _)| known == address)?;
        finding(link, *one)
    });
    Ok(Asked {
        told: told(&seen, addresses.len()),
        findings: findings.collect(),
        is_cut_off: false,
    })
}

/// The address that is asked for, without the place on the page.
fn asked_for(link: &OutsideLink) -> Option<&str> {
    let is_outside = host(&link.address).is_some_and(|host| !is_private(host));
    let address = link.address.split('#').next()?;
    is_outside.then_some(address)
}

fn finding(link: &OutsideLink, seen: Seen) -> Option<Diagnostic> {
    let address = &link.address;
    let (level, fact, help) = match seen {
        Seen::Opens | Seen::Unsure => return None,
        Seen::OpensEncrypted => {
            let help = format!("改成  {}", encrypted(address)?);
            (Level::Info, "没有加密，这个网站支持 https".to_owned(), help)
        }
        Seen::Missing(_) => {
            let help = "用浏览器打开看看；真的没有了，换成新的网址，或者删掉链接、留下文字";
            let fact = format!("打不开：{}", seen.words());
            (codes::LNK02.level, fact, help.to_owned())
        }
    };
    let message = format!("链接“{address}”{fact}");
    Some(Diagnostic::new(&codes::LNK02, level, link.place.clone(), message).help(help))
}

fn told(seen: &[(String, Seen)], all: usize) -> String {
    if all == 0 {
        return "没有指向别的网站的链接".to_owned();
    }
    let count = |is: fn(&Seen) -> bool| seen.iter().filter(|(_, one)| is(one)).count();
    let open = count(|one| matches!(one, Seen::Opens | Seen::OpensEncrypted));
    let missing = count(|one| matches!(one, Seen::Missing(_)));
    let unsure = count(|one| *one == Seen::Unsure);
    let mut told = format!("看了 {} 个别的网站的网址：{open} 个打得开", seen.len());
    if missing > 0 {
        told.push_str(&format!("，{missing} 个打不开"));
    }
    if unsure > 0 {
        told.push_str(&format!("，{unsure} 个网站不让程序看，用浏览器看"));
    }
    told.push_str(&format!("；记在 {NAME}"));
    match all - seen.len() {
        0 => told,
        left => format!("{told}。还有 {left} 个没有看，再运行一次接着看"),
    }
}
