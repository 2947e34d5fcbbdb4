//! What is said of a page that took more than it may.

use crate::diag::{Diagnostic, Place, codes};

use super::meter::Spot;
use super::theme::template_file;

/// What is to be said of a page that came to such an end; the template is the
/// one that was being rendered.
pub fn over_the_limit(template: &str, end: Limit<'_>) -> Diagnostic {
    let (name, span, message, help) = match end {
        Limit::Endless(Some(spot)) => (
            &spot.template[..],
            Some(spot.span.clone()),
            "模板在这里做了五百万步还没有做完，停下了",
            "检查 {% for %} 里面的 {% for %}、自己用自己的组件：是不是每一条都又从头列了一遍",
        ),
        Limit::Endless(None) => (
            template,
            None,
            "模板写出的文字太多，停下了",
            "检查 {% for %}：是不是把整份内容重复写了很多遍",
        ),
        Limit::TooLarge => (
            template,
            None,
            "页面超过了 64 MB，停下了",
            "检查 {% for %}：是不是把整份内容重复写了很多遍",
        ),
        Limit::TooDeep => (
            template,
            None,
            "页面里的标签一层套一层，超过了 512 层，浏览器显示不了",
            "检查模板里的 <div>、<b> 等标签，每个都要有结束标签，循环里开始的在循环里结束",
        ),
    };
    let place = Place {
        file: template_file(name),
        span,
    };
    Diagnostic::error(&codes::LIMIT, place, message).help(help)
}

/// What of a page is too much.
pub enum Limit<'s> {
    /// Its steps ran out at this spot.
    Endless(Option<&'s Spot>),
    TooLarge,
    TooDeep,
}
