use super::*;

#[test]
fn a_missing_field_names_template_line_fields_and_page() {
    let site = TestSite::sample();
    site.write("templates/report.html", "{% extends \"default/report.html\" %}\n{% block source %}\n<p>{{ report.ttile }}</p>\n{% endblock source %}");
    site.build().refused(&[
        "templates/report.html:3:14",
        "没有的字段 ttile",
        "signature",
        "year",
        YAML,
    ]);
}

#[test]
fn a_missing_variable_names_template_line_and_page() {
    let site = TestSite::sample();
    site.write("templates/index.html", "{% extends \"default/index.html\" %}\n{% block purpose %}{{ nothing }}{% endblock purpose %}");
    site.build()
        .refused(&["templates/index.html:2:", "nothing", "site.toml"]);
}

#[test]
fn faults_of_syntax_are_all_reported_at_once() {
    let site = TestSite::sample();
    site.write(
        "templates/report.html",
        "{% extends \"default/report.html\" %}\n{% block source %}{{ report.year {% endblock %}",
    );
    site.write("templates/list.html", "<p>\n\n{% if %}</p>");
    let run = site.build().refused(&[
        "templates/report.html:2:",
        "templates/list.html:3:",
        "应当是 }}",
    ]);
    assert!(run.stderr.contains("2 处必须改"), "{}", run.stderr);
}

#[test]
fn templates_that_extend_each_other_are_one_fault() {
    let site = TestSite::sample();
    site.write("templates/report.html", "{% extends \"own.html\" %}");
    site.write("templates/own.html", "{% extends \"report.html\" %}");
    let run = site
        .build()
        .in_time("a circle")
        .refused(&["templates/", "绕成了一圈"]);
    assert!(
        !run.stderr.contains("不存在"),
        "both files exist:\n{}",
        run.stderr
    );
}

#[test]
fn a_template_that_extends_or_includes_itself_is_refused() {
    for text in [
        "{% extends \"report.html\" %}",
        "{% include \"report.html\" %}",
    ] {
        let site = TestSite::sample();
        site.write("templates/report.html", text);
        site.build()
            .in_time(text)
            .refused(&["templates/report.html", "绕成了一圈"]);
    }
}

#[test]
fn a_missing_parent_or_part_is_named() {
    for (text, name) in [
        ("{% extends \"nope.html\" %}", "nope.html"),
        ("甲\n{% include \"teil.html\" %}", "teil.html"),
        ("{{ <nope/> }}", "nope"),
        ("{{ 1 | nope }}", "nope"),
    ] {
        let site = TestSite::sample();
        site.write("templates/report.html", text);
        site.build().refused(&["templates/report.html", name]);
    }
}

#[test]
fn a_template_cannot_reach_the_machine() {
    for call in [
        "now()",
        "get_env(name=\"PATH\")",
        "load_data(path=\"/etc/passwd\")",
        "get_random(start=0, end=9)",
    ] {
        let site = TestSite::sample();
        site.write("templates/report.html", format!("{{{{ {call} }}}}"));
        site.build().refused(&["templates/report.html"]);
    }
}
