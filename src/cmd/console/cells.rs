//! A line of progress on a terminal, which counts in cells.

use crate::prose::width;

/// A line of progress is never wider. Consoles have 80 cells; the last stays
/// free, because some go on to the next line as soon as it is filled.
const WIDEST: usize = 79;

/// What puts a line of progress over the last one, which filled so many cells;
/// and how many are filled now, those that spaces cover among them: the cursor
/// stands behind them. There are no control sequences in it, because a
/// console that does not know them shows them as letters: spaces cover what was
/// there. At the end they cover
/// two more, where the terminal may have shown `^C`.
pub(in crate::cmd) fn over(filled: usize, text: &str) -> (String, usize) {
    let (mut shown, mut count) = (String::from("\r"), 0);
    for c in text.chars().take_while(|c| !c.is_control()) {
        if count + width(c) > WIDEST {
            break;
        }
        shown.push(c);
        count += width(c);
    }
    let covered = match text.is_empty() {
        true => (filled + "^C".len()).min(WIDEST),
        false => filled,
    };
    shown.push_str(&" ".repeat(covered.saturating_sub(count)));
    if text.is_empty() {
        shown.push('\r');
        return (shown, 0);
    }
    (shown, count.max(covered))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prose::cells;

    /// What a terminal of 80 cells shows after these bytes, on its first line.
    fn screen(printed: &str) -> String {
        let (mut line, mut at) = (vec![' '; 80], 0);
        for c in printed.chars() {
            if c == '\r' {
                at = 0;
                continue;
            }
            line[at] = c;
            if width(c) == 2 {
                line[at + 1] = '\0';
            }
            at += width(c);
        }
        let line: String = line.into_iter().filter(|c| *c != '\0').collect();
        line.trim_end().to_owned()
    }

    #[test]
    fn a_shorter_line_leaves_nothing_of_a_longer_one() {
        let (long, filled) = over(0, "正在检查和制作  999/3000 个单位");
        let (short, now) = over(filled, "正在换上");
        assert_eq!(screen(&format!("{long}{short}")), "正在换上");
        let (gone, none) = over(now, "");
        assert_eq!(none, 0);
        assert_eq!(screen(&format!("{long}{short}^C{gone}已停止")), "已停止");
        assert!(!format!("{long}{short}{gone}").contains('\u{1b}'));
    }

    #[test]
    fn no_line_is_wider_than_a_console() {
        for text in [
            "长".repeat(60),
            "l".repeat(200),
            format!("l{}", "长".repeat(60)),
        ] {
            let (line, filled) = over(0, &text);
            assert_eq!(cells(line.trim_start_matches('\r')), filled);
            assert!((78..80).contains(&filled), "{filled}");
            let (gone, _) = over(filled, "");
            assert_eq!(cells(gone.trim_matches('\r')), 79);
        }
    }

    #[test]
    fn what_would_leave_the_line_ends_it() {
        assert_eq!(over(0, "甲\n乙"), ("\r甲".to_owned(), 2));
    }
}
