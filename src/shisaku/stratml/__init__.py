"""What reading and writing StratML agree on; docs/stratml.md has the whole mapping.

    elements    namespaces, which element holds which others, attribute values and the concepts that they mean
    sequence    SequenceIndicators -> what is part of what
    remarks     what no element has room for, a paragraph each in OtherInformation

`shisaku.reading.stratml` makes a Plan of a file, `shisaku.export.stratml` a file of a Plan.
"""
