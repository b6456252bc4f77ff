"""What must be true of every Document, whatever its format."""

from shisaku.model.document import Block, Document, Table


def assert_sound(document: Document) -> None:
    """Spans are exact and in order, and each character that is not white is in exactly one block."""
    covered = bytearray(len(document.text))
    end = 0
    for block in document.blocks():
        span = block.span
        words = document.text[span.start : span.end]
        assert end <= span.start < span.end <= len(document.text)
        assert words == words.strip()
        assert block.bold_lead < len(words)
        assert 0 <= block.linked <= 1
        covered[span.start : span.end] = b"\1" * len(span)
        end = span.end
    assert not document.text or document.text == document.text.strip()
    assert all(seen or document.text[at].isspace() for at, seen in enumerate(covered))
    for table in document.tables:
        assert_no_overlap(table)


def assert_no_overlap(table: Table) -> None:
    """No two cells cover one place of the grid, and cells come row by row."""
    taken = [
        (row, column)
        for cell in table.cells
        for row in range(cell.row, cell.row + cell.rows)
        for column in range(cell.column, cell.column + cell.columns)
    ]
    assert len(taken) == len(set(taken))
    starts = [(cell.row, cell.column) for cell in table.cells]
    assert starts == sorted(starts)


def words(document: Document, block: Block) -> str:
    """What the block prints."""
    return document.text[block.span.start : block.span.end]


def printed(document: Document) -> list[tuple[str, int, str, str]]:
    """Kind, level, mark and words of each block outside of tables."""
    return [(b.kind, b.level, b.mark, words(document, b)) for b in document.content if isinstance(b, Block)]


def grid(document: Document, table: Table) -> list[list[str | None]]:
    """The words of the cells, at the first place of each; None where no cell begins."""
    rows: list[list[str | None]] = [[None] * table.width for _ in range(table.height)]
    for cell in table.cells:
        rows[cell.row][cell.column] = "" if cell.span is None else document.text[cell.span.start : cell.span.end]
    return rows
