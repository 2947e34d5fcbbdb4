//! What is sent back to a unit: the conclusion first, then each thing with its place in
//! the unit's own file and what to do.

use std::fmt::Write;

use crate::import::difference::Difference;
use crate::import::wording::shown;

use super::mending::Mend;

/// Something that a unit has to be told.
#[derive(Clone, Debug)]
pub enum Matter {
    /// There is no report of the year.
    Missing { year: u16 },
    /// A report that has something to mend.
    Mend {
        file: String,
        year: u16,
        mends: Vec<Mend>,
    },
    /// A file that may be the unit's and was not taken, and why.
    Open { file: String, why: String },
    /// Several files of one year that are not the same.
    Rivals {
        year: u16,
        files: Vec<String>,
        differences: Vec<Difference>,
    },
}

/// The most differences that are listed.
const DIFFERENCES: usize = 20;

/// The letter to a unit; `from` is who sends it back.
pub fn letter(unit: &str, from: Option<&str>, matters: &[Matter]) -> String {
    let mut out = format!("退回意见\n\n{unit}：\n\n");
    for matter in matters {
        tell(&mut out, matter);
        out.push('\n');
    }
    out.push_str(match matters {
        [Matter::Missing { .. }] => "请尽快报送。已经报送的，请告知是哪个文件。\n",
        _ => "请照上面改好，重新报送。\n",
    });
    if let Some(from) = from {
        let _ = write!(out, "\n{from}\n");
    }
    out
}

/// What is to be mended, in a few words.
pub fn brief(matters: &[Matter]) -> String {
    let said = matters.iter().map(|matter| match matter {
        Matter::Missing { year } => format!("没有收到 {year} 年的"),
        Matter::Mend { year, mends, .. } => format!("{year} 年的有 {} 处要改", mends.len()),
        Matter::Open { file, .. } => format!("{} 没有采用", shown(file)),
        Matter::Rivals { year, files, .. } => {
            format!("{year} 年的有 {} 个文件，不一样", files.len())
        }
    });
    said.collect::<Vec<_>>().join("；")
}

fn tell(out: &mut String, matter: &Matter) {
    match matter {
        Matter::Missing { year } => {
            let _ = writeln!(out, "没有收到你单位 {year} 年的政府信息公开工作年度报告。");
        }
        Matter::Mend { file, year, mends } => {
            let count = mends.len();
            let _ = writeln!(
                out,
                "{year} 年的政府信息公开工作年度报告有 {count} 处要改。文件：{}",
                shown(file)
            );
            for (at, mend) in mends.iter().enumerate() {
                let _ = writeln!(out, "{}. {}", at + 1, mend.what);
                if let Some(place) = &mend.place {
                    let _ = writeln!(out, "   位置：{place}");
                }
                let _ = writeln!(out, "   怎么改：{}", mend.cure);
            }
        }
        Matter::Open { file, why } => {
            let _ = writeln!(out, "文件 {} 没有采用：{why}。", shown(file));
        }
        Matter::Rivals {
            year,
            files,
            differences,
        } => rivals(out, *year, files, differences),
    }
}

fn rivals(out: &mut String, year: u16, files: &[String], differences: &[Difference]) {
    let names = files.iter().map(|file| shown(file)).collect::<Vec<_>>();
    let _ = writeln!(
        out,
        "{year} 年的收到 {} 个文件，内容不一样，都没有采用：{}。",
        files.len(),
        names.join("、")
    );
    let stated = |text: &Option<String>| text.as_deref().map_or("空白".to_owned(), shown);
    for one in differences.iter().take(DIFFERENCES) {
        let (old, new) = (stated(&one.old), stated(&one.new));
        let _ = writeln!(out, "  {}：{old}，另一个是 {new}", one.what);
    }
    if differences.len() > DIFFERENCES {
        let _ = writeln!(out, "  一共 {} 处不同", differences.len());
    }
    if differences.is_empty() {
        out.push_str("  数字和日期一样，文字不同\n");
    }
    out.push_str("  怎么改：定下用哪一个，只报送那一个。\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_conclusion_comes_first_and_every_thing_has_its_place() {
        let mend = |what: &str, place: Option<&str>| Mend {
            what: what.to_owned(),
            place: place.map(str::to_owned),
            cure: "核对".to_owned(),
        };
        let mends = vec![mend("甲", Some("第 3 行")), mend("乙", None)];
        let matter = Matter::Mend {
            file: "石桥镇.docx".to_owned(),
            year: 2022,
            mends,
        };
        let told = letter("石桥镇", Some("示例县人民政府"), &[matter]);
        let expected = "退回意见\n\n石桥镇：\n\n2022 年的政府信息公开工作年度报告有 2 处要改。\
            文件：石桥镇.docx\n1. 甲\n   位置：第 3 行\n   怎么改：核对\n2. 乙\n   怎么改：核对\n\n\
            请照上面改好，重新报送。\n\n示例县人民政府\n";
        assert_eq!(told, expected);
        let missing = [Matter::Missing { year: 2022 }];
        let told = letter("石桥镇", None, &missing);
        assert!(told.ends_with("已经报送的，请告知是哪个文件。\n"), "{told}");
        assert_eq!(brief(&missing), "没有收到 2022 年的");
    }
}
