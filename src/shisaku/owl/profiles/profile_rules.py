"""Rules of OWL 2 RL and OWL 2 DL.

rl-...  W3C OWL 2 Web Ontology Language Profiles (Second Edition), section 4.2
dl-...  W3C OWL 2 Structural Specification (Second Edition), the section in the comment of each, and the Mapping to RDF Graphs
"""

from shisaku.model.findings import Rule, Severity

RL_PREDEFINED_PROPERTIES = Rule("profile/rl-predefined-properties", Severity.ERROR)
RL_DATATYPES = Rule("profile/rl-datatypes", Severity.ERROR)
RL_SUBCLASS = Rule("profile/rl-subclass-expressions", Severity.ERROR)
RL_SUPERCLASS = Rule("profile/rl-superclass-expressions", Severity.ERROR)
RL_EQUIVALENT = Rule("profile/rl-equivalent-class-expressions", Severity.ERROR)
RL_DATA_RANGES = Rule("profile/rl-data-ranges", Severity.ERROR)
RL_DISJOINT_UNION = Rule("profile/rl-disjoint-union", Severity.ERROR)
RL_REFLEXIVE = Rule("profile/rl-reflexive-properties", Severity.ERROR)

DL_DECLARATIONS = Rule("profile/dl-declarations", Severity.ERROR)
DL_PROPERTY_PUNNING = Rule("profile/dl-property-punning", Severity.ERROR)
DL_CLASS_PUNNING = Rule("profile/dl-class-punning", Severity.ERROR)
DL_TYPING = Rule("profile/dl-typing", Severity.ERROR)
DL_ANNOTATION_PROPERTIES = Rule("profile/dl-annotation-properties", Severity.ERROR)
DL_RESERVED_VOCABULARY = Rule("profile/dl-reserved-vocabulary", Severity.ERROR)
DL_DATATYPES = Rule("profile/dl-datatypes", Severity.ERROR)
DL_LITERALS = Rule("profile/dl-literals", Severity.ERROR)
DL_DATATYPE_DEFINITIONS = Rule("profile/dl-datatype-definitions", Severity.ERROR)
DL_TOP_DATA_PROPERTY = Rule("profile/dl-top-data-property", Severity.ERROR)
DL_SIMPLE_PROPERTIES = Rule("profile/dl-simple-properties", Severity.ERROR)
DL_PROPERTY_HIERARCHY = Rule("profile/dl-property-hierarchy", Severity.ERROR)
DL_ANONYMOUS_INDIVIDUALS = Rule("profile/dl-anonymous-individuals", Severity.ERROR)
DL_LISTS = Rule("profile/dl-lists", Severity.ERROR)
DL_RESTRICTIONS = Rule("profile/dl-restrictions", Severity.ERROR)
DL_CLASS_EXPRESSIONS = Rule("profile/dl-class-expressions", Severity.ERROR)
DL_BLANK_NODE_CYCLES = Rule("profile/dl-blank-node-cycles", Severity.ERROR)

RULES: tuple[Rule, ...] = tuple(value for value in tuple(globals().values()) if isinstance(value, Rule))
"""All of them, in the order above."""
