"""A server under load: many clients, most of whom ask little, some of whom mean harm. `python -m tests.load --seconds 60 --clients 200`."""
