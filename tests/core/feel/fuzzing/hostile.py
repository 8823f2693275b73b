"""Pieces of text that a parser or an evaluator may stumble over."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Final

_DIGITS: Final = "0123456789"
_STRANGE: Final = (
    "\x00", "\x1b", "\x7f", "\x85", "\xa0", "\u00ad", "\u0301", "\u200b", "\u200d", "\u202e",
    "\u2028", "\ufeff", "\ufffd", "\uffff", "\ud800", "\udfff", "\U0001f600", "\U000e0001",
    "\U0010ffff", "\u0130", "ß", "\ufb01", "\u0661", "²", "\u2019", "\u201c", "`", "#", "&",
)  # fmt: skip
_ODD_LITERALS: Final = (
    "", "P", "PT", "-P", "P1Y2D", "PT1H-1M", "T", "2027-02-30", "2027-1-1", "-0000-01-01",
    "99999-01-01", "0000-01-01", "1000000000-01-01", "24:00:00", "23:59:60", "09:30", "9:3:0",
    "09:30:00+18:01", "09:30:00@", "09:30:00@Nowhere/Land", "09:30:00@../../etc/passwd",
    "2027-01-31T", "T09:30:00", "2027-01-31T09:30:00+01:00@Europe/Paris", "2027-01-31Z",
    "PT" + "9" * 70 + "S", "P" + "9" * 70 + "Y", "09:30:00." + "9" * 40, "\ud800", "\u0662-01-31",
    "2027-01-31@Europe/Paris", "PT1E5S", "P1W", "P1D\n", "2027-01-31\n", "23:59:59.9999999999@UTC",
)  # fmt: skip
_BOMBS: Final = (
    "(a+)+$", "(a|aa)*b", "(.*)*x", "((a{1,99}){1,99}){1,99}", "a{1000000000}", "(?=a)", "(?<n>a)",
    "[a-z-[aeiou]]+", "[", "(", "\\", "\\p{IsGreek}", "\\p{Nope}", "[^]", "[z-a]", "(a)\\2", "**",
    "\\1(a)", "[[a]--[b]]", "(?i)a", "\\u0041", "[\\d-z]", "^*", "\ud800", "[&&]", "\\cA", "(?:)",
)  # fmt: skip
_FRAGMENTS: Final = (
    "..", "[..]", "[1..", "..1)", "](", "]1..2[", "[1..2..3]", "@", '@"', "@@", "/*", "*/", "//",
    "{}", "{:}", "{a}", "{a:}", "function(", "function(x:", "external", "instance of",
    "instance of list<", "->", "**", "***", "- - -", "if", "then", "else", "for", "return",
    "some", "satisfies", "in", "in (", "between", "and", "or", "not(", "?", "? ?", ".", ".1", "1.",
    "1e", "1e+", "0x1F", "1_000", "==", "<>", "!", "=>", ",", ",,", ":", "'", '"', '\\"', "true.x",
    "null[1]", "()", "[,]", "partial", "item", "\n", "\t", "[1..10] ", "class", "__class__",
    "{a: 1}.__dict__", "__import__('os')", "{0}", "%s", "${x}",
)  # fmt: skip
_OPENINGS: Final = (
    ("(", ")"), ("[", "]"), ("{a:", "}"), ("-", ""), ("not(", ")"), ("if true then ", " else 1"),
    ("for x in ", " return x"), ("function(x) ", ""), ("[1,", "]"), ("a.", ""), ("1+", ""),
    ("1**", ""), ("x[", "]"), ("abs(", ")"), ("true and ", ""), ("< ", ""), ("1 in (", ")"),
    ("some x in ", " satisfies x"), ("1 instance of list<", ">"), ('{"a":', "}"), ("/*", "*/"),
    ("f(a:", ")"), ("[1..", "]"), ("1 between 0 and ", ""), ("(function(x) ", ")(1)"),
    ("1 in (", "..2)"),
)  # fmt: skip


def piece(random: Random) -> str:
    """A hostile piece of text: one in fifty is huge, or makes work without end."""
    huge = random.random() < 0.02
    return random.choice(_MAKERS)(random, huge)


def _nested(random: Random, huge: bool) -> str:
    opening, closing = random.choice(_OPENINGS)
    depth = random.choice((99, 100, 101, 150, 1000) if huge else (2, 3, 5, 10))
    return opening * depth + "1" + closing * random.choice((depth, depth, depth - 1))


def _number(random: Random, huge: bool) -> str:
    digits = "".join(random.choices(_DIGITS, k=5000 if huge else random.choice((1, 5, 34, 40))))
    return random.choice(
        (digits, f"0.{digits}", f"{digits}.{digits}", f"1e{digits[:12]}", f"1E-{digits[:12]}")
    )


def _literal(random: Random, _huge: bool) -> str:
    return f'@"{random.choice(_ODD_LITERALS)}"'


def _string(random: Random, _huge: bool) -> str:
    text = "".join(random.choices(_STRANGE, k=random.randint(1, 6)))
    escape = f"\\u{random.randrange(0xD700, 0x10000):04X}"
    return random.choice((f'"{text}"', text, f'"{text}', f'"{escape}"'))


def _regex(random: Random, _huge: bool) -> str:
    name = random.choice(("matches", "split", "replace", "extract"))
    text = random.choice(("a" * 30, "a" * 1000, "", "aAbß;x"))
    flags = random.choice(("", "i", "smix", "q", "z"))
    more = {"matches": f', "{flags}"', "replace": f', "$1\\\\$2", "{flags}"'}.get(name, "")
    return f'{name}("{text}", "{random.choice(_BOMBS)}"{more})'


def _name(random: Random, huge: bool) -> str:
    word = random.choice(("a", "risk score ", "x-", "and ", "ü", "a+b*c/d", "1a ", "in ", "a.b "))
    return word * (2000 if huge else random.choice((1, 3, 10)))


def _loop(random: Random, huge: bool) -> str:
    size = random.choice((1000, 10**6, 10**18, 10**30) if huge else (1, 3, 10))
    return random.choice(
        (
            f"for x in 1..{size} return x",
            f"for x in 1..{size}, y in 1..{size} return partial",
            f"count(for x in 1..{size} return [x])",
            f"some x in {size}..1 satisfies x < 0",
            f"{{f: function(n) f(n + {size}), r: f(1)}}.r",
            f"{{f: function(g, n) g(g, n + 1), r: f(f, {size})}}.r",
            f'string join(for x in 1..{size} return "abcdefgh", ",")',
            f"sort(for x in 1..{size} return x, function(a, b) a > b)",
            f"{size} ** {size}",
            f"[1..{size}][item > 5]",
        )
    )


_MAKERS: Final[tuple[Callable[[Random, bool], str], ...]] = (
    _nested,
    _number,
    _literal,
    _string,
    _regex,
    _name,
    _loop,
    lambda random, _huge: random.choice(_FRAGMENTS),
    lambda random, _huge: random.choice(_FRAGMENTS),
    lambda random, _huge: random.choice(_STRANGE),
)
