"""Plain values between the stages. No RDF, no file format, no reading.

file -> document.Document -> plan.Plan -> printed_tree.PlanTree, or a graph

document           text, blocks and tables of a file, with their places
source             the text that a plan is read from, and what source.toml states of it
span               a stretch of text
plan               the components of a plan
details            what is printed of a component: sums, dates, indicators, who is responsible
succession         what became of each component in a later edition
printed_tree       a plan as a tree, for terminals and StratML
findings           rules, and the findings that they report
country_profiles   languages, currency and fiscal years of a country
fiscal_years       which days a fiscal year covers
language           the language of a text
digests            short digests of words, for keys
plain_data         values as JSON has them
html_text          short HTML for notebooks
"""
