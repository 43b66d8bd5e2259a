using System;
using System.Linq;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Supply.Inventory.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class DocumentLists : Migration
    {
        // Of shipments that a copy of the release before records while this one is rolled out; an instant in ticks.
        private static readonly long WithoutIt = new DateTimeOffset(2026, 11, 27, 12, 0, 0, TimeSpan.Zero).UtcTicks;

        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "change",
                table: "stock_documents",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "lines",
                table: "stock_documents",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "number",
                table: "stock_documents",
                maxLength: 32,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "pieces",
                table: "stock_documents",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "supplier",
                table: "stock_documents",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "supply_order",
                table: "stock_documents",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "number",
                table: "shipments",
                maxLength: 32,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "recorded_at",
                table: "shipments",
                nullable: false,
                defaultValue: WithoutIt);

            migrationBuilder.AddColumn<string>(
                name: "to_state",
                table: "shipments",
                maxLength: 2,
                nullable: false,
                defaultValue: "");

            // A code names its state: ALM-13-01 by its digits, a CLUES by its first two letters. "to" is a word of SQL's own.
            migrationBuilder.Sql($"""
                UPDATE shipments SET recorded_at = occurred_at, to_state = CASE
                    WHEN "to" LIKE 'ALM-%' THEN SUBSTRING("to", 5, 2)
                    ELSE CASE SUBSTRING("to", 1, 2)
                        {string.Join(' ', FederalState.All.Select(x => $"WHEN '{x.Prefix}' THEN '{x.Code}'"))}
                        ELSE '' END
                    END
                """);

            migrationBuilder.CreateTable(
                name: "number_series",
                columns: table => new
                {
                    series = table.Column<string>(maxLength: 32, nullable: false),
                    last = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_number_series", x => x.series);
                });

            migrationBuilder.CreateIndex(
                name: "IX_stock_pairs_clave",
                table: "stock_pairs",
                column: "clave");

            migrationBuilder.CreateIndex(
                name: "IX_stock_pairs_state_clave",
                table: "stock_pairs",
                columns: new[] { "state", "clave" });

            migrationBuilder.CreateIndex(
                name: "IX_stock_documents_kind_facility_recorded_at_id",
                table: "stock_documents",
                columns: new[] { "kind", "facility", "recorded_at", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_stock_documents_kind_recorded_at_id",
                table: "stock_documents",
                columns: new[] { "kind", "recorded_at", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_stock_documents_kind_state_recorded_at_id",
                table: "stock_documents",
                columns: new[] { "kind", "state", "recorded_at", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_stock_documents_number",
                table: "stock_documents",
                column: "number");

            migrationBuilder.CreateIndex(
                name: "IX_shipments_from_recorded_at_id",
                table: "shipments",
                columns: new[] { "from", "recorded_at", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_shipments_number",
                table: "shipments",
                column: "number");

            migrationBuilder.CreateIndex(
                name: "IX_shipments_recorded_at_id",
                table: "shipments",
                columns: new[] { "recorded_at", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_shipments_state_recorded_at_id",
                table: "shipments",
                columns: new[] { "state", "recorded_at", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_shipments_status_recorded_at_id",
                table: "shipments",
                columns: new[] { "status", "recorded_at", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_shipments_to_recorded_at_id",
                table: "shipments",
                columns: new[] { "to", "recorded_at", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_shipments_to_state_recorded_at_id",
                table: "shipments",
                columns: new[] { "to_state", "recorded_at", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_recalls_recalled_at_id",
                table: "recalls",
                columns: new[] { "recalled_at", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_balances_state_clave",
                table: "balances",
                columns: new[] { "state", "clave" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "number_series");

            migrationBuilder.DropIndex(
                name: "IX_stock_pairs_clave",
                table: "stock_pairs");

            migrationBuilder.DropIndex(
                name: "IX_stock_pairs_state_clave",
                table: "stock_pairs");

            migrationBuilder.DropIndex(
                name: "IX_stock_documents_kind_facility_recorded_at_id",
                table: "stock_documents");

            migrationBuilder.DropIndex(
                name: "IX_stock_documents_kind_recorded_at_id",
                table: "stock_documents");

            migrationBuilder.DropIndex(
                name: "IX_stock_documents_kind_state_recorded_at_id",
                table: "stock_documents");

            migrationBuilder.DropIndex(
                name: "IX_stock_documents_number",
                table: "stock_documents");

            migrationBuilder.DropIndex(
                name: "IX_shipments_from_recorded_at_id",
                table: "shipments");

            migrationBuilder.DropIndex(
                name: "IX_shipments_number",
                table: "shipments");

            migrationBuilder.DropIndex(
                name: "IX_shipments_recorded_at_id",
                table: "shipments");

            migrationBuilder.DropIndex(
                name: "IX_shipments_state_recorded_at_id",
                table: "shipments");

            migrationBuilder.DropIndex(
                name: "IX_shipments_status_recorded_at_id",
                table: "shipments");

            migrationBuilder.DropIndex(
                name: "IX_shipments_to_recorded_at_id",
                table: "shipments");

            migrationBuilder.DropIndex(
                name: "IX_shipments_to_state_recorded_at_id",
                table: "shipments");

            migrationBuilder.DropIndex(
                name: "IX_recalls_recalled_at_id",
                table: "recalls");

            migrationBuilder.DropIndex(
                name: "IX_balances_state_clave",
                table: "balances");

            migrationBuilder.DropColumn(
                name: "change",
                table: "stock_documents");

            migrationBuilder.DropColumn(
                name: "lines",
                table: "stock_documents");

            migrationBuilder.DropColumn(
                name: "number",
                table: "stock_documents");

            migrationBuilder.DropColumn(
                name: "pieces",
                table: "stock_documents");

            migrationBuilder.DropColumn(
                name: "supplier",
                table: "stock_documents");

            migrationBuilder.DropColumn(
                name: "supply_order",
                table: "stock_documents");

            migrationBuilder.DropColumn(
                name: "number",
                table: "shipments");

            migrationBuilder.DropColumn(
                name: "recorded_at",
                table: "shipments");

            migrationBuilder.DropColumn(
                name: "to_state",
                table: "shipments");
        }
    }
}
