"""What the action of action.yml installs: this version from its lock, as `make` does; or the package that its user names."""

import os
import subprocess
from pathlib import Path

import yaml
from tests.install.pythons import ROOT

RECORDER = """\
#!/bin/sh
echo "$@" >> "$RECORD"
mkdir -p "$RUNNER_TEMP/shisaku/bin"
[ "$0" = "$RUNNER_TEMP/shisaku/bin/python" ] || cp "$0" "$RUNNER_TEMP/shisaku/bin/python"
"""


def installing(place: Path, package: str) -> list[str]:
    """What the step of the action that installs has Python do, one call a line; `package` is the action's input of that name."""
    step = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))["runs"]["steps"][1]
    assert step["env"] == {"PACKAGE": "${{ inputs.package }}"}
    python = place / "python"
    python.write_text(RECORDER, encoding="utf-8")
    python.chmod(0o755)
    environment = {
        "PATH": f"{place}{os.pathsep}{os.environ['PATH']}",
        "PACKAGE": package,
        "RUNNER_TEMP": str(place / "runner"),
        "GITHUB_ACTION_PATH": str(ROOT),
        "RECORD": str(place / "record"),
    }
    subprocess.run(["bash", "-c", step["run"]], env=environment, check=True)
    return (place / "record").read_text(encoding="utf-8").splitlines()


def test_the_action_installs_this_version_from_its_lock_and_resolves_nothing(tmp_path: Path) -> None:
    environment, *installs = installing(tmp_path, "")
    assert environment == f"-m venv {tmp_path}/runner/shisaku"
    assert all(" --no-deps " in line for line in installs)
    locks, project = installs
    assert " --require-hashes " in locks
    assert locks.endswith("-r requirements/run.lock -r requirements/build.lock")
    assert project.endswith("--no-build-isolation .")


def test_the_action_installs_what_its_user_names(tmp_path: Path) -> None:
    _, install = installing(tmp_path, "shisaku==0.2.0; echo")
    assert install == "-m pip --disable-pip-version-check install --quiet shisaku==0.2.0; echo"
