using Microsoft.EntityFrameworkCore.Migrations;

namespace Supply.Platform.Persistence;

/// <summary>Tables that take rows and give none back.</summary>
public static class AuditMigration
{
    /// <summary>For the end of a service's first migration: the table takes rows and gives none back.</summary>
    public static void RefuseChanges(this MigrationBuilder migration, string table)
    {
        if (migration.ActiveProvider!.EndsWith("Sqlite", StringComparison.Ordinal))
        {
            foreach (var act in (string[])["UPDATE", "DELETE"])
                migration.Sql($"CREATE TRIGGER {table}_refuses_{act.ToLowerInvariant()} BEFORE {act} ON {table} "
                    + $"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END;");
        }
        else if (migration.ActiveProvider.Contains("PostgreSQL", StringComparison.Ordinal))
        {
            migration.Sql($"CREATE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS "
                + $"$$ BEGIN RAISE EXCEPTION '{table} is append-only'; END $$;");
            migration.Sql($"CREATE TRIGGER {table}_refuses BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
                + $"FOR EACH STATEMENT EXECUTE FUNCTION {table}_refuse();");
        }
        else
        {
            migration.Sql($"EXEC('CREATE TRIGGER {table}_refuses ON {table} INSTEAD OF UPDATE, DELETE "
                + $"AS THROW 51000, ''{table} is append-only'', 1;');");
        }
    }
}
