"""What the reader learns of documents with gold: weights of components, of parents, and of how sure a place is.

documents with gold -> `samples` -> `aligning` -> `fitting` -> `learner` -> `tables` -> src/shisaku/reading/likelihood/weights
                       `folds` leave publishers out -> `left_out` -> `report` -> docs/reading.md
"""
