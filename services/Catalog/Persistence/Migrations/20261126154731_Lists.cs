using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Supply.Catalog.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class Lists : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateOnly>(
                name: "own_closes_on",
                table: "facilities",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "replaced_by",
                table: "facilities",
                maxLength: 11,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "funding_sources",
                columns: table => new
                {
                    code = table.Column<string>(maxLength: 40, nullable: false),
                    version = table.Column<int>(nullable: false),
                    changed_at = table.Column<long>(nullable: false),
                    name = table.Column<string>(maxLength: 200, nullable: false),
                    aliases = table.Column<byte[]>(nullable: false),
                    ring_fenced = table.Column<bool>(nullable: false),
                    active = table.Column<bool>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_funding_sources", x => x.code);
                });

            migrationBuilder.CreateTable(
                name: "locations",
                columns: table => new
                {
                    code = table.Column<string>(maxLength: 40, nullable: false),
                    version = table.Column<int>(nullable: false),
                    changed_at = table.Column<long>(nullable: false),
                    name = table.Column<string>(maxLength: 200, nullable: false),
                    aliases = table.Column<byte[]>(nullable: false),
                    active = table.Column<bool>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_locations", x => x.code);
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "funding_sources");

            migrationBuilder.DropTable(
                name: "locations");

            migrationBuilder.DropColumn(
                name: "own_closes_on",
                table: "facilities");

            migrationBuilder.DropColumn(
                name: "replaced_by",
                table: "facilities");
        }
    }
}
