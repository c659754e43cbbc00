"""Wheel and sdist: built twice the same, whole, with one version; and the wheel does the main jobs on its own."""

from __future__ import annotations

import email
import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest

import diplo_extract

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
LEFT_OUT = shutil.ignore_patterns(".git", ".venv*", "__pycache__", ".*_cache", ".hypothesis", "dist", "build")


def built(folder: Path) -> dict[str, bytes]:
    command = [sys.executable, "-m", "build", "--no-isolation", "-o", folder / "dist", folder / "tree"]
    subprocess.run(command, check=True, capture_output=True)
    return {path.name: path.read_bytes() for path in sorted((folder / "dist").iterdir())}


@pytest.fixture(scope="module")
def distributions(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, bytes], dict[str, bytes]]:
    """Build the project twice, from two folders whose files differ in age and in who may read them."""
    pytest.importorskip("hatchling")
    first, second = tmp_path_factory.mktemp("first"), tmp_path_factory.mktemp("second")
    shutil.copytree(ROOT, first / "tree", ignore=LEFT_OUT)
    shutil.copytree(ROOT, second / "tree", ignore=LEFT_OUT, copy_function=shutil.copy)
    for path in (second / "tree" / "diplo_extract").rglob("*.py"):
        path.chmod(0o600)
    return first / "dist", built(first), built(second)


@pytest.mark.slow
def test_two_builds_are_the_same_bytes(distributions) -> None:
    _, first, second = distributions
    assert sorted(first) == [
        f"diplo_extract-{diplo_extract.__version__}-py3-none-any.whl",
        f"diplo_extract-{diplo_extract.__version__}.tar.gz",
    ]
    assert [name for name in first if first[name] != second[name]] == []


@pytest.mark.slow
def test_the_wheel_holds_the_package_and_nothing_else(distributions) -> None:
    folder, _, _ = distributions
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as wheel:
        names = set(wheel.namelist())
        [metadata] = [name for name in names if name.endswith(".dist-info/METADATA")]
        about = email.message_from_bytes(wheel.read(metadata))
    inside = {str(p.relative_to(ROOT).as_posix()) for p in (ROOT / "diplo_extract").rglob("*") if p.is_file()}
    inside = {name for name in inside if "__pycache__" not in name}
    assert {name for name in names if ".dist-info/" not in name} == inside
    assert about["Version"] == diplo_extract.__version__
    assert about["License-Expression"] == "Apache-2.0 AND BSD-3-Clause AND 0BSD"  # with what ECharts is made of
    needed = [line for line in about.get_all("Requires-Dist") or [] if "extra ==" not in line]
    assert len(needed) == len(PROJECT["dependencies"])


@pytest.mark.slow
def test_the_sdist_holds_what_the_tests_need(distributions) -> None:
    folder, _, _ = distributions
    with tarfile.open(next(folder.glob("*.tar.gz"))) as sdist:
        names = {name.partition("/")[2] for name in sdist.getnames()}
    assert names >= {
        "pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md", "tests/conftest.py", "fixtures/baseline.json",
        "examples/military_exercises/pyproject.toml", "seeds/000_76c739ae50ea2fb1.txt", "CITATION.cff", "SECURITY.md",
    }  # fmt: skip


@pytest.mark.slow
def test_the_wheel_alone_does_the_main_jobs(distributions) -> None:
    folder, _, _ = distributions
    command = [sys.executable, str(Path(__file__).parent / "smoke.py"), str(next(folder.glob("*.whl")))]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert len(re.findall("^ok  ", ended.stdout, re.M)) == 7


def test_the_version_stands_in_one_place() -> None:
    assert PROJECT["dynamic"] == ["version"]
    assert "version" not in PROJECT
    assert re.fullmatch(r"\d+\.\d+\.\d+(?:(?:a|b|rc)\d+)?", diplo_extract.__version__)
    source = (ROOT / "diplo_extract" / "__init__.py").read_text("utf-8")
    assert source.count(f'__version__ = "{diplo_extract.__version__}"') == 1
