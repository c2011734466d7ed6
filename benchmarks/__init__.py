"""`make bench`: each figure beside its floor, in one run."""
