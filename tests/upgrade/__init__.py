"""What was released stays readable: a copy made by a release, and the steps that it named."""
