"""What each line of a document was read as, and why.

    Plan + StructureReading -> stretches -> line_trace -> explained (with correcting) -> report

stretches   what each stretch of the text is in the plan
line_trace  lines with their role, reasons, parent and rival
explained   values: a line, and its place in a table
correcting  lines for source.toml that correct a line
"""
