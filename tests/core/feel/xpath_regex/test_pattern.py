import re
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.core.feel.xpath_regex import RegexError, RegexLimitError, compile_pattern

PLAIN = st.text(string.ascii_letters + string.digits + " ", min_size=1, max_size=8)


def found(pattern, text, flags=""):
    return compile_pattern(pattern, flags).search(text)


@given(PLAIN, PLAIN)
def test_a_plain_pattern_is_found_where_the_text_holds_it(pattern, text):
    assert found(pattern, text) is (pattern in text)


@given(st.text(max_size=8), st.text(max_size=12))
def test_with_flag_q_any_pattern_is_plain(pattern, text):
    assert found(pattern, text, "q") is (pattern in text)


@given(PLAIN, PLAIN)
def test_with_flag_i_case_does_not_count(pattern, text):
    assert found(pattern, text, "i") is (pattern.lower() in text.lower())


@given(
    st.sampled_from(["a", "[ab]", "a+", "(a|b)c?", "a{2}", "b{1,2}"]), st.text("abc", max_size=10)
)
def test_what_python_reads_alike_is_found_replaced_and_split_alike(pattern, text):
    compiled = compile_pattern(pattern)

    assert compiled.search(text) is (re.search(pattern, text) is not None)
    assert compiled.replace(text, "-") == re.sub(pattern, "-", text)
    assert compiled.find_all(text) == [m.group() for m in re.finditer(pattern, text)]
    pieces = [
        text[a:b]
        for a, b in zip(
            [0, *(m.end() for m in re.finditer(pattern, text))],
            [*(m.start() for m in re.finditer(pattern, text)), len(text)],
            strict=True,
        )
    ]
    assert compiled.split(text) == pieces


@pytest.mark.parametrize(
    ("pattern", "text", "flags", "wanted"),
    [
        ("^a", "ba", "", False),
        ("^a", "b\na", "", False),
        ("^a", "b\na", "m", True),
        ("a$", "a\nb", "", False),
        ("a$", "a\nb", "m", True),
        ("a$", "a\n", "", False),
        ("a.b", "a\nb", "", False),
        ("a.b", "a\nb", "s", True),
        ("a b", "ab", "", False),
        ("a b", "ab", "x", True),
        ("[a ]b", " b", "x", True),
        (r"\[ a", "[a", "x", True),
        (r"\d", "٣", "", True),
        (r"\D", "٣", "", False),
        (r"\w", "é", "", True),
        (r"\w", "-", "", False),
        (r"\W", "-", "", True),
        (r"\s", "\t", "", True),
        (r"\S", "\u00a0", "", True),
        (r"\i\c*", "a-1", "", True),
        (r"^\I$", "1", "", True),
        (r"^\C$", " ", "", True),
        (r"\p{Lu}", "a", "", False),
        (r"\P{Lu}", "a", "", True),
        (r"\p{IsGreek}", "λ", "", True),
        (r"\p{IsBasicLatin}", "λ", "", False),
        ("[^a]", "a", "", False),
        ("[a-c-[b]]", "b", "", False),
        ("[a-c-[b]]", "c", "", True),
        ("[^a-[b]]", "b", "", False),
        ("[a-c]", "B", "i", True),
        ("[^b]", "B", "i", False),
        ("[-a]", "-", "", True),
        ("[a-]", "-", "", True),
        (r"[\n]", "\n", "", True),
        (r"[\--a]", "a", "", True),
        (r"[a\]]", "]", "", True),
        (r"[!-\-]", "-", "", True),
        (r"(a)\1", "aa", "", True),
        (r"(a)?b\1", "b", "", True),
        (r"(a)\10", "aa0", "", True),
        ("(a)" * 12 + r"\12", "a" * 13, "", True),
        ("(?:a|b)c", "bc", "", True),
        ("a??b", "b", "", True),
        ("a{2}", "aa", "", True),
        ("a{2,}", "a", "", False),
        ("^a{0}$", "", "", True),
        ("", "anything", "", True),
        ("a|", "b", "", True),
        ("K", "\u212a", "i", True),
        ("ß", "SS", "i", False),
        (r"\$\^\.", "$^.", "", True),
    ],
)
def test_patterns_are_those_of_xpath(pattern, text, flags, wanted):
    assert found(pattern, text, flags) is wanted


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("(a", "'(' is not closed (character 1"),
        ("a)", "')' closes nothing (character 2"),
        ("[a", "'[' is not closed (character 1"),
        ("[]", "a set cannot be empty"),
        ("[a-[b]c]", "']' must follow the set that is taken away"),
        ("[a[b]]", "write '\\[' for the sign itself"),
        ("[a-b-c]", "write '\\-' for the sign itself"),
        ("[c-a]", "the range c-a ends below its start"),
        (r"[\d-x]", "write '\\-' for the sign itself"),
        (r"[a-\d]", "a range ends with a character"),
        ("*a", "there is nothing to repeat"),
        ("a**", "a repetition cannot be repeated"),
        ("a{2}{3}", "a repetition cannot be repeated"),
        ("a{x}", "'{' needs a number"),
        ("a{3,2}", "the repetition ends below its start"),
        ("a}", "'}' closes nothing"),
        ("a]", "']' closes nothing"),
        ("(?=a)", "after '(?' only ':' may follow"),
        ("\\q", "'\\q' has no meaning"),
        ("a\\", "'\\' has no meaning"),
        (r"\1", "there is no closed group 1 before this place"),
        (r"(a\1)", "there is no closed group 1 before this place"),
        (r"\p", "'\\p' needs a name, as in \\p{L}"),
        (r"\p{L", "'\\p' needs a name, as in \\p{L}"),
        (r"\p{Xx}", "there is no category or block 'Xx'"),
        (r"\p{IsNowhere}", "there is no category or block 'IsNowhere'"),
        (r"\p{Is}", "there is no category or block 'Is'"),
    ],
)
def test_a_wrong_pattern_is_refused_with_the_place_and_the_reason(pattern, words):
    with pytest.raises(RegexError, match=re.escape(words)):
        compile_pattern(pattern)


def test_an_unknown_flag_is_refused():
    with pytest.raises(RegexError, match="there is no flag 'g'"):
        compile_pattern("a", "ig")


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("a" * 1_001, "more than 1,000 characters"),
        ("(" * 60 + "a" + ")" * 60, "more than 50 groups"),
        ("[a-" * 60 + "[b]" + "]" * 60, "more than 50 sets"),
        ("a{1001}", "a repetition of more than 1,000"),
        ("((a{100}){100}){100}", "repetitions inside each other"),
    ],
)
def test_a_pattern_that_is_too_large_is_a_limit(pattern, words):
    with pytest.raises(RegexLimitError, match=words):
        compile_pattern(pattern)


def test_a_search_that_takes_too_long_is_stopped():
    with pytest.raises(RegexLimitError, match="too long on this text"):
        found("(a|aa)+$b", "a" * 40)


def test_a_text_that_is_too_long_is_not_searched():
    with pytest.raises(RegexLimitError, match="1,000,000 characters"):
        found("a", "a" * 1_000_001)


@pytest.mark.parametrize(
    ("pattern", "text", "replacement", "flags", "wanted"),
    [
        ("a", "banana", "o", "", "bonono"),
        ("(ab)|(a)", "abcd", "[1=$1][2=$2]", "", "[1=ab][2=]cd"),
        ("a(.)", "abracadabra", "a$1$1", "", "abbraccaddabbra"),
        ("a", "a", "$0x", "", "ax"),
        ("(a)", "a", "$10", "", "a0"),
        ("a", "a", "$1", "", ""),
        ("a", "a", r"\$\\", "", r"$\\"[:2]),
        (".", "a.b", "$", "q", "a$b"),
    ],
)
def test_a_replacement_may_name_groups(pattern, text, replacement, flags, wanted):
    assert compile_pattern(pattern, flags).replace(text, replacement) == wanted


@pytest.mark.parametrize("replacement", ["$", "$x", "\\", "\\a"])
def test_a_wrong_replacement_is_refused(replacement):
    with pytest.raises(RegexError, match="in a replacement"):
        compile_pattern("a").replace("a", replacement)


def test_a_pattern_that_matches_nothing_cannot_replace_or_split():
    with pytest.raises(RegexError, match="matches the empty text"):
        compile_pattern("a*").replace("b", "x")
    with pytest.raises(RegexError, match="matches the empty text"):
        compile_pattern("a*").split("b")


def test_a_result_that_grows_too_long_is_a_limit():
    with pytest.raises(RegexLimitError, match="the result has more than"):
        compile_pattern("a").replace("a" * 11, "b" * 100_000)
