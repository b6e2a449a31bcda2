"""Tables that people of the house keep: rules of routing, beginnings of answers."""

from django.db import models

from senim.kernel.classify import OPEN


class Rule(models.Model):
    """A row of the routing table. The first rule whose every given condition holds decides."""

    CLASSES = {
        "id": OPEN,
        "order": OPEN,
        "name": OPEN,
        "conditions": OPEN,
        "target": OPEN,
        "valid_from": OPEN,
        "valid_to": OPEN,
    }

    order = models.PositiveIntegerField()
    name = models.JSONField(default=dict)
    conditions = models.JSONField(default=dict)
    target = models.CharField(max_length=12)
    valid_from = models.DateTimeField()
    valid_to = models.DateTimeField(null=True)

    class Meta:
        ordering = ["order", "id"]


class Template(models.Model):
    """A beginning of an answer in three languages. It is a help, never an answer: unchanged it does not pass."""

    CLASSES = {"id": OPEN, "code": OPEN, "category": OPEN, "title": OPEN, "text": OPEN, "outcome": OPEN}

    code = models.CharField(max_length=40, unique=True)
    category = models.CharField(max_length=40, default="", blank=True)
    outcome = models.CharField(max_length=12, default="", blank=True)
    title = models.JSONField(default=dict)
    text = models.JSONField(default=dict)
