using Microsoft.EntityFrameworkCore.Migrations;

namespace Supply.Platform.Jobs;

public static class QuartzTables
{
    /// <summary>
    /// Drops the tables <c>qrtz_...</c> in which the schedule was kept until Hangfire. They need not be there, and copies of the
    /// version before may be using them: such a copy goes on serving without its schedule.
    /// </summary>
    public static void DropQuartzTables(this MigrationBuilder migration)
    {
        if (migration.ActiveProvider!.Contains("PostgreSQL", StringComparison.Ordinal))
            migration.Sql(Postgres);
        else if (migration.ActiveProvider.Contains("SqlServer", StringComparison.Ordinal))
            migration.Sql(SqlServer);
    }

    // All in one statement or none: a copy that holds rows of one table and waits for another makes a deadlock, and then it is tried again.
    private const string Postgres = """
        DO $$
        DECLARE tables text;
        BEGIN
            SELECT string_agg(format('%I.%I', schemaname, tablename), ', ' ORDER BY tablename) INTO tables
            FROM pg_tables WHERE schemaname = current_schema() AND tablename LIKE 'qrtz\_%';
            IF tables IS NULL THEN RETURN; END IF;
            FOR attempt IN 1..50 LOOP
                BEGIN
                    EXECUTE 'DROP TABLE IF EXISTS ' || tables || ' CASCADE';
                    RETURN;
                EXCEPTION WHEN deadlock_detected OR lock_not_available THEN
                    IF attempt = 50 THEN RAISE; END IF;
                    PERFORM pg_sleep(0.2);
                END;
            END LOOP;
        END $$;
        """;

    private const string SqlServer = """
        DECLARE @drop nvarchar(max) = N'';
        SELECT @drop += N'ALTER TABLE ' + QUOTENAME(SCHEMA_NAME(t.schema_id)) + N'.' + QUOTENAME(t.name)
            + N' DROP CONSTRAINT ' + QUOTENAME(f.name) + N';'
        FROM sys.foreign_keys f JOIN sys.tables t ON t.object_id = f.parent_object_id WHERE t.name LIKE N'qrtz[_]%';
        SELECT @drop += N'DROP TABLE ' + QUOTENAME(SCHEMA_NAME(t.schema_id)) + N'.' + QUOTENAME(t.name) + N';'
        FROM sys.tables t WHERE t.name LIKE N'qrtz[_]%';
        EXEC sp_executesql @drop;
        """;
}
