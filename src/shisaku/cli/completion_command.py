"""`completion`: the script that lets a shell complete what the user types."""

import sys
from argparse import Namespace

from shisaku.cli.command import OK, command, option


@command(option("shell", choices=("bash", "zsh", "fish", "tcsh", "powershell"), help="shell"))
def completion(options: Namespace) -> int:
    """Print the script that sets a shell up."""
    from argcomplete.shell_integration import shellcode

    sys.stdout.write(shellcode(["shisaku"], shell=options.shell) + "\n")
    return OK
