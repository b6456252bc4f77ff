"""Rules of OWL 2 RL and OWL 2 DL, with their sentences in both languages.

rl-...  W3C OWL 2 Web Ontology Language Profiles (Second Edition), section 4.2
dl-...  W3C OWL 2 Structural Specification (Second Edition), the section in the comment of each, and the Mapping to RDF Graphs
"""

from shisaku.model.findings import Rule, Severity

RL_PREDEFINED_PROPERTIES = Rule(  # 4.2.1
    "profile/rl-predefined-properties",
    Severity.ERROR,
    "{name} は {value} を使っています。OWL 2 RL にこのプロパティはありません。自分のプロパティで言い換えてください。",
    "{name} uses {value}, which OWL 2 RL does not have. Say it with a property of your own.",
)
RL_DATATYPES = Rule(  # 4.2.1
    "profile/rl-datatypes",
    Severity.ERROR,
    "{name} はデータ型 {value} を使っています。OWL 2 RL にこのデータ型はありません。xsd:decimal などに改めてください。",
    "{name} uses the datatype {value}, which OWL 2 RL does not have. Use xsd:decimal or another datatype of the profile.",
)
RL_SUBCLASS = Rule(  # 4.2.3
    "profile/rl-subclass-expressions",
    Severity.ERROR,
    "{name}：{value} は、OWL 2 RL では下位クラスの側（{path}）に書けません。書けるのはクラス（owl:Thing を除く）、intersectionOf、unionOf、oneOf、someValuesFrom、hasValue です。",
    "{name}: {value} cannot stand where OWL 2 RL takes a subclass expression ({path}). Write a class other than owl:Thing, intersectionOf, unionOf, oneOf, someValuesFrom or hasValue.",
)
RL_SUPERCLASS = Rule(  # 4.2.3
    "profile/rl-superclass-expressions",
    Severity.ERROR,
    "{name}：{value} は、OWL 2 RL では上位クラスの側（{path}）に書けません。書けるのはクラス（owl:Thing を除く）、intersectionOf、complementOf、allValuesFrom、hasValue、上限が 0 か 1 の maxCardinality です。あるべき値の数は SHACL で述べてください。",
    "{name}: {value} cannot stand where OWL 2 RL takes a superclass expression ({path}). Write a class other than owl:Thing, intersectionOf, complementOf, allValuesFrom, hasValue or a maxCardinality of 0 or 1; what must be there is better said in SHACL.",
)
RL_EQUIVALENT = Rule(  # 4.2.3
    "profile/rl-equivalent-class-expressions",
    Severity.ERROR,
    "{name}：{value} は、OWL 2 RL では同値クラスとして書けません。書けるのはクラス（owl:Thing を除く）、intersectionOf、hasValue です。成り立つ向きだけを rdfs:subClassOf で述べてください。",
    "{name}: {value} cannot stand in an equivalence of OWL 2 RL. Write a class other than owl:Thing, intersectionOf or hasValue, or state with rdfs:subClassOf the direction that the profile allows.",
)
RL_DATA_RANGES = Rule(  # 4.2.4
    "profile/rl-data-ranges",
    Severity.ERROR,
    "{name}：{value} は、OWL 2 RL のデータ範囲に使えません。データ型か、その intersectionOf にし、細かい制限は SHACL で述べてください。",
    "{name}: {value} cannot stand in a data range of OWL 2 RL. Write a datatype or an intersectionOf datatypes, and narrower limits in SHACL.",
)
RL_DISJOINT_UNION = Rule(  # 4.2.5
    "profile/rl-disjoint-union",
    Severity.ERROR,
    "{name}：OWL 2 RL に owl:disjointUnionOf はありません。部分のそれぞれに rdfs:subClassOf を、部分どうしに owl:AllDisjointClasses を書いてください。",
    "{name}: OWL 2 RL has no owl:disjointUnionOf. Write rdfs:subClassOf for each part and owl:AllDisjointClasses over the parts.",
)
RL_REFLEXIVE = Rule(  # 4.2.5
    "profile/rl-reflexive-properties",
    Severity.ERROR,
    "{name}：OWL 2 RL に owl:ReflexiveProperty はありません。除いてください。",
    "{name}: OWL 2 RL has no owl:ReflexiveProperty. Take it away.",
)

DL_DECLARATIONS = Rule(  # 5.8
    "profile/dl-declarations",
    Severity.ERROR,
    "{name} に関する記述（{path}）で使われている {value} が宣言されていません。綴りを確かめ、{kinds} として宣言してください。",
    "{value}, used of {name} ({path}), is not declared. Check its spelling, and declare it as {kinds}.",
)
DL_PROPERTY_PUNNING = Rule(  # 5.8.1
    "profile/dl-property-punning",
    Severity.ERROR,
    "{name} が {value} と、二種類以上のプロパティとして宣言されています。一種類だけにしてください。",
    "{name} is declared as more than one kind of property: {value}. Keep one.",
)
DL_CLASS_PUNNING = Rule(  # 5.8.1
    "profile/dl-class-punning",
    Severity.ERROR,
    "{name} がクラスとデータ型の両方として宣言されています。どちらかに改めてください。",
    "{name} is declared both as a class and as a datatype. Keep one.",
)
DL_TYPING = Rule(  # 5.8.1
    "profile/dl-typing",
    Severity.ERROR,
    "{name} に関する {path} の値 {value} は種類が違います。ここに来るのは {kinds} です。",
    "{value}, the value of {path} of {name}, is of the wrong kind. Here belongs {kinds}.",
)
DL_ANNOTATION_PROPERTIES = Rule(  # 5.5
    "profile/dl-annotation-properties",
    Severity.ERROR,
    "注釈プロパティ {value} が {name} の公理（{path}）に使われています。推論にかける性質なら、owl:ObjectProperty か owl:DatatypeProperty として宣言してください。",
    "The annotation property {value} is used in an axiom of {name} ({path}). Declare it as owl:ObjectProperty or owl:DatatypeProperty if something is to follow from it.",
)
DL_RESERVED_VOCABULARY = Rule(  # 2.4
    "profile/dl-reserved-vocabulary",
    Severity.ERROR,
    "{name}：{value} は OWL・RDF・RDFS・XSD の予約語です。この使い方（{path}）は OWL 2 DL にありません。綴りを確かめるか、自分の語を使ってください。",
    "{name}: {value} is in the reserved vocabulary of OWL, RDF, RDFS or XSD, and OWL 2 DL does not have this use of it ({path}). Check its spelling, or use a term of your own.",
)
DL_DATATYPES = Rule(  # 4, 5.2
    "profile/dl-datatypes",
    Severity.ERROR,
    "{name} はデータ型 {value} を使っています（{path}）。OWL 2 のデータ型ではないため、推論器（HermiT など）が受け付けません。xsd:dateTime や xsd:string などに改めるか、注釈プロパティにしてください。",
    "{name} uses the datatype {value} ({path}), which is none of OWL 2's; reasoners such as HermiT reject it. Use xsd:dateTime, xsd:string or another of them, or make it an annotation property.",
)
DL_LITERALS = Rule(  # 5.7
    "profile/dl-literals",
    Severity.ERROR,
    "{name}：{path} の値 {value} は、そのデータ型の書き方になっていません。値かデータ型を改めてください。",
    "{name}: the value {value} of {path} is not written as its datatype asks. Mend the value or the datatype.",
)
DL_DATATYPE_DEFINITIONS = Rule(  # 11.2
    "profile/dl-datatype-definitions",
    Severity.ERROR,
    "データ型 {name} が自分自身によって定義されています（{value} を経て）。定義の輪を断ってください。",
    "The datatype {name} is defined by itself, through {value}. Break the circle of definitions.",
)
DL_TOP_DATA_PROPERTY = Rule(  # 11.2
    "profile/dl-top-data-property",
    Severity.ERROR,
    "{name}：owl:topDataProperty は rdfs:subPropertyOf の上位の側にしか書けません（ここは {path}）。自分のプロパティを使ってください。",
    "{name}: owl:topDataProperty may only be the super-property in rdfs:subPropertyOf (here: {path}). Use a property of your own.",
)
DL_SIMPLE_PROPERTIES = Rule(  # 11.2
    "profile/dl-simple-properties",
    Severity.ERROR,
    "{value} は推移的であるか連鎖から導かれるため単純でなく、{name} に書かれた {path} と併せて使えません。{path} を除き、必要なら検査（SPARQL か SHACL）で確かめてください。",
    "{value} is transitive or follows from a chain, so it is not simple, and {path}, stated of {name}, cannot be used with it. Take {path} away, and check it by SPARQL or SHACL where it matters.",
)
DL_PROPERTY_HIERARCHY = Rule(  # 11.2
    "profile/dl-property-hierarchy",
    Severity.ERROR,
    "{name} の owl:propertyChainAxiom が循環しています：{value} は {name} に依存しています。連鎖か rdfs:subPropertyOf の一方を除いてください。",
    "The owl:propertyChainAxiom of {name} goes in a circle: {value} depends on {name} in turn. Take away the chain or the rdfs:subPropertyOf that closes it.",
)
DL_ANONYMOUS_INDIVIDUALS = Rule(  # 5.6.2, 11.2
    "profile/dl-anonymous-individuals",
    Severity.ERROR,
    "{name}：空白ノードの個体がここ（{path}）では使えません。木の形に一か所からだけつながっていることが条件です。IRI を付けてください。",
    "{name}: an individual that is a blank node cannot be used here ({path}); such individuals must hang together as a tree, from one place only. Give it an IRI.",
)
DL_LISTS = Rule(  # Mapping, 3.2
    "profile/dl-lists",
    Severity.ERROR,
    "{name}：{path} のリストが整っていません（{value}）。要素は {least} 個以上、rdf:first と rdf:rest は一つずつ、終わりは rdf:nil です。括弧 ( ) で書き直してください。",
    "{name}: the list of {path} is not well formed ({value}). It has {least} or more members, one rdf:first and one rdf:rest each, and ends in rdf:nil. Write it anew with ( ).",
)
DL_RESTRICTIONS = Rule(  # Mapping, table 13
    "profile/dl-restrictions",
    Severity.ERROR,
    "{name} の制限（owl:Restriction）が整っていません：{value}。owl:Restriction の型、owl:onProperty 一つ、条件一つが要ります。",
    "A restriction of {name} is not well formed: {value_en}. It needs the type owl:Restriction, one owl:onProperty and one condition.",
)
DL_CLASS_EXPRESSIONS = Rule(  # Mapping, table 13
    "profile/dl-class-expressions",
    Severity.ERROR,
    "{name}：{path} の値の [ ] がクラスの式になっていません（{value}）。owl:Class（データ範囲なら rdfs:Datatype）の型と、intersectionOf などの構成子一つが要ります。",
    "{name}: the [ ] given for {path} is no class expression ({value_en}). It needs the type owl:Class (rdfs:Datatype for data ranges) and one constructor such as intersectionOf.",
)
DL_BLANK_NODE_CYCLES = Rule(  # Mapping, 3.2
    "profile/dl-blank-node-cycles",
    Severity.ERROR,
    "{name} の公理の空白ノードが輪になっています。クラスに名前を付けて輪を断ってください。",
    "Blank nodes in an axiom of {name} form a circle. Break it by giving the class a name.",
)

RULES: tuple[Rule, ...] = tuple(value for value in tuple(globals().values()) if isinstance(value, Rule))
"""All of them, in the order above."""
