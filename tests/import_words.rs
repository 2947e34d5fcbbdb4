//! What `import` makes of the words of real reports.

#[path = "import/corpus.rs"]
mod corpus;
#[path = "import/plain.rs"]
mod plain;

use std::collections::BTreeMap;

use gongkai::import::matching;
use gongkai::import::reading::Reading;
use gongkai::import::text::Text;
use gongkai::import::words::understand;

use plain::plain;

type Counts = BTreeMap<char, i64>;

fn count(text: &str, by: i64, counts: &mut Counts) {
    for c in text.chars().filter(|c| c.is_alphanumeric()) {
        *counts.entry(c).or_default() += by;
    }
}

/// Letters of the reading that are nowhere, or twice, or that nobody wrote.
fn unaccounted(reading: &Reading, text: &Text) -> Counts {
    let mut counts = Counts::new();
    for words in &reading.words {
        count(words.heading.as_deref().unwrap_or(""), 1, &mut counts);
        let lines = words.before.iter().chain(&words.after);
        lines.for_each(|line| count(&line.text, 1, &mut counts));
    }
    count(&text.markdown, -1, &mut counts);
    let dropped = text.dropped.iter().map(|one| &one.text);
    let kept = text.not_understood.iter().map(|line| &line.text);
    dropped
        .chain(kept)
        .for_each(|text| count(text, -1, &mut counts));
    counts.retain(|_, count| *count != 0);
    counts
}

#[test]
fn no_letter_of_a_real_report_is_lost_or_made_up() {
    let Some(folder) = corpus::folder() else {
        return;
    };
    for (id, text) in corpus::raw(&folder) {
        let Some(reading) = matching::read(&plain(&text)) else {
            continue;
        };
        let understood = understand(&plain(&text), &reading);
        println!("=== {id}");
        for one in &understood.evidence {
            println!(
                "  {} = {} ({} {:?})",
                one.what, one.value, one.from, one.place
            );
        }
        for one in &understood.disagreements {
            println!("  ! {one}");
        }
        for one in &understood.dropped {
            println!("  - {}: {}", one.why, one.text);
        }
        for one in &understood.not_understood {
            println!("  ? {}", one.text);
        }
        println!("{}", understood.markdown);
        assert_eq!(unaccounted(&reading, &understood), Counts::new(), "{id}");
    }
}
