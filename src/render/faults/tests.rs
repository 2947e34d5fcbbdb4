use tera::{Context, Tera};

use super::*;

/// What is said of the template `a.html`, when it is read or when it is rendered.
fn said(text: &str) -> Vec<Fault> {
    let texts: Texts<&str> = [
        ("a.html", text),
        (
            "default/base.html",
            "{% block one %}{% block two %}{% endblock %}{% endblock %}",
        ),
        (
            "default/c.html",
            "{% component seal(name: string) %}{{ name }}{% endcomponent seal %}",
        ),
    ]
    .into_iter()
    .map(|(name, text)| (name.to_owned(), text))
    .collect();
    let mut tera = Tera::default();
    tera.set_fallback_prefixes([PREFIX])
        .expect("no templates yet");
    let error = match tera.add_raw_templates(texts.iter()) {
        Err(error) => error,
        Ok(()) => {
            let mut context = Context::new();
            context.insert("n", &1);
            context.insert("text", "甲");
            context.insert("list", &[1, 2]);
            context.insert("map", &std::collections::BTreeMap::from([("year", 1)]));
            tera.render("a.html", &context).expect_err(text)
        }
    };
    Fault::all(&error, &texts)
}

/// Words of the engine's own language: two and more in a row.
fn is_foreign(text: &str) -> bool {
    // A command is no word of its.
    let text = text.replace("gongkai help templates", "");
    let words: Vec<&str> = text.split(' ').collect();
    let plain = |word: &str| word.len() > 1 && word.chars().all(|c| c.is_ascii_alphabetic());
    words
        .windows(2)
        .any(|pair| plain(pair[0]) && plain(pair[1]))
}

/// A template for each kind of error that the engine has words for, with a part of
/// what is said about it.
const WRONG: &[(&str, &str)] = &[
    ("{% if n %}", "没有写完就结束了"),
    ("{{ n ", "没有写完就结束了"),
    ("{{ n {% if %}", "应当是"),
    ("{{ \"甲 }}", "引号"),
    ("{# 甲", "注释"),
    ("{% fi n %}", "没有这种标记"),
    ("甲{% extends \"base.html\" %}", "最前面"),
    ("{% extends \"base.html\" %}甲", "不会出现"),
    ("{% extends \"base.html\" %}{{ n }}", "不会出现"),
    (
        "{% extends \"base.html\" %}{% extends \"base.html\" %}",
        "两个 {% extends %}",
    ),
    (
        "{% block x %}{% endblock %}{% block x %}{% endblock %}",
        "写了两次",
    ),
    ("{% block x %}{% endblock y %}", "开头的名字是 x"),
    (
        "{% for x in list %}{% block x %}{% endblock %}{% endfor %}",
        "不能再写",
    ),
    (
        "{% if n %}{% extends \"base.html\" %}{% endif %}",
        "别的标记里面",
    ),
    (
        "{% for x in list %}{{ loop.nope }}{% endfor %}",
        "loop 没有 nope",
    ),
    ("{{ range(end=1, end=2) }}", "写了两次"),
    ("{{ n.range() }}", ""),
    ("{% set true = 1 %}", "应当是名字"),
    ("{% set loop = 1 %}", "模板自己的词"),
    ("{% for in in list %}{% endfor %}", ""),
    ("{% set x %}{% break %}{% endset %}", ""),
    ("{% break %}", "只能写在 {% for %} 里"),
    ("{{ 1.2.3 }}", ""),
    ("{{ 99999999999999999999 }}", ""),
    ("{{ - not n }}", "不能连着写"),
    ("{{ n not 1 }}", "后面要写 in"),
    ("{{ < n }}", ""),
    ("{% <seal> %}", ""),
    (
        "{% component x(a: text) %}{% endcomponent %}",
        "没有“text”这种类型",
    ),
    ("{% component x(a, a) %}{% endcomponent %}", "写了两次"),
    (
        "{% component x(a: string = 1) %}{% endcomponent %}",
        "默认值",
    ),
    (
        "{% if n %}{% component x() %}{% endcomponent %}{% endif %}",
        "别的标记里面",
    ),
    ("{% if n %}{% elseif n %}{% endif %}", ""),
    ("{{ n | nope }}", "没有过滤器 nope"),
    ("{{ n is nope }}", "没有判断 nope"),
    ("{{ nope() }}", "没有函数 nope"),
    ("{{ <nope/> }}", "没有组件 nope"),
    ("{% include \"nope.html\" %}", "“nope.html”不存在"),
    ("{% extends \"nope.html\" %}", "“nope.html”不存在"),
    ("{% extends \"a.html\" %}", "绕成了一圈"),
    ("{% include \"a.html\" %}", "绕成了一圈"),
    (
        "{% extends \"base.html\" %}{% block tow %}{% endblock %}",
        "没有叫 tow 的块",
    ),
    ("{{ nope }}", "没有的变量 nope"),
    ("{{ map.nope }}", "没有的字段 nope"),
    ("{{ nope.a.b }}", "没有的变量 nope"),
    ("{% for x in n %}{% endfor %}", "要一个列表，这里是整数"),
    (
        "{% for a, b in list %}{% endfor %}",
        "要一组字段，这里是列表",
    ),
    ("{{ n < text }}", "不能比大小"),
    ("{{ text - 1 }}", "不能计算"),
    ("{{ text + list }}", "不能相加"),
    ("{{ n / 0 }}", "除数是 0"),
    ("{{ -text }}", "不能计算"),
    ("{{ list[\"a\"] }}", "方括号里要写整数"),
    ("{{ list[nope] }}", ""),
    ("{{ n[0:1] }}", "方括号只能用在"),
    ("{{ list[::0] }}", "步长"),
    ("{{ 1 in n }}", "in 后面"),
    ("{{ super() }}", "super() 只能写在 block 里"),
    ("{{ <seal/> }}", "组件少了参数 name"),
    (
        "{{ <seal name={1}/> }}",
        "组件的参数 name 要文字，这里给的是整数",
    ),
    ("{{ <seal name={text} b={1}/> }}", "组件没有参数 b"),
    ("{{ range() }}", "少了参数 end"),
    ("{{ range(end=\"a\") }}", "这里要整数，给的是文字"),
    ("{{ range(start=2, end=1) }}", "start 比 end 大"),
    ("{{ range(end=1, step_by=0) }}", "step_by 不能是 0"),
    ("{{ range(end=1000000) }}", "项太多"),
    ("{{ throw(message=\"请先填写名称\") }}", "请先填写名称"),
    ("{{ text | int }}", "不是数"),
    ("{{ n | length }}", "没有长度"),
    ("{{ text | abs }}", "要数字"),
    ("{{ text | round }}", ""),
    ("{{ 1.5 | round(method=\"up\") }}", "不能写 up"),
    ("{{ map | get(key=\"b\") }}", "没有字段 b"),
    ("{{ list | join(sep=1) }}", ""),
    ("{{ list | sort(attribute=\"a\") }}", "没有字段 a"),
    ("{{ n | upper }}", ""),
    ("{{ 1.5 is odd }}", "不是整数"),
    ("{{ text is divisible_by }}", ""),
];

#[test]
fn every_kind_of_error_is_told_in_chinese() {
    let mut bad = Vec::new();
    for (text, part) in WRONG {
        for fault in said(text) {
            let help = fault.diagnostic("a.html").help.unwrap_or_default();
            let both = format!("{} / {help}", fault.message);
            let chinese = !fault.message.is_ascii() && !help.is_ascii() && !is_foreign(&both);
            if !chinese
                || !fault.message.contains(part)
                || both.contains("模板的写法不对")
                || both.contains("运行到这里出错")
            {
                bad.push(format!("{text}: {both}"));
            }
        }
    }
    assert!(bad.is_empty(), "{}", bad.join("\n"));
}

#[test]
fn names_are_proposed_and_listed() {
    let help = |text: &str| said(text)[0].help.clone();
    assert_eq!(
        help("{{ n | uper }}"),
        format!("是不是 upper？过滤器有：{}", FILTERS.join("、"))
    );
    assert!(
        help("{{ rang() }}").starts_with("是不是 range？"),
        "{}",
        help("{{ rang() }}")
    );
    assert_eq!(
        help("{{ <sael name={text}/> }}"),
        "是不是 seal？组件有：seal"
    );
    assert_eq!(
        help("{% extends \"base.html\" %}{% block tow %}{% endblock %}"),
        "是不是 two？上面的模板里有：one、two"
    );
    assert!(help("{{ map.yaer }}").starts_with("是不是 year？这里有：year"));
}

#[test]
fn what_the_engine_has_is_what_is_listed() {
    let known = |text: String| Tera::default().add_raw_template("a.html", &text).is_ok();
    for name in FILTERS {
        assert!(known(format!("{{{{ 1 | {name} }}}}")), "{name}");
    }
    for name in TESTS {
        assert!(known(format!("{{{{ 1 is {name} }}}}")), "{name}");
    }
    for name in FUNCTIONS {
        assert!(
            known(format!("{{% block a %}}{{{{ {name}() }}}}{{% endblock %}}")),
            "{name}"
        );
    }
}

#[test]
fn a_fault_stands_at_its_first_word() {
    let span = |text: &str| {
        let fault = said(text).remove(0);
        text[fault.span.expect("a span")].to_owned()
    };
    assert_eq!(
        span("{% extends \"base.html\" %}\n\n<!-- 说明 -->\n\n{% block one %}{% endblock %}"),
        "<!-- 说明 -->"
    );
    assert_eq!(span("甲{% include \"nope.html\" %}"), "nope.html");
    assert_eq!(span("{{ n | nope }}乙"), "nope");
    assert_eq!(
        span("{% extends \"base.html\" %}{% block tow %}{% endblock tow %}"),
        "tow"
    );
    assert_eq!(span("甲{% include \"a.html\" %}"), "\"a.html\"");
}
