"""The redirects of w3id.org as Apache's mod_rewrite follows them in a folder's .htaccess: as much of it as they use."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Rule:
    """A RewriteRule with the conditions before it."""

    conditions: tuple[tuple[str, str], ...]
    pattern: str
    target: str
    flags: tuple[str, ...]


def rules(path: Path) -> list[Rule]:
    """The rules of a file in order; anything else in it but headers and comments is an error."""
    found, conditions = [], []
    for line in path.read_text(encoding="utf-8").splitlines():
        words = line.split()
        if words[:1] == ["RewriteCond"]:
            conditions.append((words[1], words[2]))
        elif words[:1] == ["RewriteRule"]:
            flags = words[3].strip("[]").split(",") if len(words) > 3 else []
            found.append(Rule(tuple(conditions), words[1], words[2], tuple(flags)))
            conditions = []
        elif words and not words[0].startswith(("#", "Options", "RewriteEngine", "<", "Header")):
            raise ValueError(line)
    return found


def followed(listed: list[Rule], path: str, headers: Mapping[str, str]) -> str | None:
    """Where a path below the folder leads; None where no rule redirects it."""
    variables: dict[str, str] = {"HTTP_ACCEPT": headers.get("Accept", "")}
    variables |= {f"HTTP:{name}": value for name, value in headers.items()}

    def filled(text: str, match: re.Match[str]) -> str:
        text = re.sub(r"%\{([^}]+)\}", lambda found: variables.get(found[1], ""), text)
        return re.sub(r"\$(\d)", lambda found: match[int(found[1])] or "", text)

    for rule in listed:
        match = re.search(rule.pattern, path)
        if match is None or not all(_holds(filled(test, match), pattern) for test, pattern in rule.conditions):
            continue
        for flag in rule.flags:
            if flag.startswith("E="):
                name, _, value = flag[2:].partition(":")
                variables[f"ENV:{name}"] = filled(value, match)
        if rule.target != "-":
            return filled(rule.target, match)
    return None


def _holds(value: str, pattern: str) -> bool:
    return not re.search(pattern[1:], value) if pattern.startswith("!") else bool(re.search(pattern, value))
