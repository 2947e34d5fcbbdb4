//! What pages and columns are called.

use crate::portal::Front;

/// A title that says whether it is a draft's, in any template and list.
pub fn marked(title: &str, draft: bool) -> String {
    let mark = if draft { "【草稿】" } else { "" };
    [mark, title].concat()
}

/// 政府信息公开年报: the column that every site has (standards P07, V).
pub const REPORTS: &str = "政府信息公开年报";

/// What the page is called where readers search the site (条例 article 24).
pub const SEARCH: &str = "检索";

/// What a whole portal is called (standards P01, V).
pub const DISCLOSURE: &str = "政府信息公开";

/// The title of one page of a list.
pub fn titled(title: &str, page: usize) -> String {
    match page {
        1 => title.to_owned(),
        page => format!("{title}（第{page}页）"),
    }
}

/// A name before the title of a column. 人民政府 and 政府信息公开年报 share the word
/// 政府, as people write it: 青禾镇人民政府信息公开年报.
pub fn joined(name: &str, title: &str) -> String {
    const SHARED: &str = "政府";
    let rest = title.strip_prefix(SHARED);
    let rest = rest.filter(|_| name.ends_with(SHARED));
    [name, rest.unwrap_or(title)].concat()
}

/// What a unit's front page is called among those of others. Its text depends on the
/// unit alone, so that its pages are the same bytes on any host.
pub fn front_name(short_name: &str, front: Front) -> String {
    match front {
        Front::Home => joined(short_name, DISCLOSURE),
        Front::Reports => joined(short_name, REPORTS),
    }
}
