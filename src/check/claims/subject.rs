//! What stands before the words that matter: when it was, and that it was the
//! unit itself.

use crate::prose::digit;

use super::scope_of_claim::OWN;

const LEADING: [&str; 19] = [
    "全年",
    "本年度",
    "本年",
    "今年",
    "年内",
    "一年来",
    "全镇",
    "全乡",
    "全街道",
    "共计",
    "累计",
    "总计",
    "合计",
    "共",
    "依法",
    "期间",
    "人民政府",
    "已",
    "度",
];

/// The words without time and subject at their beginning: `2025年我镇共收到`
/// becomes `收到`. `names` are those of the unit.
pub fn without_subject<'t>(words: &'t str, names: &[&str]) -> &'t str {
    let mut words = words.trim();
    loop {
        let own = OWN.iter().map(|word| word.text);
        let leading = LEADING.iter().copied().chain(own);
        let names = names.iter().flat_map(|name| {
            let place = name.strip_suffix("人民政府").unwrap_or(name);
            [*name, place].into_iter().filter(|name| !name.is_empty())
        });
        let mut leading = leading.chain(names);
        let rest = leading.find_map(|word| words.strip_prefix(word));
        match rest.or_else(|| without_year(words)) {
            Some(rest) => words = rest.trim_start(),
            None => return words,
        }
    }
}

fn without_year(words: &str) -> Option<&str> {
    let rest = words.trim_start_matches(|c| digit(c).is_some());
    let digits = words[..words.len() - rest.len()].chars().count();
    rest.strip_prefix('年').filter(|_| digits == 4)
}
