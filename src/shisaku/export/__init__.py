"""From quads to people: questions, tables, exports. The wing that knows formats."""
