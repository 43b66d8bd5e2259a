using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Supply.Dispensing.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class StatedCodes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<byte[]>(
                name: "reversed_deliveries",
                table: "prescriptions",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "stated_facility",
                table: "prescriptions",
                maxLength: 11,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "told_facility",
                table: "prescriptions",
                maxLength: 11,
                nullable: true);

            // The key stays what it is: the code under which the report was made.
            migrationBuilder.RenameColumn(name: "facility", table: "daily_reports", newName: "stated_facility");

            migrationBuilder.AddColumn<string>(
                name: "facility",
                table: "daily_reports",
                maxLength: 11,
                nullable: false,
                defaultValue: "");

            migrationBuilder.Sql("UPDATE daily_reports SET facility = stated_facility");
            migrationBuilder.Sql("UPDATE prescriptions SET stated_facility = facility");
            migrationBuilder.Sql("UPDATE prescriptions SET told_facility = facility WHERE status <> 'held'");

            migrationBuilder.CreateIndex(
                name: "IX_prescriptions_stated_facility_facility",
                table: "prescriptions",
                columns: new[] { "stated_facility", "facility" });

            migrationBuilder.CreateIndex(
                name: "IX_daily_reports_facility_date",
                table: "daily_reports",
                columns: new[] { "facility", "date" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_prescriptions_stated_facility_facility",
                table: "prescriptions");

            migrationBuilder.DropIndex(
                name: "IX_daily_reports_facility_date",
                table: "daily_reports");

            migrationBuilder.DropColumn(
                name: "reversed_deliveries",
                table: "prescriptions");

            migrationBuilder.DropColumn(
                name: "stated_facility",
                table: "prescriptions");

            migrationBuilder.DropColumn(
                name: "told_facility",
                table: "prescriptions");

            migrationBuilder.DropColumn(
                name: "facility",
                table: "daily_reports");

            migrationBuilder.RenameColumn(name: "stated_facility", table: "daily_reports", newName: "facility");
        }
    }
}
