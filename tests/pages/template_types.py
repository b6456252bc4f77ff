"""A check of templates by types: which attributes they use that the class of their page, or what it leads to, does not have.

    page: type of the page  ->  for, set, macro calls: types of names  ->  one.attribute: its type, or a fault

There are no names but `page`, the global ones and what the template itself names. What has no type of its own, as `loop`, may have
any attribute. That a value is not None is not checked.
"""

import operator
from collections.abc import Mapping
from functools import cached_property, reduce
from types import NoneType, UnionType
from typing import Any, ClassVar, Union, get_args, get_origin, get_type_hints

from jinja2 import Environment, nodes

Names = dict[str, Any]
"""Types of names, and of dotted paths that a condition narrows."""
_OF_FILTER = {"length": int, "min": int}
"""Types of what filters give; others keep the type."""


def alternatives(type_: Any) -> tuple[Any, ...]:
    """The members of a union without None, or the type itself."""
    members = get_args(type_) if get_origin(type_) in (Union, UnionType) else (type_,)
    return tuple(member for member in members if member is not NoneType)


def union(types: list[Any]) -> Any:
    """One type for several."""
    return Any if Any in types or not types else reduce(operator.or_, types)


def attribute(type_: Any, name: str) -> Any:
    """The type of an attribute of one type. Raises AttributeError where there is none of that name."""
    owner = get_origin(type_) or type_
    if owner is Any:
        return Any
    hints = get_type_hints(owner) if hasattr(owner, "__dataclass_fields__") else {}
    if name in hints:
        return get_args(hints[name])[0] if get_origin(hints[name]) is ClassVar else hints[name]
    found = getattr(owner, name)
    getter = getattr(found, "fget", None) or (found.func if isinstance(found, cached_property) else None)
    return get_type_hints(getter)["return"] if getter else Any


def items(type_: Any) -> Any:
    """The type of what a loop over it gives."""
    found: list[Any] = []
    for one in alternatives(type_):
        args = get_args(one)
        found += [arg for arg in args[: 1 if issubclass(get_origin(one) or object, Mapping) else None] if arg is not Ellipsis]
        found += [] if args else [str if one is str else Any]
    return union(found)


def item(type_: Any, index: nodes.Expr) -> Any:
    """The type of what stands at an index or key, or of a slice."""
    found = []
    for one in alternatives(type_):
        args = get_args(one)
        if isinstance(index, nodes.Slice):
            found.append(one)
        elif isinstance(index, nodes.Const) and args and Ellipsis not in args and isinstance(index.value, int):
            found.append(args[index.value])
        else:
            found.append(args[1] if args and issubclass(get_origin(one) or object, Mapping) else items(one))
    return union(found)


class TemplateCheck:
    """Follows the types through one template, and through what it extends and imports."""

    def __init__(self, environment: Environment) -> None:
        self.environment = environment
        self.faults: list[str] = []
        self._called: set[tuple[int, tuple[Any, ...]]] = set()

    def template(self, name: str, page: Any) -> list[str]:
        """The attributes that a template uses and its page does not have."""
        assert self.environment.loader is not None
        return self.text(self.environment.loader.get_source(self.environment, name)[0], page)

    def text(self, source: str, page: Any) -> list[str]:
        """The same for the text of a template."""
        self._body(self.environment.parse(source).body, {"page": page})
        return self.faults

    def _macros(self, name: str, page: Any) -> Names:
        assert self.environment.loader is not None
        names: Names = {"page": page}
        self._body(self.environment.parse(self.environment.loader.get_source(self.environment, name)[0]).body, names)
        return names

    def _body(self, body: list[nodes.Node], names: Names) -> None:
        names |= {one.name: (one, names) for one in body if isinstance(one, nodes.Macro)}
        for node in body:
            getattr(self, f"_{type(node).__name__.lower()}", self._each)(node, names)

    def _each(self, node: nodes.Node, names: Names) -> Any:
        """What has no rule of its own: its parts."""
        types = [self._type(child, names) for child in node.iter_child_nodes() if isinstance(child, nodes.Expr)]
        return types[0] if isinstance(node, nodes.Not | nodes.And | nodes.Or) and types else Any

    def _type(self, node: nodes.Node, names: Names) -> Any:
        return getattr(self, f"_{type(node).__name__.lower()}", self._each)(node, names)

    # -- statements ----------------------------------------------------------------------------------------------------

    def _extends(self, node: nodes.Extends, names: Names) -> None:
        assert isinstance(node.template, nodes.Const)
        names |= {name: value for name, value in self._macros(node.template.value, names["page"]).items() if name not in names}

    def _import(self, node: nodes.Import, names: Names) -> None:
        assert isinstance(node.template, nodes.Const)
        names[node.target] = self._macros(node.template.value, names["page"])

    def _fromimport(self, node: nodes.FromImport, names: Names) -> None:
        assert isinstance(node.template, nodes.Const)
        found = self._macros(node.template.value, names["page"])
        names |= {name: found[name] for name in node.names if isinstance(name, str)}

    def _macro(self, node: nodes.Macro, names: Names) -> None:
        """Looked at where it is called."""

    def _block(self, node: nodes.Block, names: Names) -> None:
        self._body(node.body, names)

    def _assign(self, node: nodes.Assign, names: Names) -> None:
        self._bind(node.target, self._type(node.node, names), names)

    def _for(self, node: nodes.For, names: Names) -> None:
        inner = names | {"loop": Any}
        self._bind(node.target, items(self._type(node.iter, names)), inner)
        if node.test is not None:
            self._type(node.test, inner)
        self._body(node.body, inner)

    def _if(self, node: nodes.If, names: Names) -> None:
        holds, fails = self._narrowed(node.test, names)
        self._body(node.body, holds)
        self._body([*node.elif_, *node.else_], fails)

    def _bind(self, target: nodes.Node, type_: Any, names: Names) -> None:
        if isinstance(target, nodes.Tuple):
            for at, one in enumerate(target.items):
                self._bind(one, item(type_, nodes.Const(at)), names)
        else:
            assert isinstance(target, nodes.Name)
            names[target.name] = type_

    def _narrowed(self, test: nodes.Node, names: Names) -> tuple[Names, Names]:
        """Types where a test holds and where it fails, for `one.attribute is defined`."""
        self._type(test, names)
        if not (isinstance(test, nodes.Test) and test.name == "defined" and isinstance(test.node, nodes.Getattr)):
            return names.copy(), names.copy()
        path, types = _path(test.node.node), alternatives(self._type(test.node.node, names))
        having = [one for one in types if hasattr(one, test.node.attr)]
        return names | {path: union(having)}, names | {path: union([one for one in types if one not in having])}

    # -- expressions ---------------------------------------------------------------------------------------------------

    def _output(self, node: nodes.Output, names: Names) -> None:
        for one in node.nodes:
            self._type(one, names)

    def _const(self, node: nodes.Const, names: Names) -> Any:
        return type(node.value)

    def _tuple(self, node: nodes.Tuple | nodes.List, names: Names) -> Any:
        return tuple[tuple(self._type(one, names) for one in node.items)]  # type: ignore[misc]

    _list = _tuple

    def _name(self, node: nodes.Name, names: Names) -> Any:
        known = node.name in names or node.name in self.environment.globals
        return names.get(node.name, Any) if known else self._fault(node.name)

    def _getattr(self, node: nodes.Getattr, names: Names) -> Any:
        path = _path(node)
        if path in names:
            return names[path]
        owner = self._type(node.node, names)
        if isinstance(owner, dict):
            return owner[node.attr] if node.attr in owner else self._fault(path)
        try:
            return union([attribute(one, node.attr) for one in alternatives(owner)])
        except AttributeError:
            return self._fault(path)

    def _fault(self, path: str) -> Any:
        self.faults.append(path)
        return Any

    def _getitem(self, node: nodes.Getitem, names: Names) -> Any:
        self._type(node.arg, names)
        return item(self._type(node.node, names), node.arg)

    def _test(self, node: nodes.Test, names: Names) -> Any:
        if node.name != "defined" or not isinstance(node.node, nodes.Getattr):
            return self._each(node, names)
        if not any(hasattr(one, node.node.attr) for one in alternatives(self._type(node.node.node, names))):
            self._fault(_path(node.node))
        return bool

    def _filter(self, node: nodes.Filter, names: Names) -> Any:
        assert node.node is not None
        found = self._type(node.node, names)
        if node.name == "selectattr":
            attribute(items(found), node.args[0].as_const())
        return _OF_FILTER.get(node.name, found)

    def _call(self, node: nodes.Call, names: Names) -> Any:
        types = [self._type(arg, names) for arg in node.args]
        if isinstance(node.node, nodes.Getattr) and node.node.attr in ("items", "values"):
            args = get_args(self._type(node.node.node, names))
            return tuple[args if node.node.attr == "items" else args[1], ...] if args else Any  # type: ignore[misc]
        called = self._type(node.node, names)
        if not isinstance(called, tuple):
            return Any
        macro, around = called
        if (id(macro), tuple(types)) not in self._called:
            self._called.add((id(macro), tuple(types)))
            given = {one.name: type_ for one, type_ in zip(macro.args, types, strict=False)}
            self._body(macro.body, around | {one.name: Any for one in macro.args} | given)
        return str


def _path(node: nodes.Node) -> str:
    """`one.attribute` as it is written, `[]` for any index; of other expressions, what kind they are."""
    if isinstance(node, nodes.Getattr):
        return f"{_path(node.node)}.{node.attr}"
    if isinstance(node, nodes.Getitem):
        return f"{_path(node.node)}[]"
    return node.name if isinstance(node, nodes.Name) else f"<{type(node).__name__}>"
