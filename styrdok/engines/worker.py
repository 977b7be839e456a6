"""The program of a worker: reads jobs from its input, answers on its output, and can do nothing else.

Where processes can be forked it stays warm and forks one process for each file (:mod:`styrdok.engines.child`).
Elsewhere it reads one file and ends. It ends by itself when the run that started it is gone.
"""

import sys

from styrdok import confinement, system
from styrdok.engines import frames
from styrdok.engines.answer import answer_to
from styrdok.engines.child import read_apart


def serve() -> None:
    """Answer jobs until the input ends."""
    run = frames.Line(*system.pipes())
    confinement.offer()  # so that no process split off has to ask again
    run.say(frames.encode(frames.Ready()))
    try:
        while _serve_one(run.job(), run):
            pass
    except frames.BadFrame:
        return


def _serve_one(job: frames.Job, run: frames.Line) -> bool:
    """Answer one job; whether another can be taken."""
    answer = read_apart(job, run) if system.FORKS else answer_to(job, run.ask, lambda pages: None)
    if answer is not None:
        run.say(answer)
    return system.FORKS or answer is None


if __name__ == "__main__":
    sys.stdin = None
    serve()
