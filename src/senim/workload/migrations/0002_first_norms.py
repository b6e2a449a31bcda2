"""The first norms: none is in force that somebody verified, and the marks say so."""

from datetime import date

from django.db import migrations

FIRST = (
    ("residents_per_inspector", 3000, 5000, "secondary",
     "Жалалов, 002-жинақ: қалада бір инспекторға орта есеппен 3 000–5 000 адам келеді, ауылда бұдан көп болуы мүмкін",
     "Жалалов, сборник 002: в городах на одного инспектора в среднем 3 000–5 000 человек, в селе может быть больше",
     "Zhalalov, collection 002: in towns one inspector has 3,000 to 5,000 people on average, in villages maybe more"),
    ("minutes_per_visit", 30, 30, "own",
     "Senim болжамы: сапардың ұзақтығы өлшенбейді",
     "допущение Senim: длительность выхода не измеряется",
     "Senim's assumption: how long a visit takes is not measured"),
)


def write(apps, schema_editor):
    rows = apps.get_model("workload", "NormRow")
    for code, low, high, mark, kk, ru, en in FIRST:
        rows.objects.create(
            code=code, low=low, high=high, mark=mark, source_kk=kk, source_ru=ru, source_en=en,
            valid_from=date(2021, 7, 1))


def take_away(apps, schema_editor):
    apps.get_model("workload", "NormRow").objects.filter(valid_from=date(2021, 7, 1), by__isnull=True).delete()


class Migration(migrations.Migration):
    dependencies = [("workload", "0001_initial")]
    operations = [migrations.RunPython(write, take_away)]
