using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Supply.Inventory.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class ListsAndOrders : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "recount_since",
                table: "stock_pairs",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "known_funding_sources",
                columns: table => new
                {
                    code = table.Column<string>(maxLength: 40, nullable: false),
                    version = table.Column<int>(nullable: false),
                    name = table.Column<string>(maxLength: 200, nullable: false),
                    aliases = table.Column<byte[]>(nullable: false),
                    ring_fenced = table.Column<bool>(nullable: false),
                    active = table.Column<bool>(nullable: false),
                    kept_at = table.Column<long>(nullable: false),
                    followed_version = table.Column<int>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_known_funding_sources", x => x.code);
                });

            migrationBuilder.CreateTable(
                name: "known_locations",
                columns: table => new
                {
                    code = table.Column<string>(maxLength: 40, nullable: false),
                    version = table.Column<int>(nullable: false),
                    name = table.Column<string>(maxLength: 200, nullable: false),
                    aliases = table.Column<byte[]>(nullable: false),
                    active = table.Column<bool>(nullable: false),
                    kept_at = table.Column<long>(nullable: false),
                    followed_version = table.Column<int>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_known_locations", x => x.code);
                });

            migrationBuilder.CreateTable(
                name: "known_orders",
                columns: table => new
                {
                    id = table.Column<Guid>(nullable: false),
                    issued_on = table.Column<DateOnly>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_known_orders", x => x.id);
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "known_funding_sources");

            migrationBuilder.DropTable(
                name: "known_locations");

            migrationBuilder.DropTable(
                name: "known_orders");

            migrationBuilder.DropColumn(
                name: "recount_since",
                table: "stock_pairs");
        }
    }
}
