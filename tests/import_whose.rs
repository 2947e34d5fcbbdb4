//! Whose each real report is: its own body's, or nobody knows; never another's.

// In memory alone, which is the same on every system.
#![cfg(not(windows))]

#[allow(dead_code, reason = "each test program uses some of it")]
#[path = "import/corpus.rs"]
mod corpus;

use std::collections::BTreeMap;
use std::fs;

use gongkai::import::county::Unit;
use gongkai::import::county::sorting::{Stated, Whose, whose};
use gongkai::import::understood::understand;
use gongkai::parse::organization::OrganizationDoc;
use rayon::prelude::*;

/// The bodies of the index, by the ids of their texts.
fn bodies(index: &str) -> BTreeMap<&str, &str> {
    let lines = index.lines().skip(1);
    let fields = lines.filter_map(|line| {
        let mut fields = line.split('\t');
        Some((fields.next()?, fields.next()?))
    });
    fields.collect()
}

#[test]
fn no_report_of_the_corpus_is_taken_for_another_bodys() {
    let Some(folder) = corpus::folder() else {
        return;
    };
    let index = fs::read_to_string(folder.join("index.tsv")).expect("the index");
    let bodies = bodies(&index);
    let mut names: Vec<&str> = bodies.values().copied().collect();
    names.sort_unstable();
    names.dedup();
    let unit = |(at, name): (usize, &&str)| Unit {
        id: Some(format!("u{at}")),
        organization: OrganizationDoc {
            name: (*name).to_owned(),
            ..OrganizationDoc::default()
        },
    };
    let units: Vec<Unit> = names.iter().enumerate().map(unit).collect();
    let texts = corpus::raw(&folder);
    let sorted = texts.par_iter().filter_map(|(id, text)| {
        let own = bodies.get(id.as_str())?;
        let read =
            understand(text.as_bytes(), None).or_else(|no| no.rest.map(|rest| *rest).ok_or(()));
        let text = read.ok()?.text;
        let stated = Stated {
            body: text.body(),
            other: text.other_body(),
            file: id,
            year: text.year.unwrap_or(2022),
        };
        let found = whose(&stated, &units, &[]);
        let told = format!("{id} {own}: {:?} / {:?}", text.body(), text.other_body());
        Some((told, own, found))
    });
    let (mut right, mut asked, mut wrong) = (0, Vec::new(), Vec::new());
    for (told, own, found) in sorted.collect::<Vec<_>>() {
        match found {
            Whose::Unit(at) if names[at] == *own => right += 1,
            Whose::Unit(at) => wrong.push(format!("{told} is taken for {}", names[at])),
            found => asked.push(format!("{told}: {found:?}")),
        }
    }
    println!(
        "right {right}, asked {}, wrong {}",
        asked.len(),
        wrong.len()
    );
    asked.iter().for_each(|one| println!("  {one}"));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(right >= 40, "only {right} are known");
}

/// Of many towns whose names differ in one letter, each is itself.
#[test]
fn towns_with_names_much_alike_are_themselves() {
    let letters: Vec<char> = "东南西北上下大小红白青黄石桥河山".chars().collect();
    let pairs = letters
        .iter()
        .flat_map(|one| letters.iter().map(move |other| [*one, *other]));
    let stems: Vec<String> = pairs.map(|pair| pair.iter().collect()).collect();
    let classes = ["镇人民政府", "乡人民政府", "街道办事处"];
    let name = |at: usize| format!("示例县{}{}", stems[at], classes[at % classes.len()]);
    let units: Vec<Unit> = (0..stems.len())
        .map(|at| Unit {
            id: Some(format!("u{at}")),
            organization: OrganizationDoc {
                name: name(at),
                ..OrganizationDoc::default()
            },
        })
        .collect();
    for (at, stem) in stems.iter().enumerate() {
        let class = classes[at % classes.len()];
        let short = class
            .trim_end_matches("人民政府")
            .trim_end_matches("办事处");
        for body in [name(at), format!("{stem}{class}"), format!("{stem}{short}")] {
            let stated = Stated {
                body: Some(&body),
                other: None,
                file: "年报",
                year: 2022,
            };
            assert_eq!(
                whose(&stated, &units, &["示例县"]),
                Whose::Unit(at),
                "{body}"
            );
        }
        // A class that it does not have is no name of it.
        let wrong = classes[(at + 1) % classes.len()];
        let body = format!("示例县{stem}{wrong}");
        let stated = Stated {
            body: Some(&body),
            other: None,
            file: "年报",
            year: 2022,
        };
        assert!(
            !matches!(whose(&stated, &units, &[]), Whose::Unit(_)),
            "{body}"
        );
    }
}
