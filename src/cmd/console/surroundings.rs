//! What the terminal and the environment say of how to print.

use std::borrow::Cow;

use super::encoding::{Encoding, with_plain_marks};

/// What holds for every stream of this run.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::cmd) struct Surroundings {
    /// `NO_COLOR` is set.
    pub no_colours: bool,
    /// `CLICOLOR_FORCE` is set.
    pub forced: bool,
    /// `CLICOLOR`, where it is set.
    pub wished: Option<bool>,
    /// `TERM` names a terminal with colours.
    pub able: bool,
    /// The system is Windows.
    pub windows: bool,
    /// Control sequences change colours, and are not shown as letters.
    pub sequences: bool,
    /// The terminal takes a character that its font lacks from another font.
    pub many_fonts: bool,
}

/// How one stream is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cmd) struct Look {
    /// It is shown as it comes, to a person.
    pub terminal: bool,
    /// It is a console of Windows, to which std hands characters and not bytes,
    /// so that no code page matters.
    pub console: bool,
    pub colours: bool,
    pub encoding: Encoding,
    /// Lines end as old programs of Windows want it.
    pub returns: bool,
    /// Marks are signs that every Chinese font has.
    pub plain_marks: bool,
}

impl Surroundings {
    /// The only look at the environment that concerns printing. On Windows it
    /// also asks the console to understand control sequences.
    pub fn look() -> Self {
        Self {
            no_colours: anstyle_query::no_color(),
            forced: anstyle_query::clicolor_force(),
            wished: anstyle_query::clicolor(),
            able: anstyle_query::term_supports_color(),
            windows: cfg!(windows),
            sequences: anstyle_query::windows::enable_ansi_colors() != Some(false),
            many_fonts: ["WT_SESSION", "TERM_PROGRAM"]
                .iter()
                .any(|name| std::env::var_os(name).is_some()),
        }
    }

    pub fn at(self, terminal: bool, encoding: Encoding) -> Look {
        let console = terminal && self.windows;
        Look {
            terminal,
            console,
            colours: self.colours(terminal, console),
            encoding,
            returns: self.windows && !terminal && encoding != Encoding::Utf8,
            // The fonts of consoles have the signs of GBK (点阵字体, 新宋体) and
            // not ✗, ⚠ and ℹ, of which only a box or a question mark is seen.
            plain_marks: console && !self.many_fonts,
        }
    }

    /// The order is that of <https://no-color.org> and <https://bixense.com/clicolors>:
    /// a refusal weighs most. What a console shows as letters is never sent to it.
    fn colours(self, terminal: bool, console: bool) -> bool {
        if self.no_colours || console && !self.sequences {
            return false;
        }
        if self.forced {
            return true;
        }
        match self.wished {
            Some(wished) => wished && terminal,
            None => terminal && self.able,
        }
    }
}

impl Look {
    /// The characters that a console is given.
    pub fn characters(self, text: &str) -> Cow<'_, str> {
        match self.plain_marks {
            true => with_plain_marks(text),
            false => Cow::Borrowed(text),
        }
    }

    /// The bytes that any other stream is given.
    pub fn bytes(self, text: &str) -> Cow<'_, [u8]> {
        match self.returns {
            true => {
                let text = text.replace('\n', "\r\n");
                Cow::Owned(self.encoding.encode(&text).into_owned())
            }
            false => self.encoding.encode(text),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const UNIX: Surroundings = Surroundings {
        no_colours: false,
        forced: false,
        wished: None,
        able: true,
        windows: false,
        sequences: true,
        many_fonts: false,
    };

    #[test]
    fn colours_are_for_terminals_and_refusals_weigh_most() {
        let seen = |around: Surroundings, terminal| around.at(terminal, Encoding::Utf8).colours;
        assert!(seen(UNIX, true) && !seen(UNIX, false));
        let no = Surroundings {
            no_colours: true,
            forced: true,
            ..UNIX
        };
        assert!(!seen(no, true));
        let forced = Surroundings {
            forced: true,
            wished: Some(false),
            able: false,
            ..UNIX
        };
        assert!(seen(forced, true) && seen(forced, false));
        assert!(!seen(
            Surroundings {
                wished: Some(false),
                ..UNIX
            },
            true
        ));
        let dumb = Surroundings {
            able: false,
            ..UNIX
        };
        assert!(
            !seen(dumb, true)
                && seen(
                    Surroundings {
                        wished: Some(true),
                        ..dumb
                    },
                    true
                )
        );
    }

    #[test]
    fn an_old_console_never_sees_a_control_sequence() {
        let old = Surroundings {
            windows: true,
            sequences: false,
            forced: true,
            ..UNIX
        };
        let look = old.at(true, Encoding::Gbk);
        assert!(look.console && !look.colours && look.plain_marks && !look.returns);
        assert_eq!(look.characters("✗ 甲"), "× 甲");
        // A file is none, and whoever forces colours gets them there.
        assert!(old.at(false, Encoding::Utf8).colours);
        let new = Surroundings {
            sequences: true,
            many_fonts: true,
            ..old
        };
        assert_eq!(new.at(true, Encoding::Utf8).characters("✗ 甲"), "✗ 甲");
    }

    #[test]
    fn lines_end_for_old_programs_where_their_encoding_was_asked_for() {
        let windows = Surroundings {
            windows: true,
            ..UNIX
        };
        assert_eq!(
            windows.at(false, Encoding::Gbk).bytes("a\nb\n").as_ref(),
            b"a\r\nb\r\n"
        );
        assert_eq!(
            windows.at(false, Encoding::Utf8).bytes("a\n").as_ref(),
            b"a\n"
        );
        assert_eq!(UNIX.at(false, Encoding::Gbk).bytes("a\n").as_ref(), b"a\n");
    }
}
