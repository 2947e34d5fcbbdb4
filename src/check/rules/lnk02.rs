//! LNK02: a link to another site of which it is certain, without asking, that readers
//! cannot follow it. What has to be asked, `check --links` asks.

use crate::check::finding::Finding;
use crate::check::rule::{Rule, Run};
use crate::check::scope::UnitScope;
use crate::diag::{Place, codes};
use crate::path::{host, is_private};

/// Where errors of government sites were reported once.
const FORMER_ERROR_REPORTS: &str = "121.43.68.40";

pub static RULE: Rule = Rule {
    code: &codes::LNK02,
    run: Run::Unit(check),
};

fn check(scope: &UnitScope<'_>, findings: &mut Vec<Finding>) {
    for link in scope.unit.links() {
        let Some((fact, help)) = host(&link.target).and_then(unreachable) else {
            continue;
        };
        let message = format!("链接“{}”{fact}", link.target);
        let place = Place::span(&link.file, link.span.clone());
        findings.push(Finding::new(place, &message, help));
    }
}

/// Why nobody outside reaches a host, and what to do; `None` if that is not certain.
fn unreachable(host: &str) -> Option<(&'static str, &'static str)> {
    if host == FORMER_ERROR_REPORTS {
        let help = "换成现在的找错网址，以 https://zfwzgl.www.gov.cn/ 开头";
        return Some(("是“我为政府网站找错”的旧网址，已经停用", help));
    }
    is_private(host).then_some((
        "只有内网打得开",
        "换成公开的网址；文件放进 files 文件夹再链接；没有的就删掉链接，留下文字",
    ))
}
