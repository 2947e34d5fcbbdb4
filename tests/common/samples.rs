//! Sample sites as one string each.

/// Samples show one thing each, so the rules about a whole report are turned
/// off in them; those are tested on their own fixtures.
macro_rules! quiet {
    () => {
        "\
# Samples show one thing each; the rules about a whole report are tested elsewhere.
[check]
COL01 = \"off\"
DAT03 = \"off\"
TTL01 = \"off\"
SEC01 = \"off\"
SEC02 = \"off\"
SEC03 = \"off\"
SEC04 = \"off\"
SEC05 = \"off\"
SEC06 = \"off\"
SEC07 = \"off\"
CON01 = \"off\"
DAT01 = \"off\"
DAT02 = \"off\"
DAT04 = \"off\"
CEL01 = \"off\"
CEL04 = \"off\"
CEL05 = \"off\"
CEL06 = \"off\"
PUB03 = \"off\"
NAR01 = \"off\"
NAR02 = \"off\"
NAR03 = \"off\"
NAR04 = \"off\"
NAR05 = \"off\"
TPL01 = \"off\"
TPL02 = \"off\"
TXT01 = \"off\"
TXT02 = \"off\"
TXT03 = \"off\"
TXT04 = \"off\"
TXT05 = \"off\"
X01 = \"off\"
X02 = \"off\"
X03 = \"off\"
X04 = \"off\"
YR01 = \"off\"
YR02 = \"off\"
ORG01 = \"off\"
ORG02 = \"off\"
NUM01 = \"off\"
FMT01 = \"off\"
TTL02 = \"off\"
TTL03 = \"off\"
"
    };
}

/// The smallest site that builds without a warning: pages alone.
pub const SAMPLE: &str = concat!(
    "\
-- site.toml --
[site]
name = \"测试镇人民政府\"

[organization]
name = \"测试镇人民政府\"
",
    quiet!(),
    "
[downloads]
formats = []
data = false

[search]
enabled = false

[pages]
terms = false
map = false
accessibility = false
-- content/reports/2022/report.yaml --
年度: 2022
成文日期: 2023-01-10
表二:
  行政处罚: 60
  其余为零: true
表三: {其余为零: true}
表四: {其余为零: true}
-- content/reports/2022/report.md --
## 一、总体情况

一切正常。

## 五、存在的主要问题及改进情况

没有问题。

## 六、其他需要报告的事项

无。
"
);

/// Every kind of page, two units, three forms.
pub const PORTAL: &str = concat!(
    "\
-- site.toml --
[site]
name = \"测试县政府信息公开\"
domain = \"www.example.gov.cn\"
id_code = \"2112240001\"
icp = \"辽ICP备00000000号\"
police = \"辽公网安备 21122402000001号\"
portal = { name = \"测试县人民政府\", url = \"https://www.example.gov.cn/\" }

[organization]
name = \"测试县人民政府\"
short_name = \"县政府\"
kind = \"county\"

[organization.contact]
department = \"办公室 信息科\"
phone = \"000-12345678\"
",
    quiet!(),
    "-- content/guide.md --
# 政府信息公开指南

见[年报](reports/2022/report.md#s3)，也见 [计划](disclosure/plan/2024.md)。
-- content/apply.md --
# 依申请公开

请来信。
-- content/policies/fee.md --
---
标题: 收费办法
公开日期: 2021-05-01
文号: 测政发〔2021〕1号
状态: 有效
---
第一条　按件收费。
-- content/disclosure/plan/2024.md --
---
标题: 2024 年计划
公开日期: 2024-01-02 09:30
---
| 项目 | 金额 |
|---|---:|
| 修路 | 12.50 |

1. 第一
2. 第二

```
甲  乙
    丙
```
-- content/disclosure/plan/index.md --
# 规划计划
-- content/reports/2018/report.yaml --
年度: 2018
公开日期: 2019-03-01
-- content/reports/2018/report.md --
## 概述

**重点。**后文，*强调* and English words.
-- content/reports/2020/report.yaml --
年度: 2020
成文日期: 2021-01-15
表二: {其余为零: true}
表三: {其余为零: true}
表四: {其余为零: true}
-- content/reports/2020/report.md --
## 一、总体情况

好。

## 五、存在的主要问题及改进情况

见附件[表](files/表%20一.csv)。

## 六、其他需要报告的事项

无。
-- content/reports/2020/files/表 一.csv --
甲,1
-- content/reports/2022/report.yaml --
年度: 2022
成文日期: 2022-12-23
公开日期: 2023-01-20
表二:
  行政规范性文件: {制发: 2, 废止: 0, 现行有效: 9}
  行政处罚: 60
  行政事业性收费: 12.50
  其余为零: true
表三:
  本年新收: {自然人: 3}
  予以公开: {自然人: 3}
  其余为零: true
表四: {其余为零: true}
-- content/reports/2022/report.md --
## 一、总体情况

好。见[上一份](../2020/report.md#s5)。

## 五、存在的主要问题及改进情况

无。

## 六、其他需要报告的事项

无。
-- content/units/qinghe/unit.yaml --
名称: 清河镇人民政府
简称: 清河镇
类型: 乡镇
-- content/units/qinghe/guide.md --
# 公开指南

来电。
-- content/units/qinghe/reports/2022/report.yaml --
年度: 2022
公开日期: 2023-01-18
表二: {其余为零: true}
表三: {其余为零: true}
表四: {其余为零: true}
-- content/units/qinghe/reports/2022/report.md --
## 一、总体情况

好。

## 五、存在的主要问题及改进情况

无。

## 六、其他需要报告的事项

无。
-- static/robots.txt --
User-agent: *
"
);

/// A sample with all the rules that its words break, as notices.
pub fn noisy(sample: &str) -> String {
    sample.replace("= \"off\"", "= \"info\"")
}
