"""StratML documents: files whose elements say what is a goal, an objective, an indicator.

markup      bytes -> text and elements, each with the place of its words
sifting     elements -> those that carry something; what is unread, what says nothing
wording     an element's words, with their places
particulars stakeholders, indicators, relationships, dates -> details
goals       goals and objectives -> components
assembly    all of it -> Plan
"""
