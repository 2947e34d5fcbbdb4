//! What is sent back to units, and several reports in one file.

use std::fs;

use serde_json::Value as Json;

use crate::collected::{COUNTY, Report, collect, county, files, import, objects};
use crate::common::{gongkai, run};

#[test]
fn letters_are_one_a_unit_and_never_over_others() {
    let site = county();
    site.write(
        "content/units/wangjia/unit.yaml",
        "名称: 示例县王家镇人民政府\n",
    );
    collect(&site);
    let folder = site.around().join("退回意见");
    let name = folder.to_str().expect("UTF-8").to_owned();
    let options = ["--letters", name.as_str()];
    let told = import(&site, &options).ended_with(1).stdout;
    assert!(told.contains("新写 4 个\n"), "{told}");
    let expected = [
        "示例县王家镇人民政府.txt",
        "示例县红岩乡人民政府.txt",
        "示例县青禾镇人民政府.txt",
        "示例县鹤山镇人民政府.txt",
    ];
    assert_eq!(files(&folder), expected);
    let letter = |name: &str| fs::read_to_string(folder.join(name)).expect("a letter");
    let sums = letter("示例县青禾镇人民政府.txt");
    assert!(
        sums.starts_with("\u{feff}退回意见\r\n\r\n示例县青禾镇人民政府：\r\n"),
        "{sums}"
    );
    for words in [
        "文件：乡镇/青禾镇2022.xlsx",
        "总计 98765 ≠",
        "工作表“年报”的 J26",
        "怎么改：核对这几格，改正写错的",
        "示例县人民政府\r\n",
    ] {
        let words = words.replace("乡镇/", &format!("乡镇{}", std::path::MAIN_SEPARATOR));
        assert!(sums.contains(&words), "“{words}” is not in:\n{sums}");
    }
    let missing = letter("示例县王家镇人民政府.txt");
    assert!(missing.contains("没有收到你单位 2022 年的"), "{missing}");
    // The options of the program are nothing for a township.
    let near = letter("示例县红岩乡人民政府.txt");
    assert!(
        near.contains("示例县红崖乡人民政府") && !near.contains("--"),
        "{near}"
    );
    // A copy that cannot be read is nothing to mend where the report itself was read.
    fs::write(site.around().join("收集/白杨街道.pdf"), "%PDF-1.7\n").expect("written");
    // The same once more is no harm; what somebody wrote stays.
    fs::write(folder.join(expected[0]), "已经电话催过").expect("written");
    let told = import(&site, &options).ended_with(2).stdout;
    assert!(
        told.contains("已经有别的内容，没有写：示例县王家镇人民政府.txt"),
        "{told}"
    );
    assert_eq!(letter(expected[0]), "已经电话催过");
    assert_eq!(files(&folder), expected);
    // A file is no folder: all is told, and it stays.
    let file = site.around().join("收集/通知.txt");
    let name = file.to_str().expect("UTF-8").to_owned();
    let told = import(&site, &["--letters", &name]).ended_with(2).stdout;
    assert!(
        told.contains("2022 年：应报 9 家") && told.contains("没有写："),
        "{told}"
    );
}

#[test]
fn what_a_rule_calls_an_error_is_in_the_letter() {
    let site = county();
    let collected = site.around().join("收集");
    fs::create_dir_all(&collected).expect("a folder");
    let text = "示例县石桥镇人民政府2022年政府信息公开工作年度报告\n一、总体情况\n2022年公开政府信息XX条。\n\
        五、存在的主要问题及改进情况\n人手不够，明年培训。\n六、其他需要报告的事项\n无。\n\
        示例县石桥镇人民政府\n2023年1月16日\n";
    fs::write(collected.join("石桥.txt"), text).expect("written");
    let folder = site.around().join("退回意见");
    let name = folder.to_str().expect("UTF-8").to_owned();
    import(&site, &["--letters", &name, "--year", "2022"]).ended_with(1);
    let letter = fs::read_to_string(folder.join("示例县石桥镇人民政府.txt"));
    let letter = letter.expect("a letter");
    let words = "“XX”还没有填\r\n   位置：第 3 行\r\n   怎么改：填上实际的内容，用不着的删掉\r\n";
    assert!(letter.contains(words), "{letter}");
    // What is missing is told once, though the reading and the rules both know it.
    assert_eq!(letter.matches("表二").count(), 1, "{letter}");
}

#[test]
fn the_reports_of_one_file_are_imported_one_by_one_if_that_is_asked_for() {
    let site = county();
    let report = |year, licences| Report::of(COUNTY, "示例县人民政府", year, licences).text();
    let both = [report(2022, 3), report(2023, 4)].concat();
    let file = site.around().join("两年.txt");
    fs::write(&file, both).expect("written");
    let import = |options: &[&str]| {
        let mut command = gongkai(&["import"]);
        run(command
            .arg(&file)
            .arg("--root")
            .arg(site.root())
            .args(options))
    };
    let told = import(&[]).ended_with(1).stderr;
    assert!(
        told.contains("文件里有 2 份年报") && told.contains("--split"),
        "{told}"
    );
    // It would be without effect on a folder, where what is ignored is not noticed.
    let mut command = gongkai(&["import", "--split"]);
    let folder = command.arg(site.around()).arg("--root").arg(site.root());
    let told = run(folder).ended_with(2).stderr;
    assert!(told.contains("--split 不用于文件夹"), "{told}");
    let all = objects(&import(&["--split", "--format", "json"]).ended_with(0));
    let told: Vec<_> = all
        .iter()
        .map(|one| (&one["year"], &one["result"]))
        .collect();
    let written = Json::from("written");
    assert_eq!(told, [(&2022.into(), &written), (&2023.into(), &written)]);
    assert!(site.at("content/reports/2023/report.yaml").exists());
}
