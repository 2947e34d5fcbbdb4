//! Every word of a source is on the page, or there is a diagnostic at its place.
//!
//! Random whole sites (a report, pages with front matter, the introduction of
//! a list) out of everything that Markdown and a clerk's paste may hold. Each
//! word is unique, so it is found again on the finished pages by itself.
//!
//! `GONGKAI_SITES` says how many sites (200 by default), `GONGKAI_SEED` where
//! the generator begins (1).

#[path = "words/grammar.rs"]
mod grammar;

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use gongkai::diag::Diagnostic;
use gongkai::path::SourcePath;
use gongkai::site::{Options, Site};
use gongkai::snapshot::{Snapshot, Source};
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestRng, TestRunner};
use scraper::{Html, Node};

use grammar::{TestSite, WORD, site};

/// Rules that speak of what is lost or printed as typed. A word that another
/// rule happens to mention is not saved by that.
const OF_LOSS: [&str; 11] = [
    "MD01", "MD02", "MD03", "MD04", "MD05", "MD06", "LNK01", "TTL01", "SEC08", "YAML", "FILE",
];

/// A source with its words, and where each stands.
struct Text {
    file: &'static str,
    text: String,
    words: Vec<(String, Range<usize>)>,
}

impl Text {
    /// Puts a word of its own wherever the grammar left a place for one.
    fn fill(file: &'static str, pattern: &str, count: &mut usize) -> Self {
        let mut filled = Self {
            file,
            text: String::new(),
            words: Vec::new(),
        };
        for (at, part) in pattern.split(WORD).enumerate() {
            if at > 0 {
                *count += 1;
                let word = match *count % 3 {
                    0 => format!("w{count}x"),
                    1 => format!("词{count}语"),
                    _ => format!("{count}件"),
                };
                // No word is the beginning or the end of another.
                let word = format!("{word}{}", ["甲", "乙", "丙"][*count % 3]);
                let start = filled.text.len();
                filled.text += &word;
                filled.words.push((word, start..filled.text.len()));
            }
            filled.text += part;
        }
        filled
    }

    /// The lines, whole, that a place touches.
    fn lines(&self, span: &Range<usize>) -> Range<usize> {
        let start = span.start.min(self.text.len());
        let end = span.end.clamp(start, self.text.len());
        let first = self.text[..start].rfind('\n').map_or(0, |at| at + 1);
        let last = self.text[end..]
            .find('\n')
            .map_or(self.text.len(), |at| end + at);
        first..last
    }

    fn is_told(&self, word: &Range<usize>, said: &[Diagnostic]) -> bool {
        said.iter().any(|one| {
            let here = one.place.file.as_str() == self.file && OF_LOSS.contains(&one.code.id);
            here && one.place.span.as_ref().is_none_or(|span| {
                let mut lines = self.lines(span);
                // A section that the form does not know is refused as a whole, and
                // with it the footnotes that only it refers to.
                if one.code.id == "SEC08" {
                    let next = self.text[lines.end..].find("\n## ");
                    lines.end = next.map_or(self.text.len(), |at| lines.end + at);
                    if self.text[self.lines(word)].starts_with("[^") {
                        return true;
                    }
                }
                lines.start <= word.start && word.end <= lines.end
            })
        })
    }
}

const FIXED: [(&str, &str); 2] = [
    (
        "site.toml",
        "[site]\nname = \"示例县青禾镇人民政府\"\n\n[organization]\nname = \"示例县青禾镇人民政府\"\nkind = \"township\"\n",
    ),
    (
        "content/reports/2025/report.yaml",
        "年度: 2025\n成文日期: 2026-01-08\n公开日期: 2026-01-10\n表二: {其余为零: true}\n表三: {其余为零: true}\n表四: {其余为零: true}\n",
    ),
];

fn snapshot(texts: &[Text]) -> Snapshot {
    let path = |path: &str| SourcePath::new(path).expect("a path");
    let mut files: BTreeMap<SourcePath, Source> = BTreeMap::new();
    let fixed = FIXED.iter().map(|(file, text)| (*file, *text));
    for (file, text) in fixed.chain(texts.iter().map(|one| (one.file, one.text.as_str()))) {
        files.insert(path(file), Source::Held(text.as_bytes().to_vec()));
    }
    files.insert(path("content/reports/2025/files/p.png"), Source::Listed(1));
    Snapshot::of(files)
}

/// A site to begin from, so that templates are compiled once.
static FIRST: LazyLock<Site> = LazyLock::new(|| {
    let options = Options {
        today: Some("2026-11-23".parse().expect("a date")),
        ..Options::default()
    };
    Site::compose(snapshot(&[]), &options).expect("a site in memory")
});

/// What a reader gets of all pages: words, and the attributes that are shown
/// or lead somewhere.
fn shown(site: &Site) -> String {
    let mut shown = String::new();
    for output in site.outputs() {
        // The other pages say nothing that these do not; what is no page is read back by
        // tests of its own.
        if output.output.source.as_str() == "site.toml" || !output.is_page() {
            continue;
        }
        let Some(Ok(page)) = output.render() else {
            continue;
        };
        let html = String::from_utf8(page.bytes).expect("UTF-8");
        for node in Html::parse_document(&html).tree.nodes() {
            match node.value() {
                Node::Text(text) => shown += text,
                Node::Element(element) => {
                    let kept = element.attrs().filter(|(name, _)| {
                        ["href", "src", "alt", "title", "content"].contains(name)
                    });
                    for (_, value) in kept {
                        shown += " ";
                        // A typed `%14` is no byte of a word.
                        shown += value;
                        shown += " ";
                        shown += &percent_encoding::percent_decode_str(value).decode_utf8_lossy();
                        shown += " ";
                    }
                }
                _ => {}
            }
        }
    }
    shown
}

fn judge(site: &TestSite) -> Result<(), String> {
    let mut count = 0;
    let texts = [
        Text::fill("content/reports/2025/report.md", &site.report, &mut count),
        Text::fill("content/guide.md", &site.page, &mut count),
        Text::fill("content/policies/index.md", &site.intro, &mut count),
        Text::fill("content/policies/a.md", &site.document, &mut count),
    ];
    let today = Some("2026-11-23".parse().expect("a date"));
    let site = FIRST
        .again(snapshot(&texts), today)
        .expect("a site in memory");
    let said = site.found.all();
    let shown = shown(&site);
    for text in &texts {
        for (word, place) in &text.words {
            if !shown.contains(word.as_str()) && !text.is_told(place, &said) {
                let line = &text.text[text.lines(place)];
                return Err(format!(
                    "{}: “{word}” is lost in silence: {line:?}\n{}",
                    text.file, text.text
                ));
            }
        }
    }
    Ok(())
}

#[test]
fn every_word_is_on_the_page_or_told_of() {
    let number = |name: &str, otherwise: u64| {
        std::env::var(name).map_or(otherwise, |text| text.parse().expect("a number"))
    };
    let (sites, seed) = (number("GONGKAI_SITES", 200), number("GONGKAI_SEED", 1));
    let config = Config {
        cases: u32::try_from(sites).expect("a count"),
        failure_persistence: None,
        ..Config::default()
    };
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &bytes);
    let mut runner = TestRunner::new_with_rng(config, rng);
    let run = runner.run(&site(), |site| judge(&site).map_err(TestCaseError::fail));
    if let Err(error) = run {
        panic!("seed {seed}: {error}");
    }
    println!("{sites} sites from seed {seed}: no word was lost in silence");
}

/// The property can fail: it does where a word is on no page.
#[test]
fn a_lost_word_is_seen() {
    let text = Text::fill("content/guide.md", &format!("{WORD} {WORD}"), &mut 0);
    assert_eq!(text.words.len(), 2);
    assert!(!text.is_told(&text.words[0].1, &[]));
    let site = TestSite {
        document: format!("---\n标题: 甲\n# {WORD}\n---\n"),
        ..TestSite::default()
    };
    judge(&site).expect_err("a comment is on no page");
}
