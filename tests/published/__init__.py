"""Invented documents as governments publish them, in every format; and how much of them, or of real ones, a reader finds.

bank of words -> kind (`kinds`) -> elements, and what a person reads in them -> format (`rendering`) -> bytes and gold
documents with gold -> `shisaku.read` -> Plan -> `scorer` -> figures by kind, language and format, macro and micro
"""
