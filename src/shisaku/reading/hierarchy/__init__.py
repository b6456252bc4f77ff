"""Which component belongs under which."""
