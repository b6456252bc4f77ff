"""Puts the plan together from the items and tables of a document.

    Document -> structure_reader (tables/, items/, likelihood/, hierarchy/) -> tree of components -> plan_assembly -> Plan

structure_reader  Document -> tree of components, with reasons and doubts
line_overrides    overrides of lines: level, parent, no component
between           what is printed between components: fields, prose, page artefacts
handing           assigns lines beside a list to its components
meanings          what marks of the legend mean for components
prose_deadlines   deadlines that only prose states
accounting        puts every character into one place of the plan
plan_assembly     tree of components -> Plan
"""
