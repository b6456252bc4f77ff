"""Names of foreign terms on the pages of data, for terms without a label in the project."""

from shisaku.errors import Language

_NAMES: dict[str, tuple[str, str]] = {
    "rdfs:label": ("名称", "name"),
    "rdfs:comment": ("説明", "explanation"),
    "skos:notation": ("記号", "sign"),
    "skos:prefLabel": ("名称", "name"),
    "skos:inScheme": ("属する体系", "in the scheme"),
    "skos:ConceptScheme": ("概念の体系", "concept scheme"),
    "dcterms:title": ("題名", "title"),
    "dcterms:publisher": ("公表者", "publisher"),
    "dcterms:license": ("利用条件", "licence"),
    "dcterms:issued": ("公表", "published"),
    "dcterms:temporal": ("対象の年度", "for the period"),
    "dcterms:spatial": ("対象の地域", "for the place"),
    "dcterms:isPartOf": ("属するもの", "part of"),
    "dcterms:isReplacedBy": ("置き換えたもの", "replaced by"),
    "dcterms:source": ("出典", "source"),
    "dcterms:conformsTo": ("準拠するもの", "conforms to"),
    "dcat:Dataset": ("データセット", "dataset"),
    "dcat:startDate": ("初日", "first day"),
    "dcat:endDate": ("末日", "last day"),
    "dcat:mediaType": ("ファイルの形式", "media type"),
    "dcat:downloadURL": ("ファイルの所在", "file at"),
    "dcat:accessURL": ("掲載先", "page at"),
    "owl:deprecated": ("廃止", "retired"),
    "void:inDataset": ("属するデータセット", "part of the dataset"),
    "prov:Activity": ("作業", "activity"),
    "prov:Agent": ("主体", "agent"),
    "prov:SoftwareAgent": ("ソフトウェア", "software"),
    "prov:wasAssociatedWith": ("行ったもの", "carried out by"),
    "prov:used": ("使ったもの", "used"),
    "prov:wasGeneratedBy": ("これを作った作業", "made by"),
    "prov:wasDerivedFrom": ("もとになったもの", "derived from"),
    "oa:exact": ("引用", "quote"),
    "oa:prefix": ("直前の文字", "what stands before"),
    "oa:suffix": ("直後の文字", "what stands behind"),
    "oa:start": ("始まり（文字）", "first character"),
    "oa:end": ("終わり（文字）", "last character"),
    "oa:hasSource": ("原文", "in the source"),
    "oa:hasSelector": ("位置の示し方", "selector"),
    "oa:FragmentSelector": ("ファイル内の位置", "place in the file"),
    "rdf:value": ("値", "value"),
    "oa:TextPositionSelector": ("文字の位置", "position in the text"),
    "oa:TextQuoteSelector": ("引用による位置", "quote from the text"),
    "org:FormalOrganization": ("組織", "organization"),
    "org:identifier": ("識別番号", "identifier"),
}


def foreign_name(code: str, lang: Language) -> str | None:
    """Return the name of a term by its prefixed name, or None."""
    found = _NAMES.get(code)
    return None if found is None else found[0 if lang == "ja" else 1]
