"""Sentences of explanations, in Japanese and English."""

from shisaku.explain.explanation_tree import COMPUTED, CONTRADICTION, ONTOLOGY, SETTINGS, STATED
from shisaku.messages import Message
from shisaku.rdf.namespaces import ASSERTED, INFERRED, RECONSTRUCTED

LAYERS = {
    ASSERTED: Message("explain-printed"),
    RECONSTRUCTED: Message("explain-concluded"),
    INFERRED: Message("explain-inferred"),
    STATED: Message("explain-stated-data"),
    ONTOLOGY: Message("explain-stated-ontology"),
    CONTRADICTION: Message("explain-contradiction"),
    COMPUTED: Message("explain-follows-file-itself"),
    SETTINGS: Message("explain-stated-settings"),
}
"""Origin of a triple, by layer."""

RULES = {
    "eq-sym": Message("explain-same-both-ways"),
    "eq-trans": Message("explain-same-same-same"),
    "eq-rep-s": Message("explain-same-may-stand-subject"),
    "eq-rep-o": Message("explain-same-may-stand-object"),
    "eq-diff1": Message("explain-same-said-differ"),
    "eq-diff2": Message("explain-same-said-differ-all-together"),
    "eq-diff3": Message("explain-same-said-differ-all-together"),
    "prp-dom": Message("explain-domain-property"),
    "prp-rng": Message("explain-range-property"),
    "prp-fp": Message("explain-functional-most-one-value"),
    "prp-ifp": Message("explain-inverse-functional-value-one-only"),
    "prp-irp": Message("explain-irreflexive-nothing-relates-itself"),
    "prp-symp": Message("explain-symmetric-holds-both-ways"),
    "prp-asyp": Message("explain-asymmetric-never-holds-both-ways"),
    "prp-trp": Message("explain-transitive-holds-along-chain-itself"),
    "prp-spo1": Message("explain-sub-property"),
    "prp-spo2": Message("explain-chain-properties"),
    "prp-eqp1": Message("explain-equivalent-property"),
    "prp-eqp2": Message("explain-equivalent-property"),
    "prp-pdw": Message("explain-properties-exclude-one-another"),
    "prp-adp": Message("explain-properties-that-exclude-one-another"),
    "prp-inv1": Message("explain-inverse-property"),
    "prp-inv2": Message("explain-inverse-property"),
    "prp-key": Message("explain-equal-keys-mean-same-thing"),
    "prp-npa1": Message("explain-said-not"),
    "prp-npa2": Message("explain-said-not-to-be-so"),
    "cls-nothing2": Message("explain-class-nothing"),
    "cls-int1": Message("explain-every-part-intersection"),
    "cls-int2": Message("explain-intersection"),
    "cls-uni": Message("explain-part-union"),
    "cls-com": Message("explain-class-complement"),
    "cls-svf1": Message("explain-has-value-class"),
    "cls-svf2": Message("explain-has-value"),
    "cls-avf": Message("explain-all-values-class"),
    "cls-hv1": Message("explain-has-that-value"),
    "cls-hv2": Message("explain-whatever-has-value"),
    "cls-maxc1": Message("explain-has-value-where-none-may"),
    "cls-maxc2": Message("explain-most-one-value"),
    "cls-maxqc1": Message("explain-has-value-class-where-none"),
    "cls-maxqc2": Message("explain-has-value-where-none-may"),
    "cls-maxqc3": Message("explain-most-one-value-class"),
    "cls-maxqc4": Message("explain-most-one-value"),
    "cls-oo": Message("explain-one-those-listed"),
    "cax-sco": Message("explain-subclass"),
    "cax-eqc1": Message("explain-equivalent-class"),
    "cax-eqc2": Message("explain-equivalent-class"),
    "cax-dw": Message("explain-two-classes-exclude-one-another"),
    "cax-adc": Message("explain-two-classes-exclude-one-another"),
    "scm-cls": Message("explain-every-class"),
    "scm-sco": Message("explain-subclass-subclass"),
    "scm-eqc1": Message("explain-equivalent-classes-subclasses-one-another"),
    "scm-eqc2": Message("explain-subclasses-one-another-equivalent"),
    "scm-op": Message("explain-every-property"),
    "scm-dp": Message("explain-every-property"),
    "scm-spo": Message("explain-sub-property-sub-property"),
    "scm-eqp1": Message("explain-equivalent-properties-sub-properties-one"),
    "scm-eqp2": Message("explain-sub-properties-one-another-equivalent"),
    "scm-dom1": Message("explain-wider-class-domain-too"),
    "scm-dom2": Message("explain-domain-wider-property"),
    "scm-rng1": Message("explain-wider-class-range-too"),
    "scm-rng2": Message("explain-range-wider-property"),
    "scm-hv": Message("explain-same-value-narrower-property"),
    "scm-svf1": Message("explain-value-narrower-class"),
    "scm-svf2": Message("explain-value-narrower-property"),
    "scm-avf1": Message("explain-all-values-narrower-class"),
    "scm-avf2": Message("explain-all-values-wider-property"),
    "scm-int": Message("explain-intersection-subclass-parts"),
    "scm-uni": Message("explain-part-union-subclass"),
}
"""The rules of OWL 2 RL by the names of the specification."""

BY_AXIOM = Message("explain-axiom")
CONFIDENCE = Message("explain-confidence")
RIVALS = Message("explain-rivals")
TOGETHER = Message("explain-these-cannot-true-together")
THE_PLAN = Message("explain-plan")
