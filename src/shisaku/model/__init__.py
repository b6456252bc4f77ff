"""Plain values between the stages: what a document prints and where. No RDF, no file format, no reading.

span <- document
"""
