"""Where feelin and we differ and the standard, DMN 1.5 chapter 10, is on our side."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One class of expressions on which feelin gives another value.

    Attributes:
        name: What the class is called.
        reason: The rule of the standard.
        pattern: A regular expression that finds its members.
        examples: Members; feelin must differ on each, else it has been mended.
    """

    name: str
    reason: str
    pattern: str
    examples: tuple[str, ...]

    def covers(self, text: str) -> bool:
        """Whether an expression belongs to the class."""
        return re.search(self.pattern, text) is not None


DISAGREEMENTS: Final = (
    Disagreement(
        "exponent",
        "Rule 37: a numeric literal may have an exponent.",
        r"\b\d+e\d",
        ("1e3",),
    ),
    Disagreement(
        "decimal digits",
        "10.3.2.3.1: numbers are those of IEEE 754-2008 decimal128, not of binary floating point.",
        r"^0\.1|^1/3|^9007|1\.50",
        ("0.1 + 0.2 = 0.3", "1/3*3 = 1", "9007199254740993 = 9007199254740992", "string(1.50)"),
    ),
    Disagreement(
        "bounds in the wrong order",
        "10.3.2.15: `x between a and b` is `x >= a and x <= b`; a range never turns round.",
        r"10 and 1\b|\[10\.\.1\]",
        ("5 between 10 and 1", "5 in [10..1]"),
    ),
    Disagreement(
        "null against a bound",
        "10.3.2.15: `<` and its like are null when an operand is; null or null is null.",
        r"null in|before\(null|\[null\.\.",
        ("null in (< 5, >= 10)", "before(null, 3)", "1 in [null..5]"),
    ),
    Disagreement(
        "values of two kinds",
        "10.3.2.15: what is of different kinds compares to null.",
        r'^\[1\] = 1|^1 (?:!=|<) "a"',
        ("[1] = 1", '1 < "a"', '1 != "a"'),
    ),
    Disagreement(
        "lists of different length",
        "10.3.2.15: lists are equal when they have the same length and equal items.",
        r"\[\] = \[",
        ("[] = [1, 2]",),
    ),
    Disagreement(
        "condition that is not boolean",
        "10.3.2.14: `if` takes `then` only when its condition is true.",
        r"^if [1\"]",
        ("if 1 then 2 else 3", 'if "x" then 2 else 3'),
    ),
    Disagreement(
        "unknown in a quantified expression",
        "10.3.2.14: `every` and `some` are the three-valued `and` and `or` of their conditions.",
        r"(?:every|some) x in \[.*null",
        ("every x in [1, null] satisfies x > 0", "some x in [null, 1] satisfies x > 5"),
    ),
    Disagreement(
        "single value in place of a list",
        "10.3.2.9.4: where a list is expected, a single value is the list of it.",
        r"in 5 (?:return|satisfies)",
        ("for x in 5 return x", "some x in 5 satisfies x > 1"),
    ),
    Disagreement(
        "iteration to 0, over dates, over what was found so far",
        "10.3.2.14: iteration goes through whole numbers or dates, up or down, and `partial` is "
        "the list of all earlier results.",
        r'\.\.0 return|"\.\.@".* return|return partial',
        (
            "for x in 2..0 return x",
            'for d in @"2027-01-30"..@"2027-02-01" return d.day',
            "for i in 1..3 return partial",
        ),
    ),
    Disagreement(
        "filter by the answer of a function",
        "10.3.2.5: a filter is evaluated for every item, `item` being the item.",
        r"\[(?:not|even)\(item",
        ("[1, 2, 3][not(item > 1)]", "scores[even(item)]"),
    ),
    Disagreement(
        "places that are not there",
        "10.3.4.3 and 10.3.4.4: positions and lengths have a domain; outside it all is null.",
        r'substring\("abc", [0-9]|(?:insert before|remove|list replace)\(\[1, 2\], 5|'
        r"sublist\(\[1, 2, 3\], (?:2, 9|5)",
        (
            'substring("abc", 5)',
            'substring("abc", 2, 9)',
            'substring("abc", 0)',
            "insert before([1, 2], 5, 9)",
            "remove([1, 2], 5)",
            "list replace([1, 2], 5, 9)",
            "sublist([1, 2, 3], 2, 9)",
            "sublist([1, 2, 3], 5)",
        ),
    ),
    Disagreement(
        "order of numbers in median",
        "10.3.4.4: the median is the middle of the numbers in their order, not in that of texts.",
        r"median\(",
        ("median([10, 9, 1])",),
    ),
    Disagreement(
        "smallest and largest of any kind",
        "10.3.4.4: min and max take any items that can be compared with each other.",
        r'(?:min|max)\([\[]?["@]',
        ('min("a", "b")', 'max([@"2027-01-01", @"2027-02-01"])'),
    ),
    Disagreement(
        "items that are lists",
        "10.3.4.4: an item is found, or twice there, by `=`, which lists have as well.",
        r"(?:contains|index of|distinct values)\(\[\[",
        (
            "list contains([[1], [2]], [1])",
            "index of([[1], 2], [1])",
            "distinct values([[1], 1])",
        ),
    ),
    Disagreement(
        "parts of a duration",
        "10.3.2.3, properties of durations: hours are below 24, minutes below 60, months below 12.",
        r'@"P(?:T36H|T90M|18M)"\.',
        ('@"PT36H".hours', '@"PT90M".minutes', '@"P18M".months'),
    ),
    Disagreement(
        "whole months",
        "10.3.4.1: a years and months duration has whole months.",
        r"years and months duration\(",
        ('years and months duration(@"2026-01-15", @"2027-03-10")',),
    ),
    Disagreement(
        "multiples of a duration",
        "10.3.2.15: a duration times a number is a duration.",
        r'@"P2D" \* 2',
        ('@"P2D" * 2',),
    ),
    Disagreement(
        "two kinds of duration",
        "10.3.2.3.7 and 10.3.2.3.8: days and months do not compare, nor add up.",
        r'@"P1M" [<+] @"P\d+D"',
        ('@"P1M" < @"P40D"', '@"P1M" + @"P1D"'),
    ),
    Disagreement(
        "time on top of a date",
        "10.3.2.15: a date plus a duration is a date.",
        r'@"2027-01-31" \+ @"PT',
        ('@"2027-01-31" + @"PT5H"',),
    ),
    Disagreement(
        "a date beside a date and time",
        "10.3.2.15: what is of different kinds compares to null.",
        r'@"2027-01-31" = @"2027-01-31T',
        ('@"2027-01-31" = @"2027-01-31T00:00:00"',),
    ),
    Disagreement(
        "date that is not there",
        "10.3.4.1: the numbers of a date must be those of a day of the calendar.",
        r"date\(2027, 13",
        ("date(2027, 13, 1)",),
    ),
    Disagreement(
        "properties of dates and times",
        "10.3.2.3, properties of dates: a date has no hour; what has an offset or a place says so.",
        r'31"\.hour|\.(?:time offset|timezone)$',
        (
            '@"2027-01-31".hour',
            '@"2027-01-31T09:30:00+02:00".time offset',
            '@"2027-01-31T09:30:00@Europe/Paris".timezone',
        ),
    ),
    Disagreement(
        "instance of",
        "10.3.2.9.2: the type of a value decides.",
        r"instance of",
        ("1 instance of number", '"a" instance of string', "[1] instance of list<number>"),
    ),
    Disagreement(
        "is",
        "10.3.4.6: is() is true or false, for any two values.",
        r"\bis\(1, \"",
        ('is(1, "a")',),
    ),
    Disagreement(
        "ranges of strings",
        "10.3.2.7: a range holds all values between its ends, not single letters alone.",
        r'"bb" in',
        ('"bb" in ["a".."c"]',),
    ),
    Disagreement(
        "a key twice",
        "10.3.2.6: the keys of a context are distinct.",
        r"\{a: 1, a:",
        ("{a: 1, a: 2}",),
    ),
    Disagreement(
        "replacement of XPath",
        r"10.3.4.3, by reference to XPath: in a replacement `\$` is a dollar.",
        r"replace\(.*\\\\\$",
        (r'replace("abc", "b", "\\$")',),
    ),
    Disagreement(
        "domains of functions",
        "10.3.4.4 and 10.3.4.5: whole numbers are odd, durations have `abs`, `all` takes booleans.",
        r"odd\(1\.5|abs\(@|all\(\[1",
        ("odd(1.5)", 'abs(@"-P1D")', "all([1, false])"),
    ),
    Disagreement(
        "functions that feelin lacks",
        "10.3.4.1, 10.3.4.3 and 10.3.4.7 define them.",
        r"during\(|starts\(1|coincides\(|time\(8, 0, 0, @|\"ix\"",
        (
            "during(5, [1..10])",
            "starts(1, [1..10])",
            "coincides(1, 1)",
            'time(8, 0, 0, @"PT1H")',
            'matches("abc", "A B C", "ix")',
        ),
    ),
    Disagreement(
        "number of arguments",
        "10.3.2.13: a function is called with as many arguments as it has parameters.",
        r"^\(function\(x, y\) x\)\(1\)",
        ("(function(x, y) x)(1)",),
    ),
    Disagreement(
        "long escapes",
        r"Rule 64: `\U` has six digits.",
        r"\\u0041\\U",
        (r'"\u0041\U01F600"',),
    ),
)
