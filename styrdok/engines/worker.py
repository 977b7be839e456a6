"""The program of a worker: reads jobs from its input, answers on its output, and can do nothing else.

Where processes can be forked it stays warm and forks one process for each file (:mod:`styrdok.engines.child`).
Elsewhere it reads one file and ends. It ends by itself when the run that started it is gone.
"""

import sys

from styrdok import system
from styrdok.engines import frames
from styrdok.engines.answer import answer_to
from styrdok.engines.child import read_apart
from styrdok.engines.warm import warm


def serve() -> None:
    """Answer jobs until the input ends."""
    jobs, answers = system.pipes()
    frames.send(answers, frames.Ready())
    warm()
    while True:
        try:
            job = frames.receive_job(jobs)
        except frames.BadFrame:
            return
        answers.write(read_apart(job, jobs) if system.FORKS else answer_to(job))
        answers.flush()
        if not system.FORKS:
            return


if __name__ == "__main__":
    sys.stdin = None
    serve()
