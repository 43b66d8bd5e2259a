using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Supply.Indicators.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class Uncounted : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "close_unfinished",
                table: "rollover",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "after",
                table: "pending_references",
                maxLength: 40,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<long>(
                name: "behind_since",
                table: "log_head",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "counters",
                table: "log_head",
                maxLength: 2000,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "uncounted",
                columns: table => new
                {
                    kind = table.Column<string>(maxLength: 20, nullable: false),
                    item = table.Column<string>(maxLength: 200, nullable: false),
                    version = table.Column<int>(nullable: false),
                    by_date = table.Column<bool>(nullable: false),
                    reason = table.Column<string>(maxLength: 500, nullable: false),
                    at = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_uncounted", x => new { x.kind, x.item });
                });

            migrationBuilder.UpdateData(
                table: "log_head",
                keyColumn: "id",
                keyValue: 1,
                columns: new[] { "behind_since", "counters" },
                values: new object[] { null, null });

            migrationBuilder.CreateIndex(
                name: "IX_facility_days_date_family",
                table: "facility_days",
                columns: new[] { "date", "family" });

            migrationBuilder.CreateIndex(
                name: "IX_facility_days_facility_date",
                table: "facility_days",
                columns: new[] { "facility", "date" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "uncounted");

            migrationBuilder.DropIndex(
                name: "IX_facility_days_date_family",
                table: "facility_days");

            migrationBuilder.DropIndex(
                name: "IX_facility_days_facility_date",
                table: "facility_days");

            migrationBuilder.DropColumn(
                name: "close_unfinished",
                table: "rollover");

            migrationBuilder.DropColumn(
                name: "after",
                table: "pending_references");

            migrationBuilder.DropColumn(
                name: "behind_since",
                table: "log_head");

            migrationBuilder.DropColumn(
                name: "counters",
                table: "log_head");
        }
    }
}
