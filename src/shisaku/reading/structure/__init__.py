"""From what a document prints, block by block, to the components of the plan.

heads <- items <- regions <- features <- weights <- choice <- hierarchy <- assembly
"""
