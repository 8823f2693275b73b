"""Cases played by the commands that people use, with the moves of the demonstration.

What a move does not give to somebody is done by the console, which may everything.
"""

import datetime
import json

from engine.commands import CompleteTask, OpenReferral, PersonData, PublishRelease, SetPolicy
from engine.core.form import read
from engine.demo.answering import Surroundings, answers_to
from engine.programme import SHIPPED, read_programme
from engine.queries import OpenTasks, Sites

PROGRAMME = read_programme(SHIPPED)
FORMS = {key: read(text) for key, text in PROGRAMME.forms.items()}
ROLES = [one["group"] for one in PROGRAMME.policies["lanes"].values()]
LISTS = {
    name: [one["value"] for one in options] for name, options in PROGRAMME.policies["lists"].items()
}
TAMSIN = PersonData(name="Tamsin Hale", born=datetime.date(1994, 5, 4), reference="NR-77")


def publish(executor):
    """The programme as it is shipped, with its lanes and lists; returns its number."""
    number = executor.execute(
        PublishRelease(
            diagrams=PROGRAMME.diagrams, decisions=PROGRAMME.decisions, forms=PROGRAMME.forms
        ),
        by="console",
    )
    for key, content in PROGRAMME.policies.items():
        executor.execute(SetPolicy(key=key, content=json.loads(json.dumps(content))), by="console")
    return number


def refer(executor, site, person=TAMSIN, team=None, by="console"):
    """A new case of somebody at a site; returns its id."""
    command = OpenReferral(person=person, site=site, team=team)
    return executor.execute(command, by=by)["id"]


def open_tasks(executor, case):
    """The open tasks of a case, by the ids of their elements."""
    return {one.element: one for one in executor.ask(OpenTasks(case=case), by="console")}


def play(executor, case, moves, *, now, who):
    """Complete tasks of a case, one after the other; answers name `who` for whatever role."""
    cast = dict.fromkeys([*ROLES, "information_officer"], who)
    site = executor.ask(Sites(), by="console")[0].id
    submissions = {}
    for move in moves:
        task = open_tasks(executor, case)[move.step]
        around = Surroundings(
            words=("test", move.step),
            today=now.date(),
            cast=cast,
            known={
                "name": TAMSIN.name,
                "birth_date": TAMSIN.born,
                "person_ref": TAMSIN.reference,
                "case_manager": who,
                "site": site,
            },
            lists={**LISTS, "assessments": [submissions.get("formulation", "")]},
        )
        form = FORMS.get(task.form)
        answers = answers_to(form, move.answers, around) if form else {}
        command = CompleteTask(case=case, task=task.id, answers=answers)
        submissions[move.step] = executor.execute(command, by=move.by or "console")["submission"]
    return submissions
