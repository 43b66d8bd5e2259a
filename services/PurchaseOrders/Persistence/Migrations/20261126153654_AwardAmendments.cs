using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Supply.PurchaseOrders.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class AwardAmendments : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_supply_orders_source_id",
                table: "supply_orders");

            migrationBuilder.AddColumn<int>(
                name: "version",
                table: "awards",
                nullable: false,
                defaultValue: 1);

            migrationBuilder.CreateTable(
                name: "award_amendments",
                columns: table => new
                {
                    id = table.Column<Guid>(nullable: false),
                    award_id = table.Column<Guid>(nullable: false),
                    version = table.Column<int>(nullable: false),
                    document = table.Column<string>(maxLength: 100, nullable: false),
                    reason = table.Column<string>(maxLength: 500, nullable: false),
                    valid_to_before = table.Column<DateOnly>(nullable: false),
                    valid_to_after = table.Column<DateOnly>(nullable: false),
                    buyers = table.Column<byte[]>(nullable: false),
                    recorded_by = table.Column<string>(maxLength: 200, nullable: false),
                    recorded_at = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_award_amendments", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_supply_orders_destination_issue_key",
                table: "supply_orders",
                columns: new[] { "destination", "issue_key" });

            migrationBuilder.CreateIndex(
                name: "IX_supply_orders_source_id_issue_key",
                table: "supply_orders",
                columns: new[] { "source_id", "issue_key" });

            migrationBuilder.CreateIndex(
                name: "IX_supply_orders_state_issue_key",
                table: "supply_orders",
                columns: new[] { "state", "issue_key" });

            migrationBuilder.CreateIndex(
                name: "IX_supply_orders_status_issue_key",
                table: "supply_orders",
                columns: new[] { "status", "issue_key" });

            migrationBuilder.CreateIndex(
                name: "IX_award_amendments_award_id_version",
                table: "award_amendments",
                columns: new[] { "award_id", "version" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "award_amendments");

            migrationBuilder.DropIndex(
                name: "IX_supply_orders_destination_issue_key",
                table: "supply_orders");

            migrationBuilder.DropIndex(
                name: "IX_supply_orders_source_id_issue_key",
                table: "supply_orders");

            migrationBuilder.DropIndex(
                name: "IX_supply_orders_state_issue_key",
                table: "supply_orders");

            migrationBuilder.DropIndex(
                name: "IX_supply_orders_status_issue_key",
                table: "supply_orders");

            migrationBuilder.DropColumn(
                name: "version",
                table: "awards");

            migrationBuilder.CreateIndex(
                name: "IX_supply_orders_source_id",
                table: "supply_orders",
                column: "source_id");
        }
    }
}
