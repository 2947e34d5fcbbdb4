//! What must hold for any text at all.

use proptest::prelude::*;

use super::HeadingIds;
use super::tests::read;

fn markup() -> impl Strategy<Value = String> {
    let parts = prop::sample::select(vec![
        "*",
        "**",
        "_",
        "`",
        "```",
        "~~~",
        "\n",
        "\n\n",
        "　　",
        "    ",
        "\t",
        "> ",
        "- ",
        "1. ",
        "# ",
        "## ",
        "---",
        "|",
        "|-|",
        "[",
        "]",
        "(",
        ")",
        "![",
        ":",
        "<b>",
        "<!--",
        "<",
        "&amp;",
        "\\",
        "\0",
        "\u{fdd0}",
        "\u{fdd1}",
        "\u{b}",
        "\r",
        "。",
        "（",
        "政府",
        "5",
        "a",
        "“",
        "\u{feff}",
        "javascript:",
    ]);
    prop::collection::vec(parts, 0..40).prop_map(|parts| parts.concat())
}

proptest! {
    #[test]
    fn any_text_is_read_and_every_place_is_valid(source in prop_oneof![any::<String>(), markup()]) {
        let (document, diagnostics) = read(&source);
        let rendered = document.render(&|target| Some(target.to_owned().into()), &mut HeadingIds::default());
        let leftover = ['\u{fdd0}', '\u{fdd1}', '\0'];
        prop_assert!(!rendered.contains(leftover));
        for one in &diagnostics {
            prop_assert!(source.get(one.place.span.clone().expect("a span")).is_some());
        }
        for link in document.links() {
            prop_assert!(source.get(link.span.clone()).is_some());
        }
        for one in document.sections.iter().flat_map(|section| section.prose()).chain(document.preamble.prose()) {
            for (at, c) in one.text.char_indices() {
                prop_assert!(source.get(one.span(at..at + c.len_utf8())).is_some(), "{:?}", one);
            }
        }
    }

    #[test]
    fn plain_chinese_comes_out_word_for_word(source in "([一-龥（）《》“”、，。；：！？%0-9]|[一-龥]\n{1,2}(　　)?[一-龥]){0,60}") {
        let (document, diagnostics) = read(&source);
        prop_assert_eq!(diagnostics, []);
        let text: String = document.preamble.prose().iter().map(|one| one.text.as_str()).collect();
        let plain = |text: &str| text.split_whitespace().collect::<String>();
        prop_assert_eq!(plain(&text), plain(&source));
    }

    /// Signs that made nothing bold are printed; each `<strong>` took four.
    #[test]
    fn every_sign_stays_or_makes_words_bold(pieces in prop::collection::vec(prop::sample::select(SIGNS.to_vec()), 1..24)) {
        let source = format!("甲{}", pieces.concat());
        let (document, _) = read(&source);
        let html = document.render(&|target| Some(target.to_owned().into()), &mut HeadingIds::default());
        let signs = |text: &str| text.matches(['*', '_']).count();
        let took = 4 * html.matches("<strong>").count() + 2 * html.matches("<em>").count();
        prop_assert_eq!(signs(&html) + took, signs(&source), "{}: {}", source, html);
    }
}

const SIGNS: [&str; 24] = [
    "*", "**", "***", "****", "_", "__", "____", "甲", "乙丙", "，", "。", "：", "（", "）", "“",
    "”", "、", "5", "a", " ", "-", "\\*", "(", ")",
];
