"""The pages of the Concept: the document for everyone, the control of its plan for those who keep it."""
