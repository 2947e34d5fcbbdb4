//! CON01: readers can reach the office, by a number that is whole.

use crate::check::char_set::Word;
use crate::check::finding::Finding;
use crate::check::naming::contact_ways::{Phone, WAYS, contact, ways};
use crate::check::rule::{Rule, Run};
use crate::check::scope::ReportScope;
use crate::diag::{Basis, Code, Example, Level, Mark, Place, Policy};

static CODE: Code = Code {
    id: "CON01",
    name: "contact-line",
    title: "没有联系方式，或者写得不完整",
    level: Level::Warning,
    what: "2019 年以后的年报，正文里要有地址、电话或者邮箱；电话要带区号，邮箱要有 @，邮编要有六位。",
    why: "读者对年报有疑问，要找得到人；少一位数字就打不通。",
    fix: "在引言末尾加一句“如有疑问，请与××联系（地址、邮编、电话、电子邮箱）”。",
    example: Example {
        bad: "电话：4567890，邮箱：qinghe.example.gov.cn，邮编：12345",
        good: "电话：0123-4567890，邮箱：qinghe@example.gov.cn，邮编：123456",
    },
    basis: Basis {
        text: "多数真实年报在引言里写明联系方式",
        mark: Mark::Derived,
    },
    policy: Policy::Adjustable,
};

pub static RULE: Rule = Rule {
    code: &CODE,
    run: Run::Report(check),
};

fn check(scope: &ReportScope<'_>, findings: &mut Vec<Finding>) {
    let words = &scope.words;
    if scope.report.form.sections.is_empty() || words.is_empty() {
        return;
    }
    let mut reachable = false;
    let mut phones: Vec<(Place, Phone<'_>)> = Vec::new();
    let first = findings.len();
    let all: Vec<&Word> = WAYS.iter().flat_map(|(_, words)| *words).collect();
    for (_, prose) in words.saying(&all) {
        let mut told = 0;
        for (end, start, way) in ways(&prose.phrase()) {
            let Some((range, fault)) = contact(&prose.text, start..end, way) else {
                continue;
            };
            reachable = true;
            // 电话（传真） stand before the same number.
            if range.start < told {
                continue;
            }
            let place = || words.place(prose, range.clone());
            if let Some((message, help)) = fault {
                told = range.end;
                if !is_told(&mut findings[first..], &message, place()) {
                    findings.push(Finding::new(place(), message, help));
                }
            } else if let Some(phone) = Phone::read(&prose.text[range.clone()]) {
                told = range.end;
                phones.push((place(), phone));
            }
        }
    }
    findings.extend(uneven(&phones));
    // What is still to be filled in is TPL01's.
    if !reachable && words.saying(&["（待写）"]).next().is_none() {
        let last = words.preamble.last();
        let place = last.map(|block| words.place(block, block.text.len()..block.text.len()));
        let place = place.unwrap_or_else(|| Place::file(words.file));
        findings.push(Finding::new(place, "没有写联系方式", model(scope)));
    }
}

/// Whether the slip is one with another in the report: the same text again, or
/// another text with the same fault, whose place is then added to the first.
fn is_told(findings: &mut [Finding], message: &str, place: Place) -> bool {
    let fault = |message: &str| message.rsplit('”').next().unwrap_or_default().to_owned();
    let mut findings = findings.iter_mut();
    let Some(known) = findings.find(|one| fault(&one.message) == fault(message)) else {
        return false;
    };
    if known.message != message {
        known.also.push((place, "这里也是".to_owned()));
    }
    true
}

/// A sentence that says how to reach the office, with what the unit's file states.
fn model(scope: &ReportScope<'_>) -> String {
    let organization = &scope.unit.organization;
    let stated = |id: &str| {
        let contact = organization.contact.iter();
        contact
            .filter(|(key, _)| *key == id)
            .map(|(_, value)| value.as_str())
            .next()
    };
    let office = office(organization.short(), stated("department"));
    let ways = [
        ("address", "地址"),
        ("postcode", "邮编"),
        ("phone", "电话"),
        ("email", "电子邮箱"),
    ];
    let ways = ways
        .iter()
        .filter_map(|(id, name)| Some(format!("{name}：{}", stated(id)?)));
    let mut ways: Vec<String> = ways.collect();
    if ways.is_empty() {
        ways = ["地址：…", "邮编：…", "电话：区号-号码"]
            .map(str::to_owned)
            .to_vec();
    }
    format!(
        "在引言末尾加一句：对本报告有疑问的，请与{office}联系（{}）。",
        ways.join("，")
    )
}

/// The office that is asked, with the unit's name where the office's own lacks it.
fn office(unit: &str, department: Option<&str>) -> String {
    let office = department.unwrap_or("办公室");
    let seat = unit.trim_end_matches("政府").trim_end_matches("人民");
    if office.starts_with(seat) {
        office.to_owned()
    } else if unit.ends_with(office) {
        unit.to_owned()
    } else {
        format!("{unit}{office}")
    }
}

/// Numbers of one area that differ in length: one of them lacks a digit or has one
/// too many. The last of those that are fewer is told.
fn uneven(phones: &[(Place, Phone<'_>)]) -> Option<Finding> {
    let like = |phone: &Phone<'_>| {
        phones
            .iter()
            .filter(|(_, other)| other.code == phone.code && other.length == phone.length)
            .count()
    };
    let pairs = phones
        .iter()
        .enumerate()
        .flat_map(|(at, one)| phones[..at].iter().map(move |other| (other, one)));
    let mut pairs = pairs.filter(|((_, a), (_, b))| a.code == b.code && a.length != b.length);
    let (before, after) = pairs.next()?;
    let (other, odd) = if like(&before.1) < like(&after.1) {
        (after, before)
    } else {
        (before, after)
    };
    let message = format!("电话“{}”和“{}”的位数不一样", odd.1.shown, other.1.shown);
    let help = "同一个区号的号码位数相同，核对是不是多了或者少了一位";
    Some(Finding::new(odd.0.clone(), message, help).also(other.0.clone(), "另一个号码"))
}
