"""Names of foreign terms on the pages of data, for terms without a label in the project."""

from shisaku.messages import Language, Message

_NAMES: dict[str, Message] = {
    "rdfs:label": Message("pages-name-short"),
    "rdfs:comment": Message("pages-explanation"),
    "skos:notation": Message("pages-sign"),
    "skos:prefLabel": Message("pages-name-short"),
    "skos:inScheme": Message("pages-scheme"),
    "skos:ConceptScheme": Message("pages-concept-scheme"),
    "dcterms:title": Message("pages-taken-title"),
    "dcterms:publisher": Message("pages-publisher-short"),
    "dcterms:license": Message("pages-licence-short"),
    "dcterms:issued": Message("pages-published"),
    "dcterms:temporal": Message("pages-for-the-period"),
    "dcterms:spatial": Message("pages-for-the-place"),
    "dcterms:isPartOf": Message("pages-part"),
    "dcterms:isReplacedBy": Message("pages-replaced"),
    "dcterms:source": Message("pages-source"),
    "dcterms:conformsTo": Message("pages-conforms"),
    "dcat:Dataset": Message("pages-dataset"),
    "dcat:startDate": Message("pages-first-day"),
    "dcat:endDate": Message("pages-last-day"),
    "dcat:mediaType": Message("pages-media-type"),
    "dcat:downloadURL": Message("pages-file-at"),
    "dcat:accessURL": Message("pages-page"),
    "owl:deprecated": Message("pages-retired-short"),
    "void:inDataset": Message("pages-part-dataset"),
    "prov:Activity": Message("pages-activity"),
    "prov:Agent": Message("pages-agent"),
    "prov:SoftwareAgent": Message("pages-software"),
    "prov:wasAssociatedWith": Message("pages-carried-out"),
    "prov:used": Message("pages-used"),
    "prov:wasGeneratedBy": Message("pages-made"),
    "prov:wasDerivedFrom": Message("pages-derived-from"),
    "oa:exact": Message("pages-quote"),
    "oa:prefix": Message("pages-what-stands-before"),
    "oa:suffix": Message("pages-what-stands-behind"),
    "oa:start": Message("pages-first-character"),
    "oa:end": Message("pages-last-character"),
    "oa:hasSource": Message("pages-in-the-source"),
    "oa:hasSelector": Message("pages-selector"),
    "oa:FragmentSelector": Message("pages-place-file"),
    "rdf:value": Message("common-value"),
    "oa:TextPositionSelector": Message("pages-position-text"),
    "oa:TextQuoteSelector": Message("pages-quote-text"),
    "org:FormalOrganization": Message("pages-organization"),
    "org:identifier": Message("pages-identifier"),
}


def foreign_name(code: str, lang: Language) -> str | None:
    """Return the name of a term by its prefixed name, or None."""
    found = _NAMES.get(code)
    return None if found is None else found.verbatim(lang)
