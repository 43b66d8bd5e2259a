using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Supply.Indicators.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class FiguresByDifference : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // What was not in the figures yet is found by the first rebuild, which the first new copy makes by itself.
            var postgres = migrationBuilder.ActiveProvider.EndsWith("PostgreSQL", StringComparison.Ordinal);
            var (yes, no) = postgres ? ("true", "false") : ("1", "0");
            migrationBuilder.Sql($"UPDATE rollover SET rebuild_unfinished = {yes}");
            migrationBuilder.Sql($"""
                INSERT INTO rollover (id, through, close_unfinished, rebuild_unfinished) SELECT 1, '2000-01-01', {no}, {yes} FROM log_head
                WHERE EXISTS (SELECT 1 FROM document_facts) AND NOT EXISTS (SELECT 1 FROM rollover)
                """);
            migrationBuilder.Sql("DELETE FROM uncounted WHERE kind = 'facility-day'");

            migrationBuilder.DropTable(
                name: "facility_days");

            migrationBuilder.DropTable(
                name: "group_marks");

            migrationBuilder.CreateIndex(
                name: "IX_figures_level_code_period",
                table: "figures",
                columns: new[] { "level", "code", "period" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_figures_level_code_period",
                table: "figures");

            migrationBuilder.CreateTable(
                name: "facility_days",
                columns: table => new
                {
                    family = table.Column<string>(maxLength: 32, nullable: false),
                    facility = table.Column<string>(maxLength: 200, nullable: false),
                    date = table.Column<DateOnly>(nullable: false),
                    changes = table.Column<int>(nullable: false),
                    counts = table.Column<byte[]>(nullable: false),
                    dirty = table.Column<bool>(nullable: false),
                    state = table.Column<string>(maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_facility_days", x => new { x.family, x.facility, x.date });
                });

            migrationBuilder.CreateTable(
                name: "group_marks",
                columns: table => new
                {
                    stage = table.Column<int>(nullable: false),
                    family = table.Column<string>(maxLength: 32, nullable: false),
                    level = table.Column<string>(maxLength: 32, nullable: false),
                    code = table.Column<string>(maxLength: 200, nullable: false),
                    day = table.Column<DateOnly>(nullable: false),
                    changes = table.Column<int>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_group_marks", x => new { x.stage, x.family, x.level, x.code, x.day });
                });

            migrationBuilder.CreateIndex(
                name: "IX_facility_days_date_family",
                table: "facility_days",
                columns: new[] { "date", "family" });

            migrationBuilder.CreateIndex(
                name: "IX_facility_days_dirty_date",
                table: "facility_days",
                columns: new[] { "dirty", "date" });

            migrationBuilder.CreateIndex(
                name: "IX_facility_days_facility_date",
                table: "facility_days",
                columns: new[] { "facility", "date" });
        }
    }
}
