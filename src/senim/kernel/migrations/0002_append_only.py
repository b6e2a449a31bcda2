"""The audit log and its chain only grow: the database itself refuses to change or remove a row."""

from django.db import migrations

from senim.kernel import append_only


class Migration(migrations.Migration):
    dependencies = [("kernel", "0001_initial")]
    operations = [append_only.operation("kernel_auditevent", "kernel_auditseal")]
