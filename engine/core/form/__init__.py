"""Forms of form-js: a closed set of components, read, checked, and answered.

    >>> found = read(json)
    >>> found.problems
    ()
    >>> loaded = found.load({"reasons": ["None"]}, context=context, now=now)
    >>> loaded.values, loaded.errors
    ({'reasons': 'None', ...}, {})

Pure: no page is drawn here, and the clock is an argument. Nothing that is read or sent raises
anything but a `PasserelleError`.
"""

from engine.core.form.answer.load import Loaded
from engine.core.form.answer.reading import Line
from engine.core.form.answer.rows import Arranged
from engine.core.form.answer.settle import Settled
from engine.core.form.form import Form, read
from engine.core.form.message import Message
from engine.core.form.model import (
    DATA_CLASSES,
    AnyField,
    Checkbox,
    Choice,
    Component,
    Computed,
    Field,
    Files,
    Group,
    Moment,
    Number,
    Option,
    Properties,
    Rows,
    Separator,
    Spacer,
    Text,
    TextField,
    fields_of,
)
from engine.core.form.refused import FormRefused

__all__ = [
    "DATA_CLASSES",
    "AnyField",
    "Arranged",
    "Checkbox",
    "Choice",
    "Component",
    "Computed",
    "Field",
    "Files",
    "Form",
    "FormRefused",
    "Group",
    "Line",
    "Loaded",
    "Message",
    "Moment",
    "Number",
    "Option",
    "Properties",
    "Rows",
    "Separator",
    "Settled",
    "Spacer",
    "Text",
    "TextField",
    "fields_of",
    "read",
]
