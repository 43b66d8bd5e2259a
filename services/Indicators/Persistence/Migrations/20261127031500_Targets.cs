using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Supply.Indicators.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class Targets : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "targets",
                columns: table => new
                {
                    indicator = table.Column<string>(maxLength: 40, nullable: false),
                    year = table.Column<int>(nullable: false),
                    value = table.Column<decimal>(precision: 18, scale: 4, nullable: false),
                    source = table.Column<string>(maxLength: 400, nullable: false),
                    version = table.Column<int>(nullable: false),
                    changed_at = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_targets", x => new { x.indicator, x.year });
                });

            // What was counted before is given the prescriptions in which a clave was not filled by a rebuild.
            var postgres = migrationBuilder.ActiveProvider.EndsWith("PostgreSQL", System.StringComparison.Ordinal);
            migrationBuilder.Sql($"UPDATE rollover SET rebuild_unfinished = {(postgres ? "true" : "1")}");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "targets");
        }
    }
}
