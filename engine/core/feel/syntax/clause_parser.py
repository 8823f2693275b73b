"""Expressions that start with a word: `if`, `for`, `some`, `every`, `function`."""

from __future__ import annotations

from typing import Literal, cast

from engine.core.feel.syntax import nodes as n
from engine.core.feel.syntax.lexer import Token
from engine.core.feel.syntax.primary_parser import PrimaryParser
from engine.core.feel.syntax.type_parser import TypeParser


class ClauseParser(PrimaryParser, TypeParser):
    """The rules of clauses (44 to 46, 55)."""

    def clause(self, token: Token) -> n.Node | None:
        """An expression that starts with a keyword, None where there is none."""
        following = self.stream[self.i + 1]
        if token.text == "if":
            return self._if()
        if token.text == "for":
            return self._for()
        if token.text in ("some", "every") and following.kind == "name":
            return self._quantified()
        if token.text == "function" and following.text == "(":
            return self._function()
        return None

    def _if(self) -> n.Node:
        at = self.take().at
        condition = self.expression()
        self.expect_word("then", "if needs 'then'")
        yes = self.expression()
        self.expect_word("else", "if needs 'else'")
        no = self.expression()
        return n.If(condition, yes, no, at=at, end=no.end)

    def _for(self) -> n.Node:
        at = self.take().at
        outer = self.names
        iterations = self._iterations()
        self.expect_word("return", "for needs 'return'")
        result = self.expression()
        self.names = outer
        return n.For(iterations, result, at=at, end=result.end)

    def _quantified(self) -> n.Node:
        word = self.take()
        outer = self.names
        iterations = self._iterations()
        self.expect_word("satisfies", f"{word.text} needs 'satisfies'")
        condition = self.expression()
        self.names = outer
        kind = cast("Literal['some', 'every']", word.text)
        return n.Quantified(kind, iterations, condition, at=word.at, end=condition.end)

    def _iterations(self) -> tuple[n.Iteration, ...]:
        self.names = self.names.inner()
        found: list[n.Iteration] = []
        while not found or self.at_symbol(","):
            if found:
                self.i += 1
            at = self.stream[self.i].at
            name = self.declared_name({"in", ",", "return", "satisfies"}, "an iteration")
            self.expect_word("in", f"'in' is missing after '{name}'")
            source = self.expression()
            until = None
            if self.at_symbol(".."):
                self.i += 1
                until = self.expression()
            end = (until or source).end
            found.append(n.Iteration(name, source, until, at=at, end=end))
            self.names.add(name)
        return tuple(found)

    def _function(self) -> n.Node:
        at = self.take().at
        self.i += 1
        outer = self.names
        self.names = outer.inner()
        parameters: list[n.Parameter] = []
        while not self.at_symbol(")"):
            if parameters:
                self.expect(",", "parameters are separated by ',' and end with ')'")
            parameters.append(self._parameter())
        self.i += 1
        external = self.at_word("external")
        self.i += 1 if external else 0
        body = self.expression()
        self.names = outer
        return n.FunctionLiteral(tuple(parameters), body, external, at=at, end=body.end)

    def _parameter(self) -> n.Parameter:
        at = self.stream[self.i].at
        name = self.declared_name({":", ",", ")"}, "a parameter")
        kind = None
        if self.at_symbol(":"):
            self.i += 1
            kind = self.type()
        self.names.add(name)
        return n.Parameter(name, kind, at=at, end=self.stream[self.i - 1].end)
