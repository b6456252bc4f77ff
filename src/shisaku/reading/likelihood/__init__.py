"""How likely each item is a component of the plan, learned from real documents.

    items -> remark_lines -> features (among_others, pairs) -> learned (weights/*.tsv) -> judging
          -> choosing, covering -> chosen items -> confidence, understanding, feature_reasons

remark_lines     sets aside lines that only qualify others: a sum, a deadline, those in charge
features         features of an item
among_others     features of its class, its neighbours and the document
pairs            features of which two together count more
learned          tables of weights
judging          probability of each item
choosing         the threshold from which items are chosen
covering         items that were not chosen, but whose place shows that they are components
confidence       confidence in a component and its place
understanding    how much of the document was understood
feature_reasons  features as reasons
"""
