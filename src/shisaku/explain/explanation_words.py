"""Sentences of explanations, in Japanese and English."""

from shisaku.errors import Message
from shisaku.explain.explanation_tree import COMPUTED, CONTRADICTION, ONTOLOGY, SETTINGS, STATED
from shisaku.rdf.namespaces import ASSERTED, INFERRED, RECONSTRUCTED

LAYERS = {
    ASSERTED: Message("印刷", "printed"),
    RECONSTRUCTED: Message("推定", "concluded"),
    INFERRED: Message("推論", "inferred"),
    STATED: Message("データに記述", "stated in the data"),
    ONTOLOGY: Message("オントロジーに記述", "stated in the ontology"),
    CONTRADICTION: Message("矛盾", "contradiction"),
    COMPUTED: Message("文書から機械的に決まる", "follows from the file itself"),
    SETTINGS: Message("設定に記述", "stated in the settings"),
}
"""Origin of a triple, by layer."""

RULES = {
    "eq-sym": Message("同一のものは互いに同一", "the same both ways"),
    "eq-trans": Message("同一のものと同一なら同一", "the same as the same is the same"),
    "eq-rep-s": Message("同一のものは主語で置き換えられる", "the same may stand as subject"),
    "eq-rep-o": Message("同一のものは目的語で置き換えられる", "the same may stand as object"),
    "eq-diff1": Message("同一でありながら異なるとされる", "the same, and said to differ"),
    "eq-diff2": Message("すべて異なるとされるものが同一", "the same, and said to differ all together"),
    "eq-diff3": Message("すべて異なるとされるものが同一", "the same, and said to differ all together"),
    "prp-dom": Message("プロパティの定義域", "domain of the property"),
    "prp-rng": Message("プロパティの値域", "range of the property"),
    "prp-fp": Message("値は一つだけ（関数的）", "functional: at most one value"),
    "prp-ifp": Message("値から一つに決まる（逆関数的）", "inverse functional: a value of one only"),
    "prp-irp": Message("自分自身との関係はない（非反射的）", "irreflexive: nothing so relates to itself"),
    "prp-symp": Message("逆向きにも成り立つ（対称的）", "symmetric: holds both ways"),
    "prp-asyp": Message("逆向きには成り立たない（非対称的）", "asymmetric: never holds both ways"),
    "prp-trp": Message("つなげても成り立つ（推移的）", "transitive: holds along a chain of itself"),
    "prp-spo1": Message("下位プロパティ", "sub-property"),
    "prp-spo2": Message("プロパティの連鎖", "chain of properties"),
    "prp-eqp1": Message("等価なプロパティ", "equivalent property"),
    "prp-eqp2": Message("等価なプロパティ", "equivalent property"),
    "prp-pdw": Message("両立しないプロパティ", "properties that exclude one another"),
    "prp-adp": Message("互いに両立しないプロパティ", "properties that exclude one another"),
    "prp-inv1": Message("逆プロパティ", "inverse property"),
    "prp-inv2": Message("逆プロパティ", "inverse property"),
    "prp-key": Message("鍵が等しいものは同一", "equal keys mean the same thing"),
    "prp-npa1": Message("成り立たないとされる関係", "said not to be so"),
    "prp-npa2": Message("成り立たないとされる値", "said not to be so"),
    "cls-nothing2": Message("何ものも属さないクラスに属する", "in the class that nothing is in"),
    "cls-int1": Message("共通部分の全部に属する", "in every part of the intersection"),
    "cls-int2": Message("共通部分に属する", "in the intersection"),
    "cls-uni": Message("和の一部に属する", "in a part of the union"),
    "cls-com": Message("補クラスと両方に属する", "in a class and in its complement"),
    "cls-svf1": Message("あるクラスの値を持つ", "has a value of the class"),
    "cls-svf2": Message("値を持つ", "has a value"),
    "cls-avf": Message("値はすべてそのクラス", "all values are of the class"),
    "cls-hv1": Message("その値を持つ", "has that value"),
    "cls-hv2": Message("その値を持つものの集まり", "whatever has that value"),
    "cls-maxc1": Message("値を持たないはずなのに持つ", "has a value where none may be"),
    "cls-maxc2": Message("値は高々一つ", "at most one value"),
    "cls-maxqc1": Message("そのクラスの値を持たないはずなのに持つ", "has a value of the class where none may be"),
    "cls-maxqc2": Message("値を持たないはずなのに持つ", "has a value where none may be"),
    "cls-maxqc3": Message("そのクラスの値は高々一つ", "at most one value of the class"),
    "cls-maxqc4": Message("値は高々一つ", "at most one value"),
    "cls-oo": Message("列挙されたものの一つ", "one of those listed"),
    "cax-sco": Message("下位クラス", "subclass"),
    "cax-eqc1": Message("等価なクラス", "equivalent class"),
    "cax-eqc2": Message("等価なクラス", "equivalent class"),
    "cax-dw": Message("両立しないクラスの両方に属する", "in two classes that exclude one another"),
    "cax-adc": Message("両立しないクラスの両方に属する", "in two classes that exclude one another"),
    "scm-cls": Message("クラスはどれも", "so it is with every class"),
    "scm-sco": Message("下位クラスの下位クラス", "subclass of a subclass"),
    "scm-eqc1": Message("等価なクラスは互いに下位クラス", "equivalent classes are subclasses of one another"),
    "scm-eqc2": Message("互いに下位クラスなら等価", "subclasses of one another are equivalent"),
    "scm-op": Message("プロパティはどれも", "so it is with every property"),
    "scm-dp": Message("プロパティはどれも", "so it is with every property"),
    "scm-spo": Message("下位プロパティの下位プロパティ", "sub-property of a sub-property"),
    "scm-eqp1": Message("等価なプロパティは互いに下位プロパティ", "equivalent properties are sub-properties of one another"),
    "scm-eqp2": Message("互いに下位プロパティなら等価", "sub-properties of one another are equivalent"),
    "scm-dom1": Message("定義域の上位クラスも定義域", "a wider class is a domain too"),
    "scm-dom2": Message("上位プロパティの定義域", "domain of the wider property"),
    "scm-rng1": Message("値域の上位クラスも値域", "a wider class is a range too"),
    "scm-rng2": Message("上位プロパティの値域", "range of the wider property"),
    "scm-hv": Message("同じ値を、より狭いプロパティで", "the same value, by a narrower property"),
    "scm-svf1": Message("より狭いクラスの値", "a value of a narrower class"),
    "scm-svf2": Message("より狭いプロパティの値", "a value by a narrower property"),
    "scm-avf1": Message("値のクラスがより狭い", "all values of a narrower class"),
    "scm-avf2": Message("プロパティがより広い", "all values by a wider property"),
    "scm-int": Message("共通部分は各部分の下位クラス", "an intersection is a subclass of its parts"),
    "scm-uni": Message("和の各部分は下位クラス", "a part of a union is a subclass of it"),
}
"""The rules of OWL 2 RL by the names of the specification."""

BY_AXIOM = Message("公理", "axiom")
CONFIDENCE = Message("確かさ", "confidence")
RIVALS = Message("ほかの候補", "rivals")
TOGETHER = Message("次のことは同時に成り立ちません。", "These cannot be true together.")
THE_PLAN = Message("プラン", "the plan")
