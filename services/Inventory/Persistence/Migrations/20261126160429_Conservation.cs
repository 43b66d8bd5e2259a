using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Supply.Inventory.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class Conservation : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "ledger_checked",
                table: "stock_pairs",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "ledger_discrepancy",
                table: "stock_pairs",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "ledger_received",
                table: "stock_pairs",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "ledger_shipped",
                table: "stock_pairs",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "ledger_on_hand",
                table: "balances",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.CreateTable(
                name: "conservation_checks",
                columns: table => new
                {
                    id = table.Column<Guid>(nullable: false),
                    as_of = table.Column<long>(nullable: false),
                    @checked = table.Column<long>(name: "checked", nullable: false),
                    differences = table.Column<long>(nullable: false),
                    balances = table.Column<long>(nullable: false),
                    pairs = table.Column<long>(nullable: false),
                    transit = table.Column<long>(nullable: false),
                    shipped = table.Column<long>(nullable: false),
                    surplus = table.Column<long>(nullable: false),
                    received = table.Column<long>(nullable: false),
                    in_transit = table.Column<long>(nullable: false),
                    resolved = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_conservation_checks", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_shipment_lots_resolved",
                table: "shipment_lots",
                column: "resolved");

            migrationBuilder.CreateIndex(
                name: "IX_shipment_lots_surplus",
                table: "shipment_lots",
                column: "surplus");

            migrationBuilder.CreateIndex(
                name: "IX_conservation_checks_as_of",
                table: "conservation_checks",
                column: "as_of");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "conservation_checks");

            migrationBuilder.DropIndex(
                name: "IX_shipment_lots_resolved",
                table: "shipment_lots");

            migrationBuilder.DropIndex(
                name: "IX_shipment_lots_surplus",
                table: "shipment_lots");

            migrationBuilder.DropColumn(
                name: "ledger_checked",
                table: "stock_pairs");

            migrationBuilder.DropColumn(
                name: "ledger_discrepancy",
                table: "stock_pairs");

            migrationBuilder.DropColumn(
                name: "ledger_received",
                table: "stock_pairs");

            migrationBuilder.DropColumn(
                name: "ledger_shipped",
                table: "stock_pairs");

            migrationBuilder.DropColumn(
                name: "ledger_on_hand",
                table: "balances");
        }
    }
}
