"""Rules that count years and days: since a date, certificates, look-back windows, internal publicity."""

from datetime import date

from schemes.regulation.eligibility import HoldsCertificate, InternalPublicity, NoEvent, YearsSince
from schemes.rules.dates import clear_from, in_window, years_after, years_before
from schemes.rules.facts import Certificate
from schemes.rules.periods import period
from schemes.rules.wording import en, zh

from .verdict import Question, Verdict, either, judge, met, missing, not_met, unknown


@judge.register
def _(rule: YearsSince, question: Question) -> Verdict:
    since = question.applicant.answers.get(rule.fact)
    if not isinstance(since, date):
        return missing(rule.fact)
    full = years_after(since, rule.years)
    return either(
        full <= question.on,
        facts=(rule.fact,),
        yes=(f"自{zh(since)}起已满{rule.years}年", f"{rule.years} years have passed since {en(since)}"),
        no=(
            f"自{zh(since)}起至{zh(full)}方满{rule.years}年",
            f"{rule.years} years since {en(since)} end on {en(full)}",
        ),
    )


@judge.register
def _(rule: HoldsCertificate, question: Question) -> Verdict:
    certificates = question.applicant.certificates
    if certificates is None:
        return missing("certificates")
    valid = [c for c in certificates if c.type in rule.types and c.valid_from <= question.on <= c.valid_until]
    if not valid:
        return not_met(
            f"{zh(question.on)}没有有效的所需证书",
            f"no certificate of the kind is valid on {en(question.on)}",
            "certificates",
        )
    since = min(_effective_from(certificate) for certificate in valid)
    return either(
        years_after(since, rule.effective_years) <= question.on,
        facts=("certificates",),
        yes=(f"证书在有效期内，自{zh(since)}起有效运行", f"a certificate is valid and effective since {en(since)}"),
        no=(
            f"自{zh(since)}起有效运行不足{rule.effective_years}年",
            f"effective since {en(since)}, less than {rule.effective_years} years",
        ),
    )


@judge.register
def _(rule: NoEvent, question: Question) -> Verdict:
    applicant, on = question.applicant, question.on
    within = [
        event.happened_on
        for event in applicant.events
        if event.kind in rule.events and in_window(happened_on=event.happened_on, on=on, years=rule.years)
    ]
    if within:
        last = max(within)
        return not_met(
            f"{zh(last)}发生所列情形，在近{rule.years}年内",
            f"an event of {en(last)} lies in the last {rule.years} years",
            *rule.events,
            may_apply_from=clear_from(happened_on=last, years=rule.years),
        )
    unanswered = tuple(kind for kind in rule.events if kind not in applicant.declared_events)
    if unanswered:
        return missing(*unanswered)
    since = years_before(on, rule.years)
    return met(f"{zh(since)}之后至{zh(on)}无所列情形", f"no such event after {en(since)} up to {en(on)}", *rule.events)


@judge.register
def _(rule: InternalPublicity, question: Question) -> Verdict:
    facts = (rule.from_fact, rule.to_fact, rule.objections_fact)
    first, last, objections = (question.applicant.answers.get(fact) for fact in facts)
    if not isinstance(first, date) or not isinstance(last, date) or objections is None:
        return missing(*facts)
    if objections:
        return not_met("内部公示有异议", "the internal publicity met an objection", *facts)
    if last > question.on:
        return not_met("内部公示在申报时尚未结束", "the internal publicity was not over when applying", *facts)
    least = period(event_on=first, length=rule.working_days, unit="working_days", calendar=question.calendar)
    if last >= least.ends_on and least.provisional:
        return unknown("所涉年份放假安排尚未公布", "the days off of that year are not announced yet", *facts)
    return either(
        last >= least.ends_on,
        facts=facts,
        yes=(f"内部公示已满{rule.working_days}个工作日", f"it was up for {rule.working_days} working days"),
        no=(
            f"内部公示不足{rule.working_days}个工作日，至少应至{zh(least.ends_on)}",
            f"it was up for less than {rule.working_days} working days: {en(least.ends_on)} at the earliest",
        ),
    )


def _effective_from(certificate: Certificate) -> date:
    return certificate.effective_from or certificate.valid_from
