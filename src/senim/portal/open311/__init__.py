"""Open311 GeoReport v2: other applications file requests for residents and follow them.

`words` the catalogue as services and what is said; `reading` the questions of a GET; `filing` a POST into an appeal;
`rows` an appeal as a request; `formats` JSON and XML of the same answer; `door` who asks, how often, and every refusal
in the form of the specification; `views` the addresses.
"""
