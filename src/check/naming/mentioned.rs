//! Units that a text speaks of as if it were theirs: the subject of a sentence, the
//! author of the report, the one to contact, the signer.

#[cfg(test)]
mod tests;
mod words;

use std::ops::Range;

use crate::prose::department_names::{self as departments};
use crate::prose::digit;
use crate::prose::place_names::{self as places, Mention, Place};
use crate::prose::text::Text;

use words::{ACTS, DEPARTMENT_VERBS, LEADS, OTHERWISE, Role, TIMES, TOGETHER, VERBS, WEAK_LEADS};

/// The unit whose report it is, by all its names.
pub struct Own<'n> {
    names: Vec<&'n str>,
    places: Vec<Place<'n>>,
    departments: Vec<&'n str>,
}

/// Another unit where the own one should stand.
pub struct Mentioned<'t> {
    /// As the text has it, without the places that it belongs to.
    pub name: &'t str,
    /// What should stand there.
    pub instead: String,
    /// In bytes of the text.
    pub range: Range<usize>,
    /// Whether nothing else can be meant.
    pub certain: bool,
}

impl<'n> Own<'n> {
    /// Of the report's own name and those of the unit in its year.
    pub fn of(report: &'n str, unit: impl Iterator<Item = &'n str>) -> Self {
        let mut names = vec![report];
        names.extend(unit.filter(|name| *name != report));
        Self {
            places: names
                .iter()
                .filter_map(|name| places::place(name))
                .collect(),
            departments: names
                .iter()
                .filter_map(|name| departments::own_part(name))
                .collect(),
            names,
        }
    }

    /// Whether its names do not tell what kind of unit it is.
    pub fn is_unknown(&self) -> bool {
        self.places.is_empty() && self.departments.is_empty()
    }

    /// Whether a unit of this kind may say 我镇, 我局 of itself or of what it belongs
    /// to; `county` is what it belongs to.
    pub fn says_of_itself(&self, word: &str, county: Option<&str>) -> bool {
        let class = word.trim_start_matches('我');
        let named = || self.names.iter().copied().chain(county);
        if class == "县" {
            // A town of a district belongs to no county; other units may.
            let town = self
                .places
                .iter()
                .any(|own| own.group == places::Group::Grassroots);
            let district = named().any(|name| name.replace("自治区", "").contains('区'));
            return !(town && district) || named().any(|name| name.contains('县'));
        }
        if self.places.iter().any(|own| own.class == class) {
            return true;
        }
        let office = self.places.iter().any(|own| own.class == "街道");
        match class {
            // The office of a subdistrict is a 办事处; that of a county has a 办公室.
            "办" => {
                !self
                    .places
                    .iter()
                    .any(|own| matches!(own.class, "镇" | "乡"))
                    || office
            }
            "局" | "委" | "厅" => self.names.iter().any(|name| name.contains(class)),
            _ => false,
        }
    }

    /// How it calls itself: 我镇.
    pub fn calls_itself(&self) -> Option<String> {
        if let Some(place) = self.places.first() {
            return Some(format!("我{}", place.class));
        }
        let own = self.departments.first()?;
        let kinds = ["局", "厅", "委"];
        let kind = kinds.into_iter().find(|kind| own.contains(kind))?;
        Some(format!("我{kind}"))
    }
}

/// The other units that a text names where its own should stand; `departments` if it
/// may name any of them.
pub fn others<'t>(text: Text<'t>, own: &Own<'_>, departments: bool) -> Vec<Mentioned<'t>> {
    let mut found = Vec::new();
    if let Some(first) = own.places.first() {
        for mention in places::mentions(text.as_str(), first.group) {
            found.extend(other_place(text, &mention, own));
        }
    }
    if departments {
        for mention in departments::mentions(text.as_str()) {
            found.extend(other_department(text, &mention, own));
        }
    }
    found
}

fn other_place<'t>(text: Text<'t>, mention: &Mention<'t>, own: &Own<'_>) -> Option<Mentioned<'t>> {
    let (lead, name) = leading(mention.run, mention.whole);
    let stem = places::own_part(name);
    if own.places.iter().any(|own| same_stem(own.stem, stem)) || is_odd(name, stem) {
        return None;
    }
    let begin = mention.start + mention.run.len() - name.len();
    let role = role(text, begin..mention.end, lead, mention.whole, &VERBS)?;
    // A sentence that names the own place too is about both.
    let statement = text.statement_around(mention.start);
    let both = || {
        let sentence = &text[statement.clone()];
        own.places.iter().any(|own| sentence.contains(own.stem))
    };
    // 高新区 and 经开区 are no districts, so a short name of one is no subject.
    let county = own
        .places
        .iter()
        .any(|own| own.group == places::Group::County);
    if role == Role::Subject && !mention.whole && (county || both()) {
        return None;
    }
    let start = mention.start + mention.run.len() - stem.len();
    let place = own.places.first()?;
    let tail = match (mention.whole, place.class) {
        (true, "街道") => "办事处",
        (true, _) if mention.tail == "办事处" => "人民政府",
        _ => mention.tail,
    };
    let class = mention.start + mention.run.len() + mention.class.len();
    Some(Mentioned {
        name: &text.as_str()[start..class],
        instead: format!("{}{}{tail}", place.stem, place.class),
        range: start..mention.end,
        // Letters before 镇 that are no name may look like one.
        certain: mention.whole || lead.is_some(),
    })
}

fn other_department<'t>(
    text: Text<'t>,
    mention: &departments::Mention<'t>,
    own: &Own<'_>,
) -> Option<Mentioned<'t>> {
    let (lead, name) = leading(mention.run, false);
    let part = departments::own_part(name)?;
    let ours = own
        .departments
        .iter()
        .any(|own| departments::same(own, part));
    let odd = OTHERWISE
        .iter()
        .any(|word| name.starts_with(word) || part.starts_with(word));
    if ours || odd || !(3..=14).contains(&part.chars().count()) {
        return None;
    }
    let begin = mention.end - name.len();
    let role = role(text, begin..mention.end, lead, false, &DEPARTMENT_VERBS)?;
    let statement = text.statement_around(mention.start);
    let sentence = &text[statement];
    // Only a department's own report takes up another's sentences; of other units
    // nothing but the author is certain.
    let decided = match role {
        Role::Author | Role::Signer => true,
        Role::Contact => !own.departments.is_empty(),
        Role::Subject => {
            let both = || own.departments.iter().any(|own| sentence.contains(own));
            !own.departments.is_empty() && !both()
        }
    };
    let instead = own.departments.first().copied();
    let instead = instead.unwrap_or_else(|| own.names.first().copied().unwrap_or_default());
    decided.then(|| Mentioned {
        name: part,
        instead: instead.to_owned(),
        range: mention.end - part.len()..mention.end,
        // Another department may well be the one to ask.
        certain: role != Role::Contact,
    })
}

fn same_stem(own: &str, stem: &str) -> bool {
    let begins = own.starts_with(stem) || stem.starts_with(own);
    begins || own.ends_with(stem) || stem.ends_with(own)
}

/// What leads to a name in the letters before it, and the name.
fn leading(run: &str, whole: bool) -> (Option<Role>, &str) {
    let strong = LEADS
        .iter()
        .filter_map(|(lead, role)| Some((run.rfind(lead)? + lead.len(), *role)));
    if let Some((end, role)) = strong.max_by_key(|(end, _)| *end) {
        return (Some(role), &run[end..]);
    }
    let weak = WEAK_LEADS.iter().filter(|(lead, _)| run.starts_with(lead));
    if let Some((lead, role)) = weak.filter(|_| whole).max_by_key(|(lead, _)| lead.len()) {
        return (Some(*role), &run[lead.len()..]);
    }
    let time = TIMES
        .iter()
        .filter(|time| run.starts_with(**time))
        .max_by_key(|time| time.len());
    (None, time.map_or(run, |time| &run[time.len()..]))
}

/// Whether a stem is no name of a place: 乡镇 and 县区 are none, and one of
/// one letter is hardly ever one.
fn is_odd(name: &str, stem: &str) -> bool {
    !(2..=4).contains(&stem.chars().count())
        || stem.ends_with(['乡', '镇', '县', '区', '个'])
        || is_deed(stem)
        || OTHERWISE
            .iter()
            .any(|word| name.starts_with(word) || stem.starts_with(word))
}

/// Whether it says what is done with something of the own place: 成立了镇领导小组.
fn is_deed(stem: &str) -> bool {
    // Verbs of one letter begin names too: 共和镇.
    let verbs = VERBS.iter().filter(|verb| verb.chars().count() > 1);
    let mut deeds = verbs.chain(&ACTS);
    stem.contains(['了', '着']) || deeds.any(|deed| stem.contains(deed))
}

/// What a unit is where it is named; `None` for one that is only spoken of.
fn role(
    text: Text<'_>,
    name: Range<usize>,
    lead: Option<Role>,
    whole: bool,
    verbs: &[&str],
) -> Option<Role> {
    let (before, after) = (&text[..name.start], &text[name.end..]);
    if whole && signs(before, after) {
        return Some(Role::Signer);
    }
    let statement = text.statement_around(name.start);
    let (earlier, later) = (
        &text[statement.start..name.start],
        &text[name.end..statement.end],
    );
    let sentence = &text[statement.clone()];
    let guest = TOGETHER.iter().any(|word| sentence.contains(word));
    if guest || in_quotes(before) {
        return None;
    }
    let label = before.trim_end().trim_end_matches(['：', ':']);
    let labels = ["联系单位", "编制单位", "发布单位", "填报单位"];
    if label.len() < before.len() && labels.iter().any(|word| label.ends_with(word)) {
        return Some(Role::Contact);
    }
    let year = after.trim_start_matches(|c: char| digit(c).is_some() || "年度的".contains(c));
    let reports = ["政府信息公开", "政务公开", "信息公开"];
    let reports = reports.iter().any(|word| year.starts_with(word)) && later.contains("报告");
    let writes = ["编制", "起草", "撰写", "特编制"]
        .iter()
        .any(|word| year.starts_with(word));
    // A subject stands at the head of its clause, with a verb behind it.
    let head = before.trim_end().chars().next_back();
    let head = head.is_none_or(|c| "。；，,：:\n年度）)".contains(c)) || ends_in_time(before);
    match lead {
        Some(Role::Contact) => {
            let near: String = later.chars().take(24).collect();
            let asked = ["联系", "咨询", "垂询"]
                .iter()
                .any(|word| near.contains(word));
            let stated = earlier.contains("联系单位") || earlier.contains("请联系");
            (asked || stated || whole && later.contains("联系")).then_some(Role::Contact)
        }
        Some(_) => (reports || writes || earlier.ends_with("单位：")).then_some(Role::Author),
        None if reports && (head || whole) || writes && head => Some(Role::Author),
        None if whole => {
            let opens = earlier.chars().count() <= 12;
            let next = after.chars().next();
            let verb =
                next.is_some_and(|c| !"、和与等及同的门网官联（(）)，,。；;：:”》".contains(c));
            (head && opens && verb).then_some(Role::Subject)
        }
        None => {
            let verb = verbs.iter().any(|verb| year.starts_with(verb));
            (head && verb).then_some(Role::Subject)
        }
    }
}

/// Whether a name stands on a line of its own, with nothing but a date behind it.
fn signs(before: &str, after: &str) -> bool {
    let line = before.rsplit('\n').next().unwrap_or_default();
    let date = |c: char| c.is_whitespace() || digit(c).is_some() || "年月日".contains(c);
    line.trim().is_empty() && after.chars().all(date)
}

/// Whether a text ends in a word that tells when, before a subject.
fn ends_in_time(before: &str) -> bool {
    TIMES.iter().any(|time| before.ends_with(time))
}

/// Whether what follows a text stands in quotes.
fn in_quotes(before: &str) -> bool {
    let open =
        |open: char, close: char| before.matches(open).count() > before.matches(close).count();
    open('“', '”') || open('《', '》')
}
