"""Tables as data frames of pandas or polars, with the same column types whatever file they were read from."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from diplo_extract.errors import MissingExtraError, OptionError, StoreError
from diplo_extract.plugins.installed import find_plugin, installed_plugins
from diplo_extract.plugins.terms import Term, term_plugin
from diplo_extract.records import Extraction
from diplo_extract.store.extra import table_columns
from diplo_extract.store.rows import Row, article_row, rows_of
from diplo_extract.store.schemas import LIST_SEPARATOR, TABLES, Columns, Type

Library = Literal["pandas", "polars"]
_PANDAS = {"string": "string", "integer": "Int64", "boolean": "boolean", "float": "Float64", "strings": "object"}


def extraction_frames(extraction: Extraction, library: Library = "pandas") -> dict[str, Any]:
    """Return the tables of one extraction; the article's text is not part of it.

    Raises:
        PluginError: it has records of a plug-in that is not installed here.
    """
    rows = {**rows_of(extraction), "articles": [article_row(extraction)]}
    frames = {table: frame(columns, rows.get(table, []), library) for table, columns in TABLES.items()}
    del frames["errors"]
    for name in extraction.extra:
        terms = name not in installed_plugins() and all(type(record) is Term for record in extraction.extra[name])
        plugin = term_plugin(name) if terms else find_plugin(name)
        frames[plugin.table] = frame(table_columns(plugin), rows[plugin.table], library)
    return frames


def frame(columns: Columns, rows: Iterable[Row], library: Library = "pandas") -> Any:
    """Return rows of a table of these columns as a data frame.

    Raises:
        MissingExtraError: the library is not installed.
        OptionError: it is neither pandas nor polars.
    """
    frames = _library(library)
    values = list(zip(*rows, strict=True)) or [()] * len(columns)
    cells = {name: [_value(v, kind) for v in column] for (name, kind), column in zip(columns, values, strict=True)}
    if library == "polars":
        return frames.DataFrame(cells, schema={name: _polars_type(frames, kind) for name, kind in columns})
    return frames.DataFrame({name: _pandas_series(frames, cells[name], kind) for name, kind in columns})


def _value(value: Any, kind: Type) -> Any:
    return date.fromisoformat(value) if kind == "date" and isinstance(value, str) else value


def _pandas_series(pandas: Any, cells: list[Any], kind: Type) -> Any:
    if kind == "date":
        return pandas.to_datetime(pandas.Series(cells, dtype="object")).astype("datetime64[s]")
    return pandas.Series(cells, dtype=_PANDAS[kind])


def _polars_type(polars: Any, kind: Type) -> Any:
    return {
        "string": polars.String,
        "integer": polars.Int64,
        "boolean": polars.Boolean,
        "float": polars.Float64,
        "date": polars.Date,
        "strings": polars.List(polars.String),
    }[kind]


def _library(name: str) -> Any:
    from importlib import import_module

    if name not in ("pandas", "polars"):
        raise OptionError(f"library: {name!r} is not allowed; allowed: pandas, polars")
    try:
        return import_module(name)
    except ImportError as error:
        raise MissingExtraError("data frames", name, "frames") from error


class Results(Mapping[str, Any]):
    """The tables of a run by name, each read when it is asked for: ``results["agreements"]``."""

    def __init__(self, folder: str | Path, library: Library = "pandas") -> None:
        """Take the folder of a run; raise ``StoreError`` where it has not ended."""
        self.name = str(folder)  # a path takes "//" for "/"
        self.folder = Path(folder)
        self.library = library
        self.run  # noqa: B018 - a folder that is none fails here, not later

    @cached_property
    def run(self) -> dict[str, Any]:
        """Return what run.json says: version, options, counts, errors by kind."""
        try:
            content: dict[str, Any] = json.loads((self.folder / "run.json").read_bytes())
        except FileNotFoundError as error:
            if "://" in self.name:
                raise StoreError(f"{self.name}: a URL; copy the folder of results to this machine first") from error
            reason = "no run.json: no folder of results, or the run has not ended (run 'diplo-extract batch' again)"
            raise StoreError(f"{self.folder}: {reason}") from error
        except (OSError, ValueError) as error:
            raise StoreError(f"{self.folder}/run.json: cannot be read: {error}") from error
        return content

    def __getitem__(self, table: str) -> Any:
        """Return a table as a data frame."""
        path, columns = self._table(table)
        if path.suffix == ".parquet":
            return _parquet_frame(columns, path, self.library)
        return frame(columns, (_csv_rows if path.suffix == ".csv" else _json_rows)(columns, path), self.library)

    def rows(self, table: str) -> Iterator[dict[str, Any]]:
        """Yield a table's rows one by one as plain values, without a library of data frames; dates are ISO strings.

        Raises:
            StoreError: the table is not there, or is damaged.
            MissingExtraError: it is Parquet, and pyarrow is not installed.
        """
        try:
            path, columns = self._table(table)
        except (KeyError, TypeError) as error:
            reason = f"names no table {table!r}: it is no run's, or an older one's"
            raise StoreError(f"{self.folder}/run.json: {reason}") from error
        read = {".parquet": _parquet_rows, ".csv": _csv_rows}.get(path.suffix, _json_rows)
        names = [name for name, _ in columns]
        try:
            for row in read(columns, path):
                yield dict(zip(names, row, strict=True))
        except (OSError, ValueError, KeyError) as error:
            raise StoreError(f"{path}: cannot be read: {error}") from error

    def _table(self, table: str) -> tuple[Path, Columns]:
        told = self.run["tables"][table]
        columns = TABLES[table] if table in TABLES else tuple(told["columns"].items())
        return self.folder / told["file"], columns

    def __iter__(self) -> Iterator[str]:
        """Iterate over the names of the tables, those of plug-ins last."""
        return iter(self.run["tables"])

    def __len__(self) -> int:
        """Return the number of tables."""
        return len(self.run["tables"])


def open_results(folder: str | Path, library: Library = "pandas") -> Results:
    """Open the tables of a finished run as data frames of pandas or polars.

    >>> open_results("OUT")["monetary_targets"]  # doctest: +SKIP
    """
    return Results(folder, library)


def _csv_rows(columns: Columns, path: Path) -> Iterator[Row]:
    csv.field_size_limit(1 << 30)
    with path.open(encoding="utf-8", newline="") as lines:
        reader = csv.reader(lines)
        next(reader)
        for cells in reader:
            yield [_from_csv(cell, kind) for cell, (_, kind) in zip(cells, columns, strict=True)]


def _from_csv(cell: str, kind: Type) -> Any:
    if kind == "strings":
        return cell.split(LIST_SEPARATOR) if cell else []
    if not cell:
        return None
    if kind == "boolean":
        return cell == "true"
    return int(cell) if kind == "integer" else float(cell) if kind == "float" else cell


def _json_rows(columns: Columns, path: Path) -> Iterator[Row]:
    with path.open("rb") as lines:
        for line in lines:
            row = json.loads(line)
            yield [row[name] for name, _ in columns]


def _parquet_rows(columns: Columns, path: Path) -> Iterator[Row]:
    try:
        import pyarrow.parquet as pq
    except ImportError as error:
        raise MissingExtraError("reading Parquet", "pyarrow", "parquet") from error
    with pq.ParquetFile(path) as file:
        for batch in file.iter_batches(batch_size=2_000, columns=[name for name, _ in columns]):
            cells = [batch.column(name).to_pylist() for name, _ in columns]
            for i, (_, kind) in enumerate(columns):
                if kind == "date":
                    cells[i] = [value.isoformat() if value else None for value in cells[i]]
            yield from (list(row) for row in zip(*cells, strict=True))


def _parquet_frame(columns: Columns, path: Path, library: Library) -> Any:
    """Read Parquet column by column, as the libraries do fastest, with the types of ``frame``."""
    frames = _library(library)
    if library == "polars":
        return frames.read_parquet(path)
    try:
        import pyarrow.parquet as pq
    except ImportError as error:
        raise MissingExtraError("reading Parquet", "pyarrow", "parquet") from error
    read = pq.read_table(path)
    made = {name: read.column(name).to_pandas() for name, kind in columns if kind in ("string", "date")}
    rest = {name: read.column(name).to_pylist() for name, _ in columns if name not in made}
    return frames.DataFrame(
        {name: _pandas_series(frames, made[name] if name in made else rest[name], kind) for name, kind in columns}
    )
