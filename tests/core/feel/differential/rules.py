"""The grammar of what our engine and feelin both claim to know.

Numbers are halves and quarters, exact in both decimal and binary; places in strings and lists
exist; bounds are in order. What lies outside is in `disagreements`, by name.
"""

from __future__ import annotations

from typing import Final

CONTEXT: Final[dict[str, object]] = {
    "score": 18,
    "days": 42.5,
    "status": "active",
    "flag": True,
    "nothing": None,
    "scores": [12, 18, 9, 4.5],
    "tags": ["housing", "work", "family"],
    "needs": [{"area": "housing", "severity": 3}, {"area": "work", "severity": 1}],
    "person": {"name": "Ada", "age": 36, "home": {"city": "Bern"}},
    "risk level": "high",
}

RULES: Final[dict[str, list[str]]] = {
    "any": [
        "$number", "$string", "$boolean", "$numbers", "$strings", "$context", "$date", "$days",
        "$months", "$moment", "$maybe", "$nested", "$time",
    ],
    "literal": ["0", "1", "2", "3", "7", "10", "0.5", "2.25", "100", "1000.75", "-1", "-4.5"],
    "place": ["1", "2", "3", "4", "-1", "-2", "-3", "-4"],
    "count": ["1", "2", "3", "4", "5"],
    "number": [
        "0", "1", "3", "10", "0.25", "7.5", "score", "days", "person.age", "$literal", "$literal",
        "$number + $number", "$number - $number", "$number * $literal", "$number / 2",
        "$number / 4", "$count ** $count", "($number)", "abs($number)", "floor($number)",
        "ceiling($number)", "modulo($count, $count)", "modulo(-$count, $count)", "sum($numbers)",
        "min($numbers)", "max($numbers)", "count($numbers)", "count($strings)", "sqrt(6.25)",
        "product([$number, $literal])", "mean([$number, $number])", "string length($string)",
        "if $boolean then $number else $number", "append($numbers, $literal)[1]", "scores[-1]",
        "scores[$place]",
        "$date.year", "$date.month", "$date.day", "$date.weekday", "$moment.hour", "$time.minute",
        '@"P10DT4H30M".days', '@"P10DT4H30M".hours', '@"P1Y6M".months', "{a: $number}.a",
        "{a: $number, b: a + 1}.b", "(function(a, b) a - b)($number, $number)",
        "needs[area = \"work\"][1].severity", 'number("1 250,5", " ", ",")', "day of year($date)",
        "week of year($date)", "decimal($literal, 1)", "round up($literal, 1)",
        "round down($literal, 0)", "round half up($literal, 1)", "round half down($literal, 0)",
        "get value({a: $number}, \"a\")", "{f: function(n) n * 2, r: f($number)}.r",
    ],
    "string": [
        '""', '"a"', '"high"', '"Hello, World"', '"ünïcode"', '"a\\"b"', '"tab\\tend"', "status",
        "person.name", "person.home.city", "risk level", "tags[1]", "$string + $string",
        "upper case($string)", "lower case($string)", 'substring("reassessment", $count)',
        'substring("reassessment", -$count)', 'substring("reassessment", $count, $count)',
        'substring before("EX-2027-0042", "-")', 'substring after($string, "a")',
        'replace($string, "a", "o")', 'replace("abc123", "([a-z]+)([0-9]+)", "$2$1")',
        'string join($strings, ", ")', "string($boolean)", "string($count)", "string($string)",
        "if $boolean then $string else $string", "day of week($date)", "month of year($date)",
        'string($date)', "string(null) + $string", "{a: $string}.a",
    ],
    "maybe": ["null", "nothing", "$boolean", "score / 0", "scores[99]", "person.missing"],
    "boolean": [
        "true", "false", "flag", "$number < $number", "$number <= $number", "$number > $number",
        "$number >= $number", "$number = $number", "$number != $number", "$string = $string",
        "$string != $string", "$string < $string", "$date < $date", "$date = $date",
        "$moment >= $moment", "$days > $days", "$boolean and $boolean", "$boolean or $boolean",
        "not($boolean)", "($maybe and $boolean) = null", "($maybe or $boolean) = true",
        "if $maybe = true then $boolean else $boolean", "$number between 1 and 10",
        "($number in [1..10])", "($number in (1..10))", "($number in ]1..10[)",
        "($number in (1, 2, 10))",
        "($number in (< 5, >= 10))", "$string in (\"a\", \"high\")", "($number in $numbers)",
        "($date in [@\"2027-01-01\"..@\"2027-12-31\"])",
        "some x in $numbers satisfies x > $literal",
        "every x in $numbers satisfies x >= $literal", "contains($string, \"a\")",
        "some x in $numbers, y in $strings satisfies x = 3 and y = \"a\"",
        "starts with($string, $string)", "ends with($string, \"e\")", "odd($count)",
        "even($count)", 'matches($string, "^[a-h]+$")', 'matches($string, "WORLD", "i")',
        "list contains($numbers, $literal)", "all([$boolean, $boolean])",
        "any([$boolean, $boolean])", "before($number, $literal)", "after($number, [1..5])",
        "includes([1..10], $number)", "overlaps([1..5], [$count..9])",
        "meets([1..5], [$count..9])",
        "is($number, $literal)", "nothing = null", "score != null",
        "concatenate([0, 0], $numbers) = concatenate([0, 0], $numbers)",
        "{a: $literal} = {a: $literal}",
    ],
    "numbers": [
        "[]", "[1, 2, 3]", "[3, 1, 3, 2]", "scores", "[$number, $number]", "needs.severity",
        "append($numbers, $literal)", "concatenate($numbers, $numbers)", "reverse($numbers)",
        "insert before([1, 2, 3], 2, $number)", "remove([5, 6, 7], 2)", "sublist(scores, 2)",
        "sublist(scores, 1, 2)", "union($numbers, [1, 2])", "distinct values($numbers)",
        "index of([1, 2, 1], 1)", "sort($numbers, function(a, b) a < b)", "flatten([1, [2, [3]]])",
        "(for x in $numbers return x + $literal)", "(for x in 1..$count return x * 2)",
        "(for x in 5..$count return x)", "(for x in [1, 2], y in [10, 20] return x * y)",
        "$numbers[item > $literal]", "$numbers[item <= 3 or item = 10]",
        "needs[severity > 1].severity",
        "(for x in 1..4 return if x = 1 then 1 else x * partial[-1])", "mode([1, 2, 2, 3, 3])",
        "list replace([1, 2, 3], 2, $number)", "if $boolean then $numbers else $numbers",
        "list replace([1, 5, 2], function(item, new) item > 1, $number)",
    ],
    "strings": [
        "tags", '["b", "a"]', "[$string]", "needs.area", 'split("a;b;c", ";")',
        "(for s in tags return upper case(s))", "tags[item != \"work\"]", "reverse($strings)",
        'sort(tags, function(a, b) a < b)', "append($strings, $string)",
    ],
    "nested": [
        "[[1, 2], [3]]", "[$context, $context]", "[$numbers, $strings]",
        "get entries({a: 1})",
    ],
    "context": [
        "{}", "{a: $number}", '{"a b": $string, c: $boolean}', "person", "needs[1]",
        "{a: {b: $number}}", 'context put({a: 1}, "b", $number)', "context merge([{a: 1}, {b: 2}])",
        'context([{key: "k", value: $number}])', "needs[severity = 3][1]",
    ],
    "date": [
        '@"2027-01-31"', '@"2024-02-29"', '@"1999-12-31"', 'date("2027-03-10")',
        "date(2027, $count, 28)", '(@"2027-01-31" + $months)', '(@"2027-03-10" - $months)',
        '(@"2027-01-31" + @"P10D")', '(@"2027-01-31" - @"P$countD")',
    ],
    "time": ['@"09:30:00"', '@"23:59:59"', 'time("12:00:00")', '(@"09:30:00" + @"PT45M")',
             '(@"09:30:00" - @"PT10H")', "time(8, $count, 0)"],
    "moment": [
        '@"2027-01-31T09:30:00"', 'date and time("2024-02-29T23:59:59")',
        '(@"2027-01-31T09:30:00" + $days)', '(@"2027-01-31T09:30:00" - $days)',
        '(@"2027-01-31T09:30:00" + $months)', 'date and time(@"2027-01-31", @"10:00:00")',
    ],
    "days": [
        '@"P10D"', '@"PT4H30M"', '@"-P1DT1H"', 'duration("PT90S")', "$days + $days",
        "$days - $days",
        '(@"2027-03-10" - @"2027-03-01")', '(@"2027-01-31T09:30:00" - @"2027-01-30T08:00:00")',
        '(@"10:00:00" - @"08:30:00")',
    ],
    "months": ['@"P1Y6M"', '@"P3M"', '@"-P1M"', 'duration("P2Y")', "$months + $months",
               "$months - $months"],
}  # fmt: skip
