using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Supply.Catalog.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class OpenWeekdays : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "open_weekdays",
                table: "facilities",
                maxLength: 7,
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "open_weekdays",
                table: "facilities");
        }
    }
}
