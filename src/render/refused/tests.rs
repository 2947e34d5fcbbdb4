use super::*;

fn spans(template: &str) -> Vec<&str> {
    let found = in_template(template).into_iter();
    found.map(|one| &template[one.span]).collect()
}

#[test]
fn what_the_policy_refuses_is_found_at_its_place() {
    for (template, span) in [
        ("<p style=\"color:red\">x</p>", "style=\"color:red\""),
        ("<P Style='a' class=b>", "Style='a'"),
        ("<a onclick=x()>", "onclick=x()"),
        ("<script>x()</script>", "<script>"),
        ("<script src=\"a.js\"></script>", "<script src=\"a.js\">"),
        ("<style>p{}</style>", "<style>"),
        (
            "<iframe src=\"https://a.cn\"></iframe>",
            "<iframe src=\"https://a.cn\">",
        ),
        ("<img alt=x src=\"//a.cn/x.png\">", "src=\"//a.cn/x.png\""),
        (
            "<img alt=x src='https://a.cn/{{ x }}.png'>",
            "src='https://a.cn/{{ x }}.png'",
        ),
        (
            "<link rel=stylesheet href=a.css>",
            "<link rel=stylesheet href=a.css>",
        ),
        (
            "<form action=\"/s\"><input name=q></form>",
            "<form action=\"/s\">",
        ),
        ("<a href=\"javascript:x()\">", "href=\"javascript:x()\""),
        ("<video src=a.mp4></video>", "<video src=a.mp4>"),
    ] {
        assert_eq!(spans(template), [span], "{template}");
    }
    assert_eq!(in_style("@import url(\"https://a.cn/x.css\");").len(), 1);
    assert_eq!(
        in_style("@font-face{font-family:x;src:url(https://a.cn/x.woff)}").len(),
        1
    );
    assert_eq!(
        in_style("a{background:url( 'https://a.cn/x.png')}").len(),
        1
    );
    assert_eq!(in_style("a{background:url(x.png)}").len(), 1);
}

#[test]
fn what_the_policy_allows_is_left_alone() {
    for template in [
        "<p class=\"style\" data-on=\"x\" title=\"style=1 onclick=2\">style=\"x\"</p>",
        "<!-- <p style=x> --> {# <p style=x> #} {% raw %}{% endraw %}",
        "<style>{{ page.style | safe }}</style><script>{{ page.script | safe }}</script>",
        "<script type=\"application/ld+json\">{{ page.json_ld | safe }}</script>",
        "<img src=\"files/a.png\" alt=x><img src=\"data:image/png;base64,x\" alt=x><img src=\"{{ x }}\" alt=x>",
        "<a href=\"https://a.cn/\">x</a><link rel=canonical href=\"https://a.cn/\"><link rel=icon href=\"data:,\">",
    ].iter().take(6) {
        assert_eq!(spans(template), [""; 0], "{template}");
    }
    let style = "a{background:url(/x/a.png)} b{background:url(data:image/png;base64,x)} c{clip-path:url(#c)}";
    assert!(in_style(style).is_empty());
}

#[test]
fn any_text_is_read() {
    for template in [
        "<",
        "<a",
        "<a b",
        "<a =",
        "<a b=",
        "<a b='",
        "<script",
        "<script>",
        "<style>甲",
        "<a 甲=乙",
        "{% raw %}",
        "{%",
        "<!--",
    ] {
        in_template(template);
    }
}
