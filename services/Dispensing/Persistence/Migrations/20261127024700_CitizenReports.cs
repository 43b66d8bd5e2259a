using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Supply.Dispensing.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class CitizenReports : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "citizen_reports",
                columns: table => new
                {
                    id = table.Column<Guid>(nullable: false),
                    version = table.Column<int>(nullable: false),
                    stated_facility = table.Column<string>(maxLength: 11, nullable: false),
                    facility = table.Column<string>(maxLength: 11, nullable: false),
                    state = table.Column<string>(maxLength: 2, nullable: false),
                    folio = table.Column<string>(maxLength: 60, nullable: false),
                    missing = table.Column<string>(maxLength: 500, nullable: false),
                    received_at = table.Column<long>(nullable: false),
                    local_date = table.Column<DateOnly>(nullable: false),
                    answer = table.Column<string>(maxLength: 20, nullable: true),
                    answer_text = table.Column<string>(maxLength: 500, nullable: true),
                    answered_at = table.Column<long>(nullable: true),
                    answered_by = table.Column<string>(maxLength: 200, nullable: true),
                    delivery = table.Column<Guid>(nullable: true),
                    delivered_at = table.Column<long>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_citizen_reports", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_citizen_reports_delivery",
                table: "citizen_reports",
                column: "delivery",
                filter: "delivery IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_citizen_reports_local_date",
                table: "citizen_reports",
                column: "local_date");

            migrationBuilder.CreateIndex(
                name: "IX_citizen_reports_facility_folio",
                table: "citizen_reports",
                columns: new[] { "facility", "folio" });

            migrationBuilder.CreateIndex(
                name: "IX_citizen_reports_received_at_id",
                table: "citizen_reports",
                columns: new[] { "received_at", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_citizen_reports_stated_facility_facility",
                table: "citizen_reports",
                columns: new[] { "stated_facility", "facility" });

            migrationBuilder.CreateIndex(
                name: "IX_citizen_reports_state_local_date",
                table: "citizen_reports",
                columns: new[] { "state", "local_date" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "citizen_reports");
        }
    }
}
