//! A county's folder, imported by the program: whose each file is, what is made, who is
//! missing, and what is sent back.

#[path = "import/collected.rs"]
mod collected;
mod common;
#[path = "import/letters.rs"]
mod letters;
#[path = "import/office.rs"]
mod office;
#[path = "import/printed.rs"]
mod printed;

use std::fs;

use gongkai::form::Form;
use serde_json::Value as Json;

use collected::{COUNTY, Report, UNITS, collect, county, files, import, objects, result};
use common::{TestSite, gongkai, run};
use printed::{Dice, filled};

#[test]
fn every_file_goes_to_its_unit_or_is_told() {
    let site = county();
    collect(&site);
    let ran = import(&site, &["--format", "json"]).ended_with(1);
    let all = objects(&ran);
    assert_eq!(all.len(), 19);
    for (file, expected, unit) in [
        ("石桥镇.docx", "copy", "shiqiao"),
        ("石桥镇 - 副本.docx", "written", "shiqiao"),
        ("青禾镇2022.xlsx", "written", "qinghe"),
        ("青禾镇2021.docx", "written", "qinghe"),
        ("白杨.html", "written", "baiyang"),
        ("响水.txt", "written", "xiangshui"),
        ("县局.docx", "several", ""),
        ("红岩.docx", "near", ""),
        ("xin-an 2022.docx", "unknown", ""),
        ("新安镇2021.txt", "unknown", ""),
        ("鹤山镇.docx", "rivals", "heshan"),
        ("鹤山镇（改）.docx", "rivals", "heshan"),
        ("民政局.docx", "contradicted", ""),
        ("无名.txt", "unstated", ""),
        ("网页.html", "unstated", ""),
        ("通知.txt", "refused", ""),
        ("照片.jpg", "refused", ""),
        ("空.docx", "refused", ""),
    ] {
        let one = result(&all, file);
        assert_eq!(one["result"], expected, "{file}: {one}");
        assert_eq!(one["unit"].as_str().unwrap_or_default(), unit, "{file}");
    }
    let yaml = "名称: 示例县新安镇人民政府\n类型: 乡镇\n所属: 示例县\n";
    assert_eq!(result(&all, "xin-an 2022.docx")["unit_yaml"], yaml);
    let summary = all.last().expect("a line");
    assert_eq!(
        (&summary["result"], &summary["year"]),
        (&"summary".into(), &2022.into())
    );
    let units = summary["units"].as_array().expect("units");
    let standing = |id: &str| {
        let unit = units.iter().find(|unit| unit["unit"] == id);
        unit.expect("a unit")["standing"]
            .as_str()
            .expect("a word")
            .to_owned()
    };
    for (id, expected) in [
        ("shiqiao", "received"),
        ("qinghe", "received"),
        ("xiangshui", "received"),
        // Files that may be theirs were not taken, so nobody may say that they sent none.
        ("hongyan", "open"),
        ("heshan", "open"),
        ("minzheng", "open"),
        ("jiaoyu", "open"),
        ("jiuzhou", "free"),
    ] {
        assert_eq!(standing(id), expected, "{id}");
    }
    let written = ["shiqiao", "qinghe", "baiyang", "xiangshui"];
    for (id, _) in UNITS {
        let report = site.at(&format!("content/units/{id}/reports/2022/report.yaml"));
        assert_eq!(report.exists(), written.contains(&id), "{id}");
    }
    assert!(!site.at("content/reports").exists());
}

#[test]
fn what_comes_of_it_is_told_shortly() {
    let site = county();
    collect(&site);
    let told = import(&site, &[]).ended_with(1).for_a_clerk().stdout;
    println!("{told}");
    assert!(!told.contains("Thumbs.db"), "{told}");
    for words in [
        "石桥镇.docx  示例县石桥镇人民政府 2022 年  和 石桥镇 - 副本.docx 一样，只用一份\n",
        "白杨.html  示例县白杨街道办事处 2022 年  已写入 content/units/baiyang/reports/2022/\n",
        "是不是 示例县红岩乡人民政府（--unit hongyan）？",
        "有 2 个单位叫这个名字：示例县教育局（--unit jiaoyu）、示例县民政局（--unit minzheng）",
        "2022 年：应报 8 家，收到 4 家，有文件没有采用 4 家\n",
        "（xin-an 2022.docx、新安镇2021.txt）\n名称: 示例县新安镇人民政府\n类型: 乡镇\n所属: 示例县\n\n",
        "一共 18 个文件，写了 5 份年报（其中草稿 1 份），没有写 13 个\n",
    ] {
        assert!(told.contains(words), "“{words}” is not in:\n{told}");
    }
    let told = import(&site, &["--verbose", "--dry-run"]).stdout;
    assert!(told.contains("没有看的文件（2 个）："), "{told}");
}

/// What was cut short goes on: what is there stays, and the rest is made.
#[test]
fn a_second_run_changes_nothing_and_mends_what_was_cut_short() {
    let site = county();
    collect(&site);
    import(&site, &[]).ended_with(1);
    let data = "content/units/baiyang/reports/2022/report.yaml";
    let text = "content/units/baiyang/reports/2022/report.md";
    let before = (site.read(data), site.read(text));
    let all = objects(&import(&site, &["--format", "json"]).ended_with(1));
    assert_eq!(result(&all, "白杨.html")["result"], "same");
    site.remove(text);
    let all = objects(&import(&site, &["--format", "json"]).ended_with(1));
    assert_eq!(result(&all, "白杨.html")["result"], "written");
    assert_eq!((site.read(data), site.read(text)), before);
    // Somebody changed a number: it stays, until it is to be replaced.
    site.replace(data, "行政许可: 3", "行政许可: 4");
    let all = objects(&import(&site, &["--format", "json"]).ended_with(2));
    let one = result(&all, "白杨.html");
    assert_eq!(one["result"], "occupied");
    let cells = r#"[{"new":"3","old":"4","what":"表二.行政许可"}]"#;
    assert_eq!(one["differences"]["cells"].to_string(), cells);
    assert!(site.read(data).contains("行政许可: 4"));
    import(&site, &["--replace"]).ended_with(1);
    assert_eq!(site.read(data), before.0);
}

#[test]
fn new_units_are_made_only_if_that_is_asked_for() {
    let site = county();
    collect(&site);
    let told = import(&site, &["--create-units", "--dry-run"])
        .ended_with(1)
        .stdout;
    assert!(told.contains("要新建 1 个单位"), "{told}");
    assert!(!site.at("content/units/xin-an").exists());
    let ran = import(&site, &["--create-units"]).ended_with(1);
    println!("{}", ran.stdout);
    let unit = site.read("content/units/xin-an/unit.yaml");
    assert!(unit.contains("名称: 示例县新安镇人民政府\n"), "{unit}");
    for year in ["2021", "2022"] {
        let report = format!("content/units/xin-an/reports/{year}/report.yaml");
        assert!(site.at(&report).exists(), "{year}");
    }
    // What is only nearly a unit's name made none.
    let made = files(&site.at("content/units"));
    assert_eq!(made.len(), UNITS.len() + 1, "{made:?}");
    let all = objects(&import(&site, &["--create-units", "--format", "json"]).ended_with(1));
    assert_eq!(result(&all, "新安镇2021.txt")["result"], "same");
    assert_eq!(
        all.last().expect("a line")["new_units"],
        Json::Array(Vec::new())
    );
}

/// A former name is the unit's own, and another letter where the unit has sent its report
/// is another body.
#[test]
fn former_names_make_no_units_and_neighbours_do() {
    let site = county();
    let folder = site.around().join("收集");
    fs::create_dir_all(&folder).expect("made");
    for (at, own) in ["响水镇", "响水乡", "石桥镇", "石峡镇"].iter().enumerate() {
        let report = Report::of(own, &format!("{COUNTY}{own}人民政府"), 2023, at as i64);
        fs::write(folder.join(format!("{at}.docx")), report.docx()).expect("written");
    }
    let options = ["--create-units", "--format", "json"];
    let all = objects(&import(&site, &options).ended_with(1));
    for (file, expected) in [
        ("0.docx", "written"),
        ("1.docx", "near"),
        ("2.docx", "written"),
        ("3.docx", "written"),
    ] {
        assert_eq!(result(&all, file)["result"], expected, "{file}");
    }
    assert_eq!(result(&all, "3.docx")["unit"], "unit-1");
    let unit = site.read("content/units/unit-1/unit.yaml");
    assert!(unit.contains("石峡镇"), "{unit}");
}

#[test]
fn a_year_or_a_unit_that_is_named_is_all_that_is_taken() {
    let site = county();
    collect(&site);
    let all = objects(&import(&site, &["--year", "2021", "--format", "json"]).ended_with(1));
    assert_eq!(result(&all, "青禾镇2021.docx")["result"], "written");
    assert_eq!(result(&all, "白杨.html")["result"], "other-year");
    assert!(!site.at("content/units/baiyang/reports").exists());
    // Whoever names the unit says whose a file without a name is.
    let all = objects(&import(&site, &["--unit", "heshan", "--format", "json"]).ended_with(1));
    assert_eq!(result(&all, "白杨.html")["result"], "unknown");
    assert_eq!(result(&all, "无名.txt")["result"], "rivals");
    assert!(!site.at("content/units/heshan/reports").exists());
}

#[test]
fn what_nobody_can_sort_by_is_refused_before_anything_is_written() {
    let site = county();
    collect(&site);
    site.write("content/units/xinan/guide.md", "---\n标题: 指南\n---\n");
    import(&site, &[])
        .ended_with(2)
        .says(&["content/units/xinan/ 里没有 unit.yaml"]);
    site.write("content/units/xinan/unit.yaml", "简称: 新安镇\n");
    import(&site, &[])
        .ended_with(2)
        .says(&["unit.yaml 读不出单位名称"]);
    site.remove("content/units/xinan");
    let empty = site.around().join("空的");
    fs::create_dir(&empty).expect("made");
    let empty = run(gongkai(&["import"])
        .arg(empty)
        .arg("--root")
        .arg(site.root()));
    empty.ended_with(2).says(&["文件夹里没有文件"]);
    let inside = run(gongkai(&["import"])
        .arg(site.around())
        .arg("--root")
        .arg(site.root()));
    inside.ended_with(2).says(&["里面有站点自己的文件"]);
    assert!(!site.at("content/units/baiyang/reports").exists());
}

/// What the machine does not let us read is told, and the others are taken.
#[cfg(unix)]
#[test]
fn a_file_that_cannot_be_read_stops_no_other() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let site = county();
    collect(&site);
    let folder = site.around().join("收集");
    symlink("没有", folder.join("链接.docx")).expect("a link");
    let closed = folder.join("白杨.html");
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o000)).expect("closed");
    // Whoever may read everything reads this too.
    let expected = match fs::read(&closed) {
        Ok(_) => ("written", 1),
        Err(_) => ("refused", 3),
    };
    let ran = import(&site, &["--format", "json"]).ended_with(expected.1);
    let all = objects(&ran);
    assert_eq!(result(&all, "白杨.html")["result"], expected.0);
    assert_eq!(result(&all, "响水.txt")["result"], "written");
    assert_eq!(all.len(), 19);
}

/// A county's sixty files, each of another unit.
#[test]
fn sixty_files_are_quick() {
    let site = TestSite::from("-- site.toml --\n[organization]\nname = \"示例县人民政府\"\n");
    let folder = site.around().join("收集");
    fs::create_dir_all(&folder).expect("made");
    let letters: Vec<char> = "东南西北上下大小红白青黄长清高安".chars().collect();
    for at in 0..60_usize {
        let own: String = [letters[at % 16], letters[(at / 16 + at * 7 + 5) % 16], '镇']
            .iter()
            .collect();
        let name = format!("{COUNTY}{own}人民政府");
        let mut report = Report::of(&name, &name, 2022, 1);
        let form = Form::choose(None, 2022).expect("a form");
        report.grids = filled(form, &mut Dice(at as u64));
        let (ending, bytes) = match at % 4 {
            0 => ("docx", report.docx()),
            1 => ("xlsx", report.xlsx()),
            2 => ("html", report.html()),
            _ => ("txt", report.text()),
        };
        fs::write(folder.join(format!("{at}.{ending}")), bytes).expect("written");
    }
    let ran = import(&site, &["--create-units", "--format", "json"]).in_time("60 files");
    let all = objects(&ran);
    let written = all.iter().filter(|one| one["result"] == "written").count();
    assert_eq!(
        written,
        60,
        "{:?}",
        all.iter().map(|one| &one["message"]).collect::<Vec<_>>()
    );
}

/// What the files beside it say of the year before speaks for a reading, and takes none.
#[test]
fn years_in_the_folder_speak_for_readings() {
    let site = county();
    let folder = site.around().join("收集");
    fs::create_dir_all(&folder).expect("made");
    let before = Report::of("石桥镇", "示例县石桥镇人民政府", 2021, 1);
    fs::write(folder.join("去年.docx"), before.docx()).expect("written");
    let glued = "石桥镇2022年政府信息公开工作年度报告\n一、总体情况\n工作平稳。\n二、主动公开政府信息情况\n\
        第二十条第（一）项信息内容本年制发件数本年废止件数现行有效件数规章000行政规范性文件1129第二十条第（五）项\
        信息内容本年处理决定数量行政许可17第二十条第（六）项信息内容本年处理决定数量行政处罚3行政强制0\
        第二十条第（八）项信息内容本年收费金额（单位：万元）行政事业性收费0\n五、存在的主要问题及改进情况\n无。\n\
        示例县石桥镇人民政府\n2023年1月16日\n";
    // Its name comes first, so that no order of files matters.
    fs::write(folder.join("今年.txt"), glued).expect("written");
    let all = objects(&import(&site, &["--format", "json", "--dry-run"]).ended_with(1));
    let one = result(&all, "今年.txt");
    let readings = &one["undecided"][0]["readings"];
    assert_eq!(
        readings[0]["values"].to_string(),
        r#"["11","2","9"]"#,
        "{readings}"
    );
    let support = readings[0]["support"].as_str().expect("a reason");
    assert!(support.contains("上一年的数接得上"), "{support}");
    assert_eq!(one["draft"], true);
}
