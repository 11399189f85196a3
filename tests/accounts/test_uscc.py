"""Unified social credit codes (GB 32100-2015): shape, check digit, and the library beside our own arithmetic."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import uscc as standard

from accounts.uscc import ALPHABET, check_digit, check_holds, well_formed

STEM = st.tuples(
    st.just("91"), st.from_regex(r"[1-6][0-9]{5}", fullmatch=True), st.text(alphabet=ALPHABET, min_size=9, max_size=9)
).map("".join)


@given(STEM)
def test_our_check_digit_is_the_librarys(stem):
    assert check_digit(stem) == standard.calc_check_digit(stem)
    assert check_holds(stem + check_digit(stem))


@given(STEM, st.integers(0, 16), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_found(stem, place, other):
    code = stem + check_digit(stem)
    if code[place] != other:
        changed = code[:place] + other + code[place + 1 :]
        assert not check_holds(changed)


@pytest.mark.parametrize("prefix", ["A1", "N1", "N2", "N3", "Y1", "91", "12", "52"])
def test_lawful_authorities_are_well_formed(prefix):
    stem = f"{prefix}320706MA1000001"
    assert well_formed(stem + check_digit(stem))


@pytest.mark.parametrize("code", ["", "91320706", "913207O6MA10000010", "91320706MA1000001I", "x" * 18])
def test_malformed_codes_are_refused(code):
    assert not well_formed(code)


def test_full_width_digits_and_blanks_are_read_as_typed():
    stem = "91320706MA1000001"
    code = stem + check_digit(stem)
    assert check_holds(f" {code[:6]} {code[6:]} ".replace("9", "９"))
