//! What was seen at an address of another site, and what is certain after that.

use crate::fetch::Missing;

/// What was seen at an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seen {
    Opens,
    /// It is asked for without encryption, and would open with it.
    OpensEncrypted,
    /// Something is there that does not want to be read by a program.
    Unsure,
    Missing(Missing),
}

/// Answers of guards in front of a site, which a browser gets past. 412 and 521 are those of
/// two that stand before many government sites.
const GUARDS: [u16; 9] = [401, 403, 405, 406, 412, 418, 429, 503, 521];

impl Seen {
    pub fn of(answer: Result<(), Missing>) -> Self {
        match answer {
            Ok(()) => Self::Opens,
            Err(Missing::Status(code)) if GUARDS.contains(&code) => Self::Unsure,
            // A loop may wait for a cookie, and not every authority is known here.
            Err(Missing::Certificate | Missing::Redirects | Missing::Answer | Missing::Size) => {
                Self::Unsure
            }
            Err(missing) => Self::Missing(missing),
        }
    }

    /// Whether it may be otherwise a moment later.
    pub fn may_pass(self) -> bool {
        let is_broken = matches!(self, Self::Missing(Missing::Status(code)) if code >= 500);
        is_broken || self.may_be_ours()
    }

    /// Whether it can be the fault of this computer's network.
    pub fn may_be_ours(self) -> bool {
        matches!(
            self,
            Self::Missing(Missing::Name | Missing::Connection | Missing::Time)
        )
    }

    /// A few words without a comma.
    pub fn words(self) -> String {
        let words = match self {
            Self::Opens => "打得开",
            Self::OpensEncrypted => "打得开；https 也打得开",
            Self::Unsure => "网站不让程序看",
            Self::Missing(Missing::Name) => "找不到这个网站",
            Self::Missing(Missing::Connection) => "连不上这个网站",
            Self::Missing(Missing::Time) => "等得太久",
            Self::Missing(Missing::Status(404 | 410)) => "没有这个网页（404）",
            Self::Missing(Missing::Status(code)) => return format!("网站出错（{code}）"),
            Self::Missing(_) => "网址的写法不对",
        };
        words.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_guard_or_a_certificate_says_is_not_held_against_a_link() {
        for unsure in [
            Missing::Status(403),
            Missing::Status(412),
            Missing::Status(521),
            Missing::Certificate,
            Missing::Redirects,
        ] {
            assert_eq!(Seen::of(Err(unsure)), Seen::Unsure);
        }
        for missing in [Missing::Status(404), Missing::Status(500), Missing::Name] {
            assert_eq!(Seen::of(Err(missing)), Seen::Missing(missing));
        }
        assert!(Seen::of(Err(Missing::Status(500))).may_pass());
        assert!(!Seen::of(Err(Missing::Status(404))).may_pass());
    }
}
