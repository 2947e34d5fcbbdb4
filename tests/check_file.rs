//! `gongkai check FILE`: reports that somebody handed in.

mod common;

use std::fs;
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use common::{Run, gongkai, run};

/// A folder outside of any site, in which files are handed in.
struct Desk(TempDir);

impl Desk {
    fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder"))
    }

    fn put(&self, name: &str, text: &str) -> &Self {
        let path = self.0.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, text).expect("written");
        self
    }

    /// The program in this folder.
    fn check(&self, arguments: &[&str]) -> Run {
        let mut command = gongkai(&["check"]);
        command.current_dir(self.0.path()).args(arguments);
        run(&mut command)
    }

    /// What a program is told.
    fn json(&self, arguments: &[&str]) -> Vec<Value> {
        let mut all = vec!["--format", "json"];
        all.extend(arguments);
        let lines = self.check(&all).stdout;
        let lines = lines.lines().map(serde_json::from_str);
        lines.collect::<Result<_, _>>().expect("JSON")
    }
}

/// A report as the text of a page: `requests` are the numbers of 本年新收, 上年结转 and
/// 结转下年度 of natural persons; of all that came in, the rest is 予以公开.
fn report(year: u16, [new, before, after]: [u32; 3]) -> String {
    page(year, [new, before, after], new + before - after)
}

/// The same, with so many done whatever came in.
fn page(year: u16, [new, before, after]: [u32; 3], done: u32) -> String {
    let row = |label: &str, count: u32| format!("{label}\t{count}\t0\t0\t0\t0\t0\t{count}\n");
    let zeros = [
        "（二）部分公开（区分处理的，只计这一情形，不计其他答复）",
        "（三）不予公开\t1.属于国家秘密",
        "2.其他法律行政法规禁止公开",
        "3.危及“三安全一稳定”",
        "4.保护第三方合法权益",
        "5.属于三类内部事务信息",
        "6.属于四类过程性信息",
        "7.属于行政执法案卷",
        "8.属于行政查询事项",
        "（四）无法提供\t1.本机关不掌握相关政府信息",
        "2.没有现成信息需要另行制作",
        "3.补正后申请内容仍不明确",
        "（五）不予处理\t1.信访举报投诉类申请",
        "2.重复申请",
        "3.要求提供公开出版物",
        "4.无正当理由大量反复申请",
        "5.要求行政机关确认或重新出具已获取信息",
        "（六）其他处理\t1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
        "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
        "3.其他",
    ];
    let zeros: String = zeros.iter().map(|label| row(label, 0)).collect();
    let next = year + 1;
    format!(
        "示例县青禾镇人民政府{year}年政府信息公开工作年度报告\n\n\
         本报告根据《中华人民共和国政府信息公开条例》和《中华人民共和国政府信息公开工作年度报告格式》（国办公开办函〔2021〕30号）编制，统计期限为{year}年1月1日至{year}年12月31日。如有疑问，请与青禾镇党政综合办公室联系（地址：示例县青禾镇人民路1号，邮编：123456，电话：0123-4567890，电子邮箱：qinghe@example.gov.cn）。\n\n\
         一、总体情况\n\n\
         （一）主动公开情况。{year}年主动公开政府信息73条，其中政策文件28条，办事服务45条。\n\n\
         （二）依申请公开情况。本年新收政府信息公开申请{new}件，上年结转{before}件，结转下年度{after}件，答复都在法定期限内。\n\n\
         （三）政府信息管理情况。建立了信息发布台账，发布前核对来源和数字。\n\n\
         （四）平台建设情况。依托县政府门户网站的专栏公开信息，逐月检查栏目更新。\n\n\
         （五）监督保障情况。把公开工作列入工作考核，请村民代表参加社会评议，没有发生需要责任追究的情形。\n\n\
         二、主动公开政府信息情况\n\n\
         第二十条第（一）项\n信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n规章\t0\t0\t0\n行政规范性文件\t2\t1\t8\n\
         第二十条第（五）项\n信息内容\t本年处理决定数量\n行政许可\t12\n\
         第二十条第（六）项\n信息内容\t本年处理决定数量\n行政处罚\t15\n行政强制\t0\n\
         第二十条第（八）项\n信息内容\t本年收费金额（单位：万元）\n行政事业性收费\t0\n\n\
         三、收到和处理政府信息公开申请情况\n\n\
         （本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）\t自然人\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t总计\n\
         {}{}三、本年度办理结果\n{}{zeros}{}{}\n\
         四、政府信息公开行政复议、行政诉讼情况\n\n\
         行政复议\t行政诉讼\n结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t未经复议直接起诉\t复议后起诉\n\
         结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t结果维持\t结果纠正\t其他结果\t尚未审结\t总计\n\
         0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\n\n\
         五、存在的主要问题及改进情况\n\n\
         存在的问题：一是村级公开栏的内容更新不够及时，二是新来的同志对流程不熟。改进措施：每月由包村干部检查一次公开栏，年初办两次业务培训，并把常见情形写成手册。\n\n\
         六、其他需要报告的事项\n\n\
         本年度没有收取信息处理费，也没有其他需要报告的事项。\n\n\
         示例县青禾镇人民政府\n\n{next}年1月16日\n",
        row("一、本年新收政府信息公开申请数量", new),
        row("二、上年结转政府信息公开申请数量", before),
        row("（一）予以公开", done),
        row("（七）总计", done),
        row("四、结转下年度继续办理", after),
    )
}

#[test]
fn a_sound_report_has_no_finding_and_what_was_not_looked_at_is_said() {
    let desk = Desk::new();
    let run = desk
        .put("年报.txt", &report(2024, [4, 1, 1]))
        .check(&["年报.txt"])
        .clean();
    let first = run.stdout.lines().next();
    let expected = "示例县青禾镇人民政府 2024 年年报（年报.txt）  没有发现问题";
    assert_eq!(first, Some(expected), "{}", run.stdout);
    assert!(
        run.stdout.contains("没有查的，要有站点才知道"),
        "{}",
        run.stdout
    );
    assert!(run.stdout.contains("没有查和上年的衔接"), "{}", run.stdout);
}

#[test]
fn a_wrong_sum_is_told_at_its_line() {
    let desk = Desk::new();
    desk.put("年报.txt", &page(2024, [4, 1, 1], 3));
    let run = desk.check(&["年报.txt"]).ended_with(1);
    assert!(run.stdout.contains("✗ 必须改[A01]"), "{}", run.stdout);
    assert!(run.stdout.contains("--> 年报.txt 第 "), "{}", run.stdout);
    let found = desk.json(&["年报.txt"]);
    let sum = found
        .iter()
        .find(|one| one["id"] == "A01")
        .expect("the sum");
    let text = page(2024, [4, 1, 1], 3);
    let line = sum["line"].as_u64().expect("a line of the text") as usize;
    let stood = text.lines().nth(line - 1).expect("a line");
    assert!(stood.contains('\t'), "{stood}");
    assert_eq!(sum["place"], format!("第 {line} 行"));
    assert_eq!(
        (&sum["file"], &sum["year"]),
        (&"年报.txt".into(), &2024.into())
    );
    assert!(sum["start"].is_null() && sum["unit"].is_null());
    let sarif = desk
        .check(&["年报.txt", "--format", "sarif"])
        .ended_with(1)
        .stdout;
    let sarif: Value = serde_json::from_str(&sarif).expect("JSON");
    let results = sarif["runs"][0]["results"].as_array().expect("results");
    let result = results
        .iter()
        .find(|one| one["ruleId"] == "A01")
        .expect("the sum");
    let physical = &result["locations"][0]["physicalLocation"];
    assert_eq!(physical["region"]["startLine"], line);
    assert_eq!(
        physical["artifactLocation"]["uri"],
        "%E5%B9%B4%E6%8A%A5.txt"
    );
    let github = desk
        .check(&["年报.txt", "--format", "github"])
        .ended_with(1)
        .stdout;
    let expected = format!("::error file=年报.txt,line={line},title=A01::");
    assert!(
        github.lines().any(|one| one.starts_with(&expected)),
        "{github}"
    );
}

/// The report as a page whose tables are tables.
fn web(text: &str) -> String {
    let mut out = String::from("<!DOCTYPE html><html><head><meta charset=utf-8></head><body>");
    let mut in_table = false;
    for line in text.lines().filter(|line| !line.is_empty()) {
        let is_row = line.contains('\t');
        match (in_table, is_row) {
            (false, true) => out += "<table>",
            (true, false) => out += "</table>",
            _ => {}
        }
        in_table = is_row;
        match is_row {
            true => {
                let cells = line.split('\t').map(|cell| format!("<td>{cell}</td>"));
                out += &format!("<tr>{}</tr>", cells.collect::<String>());
            }
            false => out += &format!("<p>{line}</p>"),
        }
    }
    out + "</body></html>"
}

#[test]
fn places_in_pages_are_paragraphs_and_cells() {
    let desk = Desk::new();
    let text = page(2024, [4, 1, 1], 3).replace("逐月检查", "逐月检查，，");
    desk.put("年报.html", &web(&text));
    let found = desk.json(&["年报.html"]);
    let place = |id: &str| {
        let one = found.iter().find(|one| one["id"] == id);
        let one = one.unwrap_or_else(|| panic!("{id} {found:#?}"));
        assert!(one["line"].is_null());
        one["place"].as_str().unwrap_or_default().to_owned()
    };
    assert!(place("A01").contains("个表格第"), "{}", place("A01"));
    assert!(place("TXT01").starts_with("第 ") && place("TXT01").ends_with(" 段"));
    let run = desk.check(&["年报.html"]).ended_with(1);
    let marked = "逐月检查，，";
    assert!(
        run.stdout.contains(marked) && !run.stdout.contains(":::"),
        "{}",
        run.stdout
    );
    let sarif = desk
        .check(&["年报.html", "--format", "sarif"])
        .ended_with(1)
        .stdout;
    assert!(sarif.contains("fullyQualifiedName"), "{sarif}");
    let github = desk
        .check(&["年报.html", "--format", "github"])
        .ended_with(1)
        .stdout;
    assert!(github.contains("title=TXT01::第 "), "{github}");
}

#[test]
fn years_of_one_body_are_compared_and_those_of_others_are_not() {
    let desk = Desk::new();
    desk.put("a.txt", &report(2023, [5, 0, 2]))
        .put("b.txt", &report(2024, [4, 1, 1]));
    let run = desk.check(&["a.txt", "b.txt"]).ended_with(1);
    assert!(run.stdout.contains("✗ 必须改[X01]"), "{}", run.stdout);
    assert!(!run.stdout.contains("没有查和上年的衔接"), "{}", run.stdout);
    let found = desk.json(&["a.txt", "b.txt"]);
    let carried = found
        .iter()
        .find(|one| one["id"] == "X01")
        .expect("the gap");
    assert_eq!(carried["file"], "b.txt");
    assert_eq!(carried["related"][0]["file"], "a.txt");
    desk.put("b.txt", &report(2024, [4, 1, 1]).replace("青禾", "石桥"));
    assert!(
        desk.json(&["a.txt", "b.txt"])
            .iter()
            .all(|one| one["id"] != "X01")
    );
}

#[test]
fn a_report_in_two_files_is_no_copy_of_itself_and_one_of_another_body_is() {
    let desk = Desk::new();
    let text = report(2024, [4, 1, 1]);
    let other = text.replace("示例县青禾镇", "示例县石桥镇");
    desk.put("a.txt", &text)
        .put("b.html", &web(&text))
        .put("c.txt", &other);
    let copied = |files: &[&str]| {
        let found = desk.json(files);
        found.iter().filter(|one| one["id"] == "TPL02").count()
    };
    assert_eq!(copied(&["a.txt", "b.html"]), 0);
    assert!(copied(&["a.txt", "c.txt"]) > 0);
}

#[test]
fn what_is_not_certain_is_never_no_problem() {
    let desk = Desk::new();
    let sound = report(2024, [4, 1, 1]);
    for (name, text, message) in [
        (
            "glued",
            sound.replace("行政规范性文件\t2\t1\t8", "行政规范性文件2159165"),
            "读不定",
        ),
        (
            "missing",
            sound.replace("行政许可\t12\n", ""),
            "表二缺 1 格：行政许可",
        ),
        (
            "year",
            sound.replace("2024", "").replace("2025", ""),
            "没有认出是哪一年的年报",
        ),
        (
            "name",
            sound.replace("示例县青禾镇人民政府", ""),
            "没有认出是哪个单位的年报",
        ),
        ("page", "今天天气好。\n".to_owned(), "没有查全"),
    ] {
        let file = format!("{name}.txt");
        let run = desk
            .put(&file, &text)
            .check(&["--strict", &file])
            .ended_with(1);
        assert!(run.stdout.contains(message), "{name}\n{}", run.stdout);
        assert!(
            !run.stdout.contains("没有发现问题"),
            "{name}\n{}",
            run.stdout
        );
    }
}

#[test]
fn what_must_not_be_published_is_found_wherever_it_stands() {
    let desk = Desk::new();
    let text = format!("密级：秘密\n\n{}", report(2024, [4, 1, 1]));
    let run = desk.put("a.txt", &text).check(&["a.txt"]).ended_with(1);
    assert!(run.stdout.contains("✗ 必须改[PII01]"), "{}", run.stdout);
}

#[test]
fn a_folder_is_checked_file_by_file_and_nothing_in_it_goes_unsaid() {
    let desk = Desk::new();
    desk.put("收/青禾/年报.txt", &report(2024, [4, 1, 1]))
        .put(
            "收/石桥.md",
            &page(2024, [4, 1, 1], 3).replace("青禾", "石桥"),
        )
        .put("收/名单.png", "1")
        .put("收/旧.pdf", "%PDF-1.4");
    let run = desk.check(&["收"]).ended_with(1);
    for expected in [
        "检查了 3 个文件",
        "示例县石桥镇人民政府 2024 年年报",
        "PDF 读不了",
    ] {
        assert!(run.stdout.contains(expected), "{expected}\n{}", run.stdout);
    }
    assert!(run.stderr.contains("没有看别的文件 1 个：") && run.stderr.contains("名单.png"));
    assert!(!run.stdout.contains("导入"), "{}", run.stdout);
    let empty = Desk::new();
    empty
        .put("空/名单.png", "1")
        .check(&["空"])
        .ended_with(2)
        .says(&["没有可以查的文件"]);
}

#[test]
fn files_of_others_and_of_the_site_are_checked_apart() {
    let desk = Desk::new();
    desk.put("年报.txt", &report(2024, [4, 1, 1]));
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let root = root.to_str().expect("UTF-8");
    desk.check(&["--root", root, "2022", "年报.txt"])
        .ended_with(2)
        .says(&["分开查"]);
    desk.check(&["--root", root, "年报.txt"]).clean();
    desk.check(&["--fix", "年报.txt"])
        .ended_with(2)
        .says(&["不改别人交来的"]);
    desk.check(&["没有.txt"])
        .ended_with(2)
        .says(&["没有“没有.txt”"]);
    // What the site has is checked as the site's.
    let own = desk
        .check(&["--root", root, &format!("{root}/content/reports/2022")])
        .clean();
    assert!(own.stdout.contains("检查了 1 份报告"), "{}", own.stdout);
}
