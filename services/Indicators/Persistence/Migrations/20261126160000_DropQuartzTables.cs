using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Supply.Platform.Jobs;

namespace Supply.Indicators.Persistence.Migrations;

/// <summary>The model stays as it is: these tables were never in it.</summary>
[DbContext(typeof(IndicatorsDb)), Migration("20261126160000_DropQuartzTables")]
public sealed class DropQuartzTables : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.DropQuartzTables();
}
