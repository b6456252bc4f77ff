"""`explain`: why a triple holds."""

import sys
from argparse import Namespace

from shisaku.cli.command import FINDINGS, OK, command, option
from shisaku.cli.console import print_message
from shisaku.cli.options import EXAMPLE, format_option, project_of
from shisaku.messages import Message, visible


@command(
    option("subject", metavar="SUBJECT", help="subject"),
    option("predicate", nargs="?", metavar="PREDICATE", help="predicate"),
    option("object", nargs="?", metavar="OBJECT", help="object"),
    format_option(("text", "json", "markdown"), "text"),
    option("--data", action="append", default=[], metavar="PATH", help="explain_data"),
    EXAMPLE,
)
def explain(options: Namespace) -> int:
    """Explain why a triple holds, or everything known of a resource; 1 where a triple neither is stated nor follows."""
    from shisaku.explain.answering import answer
    from shisaku.explain.explanation_data import gather

    words = [word for word in (options.subject, options.predicate, options.object) if word is not None]
    text = answer(gather(project_of(options), options.data, words), words, options.format, options.lang)
    if text is None:
        unknown = Message("cli-not-stated-does-not-follow")
        print_message(f"{visible(' '.join(words))}: {unknown.text(options.lang)}")
        return FINDINGS
    sys.stdout.write(text)
    return OK
