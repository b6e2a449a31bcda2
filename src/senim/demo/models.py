"""One table: how far the demonstration is loaded, so that a killed load goes on and a second one changes nothing."""

from django.db import models

from senim.kernel.classify import INTERNAL


class Step(models.Model):
    """A part of the load. `end` is the moment the invented year ends at; it stays what it was at the first load."""

    CLASSES = dict.fromkeys(("id", "name", "seed", "done", "total", "end", "finished_at"), INTERNAL)

    name = models.CharField(max_length=20, unique=True)
    seed = models.PositiveIntegerField()
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    end = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
