import django.db.models.deletion
import senim.kernel.fields
from django.db import migrations, models

from senim.kernel import append_only

OPENING = {'on_delete': django.db.models.deletion.PROTECT, 'to': 'breakglass.opening'}


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Opening',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token', models.CharField(max_length=64, unique=True)),
                ('kind', models.CharField(max_length=12)),
                ('record', models.BigIntegerField()),
                ('number', models.CharField(max_length=20)),
                ('area_path', senim.kernel.fields.KeyField(max_length=120)),
                ('account_id', models.BigIntegerField()),
                ('post_id', models.BigIntegerField()),
                ('ground', models.CharField(max_length=8)),
                ('told', models.BigIntegerField()),
                ('chain', models.CharField(max_length=200)),
                ('at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('review_by', models.DateTimeField()),
            ],
            options={
                'indexes': [models.Index(fields=['account_id', '-at'], name='opening_by_person'), models.Index(fields=['told', 'review_by'], name='opening_by_head'), models.Index(fields=['area_path', '-at'], name='opening_by_area')],
                'constraints': [models.CheckConstraint(condition=models.Q(('ground__in', ['life', 'child', 'present', 'absent'])), name='opening_ground'), models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('at'))), name='opening_ends'), models.CheckConstraint(condition=models.Q(('review_by__gt', models.F('at'))), name='opening_review_by')],
            },
        ),
        migrations.CreateModel(
            name='Words',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('what', models.CharField(max_length=8)),
                ('text', models.CharField(max_length=1000)),
                ('opening', models.ForeignKey(related_name='words', **OPENING)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('opening', 'what'), name='opening_words_once'), models.CheckConstraint(condition=models.Q(('what__in', ['reason', 'review'])), name='opening_words_what')],
            },
        ),
        migrations.CreateModel(
            name='Look',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('opening', models.ForeignKey(related_name='looks', **OPENING)),
            ],
        ),
        migrations.CreateModel(
            name='Ending',
            fields=[
                ('opening', models.OneToOneField(primary_key=True, related_name='ending', serialize=False, **OPENING)),
                ('at', models.DateTimeField()),
                ('account_id', models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name='Review',
            fields=[
                ('opening', models.OneToOneField(primary_key=True, related_name='review', serialize=False, **OPENING)),
                ('at', models.DateTimeField()),
                ('account_id', models.BigIntegerField()),
                ('post_id', models.BigIntegerField(null=True)),
                ('justified', models.BooleanField()),
            ],
        ),
        append_only.operation(
            "breakglass_opening", "breakglass_look", "breakglass_ending", "breakglass_review"),
    ]
