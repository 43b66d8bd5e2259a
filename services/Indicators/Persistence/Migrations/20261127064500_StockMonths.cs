using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Supply.Indicators.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class StockMonths : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "stock_months",
                columns: table => new
                {
                    facility = table.Column<string>(maxLength: 11, nullable: false),
                    clave = table.Column<string>(maxLength: 15, nullable: false),
                    month = table.Column<string>(maxLength: 7, nullable: false),
                    version = table.Column<int>(nullable: false),
                    days = table.Column<int>(nullable: false),
                    closed_empty = table.Column<bool>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_stock_months", x => new { x.facility, x.clave, x.month });
                });

            migrationBuilder.CreateTable(
                name: "stock_due",
                columns: table => new
                {
                    id = table.Column<Guid>(nullable: false),
                    facility = table.Column<string>(maxLength: 11, nullable: false),
                    month = table.Column<string>(maxLength: 7, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_stock_due", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "stock_pairs",
                columns: table => new
                {
                    facility = table.Column<string>(maxLength: 11, nullable: false),
                    clave = table.Column<string>(maxLength: 15, nullable: false),
                    version = table.Column<int>(nullable: false),
                    known_from = table.Column<DateOnly>(nullable: true),
                    empty_from = table.Column<DateOnly>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_stock_pairs", x => new { x.facility, x.clave });
                });

            migrationBuilder.CreateTable(
                name: "stock_rollover",
                columns: table => new
                {
                    id = table.Column<int>(nullable: false),
                    through = table.Column<DateOnly>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_stock_rollover", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "stock_statements",
                columns: table => new
                {
                    facility = table.Column<string>(maxLength: 11, nullable: false),
                    month = table.Column<string>(maxLength: 7, nullable: false),
                    version = table.Column<int>(nullable: false),
                    fingerprint = table.Column<byte[]>(maxLength: 32, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_stock_statements", x => new { x.facility, x.month });
                });

            migrationBuilder.CreateIndex(
                name: "IX_stock_due_facility",
                table: "stock_due",
                column: "facility");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "stock_months");

            migrationBuilder.DropTable(
                name: "stock_due");

            migrationBuilder.DropTable(
                name: "stock_pairs");

            migrationBuilder.DropTable(
                name: "stock_rollover");

            migrationBuilder.DropTable(
                name: "stock_statements");
        }
    }
}
