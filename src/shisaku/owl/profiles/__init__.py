"""The OWL 2 profiles: what OWL 2 DL and OWL 2 RL forbid, told by the axiom."""
