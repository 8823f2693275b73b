from decimal import Decimal

import pytest
from hypothesis import given

from engine.core.feel.errors import FeelLimitError
from engine.core.feel.free_names import children
from engine.core.feel.syntax import nodes as n
from engine.core.feel.syntax.names import Names
from engine.core.feel.syntax.parser import parse_tests_tree, parse_tree
from tests.core.feel.syntax.printing import text_of, trees


def read(text, *names):
    return text_of(parse_tree(text, Names(names)))


@given(trees)
def test_a_tree_that_is_written_is_read_as_the_same_tree(tree):
    text = text_of(tree)

    found = parse_tree(text)

    # `-(1)` is a literal as much as `-1`; what they say is the same.
    assert text_of(found) == text_of(parse_tree(text_of(found)))
    assert found == tree or "-(" in text


@given(trees)
def test_every_node_says_where_it_stands(tree):
    text = text_of(tree)
    todo = [parse_tree(text)]

    while todo:
        node = todo.pop()
        assert 0 <= node.at < node.end <= len(text)
        for child in children(node):
            assert node.at <= child.at
            assert child.end <= node.end
            todo.append(child)


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("1 + 2 * 3", "1 + (2 * 3)"),
        ("1 - 2 - 3", "(1 - 2) - 3"),
        ("2 ** 3 ** 2", "(2 ** 3) ** 2"),
        ("-2 ** 2", "(-2) ** 2"),
        ("2 * -a", "2 * (-a)"),
        ("1 - -1", "1 - (-1)"),
        ("a or b and c", "a or (b and c)"),
        ("a = 1 and b = 2", "(a = 1) and (b = 2)"),
        ("1 + 2 < 4", "(1 + 2) < 4"),
        ("1 < 2 = true", "(1 < 2) = true"),
        ("x between 1 and 2 and y", "(x between 1 and 2) and y"),
        ("a + 1 in [1..2]", "(a + 1) in ([1..2])"),
        ("a in > 5", "a in (> 5)"),
        ("a in (1, > 5)", "a in ((1), (> 5))"),
        ("a.b.c", "((a).b).c"),
        ("a[1].b(2)", "(((a)[1]).b)(2)"),
        ("-a.b", "-((a).b)"),
        ("if a then b else c + 1", "if a then b else (c + 1)"),
        ("for x in l return x + 1", "for x in l return (x + 1)"),
        ("some x in l satisfies x and y", "some x in l satisfies (x and y)"),
        ("function(x) x + 1", "function(x) (x + 1)"),
        ("a instance of number and b", "(a instance of number) and b"),
        ("not(a)", "(not)(a)"),
        ("]1..2[", "(1..2)"),
        ("[1..2[", "[1..2)"),
        ("]1..2]", "(1..2]"),
        ("[a[1]..2]", "[(a)[1]..2]"),
        ("1 /* one */ + // two\n 2", "1 + 2"),
        ("risk   score", "risk score"),
        ("a\u00a0b", "a b"),
        ("x in [1..2[ and y", "(x in [1..2)) and y"),
    ],
)
def test_operators_bind_as_the_standard_orders_them(text, same):
    assert parse_tree(text) == parse_tree(same)


@pytest.mark.parametrize(
    ("names", "text", "same"),
    [
        (["follow-up"], "follow-up + 1", "(follow-up) + 1"),
        (["risks and needs"], "risks and needs and x", "(risks and needs) and x"),
        (["a-b"], "a - b", "(a-b)"),
        (["a", "a+b"], "(a)+b", "(a) + b"),
        (["a.b"], "a.b", "(a.b)"),
        (["a", "a b", "a b c"], "a b c", "(a b c)"),
        (["date"], 'date("2027-01-01")', '(date)("2027-01-01")'),
        (["O'Brien"], "O'Brien", "(O'Brien)"),
    ],
)
def test_the_longest_known_name_wins(names, text, same):
    assert parse_tree(text, Names(names)) == parse_tree(same, Names(names))


def test_a_name_that_an_expression_introduces_may_hold_an_operator():
    assert isinstance(parse_tree("{a-b: 1, c: a-b}").entries[1][1], n.Name)
    assert isinstance(parse_tree("for a-b in l return a-b").result, n.Name)
    assert isinstance(parse_tree("function(a-b) a-b").body, n.Name)
    assert isinstance(parse_tree("[{a-b: 1}][a-b = 1]").condition.left, n.Name)


def test_a_name_is_known_only_where_it_is_introduced():
    tree = parse_tree("{r: {a-b: 1}, s: a-b}")

    assert isinstance(tree.entries[1][1], n.Arithmetic)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "line 1, column 1: the expression ends too early"),
        ("1 +", "line 1, column 4: the expression ends too early"),
        ("1\n+ *", "line 2, column 3: '*' cannot stand here"),
        ("1 2", "line 1, column 3: '2' is left over after the expression"),
        ("(1", "line 1, column 3: a closing ')' is missing"),
        ("a in (1", "line 1, column 8: a closing ')' is missing"),
        ("[1 2]", "line 1, column 4: items are separated by ',' and a list ends with ']'"),
        ("[1,]", "line 1, column 4: an item is missing after ','"),
        ("[1..2", "line 1, column 6: a range ends with ']', ')' or '['"),
        ("]1, 2]", "line 1, column 3: ']' opens a range such as ]1..5], but '..' is missing"),
        ("{", "line 1, column 2: the expression ends too early"),
        ("{1: 2}", "line 1, column 2: a key of this context needs a name"),
        ("{a = 1}", "line 1, column 4: ':' is missing after the key 'a'"),
        ("{a: 1 b: 2}", "line 1, column 7: entries are separated by ',' and a context ends"),
        ("{a: 1, a: 2}", "line 1, column 11: the key 'a' stands twice in this context"),
        ("f(1 2)", "line 1, column 5: arguments are separated by ',' and end with ')'"),
        ("f(a: 1, 2)", "line 1, column 9: name all arguments of a call, or none"),
        ("f(1, a: 2)", "line 1, column 11: name all arguments of a call, or none"),
        ("f(a: 1, a: 2)", "line 1, column 14: an argument is named twice"),
        ("a.", "line 1, column 3: a name is missing after '.'"),
        ("a[1", "line 1, column 4: a filter needs a closing ']'"),
        ("if a then b", "line 1, column 12: if needs 'else'"),
        ("if a", "line 1, column 5: if needs 'then'"),
        ("for x in l", "line 1, column 11: for needs 'return'"),
        ("for x return x", "line 1, column 7: 'in' is missing after 'x'"),
        ("for 1 in l return 1", "line 1, column 5: an iteration needs a name"),
        ("some x in l", "line 1, column 12: some needs 'satisfies'"),
        ("a between 1", "line 1, column 12: between needs 'and': x between 1 and 10"),
        ("a instance of", "line 1, column 14: a type is missing"),
        ("a instance of list<number", "line 1, column 26: '>' is missing after list<..."),
        ("a instance of list<>", "line 1, column 21: list<...> takes one type"),
        ("a instance of function<number>", "line 1, column 31: function<...> needs '->'"),
        ("function(1) 1", "line 1, column 10: a parameter needs a name"),
        ("function(a b", "line 1, column 13: parameters are separated by ',' and end with ')'"),
        ("@x", 'line 1, column 2: @ needs a string: @"2027-01-31"'),
        ("then", "line 1, column 1: 'then' cannot stand here"),
        ("'a'", 'line 1, column 1: text stands in double quotes: "high"'),
        ("a == 1", "line 1, column 3: '==' is written '='"),
        ("a <> 1", "line 1, column 3: '<>' is written '!='"),
        ("a => 1", "line 1, column 3: '=>' is written '>='"),
    ],
)
def test_what_is_no_expression_is_refused_with_the_place_and_the_reason(text, message):
    with pytest.raises(Exception) as caught:  # noqa: PT011 - its text is looked at
        parse_tree(text)

    assert str(caught.value).startswith(message)


@pytest.mark.parametrize(
    ("text", "tests", "negated"),
    [
        ("-", [], False),
        ("1", ["1"], False),
        ("1, > 2", ["1", "> (2)"], False),
        ("not(1, 2)", ["1", "2"], True),
        ("not(a) and b", ["((not)(a)) and (b)"], False),
        ("not(a), b", ["(not)(a)", "b"], False),
        ("- 1", ["-1"], False),
        ("? > 1", ["(?) > (1)"], False),
    ],
)
def test_unary_tests_are_a_dash_or_tests_or_their_negation(text, tests, negated):
    found = parse_tests_tree(text)

    assert [text_of(test) for test in found.tests] == tests
    assert found.negated is negated


@pytest.mark.parametrize(
    "text",
    [
        "(" * 200 + "1" + ")" * 200,
        "-" * 200 + "1",
        "1" + "+1" * 400,
        " and ".join(["a"] * 400),
        "a" + ".a" * 400,
        "a instance of " + "list<" * 200 + "number" + ">" * 200,
    ],
)
def test_what_is_too_deep_or_too_long_is_a_limit_with_a_place(text):
    with pytest.raises(FeelLimitError, match="more than"):
        parse_tree(text)


def test_a_number_beyond_the_domain_is_a_limit():
    with pytest.raises(FeelLimitError, match="column 5: this number is too large"):
        parse_tree("1 + 1e7000")


def test_a_number_literal_is_rounded_to_34_digits():
    assert parse_tree("1" * 40).value == Decimal("1" * 34 + "0" * 6)
