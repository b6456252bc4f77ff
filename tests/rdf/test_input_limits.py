"""No RDF text ends the process, fills the memory or makes it read another file: it is refused with the place of the cause."""

import subprocess
import sys
from pathlib import Path

import pytest

RDF = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="urn:e#"'
ENTITIES = "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 20}">\n' for n in range(8))
HARMFUL = {
    "bomb.rdf": f'<!DOCTYPE rdf:RDF [\n<!ENTITY a "aaaaaaaaaaaaaaaaaaaa">\n{ENTITIES}]>\n'
    f'<rdf:RDF {RDF}><rdf:Description rdf:about="urn:x"><e:p>&i;</e:p></rdf:Description></rdf:RDF>',
    "loop.owl": f'<!DOCTYPE rdf:RDF [<!ENTITY a "&b;"><!ENTITY b "&a;">]>\n<rdf:RDF {RDF}><rdf:Description e:p="&a;"/></rdf:RDF>',
    "many.rdf": f'<!DOCTYPE rdf:RDF [<!ENTITY a "{"a" * 999_000}">]>\n<rdf:RDF {RDF}><rdf:Description><e:p>{"&a;" * 30_000}</e:p>'
    "</rdf:Description></rdf:RDF>",
    "deep.rdf": f"<rdf:RDF {RDF}>{'<rdf:Description><e:p>' * 20_000}{'</e:p></rdf:Description>' * 20_000}</rdf:RDF>",
    "file.rdf": f'<!DOCTYPE rdf:RDF [<!ENTITY x SYSTEM "secret.txt">]>\n<rdf:RDF {RDF}><rdf:Description e:p="&x;"/></rdf:RDF>',
    "deep.jsonld": '{"@id":"urn:x","urn:p":' * 5_000 + "1" + "}" * 5_000,
    "lists.jsonld": "[" * 100_000 + "]" * 100_000,
    "remote.jsonld": '{"@context": "http://127.0.0.1:9/context.jsonld", "@id": "urn:x"}',
    "terms.ttl": "<urn:s> <urn:p> " + "<<( <urn:a> <urn:b> " * 20_000 + "<urn:c>" + " )>>" * 20_000 + " .\n",
    "reified.ttl": "<< <urn:a> <urn:b> " * 20_000 + "<urn:c>" + " >>" * 20_000 + " <urn:p> 1 .\n",
    "nodes.ttl": "<urn:s> <urn:p> " + "[ <urn:q> " * 10_000 + "1" + " ]" * 10_000 + " .\n",
    "lists.trig": "<urn:s> <urn:p> " + "(" * 10_000 + "1" + ")" * 10_000 + " .\n",
    "long.ttl": '<urn:s> <urn:p> "' + "a" * 20_000_000 + '" .\n',
}
RUN = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (3 << 30, 3 << 30))
from shisaku.cli import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.parametrize("name", HARMFUL)
def test_a_harmful_text_is_a_finding(name: str, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("the secret", encoding="utf-8")
    (tmp_path / name).write_text(HARMFUL[name], encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-c", RUN, "check", "--lang", "en", name], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (run.returncode, "Traceback" in run.stderr) == (2, False), run.stderr[-2000:]
    assert "[syntax/unreadable]" in run.stdout
    assert "the secret" not in run.stdout


@pytest.mark.parametrize(
    "command", [["query", "-e", "ASK {}", "--data"], ["site", "-o", "out"], ["push", "--endpoint", "http://127.0.0.1:9"]]
)
@pytest.mark.parametrize("name", ["bomb.rdf", "deep.jsonld", "terms.ttl", "nodes.ttl"])
def test_other_commands_refuse_it_too(command: list[str], name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(HARMFUL[name], encoding="utf-8")
    run = subprocess.run([sys.executable, "-c", RUN, *command, name], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (run.returncode, "Traceback" in run.stderr) == (2, False), run.stderr[-2000:]


def test_a_text_with_as_much_as_is_allowed_is_read(tmp_path: Path) -> None:
    deep = "<urn:s> <urn:p> " + "[ <urn:q> " * 100 + "1" + " ]" * 100 + " .\n"
    brackets = '<urn:s> <urn:p> "' + "(" * 5_000 + '" . # ' + "[" * 5_000 + "\n<urn:(((> <urn:p> 1 .\n"
    entities = f'<!DOCTYPE rdf:RDF [<!ENTITY e "urn:e#">]>\n<rdf:RDF {RDF}><rdf:Description rdf:about="&e;a" e:p="1"/></rdf:RDF>'
    for name, text in (("deep.ttl", deep), ("brackets.ttl", brackets), ("entities.rdf", entities)):
        (tmp_path / name).write_text(text, encoding="utf-8")
        run = subprocess.run(
            [sys.executable, "-c", RUN, "check", "--lang", "en", name], cwd=tmp_path, capture_output=True, text=True, check=False
        )
        assert run.returncode == 0, run.stdout
