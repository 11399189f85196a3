"""Names the terms of a regulation and writes their values for a reader."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from pydantic import BaseModel

from schemes.regulation.document import Regulation
from schemes.regulation.text import Text, text

NOTHING = text("（无）", "(none)")
_TERMS = {
    "after_editions": "间隔届数", "after_tiers": "已获奖项", "after_years": "间隔年数", "applies_to": "适用对象",
    "areas": "地域", "area": "地域", "article": "条款", "asks": "判断问题", "at_least": "下限", "at_most": "上限",
    "award": "奖项", "awards": "适用奖项", "bodies": "机构", "cap_individuals": "个人上限", "cause": "事由",
    "choices": "选项", "clause": "条款编号",
    "clauses": "条款编号", "confirmations": "确认", "discretionary": "可以裁量",
    "draws_from": "来源奖项", "duties": "纪律", "effective_years": "有效运行年数", "equals": "取值", "events": "情形",
    "every_months": "间隔月数", "every_years": "周期（年）", "fact": "填报数据", "facts": "依据的数据",
    "first_day": "起算日", "first_time_only": "仅首次", "framework": "评分框架", "grounds": "情形", "help": "提示",
    "in_force_from": "施行日期", "in_force_until": "有效期至", "issuer": "发布机关", "items": "奖品", "key": "代码",
    "kind": "类型", "kinds": "种类", "label": "名称", "level": "级别", "levels": "级别", "majority": "通过比例",
    "mark": "标注", "marks": "标注", "max_length": "字数上限", "media": "媒体", "name": "名称", "needed": "所需份数",
    "needed_by": "最迟环节", "number": "文号", "on_upheld": "不通过的后果", "outside_quota": "不占名额",
    "plan_days": "计划天数", "pool": "专家库", "prize": "奖金", "publish": "公布方式", "quorum": "法定人数",
    "quota": "名额", "ratio": "比例", "reading": "理解", "recover": "收回", "replacement": "递补", "replaces": "替代",
    "required": "必填", "rules": "规则", "says": "内容", "scale": "等级", "scheme": "代码", "secret": "无记名",
    "stage": "环节", "stages": "环节", "status": "状态", "steps": "处理", "target": "目标数", "tier": "奖项",
    "tiers": "奖项", "title": "名称", "total": "总分", "towards": "推荐至", "type": "类型", "types": "证书类型",
    "unit": "单位", "units": "单位", "use_limited": "限定用途", "version": "版本", "voters": "表决人员",
    "weights": "权重", "when": "适用条件", "within": "期间", "within_days": "期限（天）", "working_days": "工作日数",
    "years": "年数", "yuan": "金额（元）",
}  # fmt: skip


def named(term: str) -> Text:
    """A term's name in both languages."""
    english = term.replace("_", " ")
    return text(_TERMS.get(term, english), english)


def words(*regulations: Regulation) -> Mapping[str, Text]:
    """What the answers' keys, stages and tiers of regulations are called there."""
    found: dict[str, Text] = {}
    for regulation in regulations:
        found |= {question.key: question.label for form in regulation.forms for question in form.questions()}
        found |= {str(stage.kind): stage.name for stage in regulation.stages}
        found |= {tier.key: tier.name for tier in regulation.tiers}
    return found


def written(value: object, known: Mapping[str, Text]) -> Text:
    """A value in both languages; keys that are known by name are written so."""
    match value:
        case None | ():
            return NOTHING
        case Text():
            return value
        case bool():
            return text("是", "yes") if value else text("否", "no")
        case tuple():
            return _joined([written(part, known) for part in value], "、", ", ")
        case dict():
            return _joined([_pair(known.get(key, named(key)), written(part, known)) for key, part in value.items()])
        case BaseModel():
            return _joined([_pair(named(name), written(part, known)) for name, part in _given(value)])
        case date():
            return text(value.isoformat(), value.isoformat())
        case Decimal():
            return text(f"{value:f}", f"{value:f}")
        case _:
            return known.get(str(value), text(str(value), str(value)))


def _given(model: BaseModel) -> list[tuple[str, object]]:
    return [(name, getattr(model, name)) for name in type(model).model_fields if name in model.model_fields_set]


def _pair(name: Text, value: Text) -> Text:
    return text(f"{name.zh}：{value.zh}", f"{name.en}: {value.en}")


def _joined(parts: list[Text], zh: str = "；", en: str = "; ") -> Text:
    return text(zh.join(part.zh for part in parts), en.join(part.en for part in parts))
