"""Tables on SQLite, with two-column foreign keys written into the table (SQLite cannot add them later)."""

from django.db.backends.sqlite3.schema import DatabaseSchemaEditor as DjangoSchemaEditor

from zhurnal.kernel.db.pairs import foreign_key_clause, paired_fields


class DatabaseSchemaEditor(DjangoSchemaEditor):
    """Django's editor; a table with paired keys names them in ``CREATE TABLE``."""

    def table_sql(self, model):
        sql, params = super().table_sql(model)
        clauses = [foreign_key_clause(field, self.quote_name) for field in paired_fields(model)]
        if clauses:
            sql = f"{sql.removesuffix(')')}, {', '.join(clauses)})"
        return sql, params

    def add_field(self, model, field):
        if getattr(field, "pair_with", None):
            self._remake_table(model, create_field=field)
        else:
            super().add_field(model, field)
