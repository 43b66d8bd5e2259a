using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Supply.Inventory.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class Checkpoints : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "checkpoint_version",
                table: "stock_pairs",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "pair_checkpoints",
                columns: table => new
                {
                    id = table.Column<Guid>(nullable: false),
                    facility = table.Column<string>(maxLength: 11, nullable: false),
                    clave = table.Column<string>(maxLength: 15, nullable: false),
                    at = table.Column<long>(nullable: false),
                    state = table.Column<byte[]>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_pair_checkpoints", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_pair_checkpoints_facility_clave_at",
                table: "pair_checkpoints",
                columns: new[] { "facility", "clave", "at" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "pair_checkpoints");

            migrationBuilder.DropColumn(
                name: "checkpoint_version",
                table: "stock_pairs");
        }
    }
}
