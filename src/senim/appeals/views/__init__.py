"""The edge of the appeals context, by who stands there: resident, applicant, officer, head, another body."""
