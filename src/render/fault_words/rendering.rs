//! What the engine says while it makes a page.

use super::Known;

const COMPONENT: &str = "对照 templates/components/ 里组件开头的一行";
const KIND: &str = "看看这个字段里是什么，运行 gongkai help templates 看字段";
const NUMBER: &str = "只有数字可以计算";
const RANGE: &str = "写成 range(end=10) 的样子，最多 100000 项";

/// In the order in which they are tried.
pub const KNOWN: &[Known] = &[
    (
        "Tried to render a variable that is undefined",
        "这里什么也没有，印不出来",
        KIND,
    ),
    (
        "Tried to escape an undefined value",
        "这里什么也没有，印不出来",
        KIND,
    ),
    (
        "Variable `{}` exists but its value is undefined",
        "变量 {0} 里什么也没有",
        KIND,
    ),
    (
        "Iteration not possible on type `{}`",
        "{% for %} 要一个列表，这里是{0}",
        KIND,
    ),
    (
        "Key/value iteration is not possible on type `{}`, only on maps.",
        "{% for 名称, 值 in … %} 要一组字段，这里是{0}",
        KIND,
    ),
    (
        "Cannot compare `{}` with `{}`",
        "{0}和{1}不能比大小",
        "两边要是同一种，如都是数字",
    ),
    (
        "Math operations can only be done on numbers, found `{}`",
        "这里是{0}，不能计算",
        NUMBER,
    ),
    (
        "`+` requires both operands to be numbers, found `{}` and `{}`",
        "{0}和{1}不能相加",
        "文字连起来用 ~",
    ),
    (
        "Only numbers can be {}. This is a `{}`",
        "这里是{1}，不能计算",
        NUMBER,
    ),
    (
        "Cannot divide by 0",
        "除数是 0",
        "先用 {% if %} 看看除数是不是 0",
    ),
    ("Unable to perform {}", "数太大，算不出来", NUMBER),
    ("Operand `{}` is out of range{}", "数太大，算不出来", NUMBER),
    ("Exponent {} is out of range{}", "数太大，算不出来", NUMBER),
    ("Cannot negate {}", "数太大，算不出来", NUMBER),
    (
        "Cannot index into an undefined value",
        "方括号前面什么也没有",
        KIND,
    ),
    ("Index expression is undefined", "方括号里什么也没有", KIND),
    (
        "{} index must be an integer, got `{}`.",
        "方括号里要写整数，这里是{1}",
        KIND,
    ),
    (
        "Cannot slice an undefined value",
        "方括号前面什么也没有",
        KIND,
    ),
    ("Slice {} is undefined", "方括号里什么也没有", KIND),
    (
        "Slice {} must be an integer, got `{}`",
        "方括号里要写整数，这里是{1}",
        KIND,
    ),
    (
        "Slicing step cannot be 0",
        "方括号里的步长不能是 0",
        "写 1 或者别的整数",
    ),
    (
        "Slicing can only be used on arrays or strings, not on `{}`.",
        "方括号只能用在列表和文字后面，这里是{0}",
        KIND,
    ),
    (
        "Spread operator requires a map, found `{}`",
        "三个点后面要一组字段，这里是{0}",
        KIND,
    ),
    (
        "Spread operator requires an array, found `{}`",
        "三个点后面要一个列表，这里是{0}",
        KIND,
    ),
    (
        "`in` cannot be used on a container of type `{}`{}",
        "in 后面要列表、文字或者一组字段，这里是{0}",
        KIND,
    ),
    (
        "Map keys must be {}, got `{}`.",
        "字段的名字要写成文字或者整数，这里是{1}",
        KIND,
    ),
    ("Not a valid key type", "字段的名字要写成文字或者整数", KIND),
    (
        "super() called outside of a block",
        "super() 只能写在 block 里",
        "移到 {% block … %} 和 {% endblock … %} 之间",
    ),
    (
        "Tried to use super() in the top level block",
        "这个 block 上面没有同名的，super() 没有内容",
        "删去 super()",
    ),
    (
        "Maximum render recursion depth for components exceeded.",
        "组件里又用了自己，没有尽头",
        "检查组件是不是用了自己",
    ),
    (
        "Unknown argument(s) {} in component call. Possible argument(s) are: {}",
        "组件没有参数 {0}",
        "可以写：{1}",
    ),
    (
        "Unknown argument(s) {} in component call.",
        "组件没有参数 {0}",
        COMPONENT,
    ),
    (
        "Component argument `{}` (type: `{}`) does not match expected type: `{}`",
        "组件的参数 {0} 要{2}，这里给的是{1}",
        COMPONENT,
    ),
    (
        "Implicit argument `{}`{} not found in context or passed directly.",
        "组件少了参数 {0}",
        "写上  {0}={…}",
    ),
    (
        "Argument `{}`{} missing.",
        "组件少了参数 {0}",
        "写上  {0}={…}",
    ),
    (
        "Missing keyword argument `{}`",
        "少了参数 {0}",
        "在括号里写上  {0}=…",
    ),
    (
        "Invalid type for the value, expected `{}` but got `{}`",
        "这里要{0}，给的是{1}",
        KIND,
    ),
    (
        "Value `{}` is out of range for `{}`",
        "数 {0} 太大或者太小",
        NUMBER,
    ),
    (
        "Function `range` was called with a `start` argument greater than the `end` one",
        "range 的 start 比 end 大",
        RANGE,
    ),
    (
        "Function `range` was called with a `step_by` argument of 0",
        "range 的 step_by 不能是 0",
        RANGE,
    ),
    ("Function `range` {}", "range 要的项太多", RANGE),
    (
        "pluralize filter requires an integer, got `{}`",
        "过滤器 pluralize 要整数，这里是{0}",
        KIND,
    ),
    (
        "The `indentation` argument must contain exactly one character",
        "参数 indentation 只能写一个字符",
        "写一个字符",
    ),
    (
        "int filter `base` must be between 2 and 36, got {}",
        "参数 base 要在 2 到 36 之间，这里是 {0}",
        "改成 10",
    ),
    (
        "The string `{}` cannot be converted to {}",
        "文字“{0}”不是数",
        KIND,
    ),
    (
        "The float {} cannot be converted to an int {}",
        "{0} 不是整数",
        KIND,
    ),
    ("Value of type {} cannot be {}", "{0}不能这样用", KIND),
    ("Value of type {} has no length", "{0}没有长度", KIND),
    (
        "This filter can only be used on a number, received `{}`.",
        "这个过滤器要数字，这里是{0}",
        KIND,
    ),
    (
        "Invalid argument for `method`: {}. {}",
        "参数 method 不能写 {0}",
        "写 \"ceil\"、\"floor\"，或者不写",
    ),
    (
        "Cannot sort: `{}` and `{}` are not comparable",
        "{0}和{1}不能一起排序",
        KIND,
    ),
    (
        "Value at index {} (a {}) does not have an attribute at path: {}",
        "列表里第 {0} 项（从 0 数起）没有字段 {2}",
        KIND,
    ),
    (
        "Map does not have a key {} and no default values were defined",
        "没有字段 {0}",
        "换一个字段，或者加上  default=…",
    ),
    ("Value `{}` is a float; cannot {}", "{0} 不是整数", KIND),
    (
        "Value `{}` is not a container; cannot check for containment",
        "“{0}”不是列表，也不是文字",
        KIND,
    ),
    (
        "from_serialize requires a struct or map, got {}",
        "页面没有数据",
        KIND,
    ),
    (
        "Block '{}' has no block lineage in template '{}'. {}",
        "块 {0} 在这里没有内容",
        "写了 {% extends %} 的模板不能 include",
    ),
];
