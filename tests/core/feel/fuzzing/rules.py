"""The rules of the fuzzer's grammar: every construct and every built-in function of FEEL."""

from __future__ import annotations

from typing import Final

from engine.core.feel.builtins import BUILTINS, CAMUNDA

_CALLS: Final = [
    f"{name}({', '.join(['$any'] * count)})"
    for name in sorted({*BUILTINS, *CAMUNDA})
    for count in range(4)
]

RULES: Final[dict[str, list[str]]] = {
    "any": [
        "null", "$number", "$string", "$boolean", "$date", "$time", "$moment", "$days", "$months",
        "$list", "$context", "$range", "$function", "$name", "$call", "$path", "$filter", "$loop",
        "($any)", "if $boolean then $any else $any",
    ],
    "name": [
        "risk score", "days", "status", "follow-up", "risks and needs", "scores", "person", "born",
        "at", "when", "wait", "term", "span", "double", "ü", "nothing", "item", "?", "partial",
    ],
    "number": [
        "0", "1", "-1", "3", "10", "2.5", "0.1", "1e3", "99999999999999999999999999999999999",
        "1e6000", "1e-6000", "$number + $number", "$number - $number", "$number * $number",
        "$number / $number", "$number ** $number", "-$number", "($number)", "$date.year",
        "$days.hours", "$list[$number]", "count($list)", "sum($list)", "string length($string)",
    ],
    "string": [
        '""', '"a"', '"high"', '"EX-2027-0042"', '"A\\u0301\\U01F600"', '"2027-01-31"',
        '"a;b;c"', '"[1..5]"', '"PT4H"', "$string + $string", "string($any)",
        "substring($string, $number)", 'string join([$string, $string], $string)',
        "replace($string, $pattern, $string)", "upper case($string)",
    ],
    "pattern": [
        '"[a-z]+"', '"(a|b)*c"', '"^\\d{2,4}$"', '"\\p{Lu}"', '"a?"', '";"', '"(.)\\1"', "$string",
    ],
    "boolean": [
        "true", "false", "$number < $number", "$any = $any", "$any != $any", "$any >= $any",
        "$boolean and $boolean", "$boolean or $boolean", "not($boolean)", "$any in ($any, $test)",
        "$any in $range", "$any between $any and $any", "$any instance of $type",
        "some x in $list satisfies $boolean", "every x in $list, y in $any satisfies x = y",
        "matches($string, $pattern)", "contains($string, $string)",
    ],
    "date": [
        '@"2027-01-31"', '@"-2027-02-28"', '@"999999999-12-31"', "date($string)",
        "date($number, $number, $number)", "$date + $days", "$date - $months", "today()",
    ],
    "time": [
        '@"09:30:00"', '@"23:59:59.999"', '@"09:30:00@Europe/Paris"', '@"09:30:00-18:00"',
        "time($number, $number, $number, $days)", "$time + $days",
    ],
    "moment": [
        '@"2027-03-28T02:30:00@Europe/Paris"', '@"2027-01-31T00:00:00Z"',
        '@"0001-01-01T00:00:00+14:00"', '@"2027-01-31T12:00:00"', "now()",
        "date and time($date, $time)", "$moment + $days", "$moment - $months",
    ],
    "days": [
        '@"P10D"', '@"-PT4H30M"', '@"PT0.001S"', '@"P99999999999D"', "$moment - $moment",
        "$time - $time", "$days * $number", "$days / $number", "$days + $days", "-$days",
    ],
    "months": [
        '@"P1Y6M"', '@"-P3M"', '@"P999999999Y"', "$months * $number", "$months - $months",
        "years and months duration($date, $date)",
    ],
    "list": [
        "[]", "[1, 2, 3]", "[$any]", "[$any, $any]", "[$number, $number, $number]", "scores",
        "append($list, $any)", "concatenate($list, $list)", "sort($list, $function)",
        "for x in $list return $any", "for i in $number..$number return i", "$list[$boolean]",
        "$list[item > $any]", "distinct values($list)", "flatten($list)",
    ],
    "context": [
        "{}", "{a: 1}", '{"a b": $any, c: $any}', "{a: $any, b: a}", "get entries($any)[1]",
        "context put($context, $string, $any)", "{f: $function, g: f($any)}",
    ],
    "range": [
        "[1..10]", "(1..10)", "]1..10[", "[$number..$number]", "($date..$date]", "[$any..$any)",
        "< $any", ">= $number", "range($string)",
    ],
    "function": [
        "function(x) x", "function(a, b) a < b", "function(x: $type) $any", "abs", "sum",
        "function(a, b) $boolean", "function() external {java: {class: $string}}",
    ],
    "type": [
        "number", "string", "Any", "Null", "list<$type>", "range<$type>", "context<a: $type>",
        "function<$type> -> $type", "days and time duration", "tMissing", "date and time",
    ],
    "path": [
        "person.name", "person.custody status", "$context.a", "$any.$name", "$days.minutes",
        "$moment.time offset", "$range.start included", "scores.x",
    ],
    "filter": [
        "scores[1]", "$list[$any]", "$any[$any]", "person[name = $string]", "scores[-$number]",
    ],
    "loop": [
        "for x in [] return 1", "for x in $any return $any", "for x in $any, y in x return $any",
        "for x in $range return x", "for x in $number..$number return partial",
        "for x in 1..5 return if x = 1 then $any else partial[-1]",
    ],
    "call": ["now()", "double(2)", "double($any)", "($function)($any)", "$name($any)",
             "substring(string: $string, start position: $any)", *_CALLS],
    "test": [
        "-", "< 10", "$any", "> $any", "<= $number", "!= $any", "= $any", "$range", "? > $any",
        "not($any)", "$list",
    ],
    "tests": ["-", "$test", "$test, $test", "not($test, $test)", "$boolean", "not($test)"],
}  # fmt: skip
