"""The form of a task, as plain data: a page draws it without knowing how forms are read."""

from engine.queries.task_form.before import AnsweredBefore, AnswerLine
from engine.queries.task_form.facts import Standing, TaskDue, TaskFacts
from engine.queries.task_form.questions import (
    AnyQuestion,
    CheckboxQuestion,
    ChoiceQuestion,
    Choosable,
    ComputedAnswer,
    FilesQuestion,
    LineBetween,
    MomentQuestion,
    NumberQuestion,
    Question,
    QuestionGroup,
    RowsQuestion,
    TextQuestion,
    TextToRead,
)
from engine.queries.task_form.sheet import Sheet
from engine.queries.task_form.task_form import TaskForm, TaskPaper

__all__ = [
    "AnswerLine",
    "AnsweredBefore",
    "AnyQuestion",
    "CheckboxQuestion",
    "ChoiceQuestion",
    "Choosable",
    "ComputedAnswer",
    "FilesQuestion",
    "LineBetween",
    "MomentQuestion",
    "NumberQuestion",
    "Question",
    "QuestionGroup",
    "RowsQuestion",
    "Sheet",
    "Standing",
    "TaskDue",
    "TaskFacts",
    "TaskForm",
    "TaskPaper",
    "TextQuestion",
    "TextToRead",
]
