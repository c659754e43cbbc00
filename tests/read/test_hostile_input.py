"""What damaged or hostile files do: each is a fault with a code, none stops the others or leaves the folder."""

from __future__ import annotations

import gzip
import io
import json
import os
import tarfile
import zipfile
from pathlib import Path

import pytest

from diplo_extract.read import ReadOptions, read_folder
from diplo_extract.read.articles import ReadArticle, ReadFault

GOOD = "Kenya and Uganda signed an agreement on energy, the two governments said in the capital of the country."


def codes(folder: Path, options: ReadOptions | None = None) -> list[tuple[str, str]]:
    """Return the place and code of every fault, and "ok" for what was read."""
    found = read_folder(folder, options)
    return [(f.source, f.fault.code) if isinstance(f, ReadFault) else (f.article.source or "", "ok") for f in found]


def zipped(path: Path, members: dict[str, bytes]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n\t", "empty"),
        ("a.txt", b"of the \0\0\1", "binary"),
        ("a.txt", "Türkiye".encode("latin-1"), "encoding"),
        ("a.docx", b"PK\x03\x04 no zip", "damaged"),
        ("a.zip", b"PK\x03\x04 no zip", "damaged"),
        ("a.tar.gz", gzip.compress(b"no tar" * 200), "damaged"),
        ("a.tar.gz", b"no gzip", "damaged"),
        ("a.json", b"{", "damaged"),
        ("a.json", b"[" * 100_000, "too_deep"),
        ("a.json", b'{"text": "a \\ud800 lone surrogate"}', "binary"),
        ("a.json", b'{"text": 17}', "no_text"),
        ("a.json", b'{"title": "no text here"}', "no_column"),
        ("a.json", b"17", "no_text"),
        ("a.jsonl", b"", "empty"),
        ("a.jsonl", b"[1, 2]\n", "no_text"),
        ("a.csv", b"title,date\nx,2022-01-01\n", "no_column"),
        ("a.csv", b"text\n", "empty"),
        ("a.csv", b'text\n"open quote', "damaged"),
        ("a.csv", b"text\na,b,c\n", "damaged"),
        ("a.csv", "text\nTürkiye\n".encode("latin-1"), "encoding"),
        ("a.csv.gz", b"no gzip", "damaged"),
        ("a.jsonl.gz", gzip.compress(b'{"text": "x"}\n' * 1000)[:40], "damaged"),
        ("a.eml", b"no headers at all", "damaged"),
        ("a.eml", b"Subject: x\nContent-Type: image/png\n\n", "no_text"),
        ("a.xml", b"<rss><item>", "damaged"),
        ("a.xml", b"<rss><channel/></rss>", "no_text"),
        ("a.xml", b"<svg/>", "unknown_kind"),
        ("a.xml", b"<a>" * 1000 + b"</a>" * 1000, "too_deep"),
        ("a.xml", b'<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><rss><item>&b;</item></rss>', "entities"),
        ("a.xml", b'<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss><item>&a;</item></rss>', "entities"),
        ("a", b"no suffix", "unknown_kind"),
        ("a.exe", b"MZ", "unknown_kind"),
    ],
)  # fmt: skip
def test_a_bad_file_is_one_fault(tmp_path: Path, name: str, content: bytes, code: str) -> None:
    (tmp_path / name).write_bytes(content)
    assert [found for _, found in codes(tmp_path)] == [code]


@pytest.mark.parametrize(
    ("package", "name", "content", "code"),
    [
        ("trafilatura", "a.html", b"<html><body></body></html>", "no_text"),
        ("trafilatura", "a.html", b"<div>" * 5000 + b"of the and</div>", "too_deep"),
        ("pypdf", "a.pdf", b"%PDF-1.4 truncated", "damaged"),
        ("pyarrow", "a.parquet", b"PAR1 truncated", "damaged"),
        ("fastwarc", "a.warc.gz", b"no gzip", "damaged"),
        ("fastwarc", "a.warc", b"", "damaged"),
    ],
)
def test_a_bad_file_of_an_extra_is_one_fault(
    tmp_path: Path, package: str, name: str, content: bytes, code: str
) -> None:
    pytest.importorskip(package)
    (tmp_path / name).write_bytes(content)
    assert [found for _, found in codes(tmp_path)] == [code]


@pytest.mark.parametrize("name", ["../../evil.txt", "/etc/evil.txt", "..\\evil.txt", "C:\\evil.txt", "a/../../b.txt"])
def test_a_member_whose_name_leads_out_is_a_fault_and_the_next_is_read(tmp_path: Path, name: str) -> None:
    (tmp_path / "in").mkdir()
    zipped(tmp_path / "in" / "a.zip", {name: GOOD.encode(), "good.txt": GOOD.encode()})
    assert [code for _, code in codes(tmp_path / "in")] == ["unsafe_path", "ok"]
    assert sorted(p.name for p in tmp_path.rglob("*")) == ["a.zip", "in"]


def test_links_in_a_tar_archive_are_not_followed(tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "a.tar", "w") as archive:
        link = tarfile.TarInfo("passwd.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
        good = tarfile.TarInfo("good.txt")
        good.size = len(GOOD)
        archive.addfile(good, io.BytesIO(GOOD.encode()))
    assert codes(tmp_path) == [("a.tar!passwd.txt", "outside"), ("a.tar!good.txt", "ok")]


def test_a_bomb_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("diplo_extract.read.archives.BOMB_FLOOR", 5_000_000)
    zipped(tmp_path / "a.zip", {f"{i}.txt": b" " * 900_000 for i in range(20)})
    found = codes(tmp_path, ReadOptions(max_bytes=1_000_000))
    assert found[-1][1] == "bomb"
    assert len(found) < 10


def test_a_member_longer_than_the_limit_is_a_fault(tmp_path: Path) -> None:
    zipped(tmp_path / "a.zip", {"long.txt": b"a" * 2000, "good.txt": GOOD.encode()})
    assert [code for _, code in codes(tmp_path, ReadOptions(max_bytes=1000))] == ["too_long", "ok"]


def test_archives_in_archives_end_at_the_depth_allowed(tmp_path: Path) -> None:
    content, name = GOOD.encode(), "good.txt"
    for level in range(5):
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as archive:
            archive.writestr(name, content)
        content, name = stream.getvalue(), f"level{level}.zip"
    (tmp_path / "a.zip").write_bytes(content)
    assert [code for _, code in codes(tmp_path)] == ["too_deep"]
    assert [code for _, code in codes(tmp_path, ReadOptions(max_depth=5))] == ["ok"]


def test_encrypted_and_double_members(tmp_path: Path) -> None:
    zipped(tmp_path / "a.zip", {"a.txt": GOOD.encode()})
    data = bytearray((tmp_path / "a.zip").read_bytes())
    data[data.find(b"PK\x01\x02") + 8] |= 1
    (tmp_path / "a.zip").write_bytes(bytes(data))
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        archive.writestr("a.txt", GOOD)
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("a.txt", GOOD)
    assert [code for _, code in codes(tmp_path)] == ["encrypted", "ok", "double"]


def test_links_in_a_folder(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    (folder / "sub").mkdir(parents=True)
    (tmp_path / "secret.txt").write_text(GOOD)
    (folder / "good.txt").write_text(GOOD)
    (folder / "sub" / "loop").symlink_to(folder, target_is_directory=True)
    (folder / "sub" / "self.txt").symlink_to(folder / "sub" / "self.txt")
    (folder / "sub" / "out.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "sub" / "away").symlink_to("/usr", target_is_directory=True)
    (folder / "sub" / "gone.txt").symlink_to(folder / "nothing.txt")
    (folder / "sub" / "within.txt").symlink_to(folder / "good.txt")
    os.mkfifo(folder / "sub" / "pipe.txt")
    assert codes(folder) == [
        ("good.txt", "ok"),
        ("sub/away", "outside"),
        ("sub/gone.txt", "missing"),
        ("sub/loop", "loop"),
        ("sub/out.txt", "outside"),
        ("sub/pipe.txt", "special"),
        ("sub/self.txt", "missing"),
        ("sub/within.txt", "ok"),
    ]


def test_a_line_too_long_is_a_fault_and_the_next_is_read(tmp_path: Path) -> None:
    lines = [json.dumps({"text": "a " * 2000}), json.dumps({"text": GOOD})]
    (tmp_path / "a.jsonl").write_text("\n".join(lines))
    found = list(read_folder(tmp_path, ReadOptions(max_bytes=1000)))
    assert isinstance(found[0], ReadFault)
    assert (found[0].id, found[0].fault.code) == ("a.jsonl#1", "too_long")
    assert isinstance(found[1], ReadArticle)
    assert found[1].article.id == "a.jsonl#2"


def test_a_long_file_or_article_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("the of " * 1000)
    assert codes(tmp_path, ReadOptions(max_bytes=1000)) == [("a.txt", "too_long")]
    assert codes(tmp_path, ReadOptions(max_chars=1000)) == [("a.txt", "too_long")]


def test_names_that_would_make_the_same_id_keep_their_suffix(tmp_path: Path) -> None:
    for name in ("a.txt", "a.md", "b.txt", "news.jsonl#1.txt"):
        (tmp_path / name).write_text(GOOD)
    (tmp_path / "news.jsonl").write_text(json.dumps({"text": GOOD}))
    ids = [f.article.id for f in read_folder(tmp_path) if isinstance(f, ReadArticle)]
    assert ids == ["a.md", "a.txt", "b", "news.jsonl#1", "news.jsonl#1.txt"]


def test_a_file_that_vanishes_or_is_locked_after_it_was_listed_is_a_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / name).write_text(GOOD)
    real = Path.open

    def interfere(self: Path, *args: object, **kwargs: object) -> object:
        if self.name == "a.txt":
            self.unlink()
        if self.name == "b.txt":
            raise PermissionError(13, "Permission denied")  # what chmod 000 gives anyone but root
        return real(self, *args, **kwargs)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", interfere)
    assert codes(tmp_path) == [("a.txt", "unreadable"), ("b.txt", "unreadable"), ("c.txt", "ok")]
