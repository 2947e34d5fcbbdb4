use super::*;

#[test]
fn the_same_files_give_the_same_bytes_anywhere() {
    let settings: [&[(&str, &str)]; 4] = [
        &[
            ("RAYON_NUM_THREADS", "1"),
            ("TZ", "UTC"),
            ("LANG", "C"),
            ("LC_ALL", "C"),
        ],
        &[
            ("RAYON_NUM_THREADS", "4"),
            ("TZ", "Asia/Shanghai"),
            ("LANG", "zh_CN.UTF-8"),
            ("LC_ALL", "zh_CN.GBK"),
        ],
        &[
            ("RAYON_NUM_THREADS", "4"),
            ("TZ", "Pacific/Kiritimati"),
            ("LANG", "tr_TR.UTF-8"),
            ("LC_ALL", "tr_TR.UTF-8"),
        ],
        &[
            ("RAYON_NUM_THREADS", "1"),
            ("TZ", "America/Los_Angeles"),
            ("HOME", "/nonexistent"),
            ("SOURCE_DATE_EPOCH", "1"),
        ],
    ];
    let mut first = None;
    for environment in settings {
        let site = TestSite::portal();
        run(site
            .command()
            .args(["--base-url", "https://a.gov.cn/"])
            .envs(environment.iter().copied()))
        .clean();
        let tree = common::without_memo(site.tree());
        assert!(tree.contains_key(".gongkai/manifest.json"));
        let first = first.get_or_insert_with(|| tree.clone());
        common::assert_same(first, &tree, &format!("{environment:?}"));
    }
}

#[test]
fn no_page_tells_where_it_was_built() {
    let site = TestSite::portal();
    site.build().clean();
    let (root, out) = (
        site.root().display().to_string(),
        site.out().display().to_string(),
    );
    for (name, bytes) in site.tree() {
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains(&root) && !text.contains(&out), "{name}");
    }
}

/// About 2,000 reports of a hundred units.
fn crowded() -> TestSite {
    let site = TestSite::sample();
    let (data, words) = (site.read(YAML), site.read("content/reports/2022/report.md"));
    for unit in 0..100 {
        site.write(
            &format!("content/units/u{unit}/unit.yaml"),
            format!("名称: 第{unit}镇\n"),
        );
        for year in 2021..2041 {
            let folder = format!("content/units/u{unit}/reports/{year}");
            site.write(
                &format!("{folder}/report.yaml"),
                data.replace("2022", &year.to_string()),
            );
            site.write(&format!("{folder}/report.md"), &words);
        }
    }
    site
}

#[cfg(unix)]
#[test]
fn ctrl_c_leaves_the_old_site_as_it_was() {
    let site = crowded();
    let units = site.around().join("units");
    fs::rename(site.at("content/units"), &units).expect("set aside");
    site.build().clean();
    let before = site.tree();
    fs::rename(&units, site.at("content/units")).expect("put back");
    let begun = Instant::now();
    let mut command = site.command();
    command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = start(&mut command);
    // The first page is being written when this folder appears.
    let stage = site.out().join(".gongkai/stage");
    // A program that says more than a pipe holds waits for its reader, so the
    // wait for the folder must end too.
    let patience = Duration::from_secs(60);
    while !stage.exists()
        && child.try_wait().expect("a child").is_none()
        && begun.elapsed() < patience
    {
        std::thread::yield_now();
    }
    let asked = Command::new("kill")
        .args(["-INT", &child.id().to_string()])
        .status();
    let stopped = asked.is_ok_and(|status| status.success());
    let run = finish(child, begun, Duration::from_secs(120));
    println!("stopped after {:.2?}: {:?}", run.elapsed, run.code);
    if run.code == Some(0) {
        assert!(!stopped || run.stdout.contains("已生成"), "{run:?}");
        return;
    }
    let run = run
        .ended_with(3)
        .for_a_clerk()
        .says(&["已停止", "没有改动"]);
    assert_eq!(run.stdout, "");
    common::assert_same(&before, &site.tree(), "an interrupted build");
}

#[test]
fn two_builds_at_once_do_not_mix() {
    let site = TestSite::portal();
    let mut children: Vec<_> = (0..4)
        .map(|_| {
            let mut command = site.command();
            command
                .stdin(Stdio::null())
                .stdout(Stdio::piped())
                .stderr(Stdio::piped());
            start(&mut command)
        })
        .collect();
    let runs: Vec<Run> = children
        .drain(..)
        .map(|child| finish(child, Instant::now(), common::LIMIT))
        .collect();
    assert!(runs.iter().any(|run| run.code == Some(0)), "{runs:#?}");
    for run in runs {
        let fine =
            run.code == Some(0) || run.code == Some(3) && run.stderr.contains("另一次生成正在写");
        assert!(fine, "{run:?}");
    }
    let alone = TestSite::portal();
    alone.build().clean();
    let [alone, together] = [alone, site].map(|site| common::without_memo(site.tree()));
    common::assert_same(&alone, &together, "four builds at once");
}
