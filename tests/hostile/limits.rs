use std::process::Stdio;
use std::time::{Duration, Instant};

use super::*;

/// A template of the site's own around this.
fn around(text: &str) -> String {
    format!(
        "{{% extends \"default/report.html\" %}}\n{{% block source %}}\n{text}\n{{% endblock source %}}"
    )
}

/// Runs to the end. Five million steps are some seconds in a debug build, and
/// many on a machine that does other things besides.
fn ends(command: &mut Command) -> common::Run {
    let command = command.stdin(Stdio::null()).stdout(Stdio::piped());
    let child = common::start(command.stderr(Stdio::piped()));
    common::finish(child, Instant::now(), Duration::from_secs(120))
}

/// The site cannot be built, nor checked, and both say why at this place.
#[track_caller]
fn stopped(site: &TestSite, words: &[&str]) {
    ends(&mut site.command()).refused(words);
    assert!(!site.out().join(PAGE).exists());
}

/// The checks come to the same end.
#[track_caller]
fn checked(site: &TestSite, words: &[&str]) {
    let mut check = common::gongkai(&["check", "--root"]);
    let run = ends(check.arg(site.root()));
    assert_eq!(run.code, Some(1), "{run:?}");
    for word in words {
        assert!(run.stdout.contains(word), "“{word}” is not in: {run:?}");
    }
}

const HUNDRED_THOUSAND: &str = "{% for a in range(end=100000) %}";

#[test]
fn a_template_that_would_never_end_is_stopped_where_it_is() {
    let thrice = HUNDRED_THOUSAND.repeat(3);
    let closing = "{% endfor %}".repeat(3);
    for text in [
        format!("{thrice}{{{{ a }}}}{closing}"),
        // It writes nothing, so nobody who only looks at the page sees it.
        format!("{thrice}{{% set b = a %}}{closing}"),
        format!("{{% set b %}}{thrice}甲{closing}{{% endset %}}"),
        "{% set b = range(end=100000) %}{{ [[1 for a in b] for a in b] | length }}".to_owned(),
        "{% for a in site.name %}{% for b in range(end=90000) %}{% for c in site.name %}{% for d in range(end=90000) %}{% endfor %}{% endfor %}{% endfor %}{% endfor %}".to_owned(),
        "{% for a in range(end=100) %}{% set_global b = b | default(value=\"甲\") ~ b | default(value=\"乙\") %}{% endfor %}".to_owned(),
    ] {
        let site = TestSite::sample();
        site.write("templates/report.html", around(&text));
        stopped(&site, &["templates/report.html:3:", "五百万步", "{% for %}"]);
    }
}

#[test]
fn components_that_use_themselves_without_end_are_stopped() {
    let site = TestSite::sample();
    let itself = "{{ <deep n={n + 1}/> }}".repeat(20);
    let component = format!(
        "{{% component deep(n) %}}{{% if n < 19 %}}{itself}{{% endif %}}{{% endcomponent deep %}}"
    );
    site.write("templates/components/deep.html", component);
    site.write("templates/report.html", around("{{ <deep n={1}/> }}"));
    stopped(&site, &["templates/components/deep.html:1:1", "五百万步"]);
}

#[test]
fn templates_that_include_one_another_many_times_are_stopped() {
    let site = TestSite::sample();
    for number in 0..30 {
        let next = format!("{{% include \"p{}.html\" %}}", number + 1);
        site.write(&format!("templates/p{number}.html"), next.repeat(4));
    }
    site.write("templates/p30.html", "");
    site.write("templates/report.html", around("{% include \"p0.html\" %}"));
    stopped(&site, &["templates/p", "五百万步"]);
}

#[test]
fn a_page_without_measure_is_stopped() {
    let site = TestSite::sample();
    let words = "县".repeat(20);
    let twice = "{% for a in range(end=1500) %}".repeat(2);
    let closing = "{% endfor %}".repeat(2);
    site.write(
        "templates/report.html",
        around(&format!("{twice}{words}{closing}")),
    );
    stopped(&site, &["templates/report.html", "64 MB"]);
    checked(&site, &["templates/report.html", "64 MB"]);
    // Long words are worth many steps, also where they are kept for later.
    let long = format!(
        "{{% set b %}}{HUNDRED_THOUSAND}{}{{% endfor %}}{{% endset %}}",
        words.repeat(1000)
    );
    site.write("templates/report.html", around(&long));
    stopped(&site, &["templates/report.html:3:", "五百万步"]);
}

#[test]
fn a_table_that_would_never_end_is_stopped() {
    let site = TestSite::sample();
    let loops = HUNDRED_THOUSAND.repeat(3);
    let closing = "{% endfor %}".repeat(3);
    site.write(
        "templates/components/stat_table.html",
        format!(
            "{{% component stat_table(table) %}}\n{loops}{closing}\n{{% endcomponent stat_table %}}"
        ),
    );
    stopped(
        &site,
        &["templates/components/stat_table.html:2:", "五百万步"],
    );
}

#[test]
fn elements_that_lie_too_deep_are_refused_before_anybody_falls_in() {
    for tag in [
        "div",
        "b",
        "blockquote",
        "svg",
        "g",
        "table",
        "custom-element",
    ] {
        for (open, close) in [(20_000, 20_000), (600, 0)] {
            let (opened, closed) = (
                format!("<{tag}>").repeat(open),
                format!("</{tag}>").repeat(close),
            );
            let site = TestSite::sample();
            site.write(
                "templates/report.html",
                around(&format!("{opened}x{closed}")),
            );
            stopped(&site, &["templates/report.html", "512 层"]);
        }
    }
    // The minifier waits for an end tag that everybody else takes as given.
    let site = TestSite::sample();
    for count in [400, 20_000] {
        let open = "<div><span>甲</div>".repeat(count);
        site.write("templates/report.html", around(&open));
        ends(&mut site.command()).clean();
    }
}

#[test]
fn loops_and_tables_that_write_elements_too_deep_are_refused() {
    let site = TestSite::sample();
    let text = "{% for a in range(end=20000) %}<div>{% endfor %}";
    site.write("templates/report.html", around(text));
    stopped(&site, &["templates/report.html", "512 层"]);
    checked(&site, &["templates/report.html", "512 层"]);
    let site = TestSite::sample();
    let open = "<div>".repeat(20_000);
    site.write(
        "templates/components/stat_table.html",
        format!("{{% component stat_table(table) %}}{open}{{% endcomponent stat_table %}}"),
    );
    stopped(&site, &["templates/report.html", "512 层"]);
}

#[test]
fn what_is_large_and_plain_is_no_fault() {
    let site = TestSite::sample();
    let text = "<ul>{% for a in range(end=30000) %}<li>{{ a }}<p>甲{% endfor %}</ul>{% for a in range(end=3000) %}{% for b in range(end=200) %}{% endfor %}{% endfor %}";
    site.write("templates/report.html", around(text));
    ends(&mut site.command()).clean();
    assert!(site.page(PAGE).contains("29999"));
}
