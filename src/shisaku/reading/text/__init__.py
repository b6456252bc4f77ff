"""The text of a source: its encoding and its characters.

    bytes -> encoding (scripts) -> text -> characters -> searchable text -> the reader's plan -> restoring -> Plan as printed

encoding       bytes -> text, with the likeliest encoding
scripts        how likely a sequence of scripts is
characters     text without invisible characters and look-alikes
restoring      from the searchable text back to the printed one
text_findings  findings on encoding, lost bytes and invisible characters
left_out       findings on parts of a file that were not read
"""
