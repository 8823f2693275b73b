import pytest

from engine.core.feel.errors import FeelLimitError, FeelSyntaxError
from engine.core.feel.syntax.lexer import position, string_value, tokens
from tests.core.feel.asking import value


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("a+b", ["a", "+", "b"]),
        ("1..2", ["1", "..", "2"]),
        ("1.5.2", ["1.5", ".2"]),
        ("a**b*c", ["a", "**", "b", "*", "c"]),
        ("<=>=!=<>", ["<=", ">=", "!=", "<", ">"]),
        ("äöü ?x _y", ["äöü", "?x", "_y"]),
        ("x1 1x", ["x1", "1", "x"]),
        ("a//b\nc/*d*/e", ["a", "c", "e"]),
        (r'"a\"b" c', [r'"a\"b"', "c"]),
        ("\U0001f40e", ["\U0001f40e"]),
    ],
)
def test_a_text_is_cut_into_tokens(text, pieces):
    found = tokens(text)

    assert [token.text for token in found] == [*pieces, ""]
    assert all(text[token.at : token.end] == token.text for token in found)
    assert found[-1].kind == "end"


@pytest.mark.parametrize(
    ("literal", "text"),
    [
        (r'"a\nb\tc\rd"', "a\nb\tc\rd"),
        (r'"\"\'\\"', "\"'\\"),
        (r'"\u0041"', "A"),
        (r'"\U01F40E"', "\U0001f40e"),
        (r'"\uD83D\uDC0E"', "\U0001f40e"),
        (r'"\d+\s"', r"\d+\s"),
        (r'"\uD83D"', r"\uD83D"),
        (r'"\uDC0E"', r"\uDC0E"),
        (r'"\U110000"', r"\U110000"),
        (r'"\u12"', r"\u12"),
        ('"plain"', "plain"),
    ],
)
def test_an_escape_stands_for_its_character_and_any_other_backslash_for_itself(literal, text):
    assert string_value(literal) == text
    assert value(literal) == text


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('1 + "abc', "line 1, column 5: this string has no closing quote"),
        ("1\n /* abc", "line 2, column 2: this comment has no end"),
        ("a # b", "line 1, column 3: the character '#' has no meaning here"),
        ("a && b", "line 1, column 3: write 'and' to join two conditions"),
        ("a || b", "line 1, column 3: write 'or' for one of two conditions"),
        ("!a", "line 1, column 1: write 'not(...)'"),
        ("50%", "line 1, column 3: there is no '%'"),
        ("f(a; b)", "line 1, column 4: write ',' between arguments"),
        ("“high”", "line 1, column 1: text stands in double quotes"),
    ],
)
def test_what_is_no_token_is_refused_with_a_hint(text, message):
    with pytest.raises(FeelSyntaxError) as caught:
        tokens(text)

    assert str(caught.value).startswith(message)


def test_a_text_of_20_000_characters_is_read_and_no_longer_one():
    assert len(tokens("a" * 20_000)) == 2
    with pytest.raises(FeelLimitError, match="20,001 characters"):
        tokens("a" * 20_001)


def test_a_place_has_line_column_and_piece():
    found = position("a +\n  b c", 6, 7)

    assert (found.offset, found.line, found.column, found.text) == (6, 2, 3, "b")
    assert str(found) == "line 2, column 3"
