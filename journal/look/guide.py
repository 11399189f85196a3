"""The style guide (trial only): every component with invented facts, so that a change of look is seen at once."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from . import icons

SHANGHAI = ZoneInfo("Asia/Shanghai")
Facts = dict[str, Any]


def both(zh: str, en: str) -> dict[str, str]:
    """A sample's wording; samples are facts of the trial, not texts of the portal."""
    return {"zh": zh, "en": en}


def at(month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    """An instant of the sample year."""
    return datetime(2026, month, day, hour, minute, tzinfo=SHANGHAI)


class Sample(forms.Form):
    """A form with every kind of field; the third one fails."""

    name = forms.CharField(label="组织名称", max_length=60, help_text="与营业执照一致")
    founded_on = forms.DateField(label="成立日期", widget=forms.DateInput(attrs={"type": "date"}))
    code = forms.RegexField(r"^[0-9A-Z]{18}$", label="统一社会信用代码", error_messages={"invalid": "应为 18 位。"})
    revenue = forms.DecimalField(label="主营业务收入", required=False)
    area = forms.ChoiceField(label="所在街道", choices=[("a", "朐阳街道"), ("b", "新东街道"), ("c", "路南街道")])
    exporter = forms.ChoiceField(
        label="有出口业务", choices=[("yes", "有"), ("no", "没有")], widget=forms.RadioSelect, required=True
    )
    overview = forms.CharField(label="组织概述", widget=forms.Textarea(attrs={"maxlength": 3000}), required=False)
    truthful = forms.BooleanField(label="所填内容真实、完整，愿意承担由此产生的责任")


def styleguide(request: HttpRequest) -> HttpResponse:
    """All components on one page; there is no such page outside a trial."""
    if not settings.TRIAL:
        raise Http404
    house = "public" if request.GET.get("house") == "public" else "work"
    return render(request, "styleguide.html", samples(request) | {"house": f"{house}_guide"})


def samples(request: HttpRequest) -> Facts:
    """The context of the style guide."""
    return {
        "base": "public_base.html" if request.GET.get("house") == "public" else "workspace_base.html",
        "shell": shell(),
        "trial": {"now": at(11, 21, 10, 32)},
        "tasks": tasks(),
        "stages": stages(),
        "days": days(),
        "published_on": date(2026, 9, 28),
        "findings": findings(),
        "blockers": blockers(),
        "events": events(),
        "rows": rows(),
        "page": Paginator(range(312), 25).page(4),
        "form": Sample({"name": "晨光仪表有限公司", "code": "91320706", "area": "a", "revenue": "18250.5"}),
        "blank": Sample(),
        "score": score(),
        "radar_values": radar_values(),
        "dots": dots(),
        "facts": [
            (both("组织名称", "Name"), "晨光仪表有限公司"),
            (both("统一社会信用代码", "Credit code"), "91320706MA1XYZ1234"),
            (both("行业", "Trade"), both("C40 仪器仪表制造业", "C40 Instruments")),
            (both("职工人数", "Employees"), "412"),
        ],
        "files": [
            {
                "name": "质量管理体系认证证书.pdf",
                "url": "#",
                "size": 1_482_000,
                "at": at(11, 20, 16, 5),
                "remove_url": "#",
            },
            {
                "name": "近三年审计报告.pdf",
                "url": "#",
                "size": 8_920_000,
                "at": at(11, 20, 16, 9),
                "remove_url": "#",
                "state": both("正在检查", "being checked"),
            },
        ],
        "figures": [
            {"value": "38", "label": both("已受理", "Accepted")},
            {"value": "12", "label": both("待推荐意见", "Opinion missing")},
            {"value": "3", "label": both("异议处理中", "Objections open")},
            {"value": "512.50", "label": both("最高得分", "Highest score")},
        ],
        "tabs": [
            {"label": both("审查", "Screening"), "url": "#", "current": True, "count": 12},
            {"label": both("证据", "Evidence"), "url": "#"},
            {"label": both("往届", "Earlier editions"), "url": "#"},
            {"label": both("日志", "Journal"), "url": "#"},
        ],
        "crumbs": [
            {"label": both("工作台", "Workspace"), "url": "#"},
            {"label": both("2026 年度评审", "Edition 2026"), "url": "#"},
            {"label": both("资格审查", "Screening")},
        ],
        "icons": sorted(icons.STROKES),
        "consequences": [
            both(
                "受理名单在门户网站公示，自 2026年9月29日 起 5 个工作日。",
                "The list goes on notice for 5 working days.",
            ),
            both("38 家申报组织收到站内通知。", "38 applicants receive a notice in their inbox."),
        ],
        "recipients": [
            both("申报组织 38 家（站内信）", "38 applicants (inbox)"),
            both("镇街推荐单位 11 家", "11 recommenders"),
        ],
        "clause": {"id": "XX-9.2", "article": "第九条第（二）项"},
    }


def shell() -> Facts:
    """A workspace's frame."""
    nav = [
        ("home", both("工作台", "Workspace"), 0),
        ("", both("本届评审", "This edition"), 0),
        ("flag", both("阶段与进度", "Stages"), 0),
        ("list", both("申报列表", "Applications"), 12),
        ("shield", both("资格审查", "Screening"), 5),
        ("bell", both("公示与异议", "Notices"), 3),
        ("chart", both("评分进度", "Scores"), 0),
        ("award", both("证书", "Certificates"), 0),
        ("", both("长期", "Standing"), 0),
        ("users", both("评审专家", "Experts"), 0),
        ("scale", both("评审办法", "Regulations"), 0),
    ]
    return {
        "role": both("质委办工作人员", "Office staff"),
        "unit": both("质量发展委员会办公室", "Quality office"),
        "inbox": 4,
        "home": "#",
        "nav": [
            {"label": label, "url": "#", "icon": icon, "count": count, "current": icon == "shield"}
            if icon
            else {"heading": label}
            for icon, label, count in nav
        ],
    }


def tasks() -> list[Facts]:
    """What must be done, late to done."""
    return [
        {
            "what": both("审查 5 份申报材料", "Screen 5 applications"),
            "url": "#",
            "state": "late",
            "due_on": date(2026, 11, 19),
            "left": both("已逾期 1 个工作日", "1 working day late"),
            "why": both("受理前须完成资格审查", "Needed before acceptance"),
            "clause": {"id": "XX-9.2", "article": "第九条第（二）项"},
        },
        {
            "what": both("答复异议 2026-003", "Answer objection 2026-003"),
            "url": "#",
            "state": "soon",
            "due": at(11, 25),
            "left": both("还剩 2 个工作日", "2 working days left"),
            "why": both("异议未了结，申报不进入材料评审", "Open objections hold back the application"),
            "clause": {"id": "XX-9.3", "article": "第九条第（三）项"},
            "icon": "mail",
        },
        {
            "what": both("补录评审得分的权重及依据", "Enter the weights and their basis"),
            "url": "#",
            "due_on": date(2026, 12, 8),
            "left": both("还剩 11 个工作日", "11 working days left"),
            "why": both("办法未规定，综合评价前须确定", "Not stated; needed before the evaluation"),
            "clause": {"id": "XX-10", "article": "第十条"},
            "icon": "scale",
        },
        {
            "what": both("发布 2026 年度申报公告", "Publish the call for 2026"),
            "url": "#",
            "state": "done",
            "due_on": date(2026, 9, 1),
        },
    ]


def stages() -> list[Facts]:
    """A procedure on its way."""
    names = [
        ("申报与推荐", "Application"),
        ("资格审查", "Screening"),
        ("受理公示", "Acceptance notice"),
        ("材料评审", "Document review"),
        ("现场评审", "On-site review"),
        ("综合评价", "Evaluation"),
        ("结果公示", "Result notice"),
        ("审定公布", "Approval"),
    ]
    states = ["done", "done", "current", "late", "blocked", "upcoming", "upcoming", "upcoming"]
    return [
        {
            "name": both(*name),
            "state": state,
            "date": date(2026, 9, 1) + timedelta(days=12 * i),
            "url": "#" if i < 4 else "",
        }
        for i, (name, state) in enumerate(zip(names, states, strict=True))
    ]


def days() -> list[Facts]:
    """A working-day period across the National Day holiday of 2026."""
    told: dict[int, Facts] = {
        -1: {"counts": False, "why": both("公示发布当日不计", "the day of publication is not counted")},
        0: {"counts": True, "why": both("工作日", "working day")},
        1: {"counts": True, "why": both("工作日", "working day")},
    }
    told |= {i: {"counts": False, "why": both("国庆节", "National Day")} for i in range(2, 9)}
    told |= {i: {"counts": True, "why": both("工作日", "working day")} for i in (9, 11)}
    told[10] = {"counts": True, "why": both("调休上班", "make-up workday")}
    number, listed = 0, []
    for offset in range(-1, 12):
        number += told[offset]["counts"]
        listed.append({"day": date(2026, 9, 29) + timedelta(days=offset), "number": number, **told[offset]})
    return listed


def findings() -> list[Facts]:
    """One finding of each outcome."""
    return [
        {
            "clause": "XX-8.1",
            "article": "第八条第（一）项",
            "outcome": "met",
            "label": both("正常运营 3 年以上", "3 years of operation"),
            "because": both(
                "成立于 2009年5月18日，至申报截止日满 17 年。", "Founded on 18 May 2009: 17 full years at the deadline."
            ),
        },
        {
            "clause": "XX-8.2",
            "article": "第八条第（二）项",
            "outcome": "not_met",
            "label": both("质量管理体系认证有效", "Quality certificate valid"),
            "because": both(
                "证书于 2026年10月30日 到期，早于申报截止日 2026年11月10日。",
                "The certificate ended on 30 Oct 2026, before the deadline.",
            ),
        },
        {
            "clause": "XX-8.4",
            "article": "第八条第（四）项",
            "outcome": "for_judgement",
            "label": both("规模、总资产贡献率居同行业前列", "Leads its trade"),
            "because": both("由工作人员依据所附数据判断。", "An officer judges by the figures attached."),
        },
        {
            "clause": "XX-8.6",
            "article": "第八条第（六）项",
            "outcome": "unknown",
            "label": both("近 2 年无监督抽查不合格", "No failed spot check in 2 years"),
            "because": both("尚未回答。", "Not answered yet."),
        },
        {
            "clause": "XX-17b",
            "article": "第十七条",
            "outcome": "not_met",
            "label": both("获奖后 5 年内不再受理", "Not accepted for 5 years"),
            "because": both("2022年12月20日 获质量奖。", "Won the award on 20 Dec 2022."),
            "may_apply_from": date(2027, 12, 21),
        },
    ]


def blockers() -> list[Facts]:
    """What a stage still needs."""
    return [
        {
            "says": both("5 份申报尚未审查", "5 applications are not screened"),
            "url": "#",
            "clause": "XX-9.2",
            "article": "第九条第（二）项",
        },
        {
            "says": both("受理公示期已满 5 个工作日", "The notice has run for 5 working days"),
            "clause": "XX-9.2",
            "article": "第九条第（二）项",
            "done": True,
        },
    ]


def events() -> list[Facts]:
    """An application's way."""
    return [
        {
            "at": at(9, 12, 9, 41),
            "what": both("已提交，回执号 2026-017", "Submitted, receipt 2026-017"),
            "state": "done",
        },
        {"at": at(9, 15, 15, 20), "what": both("朐阳街道签署推荐意见", "Signed by the street office"), "state": "done"},
        {
            "on": date(2026, 9, 29),
            "what": both("受理公示开始", "Acceptance notice begins"),
            "state": "now",
            "clause": "XX-9.2",
            "article": "第九条第（二）项",
            "note": both("如有异议，请在公示期内实名提出", "Objections by name during the period"),
        },
        {"on": date(2026, 10, 20), "what": both("材料评审", "Document review")},
    ]


def rows() -> list[Facts]:
    """A ranking with a tie, a cut and one below the minimum."""
    names = (
        "晨光仪表有限公司",
        "江苏新海纺织集团有限公司",
        "港湾物流股份有限公司",
        "海湾食品有限公司",
        "云台山医疗服务中心",
    )
    scores = ("638.25", "601.00", "601.00", "512.50", "499.99")
    kinds = (
        ("good", "拟授奖", "proposed"),
        ("good", "拟授奖", "proposed"),
        ("info", "优秀奖", "excellence"),
        ("info", "优秀奖", "excellence"),
        ("bad", "低于 500 分", "below 500"),
    )
    return [
        {
            "place": place,
            "name": name,
            "score": score,
            "documents": "612.00",
            "onsite": "655.75",
            "kind": kind[0],
            "label": both(kind[1], kind[2]),
            "cut": i == 1,
        }
        for i, (place, name, score, kind) in enumerate(zip((1, 2, 2, 4, 5), names, scores, kinds, strict=True))
    ]


def score() -> Facts:
    """One item of the score sheet."""
    lows = ((0, 5), (10, 25), (30, 45), (50, 65), (70, 85), (90, 100))
    guides = (
        "没有系统的方法",
        "方法处于起步阶段",
        "方法基本系统，部分展开",
        "方法有效、系统，得到很好展开",
        "方法有效、系统，经系统评价和改进",
        "方法完全适应，全面展开，持续创新",
    )
    return {
        "key": "4.1.2",
        "number": "4.1.2",
        "name": both("高层领导的作用", "Role of senior leaders"),
        "points": 50,
        "field": "item-412",
        "value": 65,
        "scored": "32.5",
        "strengths": "最高管理者每月主持质量例会，确定方向并沟通到班组。",
        "opportunities": "",
        "error": both("请写明改进机会。", "Please write down the opportunities."),
        "bands": [
            {
                "low": low,
                "high": high,
                "steps": list(range(low, high + 1, 5)),
                "guidance": both(guide, "Guidance of the band"),
                "chosen": low <= 65 <= high,
            }
            for (low, high), guide in zip(lows, guides, strict=True)
        ],
    }


def radar_values() -> list[Facts]:
    """Shares of the seven categories."""
    labels = (
        ("领导", "Leadership"),
        ("战略", "Strategy"),
        ("顾客与市场", "Customers"),
        ("资源", "Resources"),
        ("过程管理", "Processes"),
        ("测量分析", "Measurement"),
        ("结果", "Results"),
    )
    shares = ((68, 60), (55, 52), (72, 58), (61, 55), (64, 60), (48, 51), (57, 50))
    return [
        {"label": both(*label), "share": share, "other": other}
        for label, (share, other) in zip(labels, shares, strict=True)
    ]


def dots() -> list[Facts]:
    """Experts' percentages per item."""
    return [
        {"label": both("4.1.2 高层领导的作用", "4.1.2 Senior leaders"), "shares": (60, 65, 70), "agreed": 65},
        {"label": both("4.1.3 组织治理", "4.1.3 Governance"), "shares": (55, 55, 60), "agreed": 55},
        {"label": both("4.1.4 社会责任", "4.1.4 Responsibility"), "shares": (30, 65, 80), "agreed": None, "wide": True},
        {"label": both("4.2.2 战略制定", "4.2.2 Strategy development"), "shares": (50, 60, 60), "agreed": 60},
    ]
