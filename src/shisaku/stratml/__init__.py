"""What reading and writing StratML share; docs/stratml.md has the whole mapping.

    elements    namespaces, which element holds which others, attribute values and their concepts
    sequence    SequenceIndicators to levels of objectives
    remarks     what has no element, a paragraph each in OtherInformation

`shisaku.reading.stratml` makes a Plan of a file, `shisaku.export.stratml` a file of a Plan.
"""
