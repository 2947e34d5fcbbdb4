//! What `import` makes of the words of real reports.

use std::collections::BTreeMap;

use gongkai::import::matching;
use gongkai::import::reading::Reading;
use gongkai::import::text::Text;
use gongkai::import::words::understand;

use crate::{corpus, plain};

pub type Counts = BTreeMap<char, i64>;

fn count(text: &str, by: i64, counts: &mut Counts) {
    for c in text.chars().filter(|c| c.is_alphanumeric()) {
        *counts.entry(c).or_default() += by;
    }
}

/// Letters of the reading that are nowhere, or twice, or that nobody wrote.
pub fn unaccounted(reading: &Reading, text: &Text) -> Counts {
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

/// Records whose statements were checked by hand: title, year, body, day of signing,
/// publication, number.
const CHECKED: [(&str, &str, u16, &str, &str, &str, &str); 22] = [
    (
        "000",
        "",
        2022,
        "昌图县昌图镇人民政府",
        "2022-12-23",
        "",
        "",
    ),
    (
        "072",
        "年度",
        2022,
        FINANCE,
        "2023-01-04",
        "2023-01-05 10:14",
        "",
    ),
    (
        "082",
        "年度",
        2019,
        FINANCE,
        "2020-01-02",
        "2020-01-06 20:04",
        "",
    ),
    (
        "083",
        "年度",
        2020,
        FINANCE,
        "2021-01-27",
        "2021-01-28 09:43",
        "",
    ),
    (
        "084",
        "年度",
        2023,
        FINANCE,
        "2024-01-29",
        "2024-01-31 08:28",
        "",
    ),
    (
        "085",
        "年度",
        2025,
        FINANCE,
        "2026-01-14",
        "2026-01-16 14:46",
        "",
    ),
    (
        "132",
        "年",
        2019,
        ECONOMY,
        "2020-01-02",
        "2020-01-02 12:42",
        "岚经发〔2020〕2号",
    ),
    (
        "133",
        "年",
        2020,
        ECONOMY,
        "2021-01-26",
        "2021-01-27 08:33",
        "岚经发〔2021〕17号",
    ),
    (
        "134",
        "年",
        2021,
        ECONOMY,
        "2022-01-13",
        "2022-01-19 09:28",
        "岚经发〔2022〕12号",
    ),
    (
        "135",
        "年度",
        2022,
        ECONOMY,
        "2023-01-05",
        "2023-01-05 09:55",
        "",
    ),
    (
        "136",
        "年度",
        2023,
        ECONOMY,
        "2024-01-29",
        "2024-01-30 09:47",
        "",
    ),
    (
        "137",
        "年度",
        2024,
        ECONOMY,
        "2025-01-27",
        "2025-01-27 10:12",
        "",
    ),
    ("138", "年度", 2025, ECONOMY, "", "2026-01-30 15:29", ""),
    (
        "139",
        "年度",
        2021,
        FINANCE,
        "2022-01-13",
        "2022-01-13 08:38",
        "",
    ),
    (
        "140",
        "年度",
        2024,
        FINANCE,
        "2025-01-23",
        "2025-01-23 16:43",
        "",
    ),
    ("141", "年度", 2019, OFFICE, "", "2020-01-22 14:28", ""),
    ("142", "年度", 2020, OFFICE, "", "2021-01-29 11:46", ""),
    ("143", "年度", 2021, OFFICE, "", "2022-01-15 13:56", ""),
    ("144", "年度", 2022, OFFICE, "", "2023-01-19 15:19", ""),
    ("145", "年度", 2023, OFFICE, "", "2024-01-31 10:52", ""),
    ("146", "年度", 2024, OFFICE, "", "2025-01-27 16:33", ""),
    ("147", "年度", 2025, OFFICE, "", "2026-01-30 09:49", ""),
];
const FINANCE: &str = "平潭综合实验区财政金融局";
const ECONOMY: &str = "平潭综合实验区经济发展局";
const OFFICE: &str = "平潭综合实验区管委会办公室";

#[test]
fn what_the_checked_records_state_is_read() {
    let Some(folder) = corpus::folder() else {
        return;
    };
    let texts: BTreeMap<String, String> = corpus::raw(&folder).into_iter().collect();
    for (id, year_word, year, body, signed, published, number) in CHECKED {
        let source = plain(&texts[id]);
        let text = understand(&source, &matching::read(&source).expect("a report"));
        let title = format!("{body}{year}{year_word}政府信息公开工作年度报告");
        let title = Some(title).filter(|_| !year_word.is_empty());
        assert_eq!((text.title, text.year), (title, Some(year)), "{id}");
        assert_eq!(text.organization.as_deref(), Some(body), "{id}");
        let day = text.signed.map(|stamp| stamp.iso()).unwrap_or_default();
        let minute = text
            .published
            .map(|stamp| stamp.minute())
            .unwrap_or_default();
        assert_eq!((day.as_str(), minute.as_str()), (signed, published), "{id}");
        assert_eq!(text.document_number.unwrap_or_default(), number, "{id}");
        // The reports with a slip of the pen say so, no other: two in the signature, one
        // in the imprint, which is a year too early.
        let slips = usize::from(matches!(id, "072" | "133" | "139"));
        assert_eq!(
            text.disagreements.len(),
            slips,
            "{id} {:?}",
            text.disagreements
        );
        assert_eq!(text.not_understood, [], "{id}");
    }
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
        assert_eq!(unaccounted(&reading, &understood), Counts::new(), "{id}");
    }
}
