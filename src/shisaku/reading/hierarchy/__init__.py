"""Which component belongs under which, learned from real documents.

    components in printed order -> relations, alternation -> weights -> attaching -> parents with rivals

relations    features of a component and a candidate parent
alternation  features of looks that take turns: ○ ・・・ ○ ・・
attaching    chooses a parent for each component in turn
"""
