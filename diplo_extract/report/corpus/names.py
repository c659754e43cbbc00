"""What codes of states, organizations and sectors are called, from the packaged tables."""

from __future__ import annotations

from diplo_extract.lexicon import Lexicons, read_sector_ids


class Names:
    """Names for codes; a code that no table knows stands for itself."""

    def __init__(self, lexicons: Lexicons | None = None) -> None:
        """Read the tables of states, organizations and sectors."""
        lexicons = lexicons or Lexicons()
        self._names: dict[str, str] = {}
        self._codes: dict[str, str] = {}
        self.states = {row.id for row in lexicons.rows("states")}
        for table in ("states", "organizations"):
            for row in lexicons.rows(table):
                if row["kind"] == "name":
                    self._names.setdefault(row.id, row.form)
                if row["kind"] in ("name", "abbreviation"):
                    self._codes.setdefault(row.form.casefold(), row.id)
        self.sectors = {id: (row["label"], row["group"]) for id, row in read_sector_ids(lexicons).items()}

    def __call__(self, code: str) -> str:
        """Return the name of a state or organization."""
        return self._names.get(code, code)

    def code(self, name: str) -> str:
        """Return the code of an organization as a text names it; the name itself where no table has it."""
        bare = name.removeprefix("the ").removeprefix("The ")
        return self._codes.get(bare.casefold(), bare)

    def sector(self, id: str) -> str:
        """Return the label of a sector."""
        return self.sectors[id][0] if id in self.sectors else id
