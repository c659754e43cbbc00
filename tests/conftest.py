"""What many tests share: the seed, the default pipeline, and the published schema."""

import importlib.util
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import jsonschema
import pytest
from spacy.language import Language

from diplo_extract.article import Article, read_article
from diplo_extract.pipeline import load
from diplo_extract.records import Extraction
from diplo_extract.schema import json_schema

ROOT = Path(__file__).parent.parent
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
SEED = ROOT / "seeds" / "000_76c739ae50ea2fb1.txt"


@pytest.fixture(scope="session")
def nlp() -> Language:
    return load()


@pytest.fixture(scope="session")
def grows_linearly() -> Callable[[Callable[[int], object], int, int], bool]:
    """Tell whether TIMES as much input takes about TIMES as long, and not TIMES squared: the least of three measures.

    A busy machine makes single measures worthless; half a second forgives what is too short to be measured.
    """

    def seconds(run: Callable[[int], object], size: int) -> float:
        start = time.process_time()
        run(size)
        return time.process_time() - start

    def check(run: Callable[[int], object], size: int, times: int) -> bool:
        run(max(1, size // 10))  # what is compiled on first use
        small = min(seconds(run, size) for _ in range(3))
        allowed = times**1.6 * small + 0.5
        return any(seconds(run, size * times) < allowed for _ in range(3))

    return check


@pytest.fixture(scope="session")
def seed() -> Article:
    return read_article(SEED)


@pytest.fixture(scope="session")
def validate() -> Callable[[Extraction], dict[str, Any]]:
    """Check an extraction against the schema and its mentions against the text; return it as a dict."""
    schema = json_schema()
    for definition in (schema, *schema["$defs"].values()):
        definition["additionalProperties"] = False  # a field that the schema does not know is a fault here
    schema["properties"]["extra"].pop("additionalProperties", None)
    validator = jsonschema.Draft202012Validator(schema)

    def check(extraction: Extraction, text: str | None = None) -> dict[str, Any]:
        data = extraction.to_dict()
        validator.validate(data)
        for mention in mentions(data):
            assert mention["start"] < mention["end"]
            assert text is None or text[mention["start"] : mention["end"]] == mention["text"]
        return data

    return check


def mentions(value: Any) -> list[dict[str, Any]]:
    """Return every mention within an extraction's plain values."""
    if isinstance(value, list):
        return [m for item in value for m in mentions(item)]
    if not isinstance(value, dict):
        return []
    here = [value] if set(value) == {"start", "end", "text", "rule"} else []
    return here + [m for item in value.values() for m in mentions(item)]


@pytest.fixture(scope="session")
def benchmark_module() -> Callable[[str], ModuleType]:
    """Import a script of benchmarks/, which is no package."""

    def load_script(name: str) -> ModuleType:
        spec = importlib.util.spec_from_file_location(name, ROOT / "benchmarks" / f"{name}.py")
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module

    return load_script


# Of a module, not of the session: two drivers cannot run at once, and other folders start their own.
@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    if not CHROMIUM:
        pytest.skip("no Chromium is installed")
    playwright = pytest.importorskip(
        "playwright.sync_api", reason="playwright is not installed: pip install playwright"
    )
    with playwright.sync_playwright() as driver:
        # Containers have no user namespaces for Chromium's sandbox; the pages are our own.
        chromium = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture
def opened(browser: Any, tmp_path: Path) -> Iterator[Callable[[str], Any]]:
    """Open pages in a tab; at the end there must be no message, no error, and no request but for the file."""
    tab = browser.new_page(viewport={"width": 1280, "height": 900})
    notes: list[str] = []
    requests: list[str] = []
    tab.on("console", lambda message: notes.append(message.text))
    tab.on("pageerror", lambda error: notes.append(str(error)))
    tab.on("dialog", lambda dialog: notes.append(dialog.message))
    tab.on("request", lambda request: requests.append(request.url))

    def open_page(html: str, address: str = "") -> Any:
        path = tmp_path / "page.html"
        path.write_text(html, encoding="utf-8")
        tab.goto(path.as_uri() + address)
        return tab

    yield open_page
    tab.close()
    assert notes == []
    assert [url for url in requests if not url.startswith("file://")] == []
    assert len(requests) == 1
