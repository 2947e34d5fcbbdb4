"""The prose of a synthetic report: long as real ones, varied, and in accord
with the tables.

Every sentence is drawn from a pool and filled with the body's own numbers and
places, so that no two reports share a paragraph.
"""

from __future__ import annotations

import random

from bodies import SEED, Body, Report

TOPICS = [
    "惠农补贴", "低保救助", "村务公示", "道路养护", "防汛准备", "老旧小区改造", "饮水工程", "学前教育",
    "残疾人服务", "就业招工", "义务教育入学", "森林防火", "危房改造", "垃圾分类", "医保缴费", "食品安全",
    "宅基地审批", "耕地保护", "养老服务", "安全生产", "环境整治", "财政预决算", "工程招标", "产业扶持",
]
PLACES = [
    "便民服务大厅", "村级公示栏", "文化广场", "集市", "卫生院门口", "学校门前", "农贸市场", "网格服务站",
    "图书阅览室", "党群服务中心", "信用社网点", "客运站",
]
STAFF = ["包村干部", "网格员", "窗口人员", "驻村工作队", "信息员", "村文书", "值班人员", "办公室同志"]
CHANNELS = ["县政府网站", "政务微信", "村村响广播", "电子显示屏", "办事指南手册", "短信通知", "公开栏", "入户宣传单"]

OPENING = [
    "{year}年，{short}围绕{t0}、{t1}和{t2}等群众关心的事项，把公开要求写进各科室的工作清单。",
    "{year}年，{short}把{t0}和{t1}列为公开重点，每季度听取一次汇报，共研究有关问题{n0}个。",
    "{year}年，{short}对照上级要求逐条梳理，从{t0}、{t1}入手，补齐了{n0}处缺项。",
    "{year}年，{short}坚持以公开为常态、不公开为例外，在{t0}方面先行一步，再推广到{t1}。",
    "{year}年，{short}结合辖区实际，由分管负责人牵头，{s0}具体落实，{t0}等工作按月推进。",
]
ACTIVE = [
    "在{p0}设立资料架{n1}个，摆放{t0}的说明材料，由{s0}随时补充。",
    "围绕{t1}编写问答{n2}条，用群众听得懂的话解释条件、材料和时限。",
    "通过{c0}发布{t2}的进度，群众可以在{p1}对照查看。",
    "{t3}方面的政策出台以后，{s1}在{n3}个工作日内完成解读，并同步到{c1}。",
    "每逢赶集日在{p0}开展宣传，全年接待咨询{n4}人次，{t1}问得最多。",
    "对{t2}的申请条件作了图解，印发折页{n4}份，重点送到{p1}周边的住户。",
    "针对老年人不会上网的情况，{s0}把{t3}的内容读给他们听，累计走访{n4}户。",
    "建立{t0}公开台账，内容、时间、责任人一一对应，{s1}每月核对{n1}次。",
]
LISTING = [
    "全年主动公开政府信息共{sum}条，其中政策文件{a}条、工作动态{b}条、财政信息{c}条。",
    "全年通过各种渠道公开信息共{sum}条，其中民生事项{a}条、通知公告{b}条、办事指南{c}条。",
]
MANAGEMENT = [
    "严格执行先审查后公开，{s0}初审、分管负责人终审，全年退回修改{n1}次。",
    "对历年发布的{t0}信息作了清理，内容过时的及时标注，保证前后口径统一。",
    "制作文件时同时确定公开属性，{t1}类文件由{s1}逐份登记，做到有据可查。",
    "涉及个人信息的{t2}名单，公开前隐去身份证件号码，由{s0}和{s1}两人复核。",
    "按照档案管理的要求，把{t3}的公开材料装订成册，共{n2}卷，方便查阅。",
    "坚持一事一审，凡是{t1}的数据，都要和业务科室核实以后再上网。",
]
PLATFORM = [
    "{short}依托{c0}开设{t0}专栏，每{n1}天检查一次链接，及时处理打不开的页面。",
    "{short}在{p0}增设查阅点，配备电脑{n1}台，{s0}现场指导群众使用。",
    "{short}调整{c1}的栏目顺序，把{t1}放在最前面，便于群众查找。",
    "{short}对{c0}的内容每周巡查，全年改正错别字{n2}处，更新{t2}信息{n3}次。",
    "{short}把{p1}的公示栏统一编号，{t3}的内容张贴满{n3}天才能撤换。",
]
SUPPORT = [
    "{short}把政府信息公开纳入年度工作考核，分值占{n1}分，每半年通报一次。",
    "组织业务培训{n1}场，参加{n2}人次，重点讲解{t0}和{t1}的公开要求。",
    "邀请{p0}附近的群众开展社会评议，发放问卷{n4}份，收集到的意见由{s0}逐条回复。",
    "对公开不及时的情形，按规定追究责任，本年度没有发生需要责任追究的情况。",
    "请村民代表担任监督员，每季度到{p1}查看{t2}的公示情况，共提出建议{n1}条。",
]
PROBLEMS = [
    "一是{t0}的内容更新不够及时，{p0}的材料有时晚于{c0}；二是{s0}对公开标准掌握不牢，{t1}的说明偏简单。",
    "一是{c0}和{c1}的内容不完全一致，{t0}的表述有出入；二是{p1}的查阅点利用率不高，全年只有{n2}人使用。",
    "一是解读{t2}的形式比较单一，文字多、图示少；二是{s1}身兼数职，{t3}的信息收集不够主动。",
    "一是{t1}方面的历史信息还没有整理完，剩下{n2}份；二是群众反映{p0}的公示字号偏小，看起来吃力。",
]
PROGRESS = [
    "针对上一年度提出的{t2}公开不全的问题，已经补充材料{n2}份，由{s1}在{p1}逐项核对。",
    "上一年度的整改任务已经完成，{t3}的办理流程在{c1}重新发布，收到好评{n1}次。",
    "此前{p1}缺少专人管理，现已明确由{s1}负责，{t2}的材料随到随换。",
]
MEASURES = [
    "下一步，{short}将改进{t0}的发布流程，由{s0}每月核对{n1}次，并在{p0}公布结果。",
    "下一步，{short}将改进培训方式，围绕{t1}开展案例讲解{n1}次，让{s1}熟悉每个环节。",
    "下一步，{short}将改进解读质量，为{t2}制作图表和短片{n1}个，在{c0}和{p1}同步播放。",
    "下一步，{short}将改进巡查办法，把{c1}和{p0}放在一起比对，发现{t3}不一致的当天更正。",
]
CLOSING = [
    "{year}年，{short}依据《政府信息公开信息处理费管理办法》收取信息处理费的情况为0元。",
    "{short}在{year}年没有收取信息处理费，也没有其他需要报告的事项。",
    "{year}年，{short}没有向申请人收取信息处理费；{t0}和{t1}的公开情况已在前文说明。",
    "{year}年度，{short}未收取信息处理费，{t2}等重点事项按计划在{p0}公开。",
]


def narrative(body: Body, report: Report) -> tuple[str, str, str, str]:
    """The preamble and the sections 一, 五 and 六, each as Markdown without heading."""
    dice = random.Random(f"{SEED}/{body.identifier}/{report.year}")
    write = _Writer(body, report, dice)
    lead = (
        f"根据《中华人民共和国政府信息公开条例》的规定，现公布{body.name}{report.year}年政府信息公开工作年度报告。"
        f"报告的统计期限为{report.year}年1月1日至{report.year}年12月31日。"
        f"如有疑问，请与{body.short}综合办公室联系（地址：示例县{body.street}，"
        f"邮编：{body.postcode}，电话：{body.phone}）。"
    )
    overview = "\n\n".join([
        write.some(OPENING, 1),
        "### （一）主动公开", write.listing() + write.some(ACTIVE, 4) + _decisions(report),
        "### （二）依申请公开", _requests(body, report),
        "### （三）政府信息管理", write.some(MANAGEMENT, 3) + _documents(report),
        "### （四）平台建设", write.some(PLATFORM, 2),
        "### （五）监督保障", write.support(),
    ])
    problems = "\n\n".join([
        f"{report.year}年，{body.short}的主要问题：" + write.some(PROBLEMS, 1),
        write.some(PROGRESS, 1) + write.some(MEASURES, 2),
    ])
    return lead, overview, problems, write.some(CLOSING, 1)


class _Writer:
    """Draws sentences and fills them in."""

    def __init__(self, body: Body, report: Report, dice: random.Random):
        self.body, self.report, self.dice = body, report, dice

    def some(self, pool: list[str], count: int) -> str:
        return "".join(self._fill(one) for one in self.dice.sample(pool, count))

    def support(self) -> str:
        """监督保障 must speak of 考核, 评议 and 责任追究; training is one more."""
        order = [1, 2, 3, 4]
        self.dice.shuffle(order)
        kept = [at for at in order if at in (2, 3) or self.dice.random() < 0.7]
        return "".join(self._fill(SUPPORT[at]) for at in [0, *kept])

    def listing(self) -> str:
        parts = [self.dice.randint(8, 60) for _ in range(3)]
        sentence = self.dice.choice(LISTING)
        return sentence.format(sum=sum(parts), a=parts[0], b=parts[1], c=parts[2])

    def _fill(self, sentence: str) -> str:
        dice = self.dice
        words = {"year": self.report.year, "short": self.body.short}
        for letter, pool, count in [("t", TOPICS, 4), ("p", PLACES, 2), ("s", STAFF, 2), ("c", CHANNELS, 2)]:
            words |= {f"{letter}{at}": word for at, word in enumerate(dice.sample(pool, count))}
        limits = [(2, 12), (2, 9), (11, 68), (3, 20), (31, 480)]
        words |= {f"n{at}": dice.randint(*limit) for at, limit in enumerate(limits)}
        return sentence.format_map(words)


def _requests(body: Body, report: Report) -> str:
    received, carried = report.total("new_received"), report.total("carried_in")
    left, done = report.total("carried_out"), sum(report.concluded())
    if not received:
        start = f"{report.year}年，{body.short}未收到政府信息公开申请"
        return start + (f"，上年结转{carried}件，已经办结。" if carried else "。") + _disputes(report)
    old = f"，上年结转{carried}件" if carried else ""
    rest = f"，结转下年度继续办理{left}件" if left else "，没有结转下年度的申请"
    return (
        f"{report.year}年，{body.short}新收政府信息公开申请{received}件{old}；"
        f"办结{done}件{rest}。"
    ) + _disputes(report)


def _disputes(report: Report) -> str:
    review = report.disputed("reconsideration")
    court = report.disputed("litigation_direct")
    said = [f"因政府信息公开引起的行政复议{review}件" if review else "没有发生政府信息公开行政复议"]
    said.append(f"行政诉讼{court}件" if court else "没有发生政府信息公开行政诉讼")
    return f"{said[0]}，{said[1]}。"


def _documents(report: Report) -> str:
    return (
        f"本年制发行政规范性文件{report.issued}件，废止{report.repealed}件，"
        f"现行有效{report.in_force}件，均已集中公开。"
    )


def _decisions(report: Report) -> str:
    said = [
        f"作出行政{word}决定{count}件"
        for word, count in [
            ("许可", report.licences), ("处罚", report.penalties), ("强制", report.coercive),
        ] if count
    ]
    return "、".join(said) + "，都按时公示。" if said else ""
