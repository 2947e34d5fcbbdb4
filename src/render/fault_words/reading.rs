//! What the engine says while it reads a template.

use super::Known;

const PAIRS: &str = "看看前面的 {{ }}、{% %}、括号和引号是不是成对";
const END: &str =
    "检查末尾的 {{ }}、{% %}、引号写完没有；{% if %}、{% for %}、{% block %} 都要有结束的标记";
const NAME: &str = "换一个名字";
const ONCE: &str = "留下一个，另一个删去或者换名字";
const VALUE: &str = "这里写 数字、引号里的文字、true、false 或者字段的名字";
const LOOP: &str = "loop 后面可以写：index、index0、first、last、length";
const IN_CHILD: &str =
    "只能写在 block 里：移到 {% block … %} 和 {% endblock … %} 之间；不要的删去，注释写成 {# … #}";
const FIRST: &str = "把 {% extends … %} 移到文件的第一行，只写一个";
const TYPES: &str = "可以写：string、bool、integer、float、number、array、map";
const SHORTER: &str = "拆成几个简单的写法，先用 {% set 名字 = … %} 存起来";

/// In the order in which they are tried.
pub const KNOWN: &[Known] = &[
    ("Unexpected end of input", "模板没有写完就结束了", END),
    (
        "This content would be ignored: {}",
        "写了 {% extends %} 的模板，block 外面的内容不会出现",
        IN_CHILD,
    ),
    (
        "`extends` needs to be the first tag of the template",
        "{% extends %} 不在文件的最前面",
        FIRST,
    ),
    (
        "`extends` cannot be nested in other tags{}",
        "{% extends %} 写在别的标记里面了",
        FIRST,
    ),
    (
        "Template is already extending {}",
        "写了两个 {% extends %}",
        FIRST,
    ),
    (
        "Template already contains a block named `{}`",
        "{% block {0} %} 写了两次",
        ONCE,
    ),
    (
        "Template already contains a component named `{}`",
        "组件 {0} 写了两次",
        ONCE,
    ),
    (
        "Blocks cannot be written inside a {}.",
        "这里面不能再写 {% block %}",
        "移到 {% for %}、{% if %}、{% set %}、组件的外面",
    ),
    (
        "{} was named `{}` in the opening tag, found `{}` as name in the end tag",
        "开头的名字是 {1}，结尾的是 {2}",
        "两处写成同一个名字",
    ),
    (
        "Closing tag '{}' doesn't match opening tag '{}'",
        "开头的组件是 {1}，结尾的是 {0}",
        "两处写成同一个名字",
    ),
    (
        "Unclosed component '{}'",
        "组件 {0} 没有结束",
        "在后面加上结束的标记 {% </{0}> %}",
    ),
    (
        "Components with body content must use tag syntax{}",
        "组件要包住内容，写法不对",
        "写成 {% <名字> %}…{% </名字> %}",
    ),
    (
        "Component definitions cannot be written in another tag.",
        "组件写在别的标记里面了",
        "移到文件的最外层，或者另建一个文件",
    ),
    (
        "Unknown tag",
        "没有这种标记",
        "可以写：if、for、set、block、extends、include、component、filter、raw",
    ),
    (
        "String opened with `{}` is missing its closing `{}`",
        "引号只有开头的 {0}，没有结尾的",
        "在文字末尾加上 {0}",
    ),
    ("unexpected end of string", "引号里的文字没有写完", END),
    (
        "Closing comment tag `{}` not found",
        "注释只有开头，没有结尾的 #}",
        "在注释末尾加上 #}",
    ),
    ("Invalid float", "这个小数的写法不对", VALUE),
    ("Invalid Integer", "这个整数的写法不对", VALUE),
    (
        "Found invalid field of `loop`: {}. Only {}",
        "loop 没有 {0}",
        LOOP,
    ),
    (
        "Function calls are only allowed at the first element of a chain",
        "函数只能写在最前面",
        "先用 {% set 名字 = 函数() %} 存起来，再用",
    ),
    (
        "Keyword argument `{}` is defined more than once",
        "参数 {0} 写了两次",
        ONCE,
    ),
    (
        "Component argument `{}` is defined more than once",
        "参数 {0} 写了两次",
        ONCE,
    ),
    (
        "Rest parameter `{}` conflicts with an existing parameter.",
        "参数 {0} 写了两次",
        ONCE,
    ),
    (
        "Rest parameter must be the last parameter in component definition.",
        "以三个点开头的参数要写在最后",
        "把它移到最后",
    ),
    (
        "The name `body` is reserved{}",
        "参数不能叫 body，组件包住的内容用这个名字",
        NAME,
    ),
    (
        "{} is a reserved keyword of Tera, it cannot be {}",
        "“{0}”是模板自己的词，不能用作名字",
        NAME,
    ),
    (
        "Default value for `{}` has type `{}` but the argument has type `{}`",
        "参数 {0} 的默认值是{1}，参数要的是{2}",
        "两处改成一样的",
    ),
    (
        "Found {} but the only types allowed are: {}",
        "没有“{0}”这种类型",
        TYPES,
    ),
    (
        "Found {} but expected `...`, a string, an integer or a bool.",
        "这里不能写{0}",
        VALUE,
    ),
    (
        "Found {} but `-` can only be followed by {}",
        "减号后面只能写数字，这里是{0}",
        VALUE,
    ),
    (
        "Found {} but component default arguments can only be one of: {}",
        "参数的默认值不能写{0}",
        VALUE,
    ),
    ("Found {} but expected one of: {}", "这里不能写{0}", VALUE),
    (
        "Found {} but was expecting `elif`, `else` or `endif`.",
        "这里写着{0}，应当是 elif、else 或者 endif",
        PAIRS,
    ),
    (
        "Found `<` but expected identifier after it{}",
        "< 后面没有组件的名字",
        "组件写成 <名字 参数={字段}/>；比大小的 < 两边空一格",
    ),
    ("Found {} but expected {}.", "这里写着{0}，应当是{1}", PAIRS),
    ("Found {} but expected {}", "这里写着{0}，应当是{1}", PAIRS),
    ("Expected {} but found {}", "这里不能写{1}", VALUE),
    (
        "Identifiers can only have up to {} nested brackets.",
        "方括号套了 {0} 层以上",
        SHORTER,
    ),
    (
        "Arrays can have a maximum of {} dimensions.",
        "列表套了 {0} 层以上",
        SHORTER,
    ),
    ("The expression is too complex", "这里的算式太长", SHORTER),
    (
        "The template nesting is too deep",
        "模板里的标记套得太深",
        "减少 {% if %}、{% for %} 的层次",
    ),
    (
        "`-` and `not` cannot be used consecutively.",
        "- 和 not 不能连着写",
        "用括号分开，如 not (…)",
    ),
    (
        "`not` is only valid here as part of `not in`",
        "这里的 not 后面要写 in",
        "写成 not in，或者把 not 移到最前面",
    ),
    (
        "`{}` is not allowed after `~`",
        "~ 后面不能写 {0}",
        "用括号分开，如 a ~ (b + c)",
    ),
    (
        "List comprehensions support only a single `for` clause.",
        "方括号里只能写一个 for",
        SHORTER,
    ),
    (
        "Invalid {}: this map should only contain literal values.",
        "这里只能写数字和引号里的文字",
        VALUE,
    ),
    (
        "Invalid default argument: {}",
        "默认值里只能写数字和引号里的文字",
        VALUE,
    ),
    (
        "Invalid syntax for `set`: {}",
        "{% set %} 的写法不对",
        "写成 {% set 名字 = 值 %}",
    ),
    (
        "`{}` cannot be used inside a {}",
        "{0} 不能写在这里面",
        "移到 {% for %} 里",
    ),
    (
        "{} can only be used in a for loop",
        "{0} 只能写在 {% for %} 里",
        "移到 {% for %} 和 {% endfor %} 之间，或者删去",
    ),
];
