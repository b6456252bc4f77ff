"""How likely each item is a component of the plan."""
