"""What lines carry: numbers, marks, sums and notes."""
