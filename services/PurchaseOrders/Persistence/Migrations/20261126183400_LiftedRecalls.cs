using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Supply.PurchaseOrders.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class LiftedRecalls : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "held_back_lots",
                columns: table => new
                {
                    kind = table.Column<string>(maxLength: 10, nullable: false),
                    delivery_id = table.Column<Guid>(nullable: false),
                    clave = table.Column<string>(maxLength: 15, nullable: false),
                    lot = table.Column<string>(maxLength: 40, nullable: false),
                    order_id = table.Column<Guid>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_held_back_lots", x => new { x.kind, x.delivery_id, x.clave, x.lot });
                });

            migrationBuilder.CreateTable(
                name: "lot_recalls",
                columns: table => new
                {
                    id = table.Column<Guid>(nullable: false),
                    clave = table.Column<string>(maxLength: 15, nullable: false),
                    lot = table.Column<string>(maxLength: 40, nullable: false),
                    scope = table.Column<string>(maxLength: 11, nullable: true),
                    recalled_at = table.Column<long>(nullable: true),
                    lifted_at = table.Column<long>(nullable: true),
                    following = table.Column<bool>(nullable: false),
                    followed_to = table.Column<Guid>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_lot_recalls", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_award_buyers_buyer",
                table: "award_buyers",
                column: "buyer");

            migrationBuilder.CreateIndex(
                name: "IX_held_back_lots_clave_lot_order_id",
                table: "held_back_lots",
                columns: new[] { "clave", "lot", "order_id" });

            migrationBuilder.CreateIndex(
                name: "IX_lot_recalls_clave_lot",
                table: "lot_recalls",
                columns: new[] { "clave", "lot" });

            migrationBuilder.CreateIndex(
                name: "IX_lot_recalls_following",
                table: "lot_recalls",
                column: "following");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "held_back_lots");

            migrationBuilder.DropTable(
                name: "lot_recalls");

            migrationBuilder.DropIndex(
                name: "IX_award_buyers_buyer",
                table: "award_buyers");
        }
    }
}
