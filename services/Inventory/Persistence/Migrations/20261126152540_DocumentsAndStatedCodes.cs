using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Supply.Inventory.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class DocumentsAndStatedCodes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_movements_clave_lot",
                table: "movements");

            migrationBuilder.AddColumn<string>(
                name: "stated_facility",
                table: "stock_facts",
                maxLength: 11,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "stated_from",
                table: "shipments",
                maxLength: 11,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "stated_to",
                table: "shipments",
                maxLength: 11,
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "is_reversed",
                table: "receptions",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "lift_reason",
                table: "recalls",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "lifted_at",
                table: "recalls",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "lifted_by",
                table: "recalls",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "scope",
                table: "recalls",
                maxLength: 11,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "stated_scope",
                table: "recalls",
                maxLength: 11,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "version",
                table: "recalls",
                nullable: false,
                defaultValue: 1);

            migrationBuilder.CreateTable(
                name: "stock_documents",
                columns: table => new
                {
                    id = table.Column<Guid>(nullable: false),
                    kind = table.Column<string>(maxLength: 32, nullable: false),
                    version = table.Column<int>(nullable: false),
                    shipment = table.Column<Guid>(nullable: true),
                    facility = table.Column<string>(maxLength: 11, nullable: false),
                    stated_facility = table.Column<string>(maxLength: 11, nullable: false),
                    state = table.Column<string>(maxLength: 2, nullable: false),
                    occurred_at = table.Column<long>(nullable: false),
                    recorded_at = table.Column<long>(nullable: false),
                    by = table.Column<string>(maxLength: 200, nullable: false),
                    body = table.Column<byte[]>(nullable: false),
                    effect = table.Column<byte[]>(nullable: true),
                    reversed_at = table.Column<long>(nullable: true),
                    reversed_by = table.Column<string>(maxLength: 200, nullable: true),
                    reversal_reason = table.Column<string>(maxLength: 200, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_stock_documents", x => new { x.id, x.kind });
                });

            migrationBuilder.CreateIndex(
                name: "IX_stock_pairs_state_facility_clave",
                table: "stock_pairs",
                columns: new[] { "state", "facility", "clave" });

            migrationBuilder.CreateIndex(
                name: "IX_stock_facts_stated_facility_facility",
                table: "stock_facts",
                columns: new[] { "stated_facility", "facility" });

            migrationBuilder.CreateIndex(
                name: "IX_shipments_stated_from_from",
                table: "shipments",
                columns: new[] { "stated_from", "from" });

            migrationBuilder.CreateIndex(
                name: "IX_shipments_stated_to_to",
                table: "shipments",
                columns: new[] { "stated_to", "to" });

            migrationBuilder.CreateIndex(
                name: "IX_movements_lot_facility_clave_number",
                table: "movements",
                columns: new[] { "lot", "facility", "clave", "number" });

            migrationBuilder.CreateIndex(
                name: "IX_movements_named_lot_facility_clave_number",
                table: "movements",
                columns: new[] { "named_lot", "facility", "clave", "number" });

            migrationBuilder.CreateIndex(
                name: "IX_movements_state_facility_clave_number",
                table: "movements",
                columns: new[] { "state", "facility", "clave", "number" });

            migrationBuilder.CreateIndex(
                name: "IX_balances_state_facility_clave_number",
                table: "balances",
                columns: new[] { "state", "facility", "clave", "number" });

            migrationBuilder.CreateIndex(
                name: "IX_stock_documents_stated_facility_facility",
                table: "stock_documents",
                columns: new[] { "stated_facility", "facility" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "stock_documents");

            migrationBuilder.DropIndex(
                name: "IX_stock_pairs_state_facility_clave",
                table: "stock_pairs");

            migrationBuilder.DropIndex(
                name: "IX_stock_facts_stated_facility_facility",
                table: "stock_facts");

            migrationBuilder.DropIndex(
                name: "IX_shipments_stated_from_from",
                table: "shipments");

            migrationBuilder.DropIndex(
                name: "IX_shipments_stated_to_to",
                table: "shipments");

            migrationBuilder.DropIndex(
                name: "IX_movements_lot_facility_clave_number",
                table: "movements");

            migrationBuilder.DropIndex(
                name: "IX_movements_named_lot_facility_clave_number",
                table: "movements");

            migrationBuilder.DropIndex(
                name: "IX_movements_state_facility_clave_number",
                table: "movements");

            migrationBuilder.DropIndex(
                name: "IX_balances_state_facility_clave_number",
                table: "balances");

            migrationBuilder.DropColumn(
                name: "stated_facility",
                table: "stock_facts");

            migrationBuilder.DropColumn(
                name: "stated_from",
                table: "shipments");

            migrationBuilder.DropColumn(
                name: "stated_to",
                table: "shipments");

            migrationBuilder.DropColumn(
                name: "is_reversed",
                table: "receptions");

            migrationBuilder.DropColumn(
                name: "lift_reason",
                table: "recalls");

            migrationBuilder.DropColumn(
                name: "lifted_at",
                table: "recalls");

            migrationBuilder.DropColumn(
                name: "lifted_by",
                table: "recalls");

            migrationBuilder.DropColumn(
                name: "scope",
                table: "recalls");

            migrationBuilder.DropColumn(
                name: "stated_scope",
                table: "recalls");

            migrationBuilder.DropColumn(
                name: "version",
                table: "recalls");

            migrationBuilder.CreateIndex(
                name: "IX_movements_clave_lot",
                table: "movements",
                columns: new[] { "clave", "lot" });
        }
    }
}
