"""The rows of an answer for programmers: a list of dictionaries with Python's own values."""

from typing import TYPE_CHECKING

from shisaku.model.html_text import table
from shisaku.sparql.answers import Answer
from shisaku.sparql.rdf_terms import Value, python_value

if TYPE_CHECKING:
    from pandas import DataFrame


class Rows(list[dict[str, Value]]):
    """A list with a dict a row, its keys the columns; numbers and truth values are Python's own, what is unbound is None."""

    columns: tuple[str, ...] = ()
    """Names of the columns, also where there is no row."""

    @classmethod
    def of(cls, answer: Answer) -> "Rows":
        """The rows of the answer to a SELECT query."""
        answer = answer.renamed()
        rows = cls(dict(zip(answer.variables, map(python_value, row), strict=True)) for row in answer.rows)
        rows.columns = answer.variables
        return rows

    def to_pandas(self) -> "DataFrame":
        """The rows as a pandas.DataFrame with the same columns. Raises ImportError where pandas is not installed."""
        try:
            import pandas
        except ImportError as error:
            raise ImportError("to_pandas needs pandas (pandas が要ります): pip install pandas") from error
        return pandas.DataFrame(list(self), columns=list(self.columns))

    def __repr__(self) -> str:
        return f"<Rows: {self._size()} of {', '.join(self.columns)}>"

    def _repr_html_(self) -> str:
        return table(self.columns, [tuple(row.values()) for row in self], self._size())

    def _size(self) -> str:
        return f"{len(self)} row{'' if len(self) == 1 else 's'}"
