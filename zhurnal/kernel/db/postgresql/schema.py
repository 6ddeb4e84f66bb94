"""Tables on PostgreSQL: paired foreign keys are immediate constraints of two columns."""

from django.db.backends.postgresql.schema import DatabaseSchemaEditor as DjangoSchemaEditor

from zhurnal.kernel.db.pairs import foreign_key_clause, paired_fields


class DatabaseSchemaEditor(DjangoSchemaEditor):
    """Django's editor; each paired key is added after its table."""

    def table_sql(self, model):
        statement = super().table_sql(model)
        for field in paired_fields(model):
            self.deferred_sql.append(self._paired_sql(model, field))
        return statement

    def add_field(self, model, field):
        super().add_field(model, field)
        if getattr(field, "pair_with", None):
            self.deferred_sql.append(self._paired_sql(model, field))

    def _paired_sql(self, model, field) -> str:
        name = self._create_index_name(model._meta.db_table, [field.column], suffix="_pair_fk")
        return (
            f"ALTER TABLE {self.quote_name(model._meta.db_table)} ADD CONSTRAINT {self.quote_name(name)} "
            f"{foreign_key_clause(field, self.quote_name)}"
        )
