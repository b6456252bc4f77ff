"""StratML files, whose elements state what is a goal, an objective, an indicator.

    bytes -> stratml_markup -> element_filter -> element_words -> particulars, goals -> stratml_plan -> Plan

stratml_markup  bytes -> text and elements, each with the place of its words
element_filter         drops elements that carry nothing; reports what is unread
element_words   words of an element, with their places
particulars     stakeholders, indicators, relationships, dates -> details
goals           goals and objectives -> components
stratml_plan    all of it -> Plan
"""
