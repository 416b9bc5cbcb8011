"""Lets ``python -m dangvien_xlsx``, or this file run by its path, do what the command ``dangvien-xlsx`` does."""

import gc
import os
import sys
from typing import NoReturn

_COUNTING = (["consolidate"], ["launch"])
"""The commands that a double-click gives: what takes longest of them is begun before they are understood."""


def leave_the_current_folder() -> None:
    """Take the current folder off the places that modules come from; the folder of the program stays.

    It may hold received files, and a ``pickle.py`` among them would be run.
    """
    own = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))  # noqa: PTH120  pathlib is not loaded yet
    here = os.path.realpath(os.curdir)
    kept = [entry for entry in sys.path if entry and os.path.realpath(entry) not in (here, own)]
    sys.path[:] = [own, *kept]


def keep_the_first_three() -> None:
    """Open what leads nowhere where no streams were given: a pipe to a child must not take their places."""
    for number in (0, 1, 2):
        try:
            os.fstat(number)
        except OSError:  # the lowest that is free is taken
            os.open(os.devnull, os.O_RDWR)


def run() -> NoReturn:
    """Run the command line with modules from nowhere but the program, its libraries and Python."""
    # A run is short and leaves few cycles behind: looking for them costs a tenth of it, and grows with the files.
    gc.disable()
    keep_the_first_three()
    leave_the_current_folder()
    if sys.argv[1:2] in _COUNTING:
        from dangvien_xlsx.pipeline.ahead import come_up

        come_up()
    from dangvien_xlsx.cli.main import main

    main()


# Not at the top: a child that is spawned looks through this file once more, and needs none of it.
if __name__ == "__main__":
    run()
