"""Does the gate see what is wrong? Small faults are made in ontology, shapes and data, one at a time, and counted when they are told."""
