"""Shell completion: `completion`, and what is offered for arguments whose values are known only here."""

import sys
from argparse import Namespace

from shisaku.commands.codes import FINE
from shisaku.errors import ShisakuError


def completion(options: Namespace) -> int:
    """Print the script that sets a shell up."""
    from argcomplete.shell_integration import shellcode

    sys.stdout.write(shellcode(["shisaku"], shell=options.shell) + "\n")
    return FINE


def question_names(**unused: object) -> list[str]:
    """Names of the saved questions of the project; none where its settings cannot be read."""
    from shisaku.project import find_project

    try:
        return [path.stem for path in find_project().queries]
    except ShisakuError:
        return []
