"""The grammar of FEEL (DMN 1.5, 10.3.1.2) by precedence climbing.

One pass over the tokens, no backtracking but for `(`, which may open a range, a list of
tests or a group.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final, Literal, cast

from engine.core.feel.errors import FeelLimitError
from engine.core.feel.syntax import nodes as n
from engine.core.feel.syntax.cursor import CHAIN
from engine.core.feel.syntax.lexer import Token
from engine.core.feel.syntax.names import Names
from engine.core.feel.syntax.postfix_parser import PostfixParser
from engine.core.feel.syntax.primary_parser import NUMBERS

_BINARY: Final[dict[str, int]] = {
    "or": 1,
    "and": 2,
    **dict.fromkeys(("=", "!=", "<", "<=", ">", ">=", "between", "in"), 3),
    **dict.fromkeys("+-", 4),
    **dict.fromkeys("*/", 5),
    "**": 6,
}
_INSTANCE: Final = 7
_FOREIGN: Final = {"==": "=", "<>": "!=", "=>": ">=", "=<": "<=", "!==": "!="}
_NO_NAMES: Final = Names()
_COMPARE: Final = frozenset({"=", "!=", "<", "<=", ">", ">="})


class Parser(PostfixParser):
    """A parser for one text."""

    def whole_expression(self) -> n.Node:
        """The expression that is the whole text."""
        tree = self.expression()
        self.expect_end()
        return tree

    def whole_unary_tests(self) -> n.UnaryTests:
        """The unary tests that are the whole text (rule 15)."""
        end = len(self.text)
        if self.at_symbol("-") and self.stream[self.i + 1].kind == "end":
            return n.UnaryTests((), False, at=0, end=end)
        if self.at_word("not") and self.stream[self.i + 1].text == "(":
            start = self.i
            self.i += 2
            tests = self._tests()
            if self.at_symbol(")") and self.stream[self.i + 1].kind == "end":
                return n.UnaryTests(tests, True, at=0, end=end)
            self.i = start
        tests = self._tests()
        self.expect_end()
        return n.UnaryTests(tests, False, at=0, end=end)

    def expression(self, lowest: int = 0) -> n.Node:
        """An expression whose operators bind at least as tightly as `lowest`."""
        self.enter()
        left = self._prefix()
        chain = 0
        while True:
            operator = self._operator()
            if operator is None or _BINARY.get(operator, _INSTANCE) < max(lowest, 1):
                break
            chain += 1
            if chain > CHAIN:
                raise FeelLimitError(f"more than {CHAIN} operators in a row")
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
        if operator in _COMPARE:
            self._refuse_foreign(operator)
        right = self.expression(_BINARY[operator] + 1)
        if operator in _COMPARE:
            compare = cast("Literal['=', '!=', '<', '<=', '>', '>=']", operator)
            return n.Comparison(compare, left, right, at=left.at, end=right.end)
        compute = cast("Literal['+', '-', '*', '/', '**']", operator)
        return n.Arithmetic(compute, left, right, at=left.at, end=right.end)

    def _refuse_foreign(self, operator: str) -> None:
        """Refuse the signs of other languages, such as `==`, which would read as two of ours."""
        previous, token = self.stream[self.i - 1], self.stream[self.i]
        spelled = operator + token.text
        if token.at == previous.end and spelled in _FOREIGN:
            self.i -= 1
            self.fail(f"'{spelled}' is written '{_FOREIGN[spelled]}'")

    def _logic(self, operator: str, left: n.Node) -> n.Node:
        operands = [left, self.expression(_BINARY[operator] + 1)]
        while self.at_word(operator):
            self.i += 1
            operands.append(self.expression(_BINARY[operator] + 1))
            if len(operands) > CHAIN:
                raise FeelLimitError(f"more than {CHAIN} operators in a row")
        kind = n.And if operator == "and" else n.Or
        return kind(tuple(operands), at=left.at, end=operands[-1].end)

    def _between(self, operand: n.Node) -> n.Node:
        low = self.expression(4)
        self.expect_word("and", "between needs 'and': x between 1 and 10")
        high = self.expression(4)
        return n.Between(operand, low, high, at=operand.at, end=high.end)

    def _in(self, operand: n.Node) -> n.Node:
        if not self.at_symbol("("):
            test = self._test()
            return n.In(operand, (test,), at=operand.at, end=test.end)
        at = self.take().at
        tests = self._tests()
        if len(tests) == 1 and self.at_symbol(".."):
            # Not read a second time as a range: inside each other that would double each level.
            test = self.postfix(self.range_from(at, tests[0], low_included=False))
            return n.In(operand, (test,), at=operand.at, end=test.end)
        end = self.expect(")", "a closing ')' is missing").end
        return n.In(operand, tests, at=operand.at, end=end)

    def _tests(self) -> tuple[n.Node, ...]:
        found = [self.expression()]
        while self.at_symbol(","):
            self.i += 1
            found.append(self.expression())
        return tuple(found)

    def _test(self) -> n.Node:
        return self.expression(4)

    def _prefix(self) -> n.Node:
        token = self.stream[self.i]
        if token.kind == "symbol" and token.text == "-":
            return self._negation()
        if token.kind == "symbol" and token.text in _COMPARE:
            self.i += 1
            operator = cast("Literal['=', '!=', '<', '<=', '>', '>=']", token.text)
            endpoint = self.expression(4)
            return n.UnaryComparison(operator, endpoint, at=token.at, end=endpoint.end)
        return self.postfix(self.primary())

    def _negation(self) -> n.Node:
        minus = self.take()
        number = self.stream[self.i].kind == "number"
        self.enter()
        operand = self._prefix()
        self.depth -= 1
        if number and isinstance(operand, n.Literal) and isinstance(operand.value, Decimal):
            return n.Literal(NUMBERS.minus(operand.value), at=minus.at, end=operand.end)
        return n.Negation(operand, at=minus.at, end=operand.end)


def parse_tree(text: str, names: Names = _NO_NAMES, stream: list[Token] | None = None) -> n.Node:
    """The tree of an expression; `stream` are its tokens, where they have been read already."""
    return Parser(text, names, stream).whole_expression()


def parse_tests_tree(
    text: str, names: Names = _NO_NAMES, stream: list[Token] | None = None
) -> n.UnaryTests:
    """The tree of unary tests, in the same way."""
    return Parser(text, names, stream).whole_unary_tests()
