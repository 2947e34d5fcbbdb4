//! What a file states of its report, from several places that may contradict each other.

use crate::import::source::Place;
use crate::import::text::{Evidence, OTHER_BODY, PUBLISHER, Text};
use crate::import::wording::shown;
use crate::parse::date::Stamp;
use crate::prose::place_names::abbreviates;
use crate::prose::{chinese_date, fold};

use super::documents::printed;
use super::fields::{Field, is_index, is_number};
use super::keys::Subject;
use super::scan::{date_at, letters_of};
use super::titles::{self, Title};

/// Where a statement stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum From {
    /// What the page says of itself outside its text.
    Metadata,
    Field,
    TitleLine,
    Period,
    Preamble,
    Overview,
    Signature,
    Imprint,
}

/// A statement, and its place in the text.
#[derive(Clone, Debug)]
pub struct Fact<T> {
    pub value: T,
    pub from: From,
    pub place: Option<Place>,
}

/// All statements, the weightiest first.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    pub titles: Vec<Fact<Title>>,
    pub years: Vec<Fact<u16>>,
    pub publishers: Vec<Fact<String>>,
    pub signers: Vec<Fact<String>>,
    pub signed: Vec<Fact<Stamp>>,
    pub published: Vec<Fact<Stamp>>,
    /// When it was printed, which is no statement of the report's own day.
    pub printed: Vec<Fact<Stamp>>,
    /// The bodies of the reports that sentences name.
    pub named: Vec<Fact<String>>,
    pub index: Vec<Fact<String>>,
    pub number: Vec<Fact<String>>,
}

impl From {
    fn said(self) -> &'static str {
        match self {
            Self::Metadata => "网页信息",
            Self::Field => "信息栏",
            Self::TitleLine => "标题",
            Self::Period => "统计期限",
            Self::Preamble => "开头",
            Self::Overview => "总体情况",
            Self::Signature => "落款",
            Self::Imprint => "印发栏",
        }
    }
}

impl Facts {
    /// What a page says of itself, by the names that portals use.
    pub fn metadata(&mut self, name: &str, content: &str) {
        let date = || date_at(content.trim(), 0).map(|(stamp, _)| stamp);
        match name.to_lowercase().as_str() {
            "articletitle" | "title" | "og:title" => {
                let content = content.trim();
                let end = titles::title_at(content, 0);
                if let Some(end) = end {
                    self.title(&content[..end], From::Metadata, None);
                }
            }
            "pubdate" | "publishdate" | "publishedtime" | "article:published_time" => {
                self.published.extend(date().map(|value| Fact {
                    value,
                    from: From::Metadata,
                    place: None,
                }));
            }
            "contentsource" | "source" => self.publisher(content, From::Metadata, None),
            _ => {}
        }
    }

    pub fn title(&mut self, text: &str, from: From, place: Option<&Place>) {
        self.titles.push(Fact {
            value: titles::read(text),
            from,
            place: place.cloned(),
        });
    }

    /// Takes the day that an imprint states.
    pub fn printed(&mut self, imprint: &str, place: &Place) {
        self.printed.extend(printed(imprint).map(|value| Fact {
            value,
            from: From::Imprint,
            place: Some(place.clone()),
        }));
    }

    fn publisher(&mut self, text: &str, from: From, place: Option<&Place>) {
        let name = titles::tidy(text);
        if titles::is_body(&name) && letters_of(&name) >= 3 {
            self.publishers.push(Fact {
                value: name,
                from,
                place: place.cloned(),
            });
        }
    }

    /// Takes what a field states, unless it is nonsense.
    pub fn field(&mut self, field: &Field, value: &str, place: &Place) {
        let fact = |value: String| Fact {
            value,
            from: From::Field,
            place: Some(place.clone()),
        };
        let stamp = field.stamp.clone().map(|value| Fact {
            value,
            from: From::Field,
            place: Some(place.clone()),
        });
        match field.subject {
            Subject::Title if titles::is_title(value) => {
                self.title(value, From::Field, Some(place))
            }
            Subject::Published => self.published.extend(stamp),
            Subject::Signed => self.signed.extend(stamp),
            Subject::Organization | Subject::Author => {
                self.publisher(value, From::Field, Some(place));
            }
            Subject::Index if is_index(value) => self.index.push(fact(value.to_owned())),
            Subject::Number if is_number(value) => self.number.push(fact(titles::tidy(value))),
            _ => {}
        }
    }
}

/// Writes into the text what the statements agree on, and where they do not.
pub fn settle(facts: Facts, text: &mut Text) {
    let mut facts = facts;
    title(&facts, text);
    year(&mut facts, text);
    organization(&facts, text);
    text.signed = date("成文日期", &facts.signed, text);
    printed_too_early(&facts, text);
    text.published = date("公开日期", &facts.published, text);
    text.index_number = word("索引号", &facts.index, text);
    text.document_number = word("文号", &facts.number, text);
}

fn proven<T>(text: &mut Text, what: &'static str, value: &str, fact: &Fact<T>) {
    text.evidence.push(Evidence {
        what,
        value: value.to_owned(),
        from: fact.from.said(),
        place: fact.place.clone(),
    });
}

fn title(facts: &Facts, text: &mut Text) {
    // A title that names the body says more than one that does not.
    let named = |fact: &&Fact<Title>| fact.value.organization.is_some();
    let all = &facts.titles;
    let Some(chosen) = all.iter().find(named).or(all.first()) else {
        return;
    };
    let own = fold(&chosen.value.text);
    let other = all.iter().find(|one| {
        let other = fold(&one.value.text);
        !own.contains(&other) && !other.contains(&own)
    });
    if let Some(other) = other {
        text.disagreements.push(format!(
            "{}写的题目是“{}”，{}写的是“{}”",
            chosen.from.said(),
            shown(&chosen.value.text),
            place_said(other),
            shown(&other.value.text)
        ));
    }
    proven(text, "题目", &chosen.value.text, chosen);
    text.title = Some(chosen.value.text.clone());
}

/// Where a statement stands, as a person would look for it.
fn place_said<T>(fact: &Fact<T>) -> String {
    match &fact.place {
        Some(place) => format!("{place}的{}", fact.from.said()),
        None => fact.from.said().to_owned(),
    }
}

fn year(facts: &mut Facts, text: &mut Text) {
    let of_titles = facts.titles.iter().filter_map(|fact| {
        Some(Fact {
            value: fact.value.year?,
            from: fact.from,
            place: fact.place.clone(),
        })
    });
    let mut all: Vec<Fact<u16>> = of_titles.collect();
    all.append(&mut facts.years);
    let Some(chosen) = all.first().cloned() else {
        return;
    };
    if let Some(other) = all.iter().find(|one| one.value != chosen.value) {
        text.disagreements.push(format!(
            "{}写的是 {} 年，{}写的是 {} 年",
            chosen.from.said(),
            chosen.value,
            place_said(other),
            other.value
        ));
    }
    proven(text, "年度", &chosen.value.to_string(), &chosen);
    text.year = Some(chosen.value);
}

/// The body: by the title, else by the signature, else by the sentence that names the
/// report, else by who published.
fn organization(facts: &Facts, text: &mut Text) {
    let titles = facts.titles.iter().filter_map(|fact| {
        Some(Fact {
            value: fact.value.organization.clone()?,
            from: fact.from,
            place: fact.place.clone(),
        })
    });
    let titled = { titles }.next();
    let signer = facts.signers.first();
    let chosen = match (&titled, signer) {
        (Some(titled), Some(signer)) => {
            let (short, long) = (fold(&titled.value), fold(&signer.value));
            // The signature is the full name of what the title calls by a short one.
            let same = long.contains(&short) || short.contains(&long) || abbreviates(&short, &long);
            if !same {
                text.disagreements.push(format!(
                    "题目里的机关是“{}”，{}是“{}”",
                    shown(&titled.value),
                    place_said(signer),
                    shown(&signer.value)
                ));
                proven(text, OTHER_BODY, &signer.value, signer);
            }
            match same && long.chars().count() > short.chars().count() {
                true => signer,
                false => titled,
            }
        }
        (Some(titled), None) => titled,
        (None, Some(signer)) => signer,
        (None, None) => match (facts.named.first(), facts.publishers.first()) {
            (Some(named), _) => named,
            (None, Some(publisher)) => {
                proven(text, PUBLISHER, &publisher.value, publisher);
                text.organization = Some(publisher.value.clone());
                return;
            }
            (None, None) => return,
        },
    };
    proven(text, "机关", &chosen.value, chosen);
    text.organization = Some(chosen.value.clone());
}

/// A document is printed when it is signed, or later.
fn printed_too_early(facts: &Facts, text: &mut Text) {
    let (Some(signed), Some(printed)) = (facts.signed.first(), facts.printed.first()) else {
        return;
    };
    if printed.value.date < signed.value.date {
        text.disagreements.push(format!(
            "{}写的印发日期是{}，早于成文日期{}",
            place_said(printed),
            day(&printed.value),
            day(&signed.value)
        ));
    }
}

fn day(stamp: &Stamp) -> String {
    let date = stamp.date;
    chinese_date(date.year(), date.month(), date.day())
}

fn date(what: &'static str, all: &[Fact<Stamp>], text: &mut Text) -> Option<Stamp> {
    let chosen = all.first()?;
    if let Some(other) = all.iter().find(|one| one.value.date != chosen.value.date) {
        text.disagreements.push(format!(
            "{what}有两个：{}写的是{}，{}写的是{}",
            chosen.from.said(),
            day(&chosen.value),
            place_said(other),
            day(&other.value)
        ));
    }
    // The same day may be stated with its time in another place.
    let mut same = all.iter().filter(|one| one.value.date == chosen.value.date);
    let best = same.find(|one| one.value.time.is_some()).unwrap_or(chosen);
    // A time that nobody stated is not shown as one.
    let said = match &best.value.time {
        Some(_) => best.value.minute(),
        None => best.value.date.to_string(),
    };
    proven(text, what, &said, best);
    Some(best.value.clone())
}

fn word(what: &'static str, all: &[Fact<String>], text: &mut Text) -> Option<String> {
    let chosen = all.first()?;
    let own = fold(&chosen.value);
    if let Some(other) = all.iter().find(|one| fold(&one.value) != own) {
        text.disagreements.push(format!(
            "{what}有两个：{}写的是“{}”，{}写的是“{}”",
            chosen.from.said(),
            shown(&chosen.value),
            place_said(other),
            shown(&other.value)
        ));
    }
    proven(text, what, &chosen.value, chosen);
    Some(chosen.value.clone())
}
