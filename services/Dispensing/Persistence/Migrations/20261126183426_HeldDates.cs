using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Supply.Dispensing.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class HeldDates : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateOnly>(
                name: "held_prescribed_on",
                table: "prescriptions",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "held_presented_at",
                table: "prescriptions",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "held_prescribed_on",
                table: "prescriptions");

            migrationBuilder.DropColumn(
                name: "held_presented_at",
                table: "prescriptions");
        }
    }
}
