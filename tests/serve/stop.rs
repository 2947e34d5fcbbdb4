//! How a preview ends, and what passes while it runs.

#[cfg(unix)]
mod signals {
    use std::process::Command;
    use std::time::{Duration, Instant};

    use crate::client::Preview;
    use crate::common::*;

    const PAGE: &str = "/reports/2022/";

    /// Sends a signal as a terminal or the system does.
    fn send(preview: &Preview, signal: &str) {
        let sent = Command::new("sh")
            .args(["-c", "kill -s \"$0\" \"$1\"", signal])
            .arg(preview.id().to_string())
            .status();
        assert!(sent.expect("a shell").success());
    }

    #[test]
    fn a_signal_ends_the_preview_at_once_and_says_so() {
        for signal in ["INT", "TERM"] {
            let site = TestSite::sample();
            let mut preview = Preview::start(&site.root(), &[]);
            let events = preview.open(PAGE);
            events.wait_for("state");
            send(&preview, signal);
            assert_eq!(preview.ended(), Some(0), "{signal}");
            // The stream was closed, and nothing more was said on it.
            assert_eq!(events.count("crowded", Duration::from_secs(60)), 0);
            let said: Vec<String> = preview.lines.iter().collect();
            assert_eq!(
                said.last().map(String::as_str),
                Some("预览已停止"),
                "{said:?}"
            );
            let port = preview.port.to_string();
            let next = Preview::start(&site.root(), &["--port", &port]);
            assert_eq!(next.port, preview.port, "the port is free again");
        }
    }

    #[test]
    fn a_download_that_takes_long_is_not_waited_for() {
        let site = TestSite::sample();
        site.write("content/reports/2022/files/a.bin", vec![7; 64 << 20]);
        let mut preview = Preview::start(&site.root(), &[]);
        // Nobody reads what comes, so the answer is never finished.
        let _stream = preview.request("GET", "/reports/2022/files/a.bin");
        let begun = Instant::now();
        send(&preview, "INT");
        assert_eq!(preview.ended(), Some(0));
        assert!(begun.elapsed() < LIMIT);
    }
}
