"""Works on cases until it is killed: `python -m tests.store.labourer URL SEED`.

Each command is written to the output before it is sent, and its answer after it came back, so
that whoever kills this knows what was promised.
"""

import itertools
import json
import random
import sys

from engine.commands import CompleteTask, FireTimer, StartCase, TaskNotOpen
from engine.executor import Executor, new_id
from engine.queries import DueTimers, OpenTasks
from engine.store.database import connect
from engine.store.keyring import Keyring
from tests.store.conftest import MASTER

COMMANDS = {one.__name__: one for one in (StartCase, CompleteTask, FireTimer)}


def work(url: str, seed: int) -> None:
    chance = random.Random(seed)
    executor = Executor(connect(url), Keyring(MASTER))
    for number in itertools.count():
        name, arguments = choose(executor, chance)
        command_id = new_id()
        say({"id": command_id, "command": name, "arguments": arguments})
        try:
            answer = executor.execute(
                COMMANDS[name](**arguments), by="console", command_id=command_id
            )
        except TaskNotOpen:
            continue  # another one was faster: refused, and so not promised
        say({"id": command_id, "answer": answer, "number": number})


def choose(executor: Executor, chance: random.Random) -> tuple[str, dict]:
    due = executor.ask(DueTimers(), by="console")
    tasks = executor.ask(OpenTasks(), by="console")
    if due and chance.random() < 0.5:
        one = chance.choice(due)
        return "FireTimer", {"case": one.case_id, "timer": one.id}
    if tasks and chance.random() < 0.7:
        task = chance.choice(tasks)
        values = {"visits": chance.randrange(100)}
        return "CompleteTask", {"case": task.case_id, "task": task.id, "answers": values}
    return "StartCase", {"process": "p"}


def say(line: dict) -> None:
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    work(sys.argv[1], int(sys.argv[2]))
