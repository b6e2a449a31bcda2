from django.db import migrations

from senim.kernel import append_only


class Migration(migrations.Migration):
    dependencies = [("problems", "0001_initial")]

    operations = [append_only.operation("problems_event")]
