using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Supply.DemandPlanning.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class OfficialCpm : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "official_at",
                table: "cpm_runs",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "official_by",
                table: "cpm_runs",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "origin",
                table: "cpm_runs",
                maxLength: 10,
                nullable: false,
                defaultValue: "requested");

            // The months and windows that the schedule computed were what demand stood on: of each the run whose values are kept,
            // which is the last one. What people only explored becomes nobody's official figure.
            migrationBuilder.Sql("""UPDATE cpm_runs SET origin = 'scheduled' WHERE "by" = 'planning-start-monthly-cpm'""");
            migrationBuilder.Sql("""
                UPDATE cpm_runs SET official_at = finished_at, official_by = "by" WHERE finished_at IS NOT NULL AND "number" IN (
                    SELECT MAX(last."number") FROM cpm_runs last WHERE last.finished_at IS NOT NULL GROUP BY last.as_of, last."window"
                    HAVING MAX(CASE WHEN last.origin = 'scheduled' THEN 1 ELSE 0 END) = 1)
                """);

            migrationBuilder.CreateIndex(
                name: "IX_cpm_runs_official",
                table: "cpm_runs",
                columns: new[] { "as_of", "window" },
                unique: true,
                filter: "official_at IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_cpm_runs_official",
                table: "cpm_runs");

            migrationBuilder.DropColumn(
                name: "official_at",
                table: "cpm_runs");

            migrationBuilder.DropColumn(
                name: "official_by",
                table: "cpm_runs");

            migrationBuilder.DropColumn(
                name: "origin",
                table: "cpm_runs");
        }
    }
}
