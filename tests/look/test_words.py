"""One way to write a date, an instant, a number and an article."""

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from journal.look import words
from journal.templatetags.portal import sentence

SHANGHAI = ZoneInfo("Asia/Shanghai")
UTC = ZoneInfo("UTC")


@pytest.mark.parametrize(
    ("language", "expected"),
    [("zh-hans", "2026年11月21日 周六"), ("en", "Sat 21 Nov 2026"), ("en-gb", "Sat 21 Nov 2026")],
)
def test_a_day_with_its_weekday(language, expected):
    assert words.day(date(2026, 11, 21), language) == expected


def test_an_instant_is_dated_in_shanghai():
    assert words.day(datetime(2026, 11, 20, 16, 0, tzinfo=UTC), "zh-hans") == "2026年11月21日 周六"


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (datetime(2026, 11, 21, 23, 59, tzinfo=SHANGHAI), "2026年11月21日 周六 23:59"),
        (datetime(2026, 11, 22, 0, 0, tzinfo=SHANGHAI), "2026年11月21日 周六 24:00"),
        (datetime(2026, 11, 22, 0, 1, tzinfo=SHANGHAI), "2026年11月22日 周日 00:01"),
        (datetime(2026, 11, 21, 16, 0, tzinfo=UTC), "2026年11月21日 周六 24:00"),
    ],
)
def test_g4_midnight_belongs_to_the_day_it_ends(at, expected):
    assert words.moment(at, "zh-hans") == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [(Decimal("499.995"), "500.00"), (Decimal("499.994"), "499.99"), (500, "500.00"), (None, "—"), (1000, "1,000.00")],
)
def test_points_show_two_decimals_halves_up(value, expected):
    assert words.points(value) == expected


@pytest.mark.parametrize(
    ("yuan", "zh", "en"),
    [
        (500_000, "50 万元", "CNY 500,000"),
        (Decimal("123456.70"), "12.35 万元", "CNY 123,456.7"),
        (0, "0 万元", "CNY 0"),
        (None, "—", "—"),
        (100_000_000, "10,000 万元", "CNY 100,000,000"),
    ],
)
def test_money_in_wan(yuan, zh, en):
    assert (words.wan(yuan, "zh-hans"), words.wan(yuan, "en")) == (zh, en)


@pytest.mark.parametrize(
    ("reference", "english"),
    [
        ("第十六条", "Art. 16"),
        ("第九条第（二）项", "Art. 9(2)"),
        ("第八条第（一）项至第（六）项", "Art. 8(1)–(6)"),
        ("第五条、第六条", "Art. 5, Art. 6"),
        ("第二十八条第一款", "Art. 28 para. 1"),
        ("民法典第二百零三条", "Civil Code Art. 203"),
        ("公告", "Notice"),
    ],
)
def test_articles_in_english(reference, english):
    assert words.article(reference, "en") == english
    assert words.article(reference, "zh-hans") == reference


@pytest.mark.parametrize(
    ("chinese", "number"),
    [("七", 7), ("十", 10), ("十一", 11), ("二十", 20), ("三十二", 32), ("一百", 100), ("二百零三", 203)],
)
def test_chinese_numerals(chinese, number):
    assert words.numeral(chinese) == number


def test_wording_is_taken_from_texts_mappings_and_strings():
    assert words.say({"zh": "奖", "en": "award"}, "en") == "award"
    assert words.say({"zh": "奖", "en": "award"}, "zh-hans") == "奖"
    assert words.say("plain", "en") == "plain"
    assert words.say(None, "en") == ""


@pytest.mark.parametrize(
    ("written", "shown"),
    [("情况属实", "情况属实。"), ("情况属实。", "情况属实。"), ("情况属实。。 ", "情况属实。"), ("属实？", "属实？")],
)
def test_a_reason_in_a_document_ends_with_one_stop(written, shown):
    assert sentence(written) == shown
