"""The grammar of FEEL (DMN 1.5, 10.3.1.2) by precedence climbing.

One pass over the tokens, no backtracking but for `(`, which may open a range, a list of
tests or a group.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Context, Decimal, InvalidOperation, Overflow
from typing import Final, Literal, NoReturn, cast

from engine.core.feel.errors import FeelLimitError, FeelSyntaxError, Position, Undefined
from engine.core.feel.limits import DEFAULT_LIMITS
from engine.core.feel.syntax import nodes as n
from engine.core.feel.syntax.lexer import Token, position, string_value, tokens
from engine.core.feel.syntax.names import KEYWORDS, Names
from engine.core.feel.values.text import at_literal

_TYPE_WORDS: Final = (
    "date and time",
    "days and time duration",
    "years and months duration",
)

_BINARY: Final[dict[str, int]] = {
    "or": 1,
    "and": 2,
    **dict.fromkeys(("=", "!=", "<", "<=", ">", ">=", "between", "in"), 3),
    **dict.fromkeys("+-", 4),
    **dict.fromkeys("*/", 5),
    "**": 6,
}
_INSTANCE: Final = 7
_COMPARE: Final = frozenset({"=", "!=", "<", "<=", ">", ">="})
_NUMBERS: Final = Context(prec=34, Emin=-6143, Emax=6144, traps=[InvalidOperation, Overflow])
_CHAIN: Final = 300


class Parser:
    """A parser for one text.

    Args:
        text: The expression.
        names: Names known in the scope, which win over operators and keywords inside them.
    """

    def __init__(self, text: str, names: Names) -> None:
        self.text = text
        self.stream = tokens(text)
        self.i = 0
        self.names = names
        self.members = names.copy()
        self.depth = 0

    # Whole texts

    def whole_expression(self) -> n.Node:
        """The expression that is the whole text."""
        tree = self.expression()
        self._expect_end()
        return tree

    def whole_unary_tests(self) -> n.UnaryTests:
        """The unary tests that are the whole text (rule 15)."""
        end = len(self.text)
        if self._symbol("-") and self.stream[self.i + 1].kind == "end":
            return n.UnaryTests((), False, at=0, end=end)
        if self._peek_word("not") and self.stream[self.i + 1].text == "(":
            start = self.i
            self.i += 2
            tests = self._tests()
            if self._symbol(")") and self.stream[self.i + 1].kind == "end":
                return n.UnaryTests(tests, True, at=0, end=end)
            self.i = start
        tests = self._tests()
        self._expect_end()
        return n.UnaryTests(tests, False, at=0, end=end)

    # Expressions

    def expression(self, lowest: int = 0) -> n.Node:
        """An expression whose operators bind at least as tightly as `lowest`."""
        self.depth += 1
        if self.depth > DEFAULT_LIMITS.nesting:
            raise FeelLimitError(
                f"more than {DEFAULT_LIMITS.nesting} levels inside each other",
                self._position(self.stream[self.i]),
            )
        left = self._prefix()
        chain = 0
        while True:
            operator = self._operator()
            if operator is None or _BINARY.get(operator, _INSTANCE) < max(lowest, 1):
                break
            chain += 1
            if chain > _CHAIN:
                raise FeelLimitError(f"more than {_CHAIN} operators in a row")
            left = self._binary(operator, left)
        self.depth -= 1
        return left

    def _operator(self) -> str | None:
        token = self.stream[self.i]
        if token.kind == "symbol":
            return token.text if token.text in _BINARY else None
        if token.kind != "name":
            return None
        if token.text in ("and", "or", "between", "in"):
            return token.text
        if token.text == "instance" and self.stream[self.i + 1].text == "of":
            return "instance of"
        return None

    def _binary(self, operator: str, left: n.Node) -> n.Node:
        self.i += 2 if operator == "instance of" else 1
        if operator == "instance of":
            kind = self.type()
            return n.InstanceOf(left, kind, at=left.at, end=kind.end)
        if operator in ("and", "or"):
            return self._logic(operator, left)
        if operator == "between":
            return self._between(left)
        if operator == "in":
            return self._in(left)
        right = self.expression(_BINARY[operator] + 1)
        if operator in _COMPARE:
            compare = cast("Literal['=', '!=', '<', '<=', '>', '>=']", operator)
            return n.Comparison(compare, left, right, at=left.at, end=right.end)
        compute = cast("Literal['+', '-', '*', '/', '**']", operator)
        return n.Arithmetic(compute, left, right, at=left.at, end=right.end)

    def _logic(self, operator: str, left: n.Node) -> n.Node:
        operands = [left, self.expression(_BINARY[operator] + 1)]
        while self._peek_word(operator):
            self.i += 1
            operands.append(self.expression(_BINARY[operator] + 1))
            if len(operands) > _CHAIN:
                raise FeelLimitError(f"more than {_CHAIN} operators in a row")
        kind = n.And if operator == "and" else n.Or
        return kind(tuple(operands), at=left.at, end=operands[-1].end)

    def _between(self, operand: n.Node) -> n.Node:
        low = self.expression(4)
        self._expect_word("and", "between needs 'and': x between 1 and 10")
        high = self.expression(4)
        return n.Between(operand, low, high, at=operand.at, end=high.end)

    def _in(self, operand: n.Node) -> n.Node:
        if self._symbol("("):
            start = self.i
            self.i += 1
            tests = self._tests()
            if self._symbol(")"):
                end = self._take().end
                return n.In(operand, tests, at=operand.at, end=end)
            self.i = start
        test = self._test()
        return n.In(operand, (test,), at=operand.at, end=test.end)

    def _tests(self) -> tuple[n.Node, ...]:
        found = [self.expression()]
        while self._symbol(","):
            self.i += 1
            found.append(self.expression())
        return tuple(found)

    def _test(self) -> n.Node:
        return self.expression(4)

    # What an operator stands between

    def _prefix(self) -> n.Node:
        token = self.stream[self.i]
        if token.kind == "symbol" and token.text == "-":
            return self._negation()
        if token.kind == "symbol" and token.text in _COMPARE:
            self.i += 1
            operator = cast("Literal['=', '!=', '<', '<=', '>', '>=']", token.text)
            endpoint = self.expression(4)
            return n.UnaryComparison(operator, endpoint, at=token.at, end=endpoint.end)
        return self._postfix(self._primary())

    def _negation(self) -> n.Node:
        minus = self._take()
        number = self.stream[self.i].kind == "number"
        self.depth += 1
        if self.depth > DEFAULT_LIMITS.nesting:
            raise FeelLimitError(f"more than {DEFAULT_LIMITS.nesting} levels inside each other")
        operand = self._prefix()
        self.depth -= 1
        if number and isinstance(operand, n.Literal) and isinstance(operand.value, Decimal):
            return n.Literal(-operand.value, at=minus.at, end=operand.end)
        return n.Negation(operand, at=minus.at, end=operand.end)

    def _postfix(self, source: n.Node) -> n.Node:
        chain = 0
        while self.stream[self.i].kind == "symbol":
            text = self.stream[self.i].text
            if text == ".":
                self.i += 1
                name, end = self._member()
                source = n.Path(source, name, at=source.at, end=end)
            elif text == "[" and not self._closes_range():
                self.i += 1
                condition = self._scoped_filter()
                end = self._expect("]", "a filter needs a closing ']'").end
                source = n.Filter(source, condition, at=source.at, end=end)
            elif text == "(":
                source = self._call(source)
            else:
                break
            chain += 1
            if chain > _CHAIN:
                raise FeelLimitError(f"more than {_CHAIN} steps in one path")
        return source

    def _scoped_filter(self) -> n.Node:
        """A filter's condition, where members of the item are names too."""
        outer = self.names
        self.names = self.members
        try:
            return self.expression()
        finally:
            self.names = outer

    def _closes_range(self) -> bool:
        """Whether a `[` ends a range such as `]1..5[`: nothing that follows could be filtered."""
        following = self.stream[self.i + 1]
        if following.kind == "end":
            return True
        if following.kind == "name":
            return following.text in KEYWORDS - {
                "if", "for", "some", "every", "function", "true", "false", "null",
            }  # fmt: skip
        return following.kind == "symbol" and following.text in (
            ")", "]", ",", "}", ".", "*", "/", "+", "..",
        )  # fmt: skip

    def _call(self, function: n.Node) -> n.Node:
        self.i += 1
        positional: list[n.Node] = []
        named: list[tuple[str, n.Node]] = []
        while not self._symbol(")"):
            if positional or named:
                self._expect(",", "arguments are separated by ',' and end with ')'")
            name = self._argument_name()
            if name is not None:
                named.append((name, self.expression()))
            elif named:
                self._fail("name all arguments of a call, or none")
            else:
                positional.append(self.expression())
        end = self._take().end
        if positional and named:
            self._fail("name all arguments of a call, or none")
        if len({name for name, _ in named}) < len(named):
            self._fail("an argument is named twice")
        return n.Call(function, tuple(positional), tuple(named), at=function.at, end=end)

    def _argument_name(self) -> str | None:
        if self.stream[self.i].kind != "name":
            return None
        j = self.i
        while self.stream[j].kind in ("name", "number"):
            j += 1
        if self.stream[j].text != ":":
            return None
        name = " ".join(token.text for token in self.stream[self.i : j])
        self.i = j + 1
        return name

    # The smallest pieces

    def _primary(self) -> n.Node:
        token = self.stream[self.i]
        if token.kind == "number":
            self.i += 1
            return n.Literal(self._number(token), at=token.at, end=token.end)
        if token.kind == "string":
            self.i += 1
            return n.Literal(string_value(token.text), at=token.at, end=token.end)
        if token.kind == "name":
            return self._word(token)
        opening: dict[str, Callable[[], n.Node]] = {
            "(": self._group,
            "[": self._list_or_range,
            "]": self._range_from_bracket,
            "{": self._context,
            "@": self._at_literal,
        }
        if token.text in opening:
            return opening[token.text]()
        if token.kind == "end":
            return self._fail("the expression ends too early")
        return self._fail(f"'{token.text}' cannot stand here")

    def _word(self, token: Token) -> n.Node:
        known = self.names.longest(self.stream, self.i)
        if known is not None:
            self.i += known[1]
            return n.Name(known[0], at=token.at, end=self.stream[self.i - 1].end)
        following = self.stream[self.i + 1]
        if token.text in ("true", "false", "null"):
            self.i += 1
            value = {"true": True, "false": False, "null": None}[token.text]
            return n.Literal(value, at=token.at, end=token.end)
        if token.text == "if":
            return self._if()
        if token.text == "for":
            return self._for()
        if token.text in ("some", "every") and following.kind == "name":
            return self._quantified()
        if token.text == "function" and following.text == "(":
            return self._function()
        if token.text in KEYWORDS - {"some", "every", "function", "external"}:
            self._fail(f"'{token.text}' cannot stand here")
        name, end = self._plain_name()
        return n.Name(name, at=token.at, end=end)

    def _plain_name(self) -> tuple[str, int]:
        parts = [self._take().text]
        while (token := self.stream[self.i]).kind in ("name", "number"):
            if token.text in KEYWORDS or (token.kind == "number" and not token.text.isdigit()):
                break
            parts.append(self._take().text)
        return " ".join(parts), self.stream[self.i - 1].end

    def _member(self) -> tuple[str, int]:
        if self.stream[self.i].kind != "name":
            self._fail("a name is missing after '.'")
        known = self.members.longest(self.stream, self.i)
        if known is not None:
            self.i += known[1]
            return known[0], self.stream[self.i - 1].end
        return self._plain_name()

    def _number(self, token: Token) -> Decimal:
        try:
            return _NUMBERS.create_decimal(token.text)
        except (InvalidOperation, Overflow):
            raise FeelLimitError("this number is too large", self._position(token)) from None

    def _at_literal(self) -> n.Node:
        at = self._take().at
        token = self.stream[self.i]
        if token.kind != "string":
            self._fail('@ needs a string: @"2027-01-31"')
        self.i += 1
        try:
            value = at_literal(string_value(token.text))
        except Undefined as undefined:
            return n.BadLiteral(str(undefined), at=at, end=token.end)
        return n.Literal(value, at=at, end=token.end)

    def _group(self) -> n.Node:
        at = self._take().at
        inner = self.expression()
        if self._symbol(".."):
            return self._range(at, inner, low_included=False)
        self._expect(")", "a closing ')' is missing")
        return inner

    def _list_or_range(self) -> n.Node:
        at = self._take().at
        items: list[n.Node] = []
        while not self._symbol("]"):
            if items:
                self._expect(",", "items are separated by ',' and a list ends with ']'")
            items.append(self.expression())
            if len(items) == 1 and self._symbol(".."):
                return self._range(at, items[0], low_included=True)
        return n.ListLiteral(tuple(items), at=at, end=self._take().end)

    def _range_from_bracket(self) -> n.Node:
        at = self._take().at
        low = self.expression()
        if not self._symbol(".."):
            self._fail("']' opens a range such as ]1..5], but '..' is missing")
        return self._range(at, low, low_included=False)

    def _range(self, at: int, low: n.Node, *, low_included: bool) -> n.Node:
        self.i += 1
        high = self.expression()
        closing = self.stream[self.i]
        if closing.text not in ("]", ")", "[") or closing.kind != "symbol":
            self._fail("a range ends with ']', ')' or '['")
        self.i += 1
        return n.Interval(low, high, low_included, closing.text == "]", at=at, end=closing.end)

    def _context(self) -> n.Node:
        at = self._take().at
        outer = self.names
        self.names = outer.copy()
        entries: list[tuple[str, n.Node]] = []
        while not self._symbol("}"):
            if entries:
                self._expect(",", "entries are separated by ',' and a context ends with '}'")
            key = self._key()
            if any(key == other for other, _ in entries):
                self._fail(f"the key '{key}' stands twice in this context")
            entries.append((key, self.expression()))
            self.names.add(key)
            self.members.add(key)
        self.names = outer
        return n.ContextLiteral(tuple(entries), at=at, end=self._take().end)

    def _key(self) -> str:
        token = self.stream[self.i]
        if token.kind == "string":
            self.i += 1
            key = string_value(token.text)
        else:
            key = self._declared_name({":"}, "a key of this context")
        self._expect(":", f"':' is missing after the key '{key}'")
        return key

    def _declared_name(self, ends: set[str], what: str) -> str:
        """A name being introduced: everything up to a token that ends it."""
        first = self.stream[self.i]
        if first.kind != "name":
            self._fail(f"{what} needs a name")
        j = self.i + 1
        while self.stream[j].text not in ends and self.stream[j].kind not in ("end", "string"):
            j += 1
        spelled = self.text[first.at : self.stream[j - 1].end]
        self.i = j
        return " ".join(spelled.split())

    # Expressions that start with a word

    def _if(self) -> n.Node:
        at = self._take().at
        condition = self.expression()
        self._expect_word("then", "if needs 'then'")
        yes = self.expression()
        self._expect_word("else", "if needs 'else'")
        no = self.expression()
        return n.If(condition, yes, no, at=at, end=no.end)

    def _for(self) -> n.Node:
        at = self._take().at
        outer = self.names
        iterations = self._iterations()
        self._expect_word("return", "for needs 'return'")
        result = self.expression()
        self.names = outer
        return n.For(iterations, result, at=at, end=result.end)

    def _quantified(self) -> n.Node:
        word = self._take()
        outer = self.names
        iterations = self._iterations()
        self._expect_word("satisfies", f"{word.text} needs 'satisfies'")
        condition = self.expression()
        self.names = outer
        kind = cast("Literal['some', 'every']", word.text)
        return n.Quantified(kind, iterations, condition, at=word.at, end=condition.end)

    def _iterations(self) -> tuple[n.Iteration, ...]:
        self.names = self.names.copy()
        found: list[n.Iteration] = []
        while not found or self._symbol(","):
            if found:
                self.i += 1
            at = self.stream[self.i].at
            name = self._declared_name({"in", ",", "return", "satisfies"}, "an iteration")
            self._expect_word("in", f"'in' is missing after '{name}'")
            source = self.expression()
            until = None
            if self._symbol(".."):
                self.i += 1
                until = self.expression()
            end = (until or source).end
            found.append(n.Iteration(name, source, until, at=at, end=end))
            self.names.add(name)
        return tuple(found)

    def _function(self) -> n.Node:
        at = self._take().at
        self.i += 1
        outer = self.names
        self.names = outer.copy()
        parameters: list[n.Parameter] = []
        while not self._symbol(")"):
            if parameters:
                self._expect(",", "parameters are separated by ',' and end with ')'")
            parameters.append(self._parameter())
        self.i += 1
        external = self._peek_word("external")
        self.i += 1 if external else 0
        body = self.expression()
        self.names = outer
        return n.FunctionLiteral(tuple(parameters), body, external, at=at, end=body.end)

    def _parameter(self) -> n.Parameter:
        at = self.stream[self.i].at
        name = self._declared_name({":", ",", ")"}, "a parameter")
        kind = None
        if self._symbol(":"):
            self.i += 1
            kind = self.type()
        self.names.add(name)
        return n.Parameter(name, kind, at=at, end=self.stream[self.i - 1].end)

    # Types

    def type(self) -> n.TypeName | n.GenericType:
        """A type (rule 52)."""
        self.depth += 1
        if self.depth > DEFAULT_LIMITS.nesting:
            raise FeelLimitError(f"more than {DEFAULT_LIMITS.nesting} levels inside each other")
        token = self.stream[self.i]
        if token.kind != "name":
            self._fail("a type is missing")
        generic = token.text in ("list", "range", "context", "function")
        found: n.TypeName | n.GenericType
        if generic and self.stream[self.i + 1].text == "<":
            found = self._generic(token)
        else:
            found = self._type_name(token)
        self.depth -= 1
        return found

    def _generic(self, token: Token) -> n.GenericType:
        self.i += 2
        arguments: list[n.TypeName | n.GenericType] = []
        names: list[str] = []
        while not self._symbol(">"):
            if arguments:
                self._expect(",", f"'>' is missing after {token.text}<...")
            if token.text == "context":
                names.append(self._key())
            arguments.append(self.type())
        end = self._take().end
        result = None
        if token.text == "function":
            self._expect("-", "function<...> needs '->' and the type of its result")
            self._expect(">", "function<...> needs '->' and the type of its result")
            result = self.type()
            end = result.end
        kind = cast("Literal['list', 'range', 'context', 'function']", token.text)
        if kind in ("list", "range") and len(arguments) != 1:
            self._fail(f"{kind}<...> takes one type")
        return n.GenericType(kind, tuple(arguments), tuple(names), result, at=token.at, end=end)

    def _type_name(self, token: Token) -> n.TypeName:
        known = _TYPE_NAMES.longest(self.stream, self.i)
        if known is not None:
            self.i += known[1]
            return n.TypeName(known[0], at=token.at, end=self.stream[self.i - 1].end)
        name, end = self._plain_name()
        while self._symbol("."):
            self.i += 1
            member, end = self._plain_name()
            name = f"{name}.{member}"
        return n.TypeName(name, at=token.at, end=end)

    # Tokens

    def _take(self) -> Token:
        token = self.stream[self.i]
        self.i += 1
        return token

    def _symbol(self, text: str) -> bool:
        token = self.stream[self.i]
        return token.text == text and token.kind == "symbol"

    def _peek_word(self, word: str) -> bool:
        token = self.stream[self.i]
        return token.text == word and token.kind == "name"

    def _expect(self, text: str, otherwise: str) -> Token:
        if not self._symbol(text):
            self._fail(otherwise)
        return self._take()

    def _expect_word(self, word: str, otherwise: str) -> None:
        if not self._peek_word(word):
            self._fail(otherwise)
        self.i += 1

    def _expect_end(self) -> None:
        token = self.stream[self.i]
        if token.kind != "end":
            self._fail(f"'{token.text}' is left over after the expression")

    def _fail(self, message: str) -> NoReturn:
        raise FeelSyntaxError(message, self._position(self.stream[self.i]))

    def _position(self, token: Token) -> Position:
        return position(self.text, token.at, token.end)


_TYPE_NAMES: Final = Names(_TYPE_WORDS)


def parse_tree(text: str, names: Iterable[str] = ()) -> n.Node:
    """The tree of an expression."""
    return _guarded(text, names, Parser.whole_expression)


def parse_tests_tree(text: str, names: Iterable[str] = ()) -> n.UnaryTests:
    """The tree of unary tests."""
    return cast("n.UnaryTests", _guarded(text, names, Parser.whole_unary_tests))


def _guarded(text: str, names: Iterable[str], rule: Callable[[Parser], n.Node]) -> n.Node:
    try:
        return rule(Parser(text, Names(names)))
    except RecursionError:
        raise FeelLimitError("the expression is nested too deeply") from None
