"""What became of the components of a plan in its next edition.

two Plans -> comparable_components -> likeness -> assignment, division -> edition_comparison -> edition_report

comparable_components   components with their words as vectors
likeness                probability of each pair
assignment              the best matching of the pairs
division                splits and mergers
edition_comparison      successions, with confidence
succession_reasons      their reasons
pairing                 details of both editions in pairs
detail_changes          changes of sums, dates, indicators, people
change_wording          such a change in words
edition_report          text, Markdown and JSON
"""
