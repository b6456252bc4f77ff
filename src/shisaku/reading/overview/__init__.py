"""Overviews: one-page plans whose boxes may come in any order.

    lines -> overview_blocks -> inventory -> placement -> overview_assembly -> Plan

overview_blocks     what each line is: heading, entries, statement, legend, page artefact
inventory           pillars, groups, measures and statements, before anything has a parent
placement           a parent, a confidence and reasons for each of them
affinity            how similar the words of two components are
placement_problem   input and result of the search
override_hints      places set in source.toml, as weights of the search
search              the best arrangement and its rivals (A*)
supposition         steps of an arrangement, for boxes in printed order or in any order
scores              log-likelihood of each step
bounds              upper bounds of the score that is still possible
neighbour_evidence  reasons from numbers and neighbours
overview_assembly   puts the Plan together (the way in: `overview_plan`)

A new kind of block goes into overview_blocks and inventory, a new reason into neighbour_evidence or `shisaku.reading.evidence`.
"""
