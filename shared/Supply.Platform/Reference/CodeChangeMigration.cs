using Microsoft.EntityFrameworkCore.Migrations;

namespace Supply.Platform.Reference;

public static class CodeChangeMigration
{
    /// <summary>
    /// For the migration that makes the tables: what is known of predecessors already is kept, and rows from before follow it.
    /// </summary>
    public static void FollowKnownPredecessors(this MigrationBuilder migration)
    {
        // "current" is a word of SQL Server's own.
        migration.Sql(
            "INSERT INTO predecessor_links (code, facility, version, recorded_at) SELECT code, \"current\", 0, 0 FROM known_predecessors");
        migration.Sql(
            "INSERT INTO code_changes (stated, \"current\", mark, requested_at, due_at, sweeps, moved) "
            + "SELECT code, \"current\", 1, 0, 0, 0, 0 FROM known_predecessors");
    }
}
