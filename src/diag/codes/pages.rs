//! Pages: what they are made from, and where they lead.

use crate::diag::code::{Basis, Code, Example, Level, Mark, Policy};

/// Links into the site that lead nowhere.
pub static LNK01: Code = Code {
    id: "LNK01",
    name: "dead-link",
    title: "站内链接、图片、附件打不开",
    level: Level::Error,
    what: "正文和模板里指向本站的链接、图片、附件，以及 # 后面的位置；正文里别的网站上的图片，网页的安全设置不显示它们；浏览器显示不了的图片（.heic、.pdf 等）；冒号、斜杠不对的网址。",
    why: "打不开的链接是网站检查里最容易被扣分的一项，读者也找不到附件。",
    fix: "检查文件名和路径，路径从本文件所在的文件夹算起；附件放进 files 文件夹。",
    example: Example {
        bad: "[附件](files/附件1.pdf)，而文件夹里只有 附件一.pdf",
        good: "[附件](files/附件一.pdf)",
    },
    basis: Basis {
        text: "政府网站检查对链接可用性的要求",
        mark: Mark::Memory,
    },
    policy: Policy::Fixed {
        why: "打不开的链接不上线",
    },
};

/// Links to other sites that readers cannot follow.
pub static LNK02: Code = Code {
    id: "LNK02",
    name: "dead-outside-link",
    title: "指向别的网站的链接打不开",
    level: Level::Warning,
    what: "指向内网、指向已经停用的找错网址的链接。运行 check --links 时还逐个打开别的网站：没有这个网页的，找不到网站的，连不上的，网站出错的；http:// 的网址改成 https:// 也打得开的，提示一下。网站不让程序看的、证书程序不认得的，不算。",
    why: "内网的网址，外面的读者一个也打不开；别的网站会改版，几年前的链接常常已经不在。",
    fix: "换成打得开的网址，没有了就删掉链接，留下文字。",
    example: Example {
        bad: "[登记表](http://192.168.1.5/登记表.doc)",
        good: "[登记表](files/登记表.doc)",
    },
    basis: Basis {
        text: "政府网站检查对链接可用性的要求",
        mark: Mark::Memory,
    },
    policy: Policy::Adjustable,
};

/// Two sources of one address.
pub static PLAN: Code = Code {
    id: "PLAN",
    name: "colliding-addresses",
    title: "两个文件生成同一个网址",
    level: Level::Error,
    what: "两个来源生成的网址相同，或者只是大小写不同；一个要当文件夹，另一个要当文件。",
    why: "后写的会盖住先写的，其中一份就不在网站上。",
    fix: "给其中一个改名。",
    example: Example {
        bad: "policies/a.md 和 policies/A.md",
        good: "policies/a.md 和 policies/b.md",
    },
    basis: Basis {
        text: "本工具的约定",
        mark: Mark::Derived,
    },
    policy: Policy::Fixed {
        why: "两份里只有一份能上线",
    },
};

/// A former address that cannot lead on.
pub static MOV01: Code = Code {
    id: "MOV01",
    name: "unusable-former-address",
    title: "曾用地址用不了",
    level: Level::Error,
    what: "曾用地址不是网站下面的网页：完整的网址、以斜杠开头、带 .. 或者 ?、不是 .html；和网站上现有的文件、别的曾用地址相同，或者只是大小写不同。",
    why: "旧网址打不开，别处的链接和收藏就断了；两处要同一个网址，有一处就到不了。",
    fix: "从网站的首页写起，如 zwgk/nb/2022.html；和别处相同的，只留一处。",
    example: Example {
        bad: "曾用地址: /zwgk/nb/2022.jsp?id=3",
        good: "曾用地址: zwgk/nb/2022.html",
    },
    basis: Basis {
        text: "网址定了就不改、不挪作他用",
        mark: Mark::Derived,
    },
    policy: Policy::Fixed {
        why: "旧网址打不开，链接就断了",
    },
};

/// A header or footer of the portal that cannot be set into pages.
pub static EMB01: Code = Code {
    id: "EMB01",
    name: "unusable-host-part",
    title: "嵌入的页头、页脚用不了",
    level: Level::Error,
    what: "embed 文件夹里的页头、页脚有脚本、表单、别的网页，标签没有成对，图片没有 alt，id 和网页自己的重名，地址不完整。",
    why: "它会放进每一页：脚本会改动依法公开的内容，没有结束的标签会吞掉后面的正文。",
    fix: "照提示改那一处；只留页头、页脚自己的一段，脚本删掉，功能用链接代替。",
    example: Example {
        bad: "<div><script src=\"menu.js\"></script>",
        good: "<div><a href=\"https://www.example.gov.cn/\">返回县政府网站</a></div>",
    },
    basis: Basis {
        text: "本工具的约定",
        mark: Mark::Derived,
    },
    policy: Policy::Fixed {
        why: "它会放进每一页",
    },
};

/// A template's fault.
pub static TPL: Code = Code {
    id: "TPL",
    name: "template-fault",
    title: "模板有错",
    level: Level::Error,
    what: "templates/ 里的模板写法不对，或者用了没有的字段、函数、模板；没有起作用的文件、浏览器按网页的安全设置不显示的写法（style=、onclick=、别的网站上的图片等）只提醒。",
    why: "模板有错，用它的网页都做不出来。",
    fix: "照提示改；运行 gongkai help templates 看字段。删掉自己的模板，就用内置的。",
    example: Example {
        bad: "{{ report.titel }}",
        good: "{{ report.title }}",
    },
    basis: Basis {
        text: "本工具的约定",
        mark: Mark::Derived,
    },
    policy: Policy::Fixed {
        why: "模板有错，网页做不出来",
    },
};

/// A page that takes more than can be meant.
pub static LIMIT: Code = Code {
    id: "LIMIT",
    name: "page-over-limit",
    title: "模板写出的网页没完没了",
    level: Level::Error,
    what: "做一页超过五百万步，一页超过 64 MB，标签套了 512 层以上。",
    why: "这样的网页做不完，浏览器也显示不了。",
    fix: "检查模板里的 {% for %} 是不是把整份内容重复了很多遍，标签有没有结束。",
    example: Example {
        bad: "{% for a in reports %}{% for b in reports %}…",
        good: "{% for a in reports %}…{% endfor %}",
    },
    basis: Basis {
        text: "本工具的约定",
        mark: Mark::Derived,
    },
    policy: Policy::Fixed {
        why: "做不完的网页不能上线",
    },
};
