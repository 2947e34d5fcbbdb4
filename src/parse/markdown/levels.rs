//! Headings that skip a level: after `##` comes `####`.

use super::nodes::{Element, Node};
use crate::diag::{Diagnostic, Place, codes};
use crate::path::SourcePath;

/// The first heading that is more than one level below the one before it. The title
/// of the page is the first level.
pub(super) fn skipped(
    nodes: &[Node],
    source: &str,
    file: &SourcePath,
    offset: usize,
) -> Option<Diagnostic> {
    let headings = nodes.iter().filter_map(|node| match node {
        Node::Open(Element::Heading(level), place) => Some((usize::from(*level), place)),
        _ => None,
    });
    let mut before = 1;
    let mut first = None;
    let mut count = 0;
    for (level, place) in headings {
        if level > before + 1 {
            count += 1;
            first.get_or_insert((level, before + 1, place));
        }
        before = level;
    }
    let (level, wanted, place) = first?;
    let line = source.get(place.start - offset..).unwrap_or_default();
    let line = line.lines().next().unwrap_or_default().trim_end();
    let words = line.trim_start_matches('#').trim();
    let more = match count {
        1 => String::new(),
        count => format!("（一共 {count} 处）"),
    };
    let message = format!(
        "小标题跳了级：用了 {level} 个井号，上面没有 {} 个井号的标题{more}",
        level - 1
    );
    let help = format!("写成  {} {words}", "#".repeat(wanted));
    let end = place.start + line.len();
    Some(Diagnostic::warning(&codes::MD07, Place::span(file, place.start..end), message).help(help))
}

#[cfg(test)]
mod tests {
    use super::super::tests::read;

    fn said(text: &str) -> Vec<(String, String)> {
        let (_, diagnostics) = read(text);
        let found = diagnostics.into_iter().filter(|one| one.code.id == "MD07");
        found
            .map(|one| {
                (
                    text[one.place.span.expect("a span")].to_owned(),
                    one.help.unwrap_or_default(),
                )
            })
            .collect()
    }

    #[test]
    fn a_skipped_level_is_told_once() {
        let text = "## 一、甲\n\n#### （一）乙\n\n字\n\n#### （二）丙\n";
        assert_eq!(
            said(text),
            [("#### （一）乙".to_owned(), "写成  ### （一）乙".to_owned())]
        );
        assert_eq!(said("### 甲\n")[0].1, "写成  ## 甲");
    }

    #[test]
    fn levels_may_end_together_and_begin_one_by_one() {
        for text in [
            "# 甲\n\n## 乙\n\n### 丙\n\n#### 丁\n\n## 戊\n\n### 己\n",
            "## 甲\n",
            "字\n",
            "# 甲\n\n# 乙\n",
        ] {
            assert_eq!(said(text), [], "{text}");
        }
    }
}
