"""Rows of an answer as a list of dictionaries with Python values."""

from typing import TYPE_CHECKING

from shisaku.messages import Message
from shisaku.model.html_text import table
from shisaku.sparql.answers import Answer
from shisaku.sparql.rdf_terms import Value, python_value

if TYPE_CHECKING:
    from pandas import DataFrame


class Rows(list[dict[str, Value]]):
    """A list of one dict a row, by column; numbers and truth values are Python's, unbound values None."""

    columns: tuple[str, ...] = ()
    """Names of the columns, known also without rows."""

    @classmethod
    def of(cls, answer: Answer) -> "Rows":
        """Return the rows of the answer to a SELECT query."""
        answer = answer.renamed()
        rows = cls(dict(zip(answer.variables, map(python_value, row), strict=True)) for row in answer.rows)
        rows.columns = answer.variables
        return rows

    def to_pandas(self) -> "DataFrame":
        """Return a pandas.DataFrame with the same columns. Raises ImportError if pandas is not installed."""
        try:
            import pandas
        except ImportError as error:
            raise ImportError(Message("sparql-needs-pandas").in_all_languages()) from error
        return pandas.DataFrame(list(self), columns=list(self.columns))

    def __repr__(self) -> str:
        return f"<Rows: {self._size()} of {', '.join(self.columns)}>"

    def _repr_html_(self) -> str:
        return table(self.columns, [tuple(row.values()) for row in self], self._size())

    def _size(self) -> str:
        return f"{len(self)} row{'' if len(self) == 1 else 's'}"
