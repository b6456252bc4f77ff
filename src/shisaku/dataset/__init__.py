"""A tree of documents as a dataset on disk: one file of quads a plan, and a store for queries over all of them.

document_search -> sources (changed?) -> conversion, by executors -> manifest, store

dataset_build       a build, step by step
document_search     documents in folders, and the files that are skipped
sources             fingerprints: what the graphs of a document depend on
conversion          one document to quads
executors           processes, or a Dask cluster
loading             fills a new store during the conversion
store               the Oxigraph store
manifest            dataset.json
dataset_layout      paths in a dataset, and safe writes
lock                one build at a time
arguments           what a command works on: graphs, datasets, documents
recorded_findings   the findings of a built dataset
"""
