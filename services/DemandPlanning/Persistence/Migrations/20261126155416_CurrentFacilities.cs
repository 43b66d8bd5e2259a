using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Supply.DemandPlanning.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class CurrentFacilities : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "current_facility",
                table: "stock_positions",
                maxLength: 11,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "current_facility",
                table: "stock_months",
                maxLength: 11,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "current_facility",
                table: "pair_months",
                maxLength: 11,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "current_facility",
                table: "from_demand_approvals",
                maxLength: 11,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "current_facility",
                table: "facility_months",
                maxLength: 11,
                nullable: false,
                defaultValue: "");

            // What is known of replaced codes already is followed from here, as any change.
            migrationBuilder.Sql("UPDATE stock_positions SET current_facility = facility");
            migrationBuilder.Sql("UPDATE stock_months SET current_facility = facility");
            migrationBuilder.Sql("UPDATE pair_months SET current_facility = facility");
            migrationBuilder.Sql("UPDATE from_demand_approvals SET current_facility = facility");
            migrationBuilder.Sql("UPDATE facility_months SET current_facility = facility");
            migrationBuilder.Sql("UPDATE code_changes SET due_at = 0, sweeps = 0, finished_at = NULL");

            migrationBuilder.CreateIndex(
                name: "IX_stock_positions_current_facility_clave",
                table: "stock_positions",
                columns: new[] { "current_facility", "clave" });

            migrationBuilder.CreateIndex(
                name: "IX_stock_months_current_facility_month",
                table: "stock_months",
                columns: new[] { "current_facility", "month" });

            migrationBuilder.CreateIndex(
                name: "IX_pair_months_current_facility_month",
                table: "pair_months",
                columns: new[] { "current_facility", "month" });

            migrationBuilder.CreateIndex(
                name: "IX_from_demand_approvals_current_facility_as_of",
                table: "from_demand_approvals",
                columns: new[] { "current_facility", "as_of" });

            migrationBuilder.CreateIndex(
                name: "IX_facility_months_current_facility_month",
                table: "facility_months",
                columns: new[] { "current_facility", "month" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_stock_positions_current_facility_clave",
                table: "stock_positions");

            migrationBuilder.DropIndex(
                name: "IX_stock_months_current_facility_month",
                table: "stock_months");

            migrationBuilder.DropIndex(
                name: "IX_pair_months_current_facility_month",
                table: "pair_months");

            migrationBuilder.DropIndex(
                name: "IX_from_demand_approvals_current_facility_as_of",
                table: "from_demand_approvals");

            migrationBuilder.DropIndex(
                name: "IX_facility_months_current_facility_month",
                table: "facility_months");

            migrationBuilder.DropColumn(
                name: "current_facility",
                table: "stock_positions");

            migrationBuilder.DropColumn(
                name: "current_facility",
                table: "stock_months");

            migrationBuilder.DropColumn(
                name: "current_facility",
                table: "pair_months");

            migrationBuilder.DropColumn(
                name: "current_facility",
                table: "from_demand_approvals");

            migrationBuilder.DropColumn(
                name: "current_facility",
                table: "facility_months");
        }
    }
}
