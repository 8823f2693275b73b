"""What people answered in a case, to those who may read it."""

from engine.queries.answers.answer import Answer, AnsweredForm, AnswerText
from engine.queries.answers.answers import AnswersOf, AnswersOfCase, CaseAnswers

__all__ = ["Answer", "AnswerText", "AnsweredForm", "AnswersOf", "AnswersOfCase", "CaseAnswers"]
