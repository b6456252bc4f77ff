"""`init`: a folder for the plans of a country, with settings, a profile, concepts and a document to begin with."""

import re
from argparse import Namespace
from dataclasses import dataclass
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

from shisaku.cli.command import OK, command, option
from shisaku.cli.console import print_message, write_file
from shisaku.errors import InputError
from shisaku.messages import Language, Message, sentence, visible

if TYPE_CHECKING:
    from shisaku.model.country_profiles import Profile

_TEMPLATES = Path(__file__).parent / "start"
_COMMENT = re.compile(r"^#(ja|en) ?(.*)\n", re.MULTILINE)
"""A line of a template in one of the languages of messages."""
_SOURCE = "data/sources/example/source.txt"


@dataclass(frozen=True, slots=True)
class _Example:
    """Words of the example document in one language: those that its source.toml has to name."""

    publisher: str
    of: str
    office: str
    day: str
    goal: str
    word: str


_EXAMPLES = {
    "en": _Example("Ministry of Examples", "1.1", "Office of Examples", "31 December 2031", "The first goal", "goal"),
    "fr": _Example("Ministère des exemples", "1.1", "Bureau des exemples", "31 décembre 2031", "Le premier objectif", "objectif"),
    "ko": _Example("예시부", "1.1", "예시과", "2031년 12월 31일", "첫째 목표", "목표"),
    "ja": _Example("例の省", "1", "例の課", "令和13年12月31日", "一つ目の目標", "目標"),
}
_FALLBACK = "en"
"""Language of the example document where there is none in that of the country."""


@command(
    option("folder", nargs="?", default=".", metavar="FOLDER", help="init_folder"),
    option("--country", required=True, metavar="XX", help="country"),
    option("--language", metavar="TAG", help="language"),
)
def init(options: Namespace) -> int:
    """Write the files of a new folder; none where one of them is there already."""
    folder, profile = Path(options.folder), _profile(options)
    files = {folder / name: text for name, text in _files(profile, options.lang).items()}
    existing = [path for path in files if path.exists()]
    if existing:
        listed = ", ".join(map(str, existing))
        raise InputError(Message("cli-there-already-nothing-written", listed=listed))
    for path, text in files.items():
        write_file(path, text)
        print_message(visible(f"+ {path}"))
    for line in _next_steps(folder, options.lang):
        print_message(visible(line))
    return OK


def _profile(options: Namespace) -> "Profile":
    """The profile of the country, with the language of the options or its own. Raises InputError where one of them is not known."""
    from shisaku.model.country_profiles import country_code, language_tag, profile_of

    country = country_code(options.country)
    if country is None:
        raise InputError(Message("cli-country-there-no-country-takes", country=options.country))
    language = None if options.language is None else language_tag(options.language)
    if options.language is not None and language is None:
        raise InputError(Message("cli-language-no-language-takes-tag", language=options.language))
    found = profile_of(country, [] if language is None else [language])
    if not found.languages:
        raise InputError(Message("cli-language-not-known-name-language", country=country.upper()))
    return found


def _files(profile: "Profile", lang: Language) -> dict[str, str]:
    """Every file by its path below the folder."""
    own = profile.languages[0]
    written = own.split("-")[0] if own.split("-")[0] in _EXAMPLES else _FALLBACK
    example, tags = _EXAMPLES[written], tuple(dict.fromkeys((*profile.languages, written)))
    year = '\n# [fiscal_year]\n# $country = { begins = "04-01", named_after = "start" }\n'
    values = {
        "country": profile.country,
        "COUNTRY": profile.country.upper(),
        "language": written,
        "languages": ", ".join(f'"{tag}"' for tag in profile.languages),
        "tags": " ".join(f'"{tag}"' for tag in tags),
        "listed": ", ".join(tags),
        "currency": f'currency = "{profile.currency}"' if profile.currency else '# currency = "EUR"',
        "money": profile.currency,
        "fiscal_year": "" if profile.country in profile.calendars else Template(year).substitute(country=profile.country),
        **{name: getattr(example, name) for name in _Example.__slots__},
    }
    templates = {
        "shisaku.toml": ("shisaku.toml",),
        f"profiles/{profile.country}.ttl": ("profile.ttl", "currency.ttl") if profile.currency else ("profile.ttl",),
        f"schemes/{profile.country}.ttl": ("schemes.ttl",),
        _SOURCE: (f"example.{written}.txt",),
        "data/sources/example/source.toml": ("source.toml",),
    }
    return {path: "".join(_filled(name, values, lang) for name in names) for path, names in templates.items()}


def _filled(name: str, values: dict[str, str], lang: Language) -> str:
    """A template with its values, and with the comments of one language."""
    text = (_TEMPLATES / name).read_text(encoding="utf-8")
    lines = _COMMENT.sub(lambda match: f"# {match[2]}\n" if match[1] == lang else "", text)
    return Template(lines).substitute(values).rstrip("\n") + "\n"


def _next_steps(folder: Path, lang: Language) -> tuple[str, ...]:
    """Lines that show the commands to run next."""
    go = () if folder == Path() else (f"cd {folder}",)
    steps = (*go, f"shisaku build {_SOURCE} -o data/graph", "shisaku query pillars-in-order")
    return (sentence("cli-next", lang), *(f"  {step}" for step in steps))
