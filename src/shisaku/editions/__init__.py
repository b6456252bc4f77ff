"""What became of a plan in its next edition, and what two graphs of one plan have apart."""
