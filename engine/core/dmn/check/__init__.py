"""What can be wrong with a decision that is well-formed: said to whoever draws it, with examples.

Gaps, overlaps and rules that are never reached are found by cutting each column of a table into
pieces that no test tells apart, and trying one value of each piece. What is reported is therefore
always true of the example that it names; what formulas hide is said to be hidden.
"""

from engine.core.dmn.check.checks import check

__all__ = ["check"]
