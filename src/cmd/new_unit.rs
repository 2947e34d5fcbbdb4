//! The unit that `gongkai new --unit` begins, where there is none of that id.

use std::io::{self, IsTerminal};

use crate::diag::names;
use crate::path::is_id;
use crate::prose::{closest, narrow_digit};
use crate::starter::site::Answers;

use super::console::questions::{self, Question, Unanswered, any, kind, kinds};

/// What is known of a new unit.
#[derive(Debug, clap::Args)]
pub struct UnitArgs {
    /// 新建下属单位时写：单位全称
    #[arg(long, value_name = "名称", requires = "unit")]
    name: Option<String>,
    /// 新建下属单位时写：单位简称
    #[arg(long, value_name = "名称", requires = "unit")]
    short_name: Option<String>,
    /// 新建下属单位时写：乡镇、街道、部门、县级政府、市级政府、省级政府
    #[arg(long, value_name = "类型", requires = "unit")]
    kind: Option<String>,
    /// 新建下属单位时写：所在的县（市、区）
    #[arg(long, value_name = "名称", requires = "unit")]
    county: Option<String>,
    /// 新建下属单位时写：公开工作机构的电话，带区号
    #[arg(long, value_name = "号码", requires = "unit")]
    phone: Option<String>,
    /// 不提问，没有用选项写明的都空着
    #[arg(long, requires = "unit")]
    yes: bool,
}

impl UnitArgs {
    /// The first option that states something of a unit.
    pub fn stated(&self) -> Option<&'static str> {
        let options = [
            ("--name", &self.name),
            ("--short-name", &self.short_name),
            ("--kind", &self.kind),
            ("--county", &self.county),
            ("--phone", &self.phone),
        ];
        let mut options = options.into_iter();
        let (option, _) = options.find(|(_, value)| value.is_some())?;
        Some(option)
    }

    /// Whether a unit of this id is to be begun; `Err` says why not. `known` are the ids
    /// that there are: one that is much like them is a slip, unless the name is stated.
    pub fn allow(&self, id: &str, known: &[&str]) -> Result<(), String> {
        let near = closest(id, known.iter().copied());
        if !is_id(id) {
            let help = match (near, meant(id)) {
                (Some(near), _) => format!("是不是 {near}？"),
                (None, Some(meant)) => format!("写成 {meant}？代号用小写英文字母、数字和连字符"),
                (None, None) => {
                    "代号用小写英文字母、数字和连字符，如 qinghe，网址里要用".to_owned()
                }
            };
            return Err(format!("没有新建：“{id}”不能做单位的代号。{help}"));
        }
        let silent = self.yes || !io::stdin().is_terminal();
        match (&self.name, near) {
            (Some(_), _) => Ok(()),
            (None, Some(near)) => Err(format!(
                "没有新建：没有代号是“{id}”的下属单位。是不是 {near}？要新建一个单位，加上  --name 单位全称"
            )),
            (None, None) if silent && !self.yes => {
                let known = match known {
                    [] => String::new(),
                    known => format!("；已有的代号：{}", known.join("、")),
                };
                Err(format!(
                    "没有新建：没有代号是“{id}”的下属单位。要新建一个单位，加上  --name 单位全称{known}"
                ))
            }
            (None, None) => Ok(()),
        }
    }

    /// What options and a person at the keyboard tell of the unit.
    pub fn ask(&self, id: &str) -> Result<Answers, Unanswered> {
        let kinds = kinds();
        let questions: [Question<'_>; 5] = [
            ("单位全称", &self.name, any),
            ("单位简称", &self.short_name, any),
            (&kinds, &self.kind, kind),
            ("所在的县（市、区）", &self.county, any),
            ("公开工作机构的电话，带区号", &self.phone, any),
        ];
        let before =
            format!("新建下属单位 {id}，问五个问题，不知道的直接按回车，以后在 unit.yaml 里补。");
        let silent = self.yes || !io::stdin().is_terminal();
        let [name, short_name, kind, county, phone] = questions::ask(questions, silent, &before)?;
        Ok(Answers {
            name,
            short_name,
            kind,
            county,
            phone,
            ..Answers::default()
        })
    }
}

/// The id that a text may mean: the last part of a path, in small letters.
pub(super) fn meant(text: &str) -> Option<String> {
    let last = text
        .trim_end_matches(['/', '\\'])
        .rsplit(['/', '\\'])
        .next()?;
    let narrow: String = last.chars().map(narrow_digit).collect();
    let id = narrow.trim().to_lowercase().replace([' ', '.'], "-");
    let device = || names::told(&id).is_some();
    (is_id(&id) && !device()).then_some(id)
}
