"""A tree of sources as a dataset on disk: one file of quads a plan, and a store that answers over all of them."""
