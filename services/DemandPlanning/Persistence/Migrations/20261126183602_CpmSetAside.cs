using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Supply.DemandPlanning.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class CpmSetAside : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "cpm_set_aside",
                table: "demand_editions",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "claves_set_aside",
                table: "cpm_runs",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "facilities_set_aside",
                table: "cpm_runs",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "facts_parked",
                table: "cpm_runs",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "cpm_set_aside",
                columns: table => new
                {
                    run = table.Column<Guid>(nullable: false),
                    facility = table.Column<string>(maxLength: 11, nullable: false),
                    state = table.Column<string>(maxLength: 2, nullable: false),
                    buyer_code = table.Column<string>(maxLength: 40, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_cpm_set_aside", x => new { x.run, x.facility });
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "cpm_set_aside");

            migrationBuilder.DropColumn(
                name: "cpm_set_aside",
                table: "demand_editions");

            migrationBuilder.DropColumn(
                name: "claves_set_aside",
                table: "cpm_runs");

            migrationBuilder.DropColumn(
                name: "facilities_set_aside",
                table: "cpm_runs");

            migrationBuilder.DropColumn(
                name: "facts_parked",
                table: "cpm_runs");
        }
    }
}
