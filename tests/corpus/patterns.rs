//! Small reports written fresh after the faults and habits of real ones.

pub struct Pattern {
    pub name: &'static str,
    pub body: &'static str,
    /// Year, `report.yaml`, `report.md`.
    pub reports: &'static [(u64, &'static str, &'static str)],
    /// Every rule that must weigh in, in reading order.
    pub rules: &'static [&'static str],
    /// A cell, and words of the finding that points at it.
    pub tells: &'static [(&'static str, &'static str)],
}

const QUIET: &str = "## 一、总体情况\n\n（一）主动公开。全年公开信息48条，工作考核、社会评议照常进行，没有责任追究的情形。\n\n（二）依申请公开。镇里专人登记。\n\n（三）政府信息管理。先审后发。\n\n（四）平台建设。栏目每周检查。\n\n（五）监督保障。纳入年度考核。\n";

pub const PATTERNS: &[Pattern] = &[
    Pattern {
        name: "a number left over from last year's file",
        body: "示例县柳溪镇人民政府",
        reports: &[(
            2023,
            "年度: 2023\n成文日期: 2024-01-08\n公开日期: 2024-01-10\n表二: {其余为零: true}\n表三:\n  本年新收: [6, 0, 0, 0, 0, 0, 6]\n  其余为零: true\n  （七）总计: [0, 0, 0, 0, 0, 0, 0]\n表四: {其余为零: true}\n",
            "## 一、总体情况\n\n2023年，共收到政府信息公开申请0件。\n",
        )],
        rules: &["NAR01", "A01"],
        tells: &[
            ("requests.new_received.natural_person", "本年新收 6"),
            ("requests.new_received.total", "文字写收到申请 0 件"),
        ],
    },
    Pattern {
        name: "a row of totals left at zero",
        body: "示例县柳溪镇人民政府",
        reports: &[(
            2024,
            "年度: 2024\n成文日期: 2025-01-08\n公开日期: 2025-01-10\n表二: {其余为零: true}\n表三:\n  本年新收: [5, 0, 0, 0, 0, 0, 5]\n  予以公开: [2, 0, 0, 0, 0, 0, 2]\n  本机关不掌握: [3, 0, 0, 0, 0, 0, 3]\n  （七）总计: [0, 0, 0, 0, 0, 0, 0]\n  其余为零: true\n表四:\n  行政复议: [0, 2, 0, 0, 0]\n  其余为零: true\n",
            QUIET,
        )],
        rules: &["A02", "A04"],
        tells: &[
            ("requests.concluded_total.natural_person", "应是 5、5"),
            ("disputes.reconsideration.total", "纠正 2"),
        ],
    },
    Pattern {
        name: "two years of the 2019 form with one closed row",
        body: "示例县农业农村局",
        reports: &[
            (
                2019,
                "年度: 2019\n成文日期: 2020-01-08\n公开日期: 2020-01-10\n表二:\n  规范性文件: [3, 3, 12]\n  其余为零: true\n表三:\n  本年新收: [4, 0, 0, 0, 0, 0, 4]\n  （六）其他处理: [3, 0, 0, 0, 0, 0, 3]\n  （七）总计: [3, 0, 0, 0, 0, 0, 3]\n  结转下年度: [1, 0, 0, 0, 0, 0, 1]\n  其余为零: true\n表四: {其余为零: true}\n",
                "## 一、总体情况\n\n全年制作政府信息60条，其中，主动公开40条（涵盖政策及规范性文件类9条、农技推广类30条、其他信息1条）、依申请公开12条、不予公开8条，主动公开及依申请公开信息占86.67%，较2018年上升2.1个百分点。办结政府信息公开申请3件，结转下年1件。\n",
            ),
            (
                2020,
                "年度: 2020\n成文日期: 2021-01-08\n公开日期: 2021-01-10\n表二:\n  规范性文件: [2, 2, 14]\n  其余为零: true\n表三:\n  上年结转: [1, 0, 0, 0, 0, 0, 1]\n  予以公开: [1, 0, 0, 0, 0, 0, 1]\n  其余为零: true\n表四: {其余为零: true}\n",
                "## 一、总体情况\n\n2020年未收到政府信息公开申请，2019年结转申请1件已答复。全县各单位共制发规范性文件55件。\n",
            ),
        ],
        rules: &[],
        tells: &[],
    },
    Pattern {
        name: "a list whose parts are short of the total, and one that is open",
        body: "示例县农业农村局",
        reports: &[(
            2022,
            "年度: 2022\n成文日期: 2023-01-08\n公开日期: 2023-01-10\n表二: {其余为零: true}\n表三: {其余为零: true}\n表四: {其余为零: true}\n",
            "## 一、总体情况\n\n全年制作信息90条，其中主动公开50条，依申请公开20条，不予公开10条。主动公开的50条中，惠农政策20条，项目资金9条等。\n",
        )],
        rules: &["NAR04"],
        tells: &[],
    },
    Pattern {
        name: "the office's numbers in the text are the district's",
        body: "示例区管委会办公室",
        reports: &[(
            2025,
            "年度: 2025\n成文日期: 2026-01-08\n公开日期: 2026-01-10\n表二:\n  行政规范性文件: [7, 2, 31]\n  其余为零: true\n表三:\n  本年新收: [12, 0, 0, 0, 0, 0, 12]\n  予以公开: [12, 0, 0, 0, 0, 0, 12]\n  其余为零: true\n表四:\n  行政复议: [2, 0, 0, 0, 2]\n  其余为零: true\n",
            "## 一、总体情况\n\n管委会（办公室）共受理公开申请14件，均在期限内答复。因政府信息公开产生行政复议2件，没有结果纠正的。制发行政规范性文件7件，废止文件2件。全区现行有效规范性文件402件。\n",
        )],
        rules: &["NAR01"],
        tells: &[("requests.new_received.total", "办理申请 14 件")],
    },
    Pattern {
        name: "carried over from year to year, and once not",
        body: "示例县柳溪镇人民政府",
        reports: &[
            (
                2021,
                "年度: 2021\n成文日期: 2022-01-08\n公开日期: 2022-01-10\n表二: {其余为零: true}\n表三:\n  本年新收: {自然人: 3}\n  予以公开: {自然人: 1}\n  结转下年度: {自然人: 2}\n  其余为零: true\n表四: {其余为零: true}\n",
                QUIET,
            ),
            (
                2022,
                "年度: 2022\n成文日期: 2023-01-08\n公开日期: 2023-01-10\n表二: {其余为零: true}\n表三:\n  上年结转: {自然人: 2}\n  予以公开: {自然人: 1}\n  结转下年度: {自然人: 1}\n  其余为零: true\n表四: {其余为零: true}\n",
                "## 一、总体情况\n\n年内没有新的申请，上年结转2件，办结1件。\n",
            ),
            (
                2023,
                "年度: 2023\n成文日期: 2024-01-08\n公开日期: 2024-01-10\n表二: {其余为零: true}\n表三: {其余为零: true}\n表四: {其余为零: true}\n",
                "## 一、总体情况\n\n一年来的公开工作按清单推进。\n",
            ),
        ],
        rules: &["X01"],
        tells: &[("requests.carried_in.natural_person", "去年结转下年度 1")],
    },
];
