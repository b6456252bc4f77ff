"""StratML documents of any shape that the standard allows, for tests that must hold for all of them.

Left out is what docs/stratml.md says is not carried: identifiers of goals without words, and more than one objective without words
in a goal.
"""

from xml.etree import ElementTree

from hypothesis import strategies as st
from tests.stratml.standard import NAMESPACES

Draw = st.DrawFn
_WORDS = st.lists(
    st.sampled_from(["Homes", "for", "all", "&", "<b>", "１．", "港", "の", "“x”", "3.5%", "😀", "(a)"]), min_size=1, max_size=4
)
_LINE = _WORDS.map(" ".join)
_PROSE = st.lists(_LINE, min_size=1, max_size=3).map("\n \n".join)
_DAYS = st.dates().map(lambda day: day.isoformat())
_NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9, places=2).map(str)
_SEQUENCES = st.sampled_from(["1", "1.1", "1.1.1", "1.2", "2", "A", "A.1", "1-1", "Goal 1", "1.1.2.1", "Part 1", ""])


def _named(draw: Draw, parent: ElementTree.Element, name: str, words: st.SearchStrategy[str], may_lack: bool = True) -> bool:
    """An element of that name with words; or empty, or lacking."""
    how = draw(st.sampled_from(["words", "words", "empty", "none"] if may_lack else ["words"]))
    if how != "none":
        element = ElementTree.SubElement(parent, name)
        element.text = draw(words) if how == "words" else ""
    return how == "words"


def _attribute(draw: Draw, element: ElementTree.Element, name: str, values: str) -> None:
    value = draw(st.sampled_from(["", *values.split()]))
    if value:
        element.set(name, value)


class _Maker:
    def __init__(self, draw: Draw, part: int) -> None:
        self.draw = draw
        self.part = part
        self.identified = 0

    def identifier(self, parent: ElementTree.Element) -> None:
        if self.draw(st.booleans()):
            self.identified += 1
            ElementTree.SubElement(parent, "Identifier").text = f"_id{self.identified}"

    def times(self, most: int) -> range:
        return range(self.draw(st.integers(0, most)))

    def stakeholders(self, parent: ElementTree.Element) -> None:
        for _ in self.times(2):
            one = ElementTree.SubElement(parent, "Stakeholder")
            _attribute(self.draw, one, "StakeholderTypeType", "Person Organization Generic_Group")
            _named(self.draw, one, "Name", _LINE, may_lack=False)
            _named(self.draw, one, "Description", _PROSE)
            for _ in self.times(3 if self.part == 2 else 0):
                role = ElementTree.SubElement(one, "Role")
                _named(self.draw, role, "Name", _LINE)
                _named(self.draw, role, "Description", _PROSE)
                for kind in ("Performer", "Beneficiary"):
                    if self.draw(st.booleans()):
                        ElementTree.SubElement(role, "RoleType").text = kind

    def stated(self, parent: ElementTree.Element, name: str) -> ElementTree.Element:
        """A goal or objective with words."""
        element = ElementTree.SubElement(parent, name)
        named = _named(self.draw, element, "Name", _LINE)
        _named(self.draw, element, "Description", _PROSE, may_lack=named)
        self.identifier(element)
        _named(self.draw, element, "SequenceIndicator", _SEQUENCES)
        self.stakeholders(element)
        _named(self.draw, element, "OtherInformation", _PROSE)
        return element

    def goal(self, core: ElementTree.Element) -> None:
        goal = self.stated(core, "Goal")
        if self.part == 2 and self.draw(st.booleans()) and goal.find("Identifier") is not None:
            bare = ElementTree.SubElement(goal, "Objective")
            self.identifier(bare)
            self.indicator(bare)
        for _ in self.times(4):
            objective = self.stated(goal, "Objective")
            for _ in self.times(2 if self.part == 2 else 0):
                self.indicator(objective)

    def indicator(self, parent: ElementTree.Element) -> None:
        one = ElementTree.SubElement(parent, "PerformanceIndicator")
        _attribute(self.draw, one, "ValueChainStage", "Outcome Output_Processing Output Input_Processing Input")
        _attribute(self.draw, one, "PerformanceIndicatorType", "Quantitative Qualitative")
        _named(self.draw, one, "SequenceIndicator", _SEQUENCES)
        named = _named(self.draw, one, "MeasurementDimension", _LINE)
        _named(self.draw, one, "UnitOfMeasurement", _LINE, may_lack=named)
        self.identifier(one)
        for _ in self.times(2):
            relationship = ElementTree.SubElement(one, "Relationship")
            _attribute(self.draw, relationship, "RelationshipType", "Broader_Than Peer_To Narrower_Than")
            self.identifier(relationship)
            for _ in self.times(2):
                ElementTree.SubElement(relationship, "ReferentIdentifier").text = f"_id{self.draw(st.integers(1, 9))}"
            _named(self.draw, relationship, "Name", _LINE)
            _named(self.draw, relationship, "Description", _PROSE)
        for _ in self.times(2):
            instance = ElementTree.SubElement(one, "MeasurementInstance")
            for name in ("TargetResult", "ActualResult"):
                for _ in self.times(2):
                    self.result(ElementTree.SubElement(instance, name))
        _named(self.draw, one, "OtherInformation", _PROSE)

    def result(self, one: ElementTree.Element) -> None:
        _named(self.draw, one, "StartDate", _DAYS)
        _named(self.draw, one, "EndDate", _DAYS)
        _named(self.draw, one, "NumberOfUnits", _NUMBERS)
        if self.draw(st.booleans()):
            described = ElementTree.SubElement(one, "Descriptor")
            _named(self.draw, described, "DescriptorName", _LINE)
            _named(self.draw, described, "DescriptorValue", _LINE)
        _named(self.draw, one, "Description", _PROSE)

    def document(self) -> str:
        root = ElementTree.Element("StrategicPlan" if self.part == 1 else "PerformancePlanOrReport")
        root.set("xmlns", NAMESPACES[root.tag])
        if self.part == 2:
            root.set("Type", self.draw(st.sampled_from(["Strategic_Plan", "Performance_Plan", "Performance_Report"])))
        _named(self.draw, root, "Name", _LINE, may_lack=False)
        _named(self.draw, root, "Description", _PROSE)
        _named(self.draw, root, "OtherInformation", _PROSE)
        core = ElementTree.SubElement(root, "StrategicPlanCore")
        for _ in self.times(2):
            organization = ElementTree.SubElement(core, "Organization")
            _named(self.draw, organization, "Name", _LINE)
            _named(self.draw, organization, "Acronym", _LINE)
            self.identifier(organization)
            _named(self.draw, organization, "Description", _PROSE)
            self.stakeholders(organization)
        for name in ("Vision", "Mission"):
            statement = ElementTree.SubElement(core, name)
            _named(self.draw, statement, "Description", _PROSE)
            self.identifier(statement)
        for _ in self.times(2):
            value = ElementTree.SubElement(core, "Value")
            _named(self.draw, value, "Name", _LINE)
            _named(self.draw, value, "Description", _PROSE)
        for _ in range(self.draw(st.integers(1, 3))):
            self.goal(core)
        self.administrative(root)
        return ElementTree.tostring(root, encoding="unicode")

    def administrative(self, root: ElementTree.Element) -> None:
        one = ElementTree.SubElement(root, "AdministrativeInformation")
        if self.part == 2:
            self.identifier(one)
        for name in ("StartDate", "EndDate", "PublicationDate"):
            _named(self.draw, one, name, _DAYS)
        _named(self.draw, one, "Source", st.just("https://example.org/plan"))
        submitter = ElementTree.SubElement(one if self.part == 1 else root, "Submitter")
        for name in ("GivenName", "Surname", "PhoneNumber", "EmailAddress"):
            _named(self.draw, submitter, name, _LINE)


@st.composite
def documents(draw: Draw, part: int) -> str:
    """A document of that part."""
    return _Maker(draw, part).document()
