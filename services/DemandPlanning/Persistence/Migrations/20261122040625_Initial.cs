using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Supply.Platform.Persistence;

#nullable disable

namespace Supply.DemandPlanning.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "answers",
                columns: table => new
                {
                    id = table.Column<Guid>(nullable: false),
                    kind = table.Column<string>(maxLength: 40, nullable: false),
                    fingerprint = table.Column<byte[]>(maxLength: 32, nullable: false),
                    body = table.Column<byte[]>(nullable: false),
                    at = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_answers", x => new { x.id, x.kind });
                });

            migrationBuilder.CreateTable(
                name: "audit",
                columns: table => new
                {
                    id = table.Column<Guid>(nullable: false),
                    at = table.Column<long>(nullable: false),
                    day = table.Column<DateOnly>(nullable: false),
                    subject = table.Column<string>(maxLength: 200, nullable: false),
                    role = table.Column<string>(maxLength: 32, nullable: false),
                    action = table.Column<string>(maxLength: 60, nullable: false),
                    document = table.Column<string>(maxLength: 100, nullable: false),
                    detail = table.Column<string>(maxLength: 1000, nullable: true),
                    correlation_id = table.Column<Guid>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_audit", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "audit_seals",
                columns: table => new
                {
                    day = table.Column<DateOnly>(nullable: false),
                    rows = table.Column<long>(nullable: false),
                    digest = table.Column<byte[]>(maxLength: 32, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_audit_seals", x => x.day);
                });

            migrationBuilder.CreateTable(
                name: "counted_documents",
                columns: table => new
                {
                    id = table.Column<Guid>(nullable: false),
                    version = table.Column<int>(nullable: false),
                    contribution = table.Column<byte[]>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_counted_documents", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "counted_reports",
                columns: table => new
                {
                    facility = table.Column<string>(maxLength: 11, nullable: false),
                    day = table.Column<DateOnly>(nullable: false),
                    version = table.Column<int>(nullable: false),
                    activity = table.Column<bool>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_counted_reports", x => new { x.facility, x.day });
                });

            migrationBuilder.CreateTable(
                name: "cpm_runs",
                columns: table => new
                {
                    id = table.Column<Guid>(nullable: false),
                    number = table.Column<int>(nullable: false),
                    as_of = table.Column<int>(nullable: false),
                    window = table.Column<int>(nullable: false),
                    by = table.Column<string>(maxLength: 200, nullable: false),
                    started_at = table.Column<long>(nullable: false),
                    finished_at = table.Column<long>(nullable: true),
                    version = table.Column<int>(nullable: false),
                    last_facility = table.Column<string>(maxLength: 11, nullable: false),
                    facilities_are_done = table.Column<bool>(nullable: false),
                    last_clave = table.Column<string>(maxLength: 15, nullable: false),
                    facilities_done = table.Column<int>(nullable: false),
                    dropped = table.Column<bool>(nullable: false),
                    facilities_expected = table.Column<int>(nullable: false),
                    computed = table.Column<int>(nullable: false),
                    insufficient = table.Column<int>(nullable: false),
                    from_demand = table.Column<int>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_cpm_runs", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "cpm_values",
                columns: table => new
                {
                    run = table.Column<Guid>(nullable: false),
                    level = table.Column<string>(maxLength: 10, nullable: false),
                    code = table.Column<string>(maxLength: 40, nullable: false),
                    clave = table.Column<string>(maxLength: 15, nullable: false),
                    state = table.Column<string>(maxLength: 2, nullable: false),
                    buyer_code = table.Column<string>(maxLength: 40, nullable: false),
                    status = table.Column<string>(maxLength: 20, nullable: false),
                    cpm = table.Column<decimal>(precision: 18, scale: 4, nullable: true),
                    planning_quantity = table.Column<long>(nullable: true),
                    planned = table.Column<long>(nullable: false),
                    computed = table.Column<int>(nullable: false),
                    insufficient = table.Column<int>(nullable: false),
                    from_demand = table.Column<int>(nullable: false),
                    months = table.Column<byte[]>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_cpm_values", x => new { x.run, x.level, x.code, x.clave });
                });

            migrationBuilder.CreateTable(
                name: "demand_editions",
                columns: table => new
                {
                    period = table.Column<string>(maxLength: 20, nullable: false),
                    edition = table.Column<int>(nullable: false),
                    version = table.Column<int>(nullable: false),
                    from = table.Column<int>(nullable: false),
                    months = table.Column<int>(nullable: false),
                    net = table.Column<bool>(nullable: false),
                    status = table.Column<string>(maxLength: 10, nullable: false),
                    authors = table.Column<byte[]>(nullable: false),
                    cpm_run = table.Column<Guid>(nullable: true),
                    analysed_by = table.Column<string>(maxLength: 200, nullable: true),
                    medical_by = table.Column<string>(maxLength: 200, nullable: true),
                    administrative_by = table.Column<string>(maxLength: 200, nullable: true),
                    published_by = table.Column<string>(maxLength: 200, nullable: true),
                    published_at = table.Column<long>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_demand_editions", x => new { x.period, x.edition });
                });

            migrationBuilder.CreateTable(
                name: "demand_lines",
                columns: table => new
                {
                    period = table.Column<string>(maxLength: 20, nullable: false),
                    edition = table.Column<int>(nullable: false),
                    buyer = table.Column<string>(maxLength: 40, nullable: false),
                    clave = table.Column<string>(maxLength: 15, nullable: false),
                    state = table.Column<string>(maxLength: 2, nullable: false),
                    version = table.Column<int>(nullable: false),
                    requested = table.Column<long>(nullable: true),
                    justification = table.Column<string>(maxLength: 1000, nullable: true),
                    cpm_based = table.Column<long>(nullable: true),
                    cpm_run = table.Column<Guid>(nullable: true),
                    deviates = table.Column<bool>(nullable: false),
                    consolidated = table.Column<long>(nullable: true),
                    min = table.Column<long>(nullable: true),
                    min_deviates = table.Column<bool>(nullable: false),
                    rounded = table.Column<bool>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_demand_lines", x => new { x.period, x.edition, x.buyer, x.clave });
                    table.CheckConstraint("ck_demand_lines_min", "min >= 0 AND min <= consolidated");
                });

            migrationBuilder.CreateTable(
                name: "demand_requests",
                columns: table => new
                {
                    period = table.Column<string>(maxLength: 20, nullable: false),
                    edition = table.Column<int>(nullable: false),
                    buyer = table.Column<string>(maxLength: 40, nullable: false),
                    version = table.Column<int>(nullable: false),
                    fingerprint = table.Column<byte[]>(maxLength: 32, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_demand_requests", x => new { x.period, x.edition, x.buyer });
                });

            migrationBuilder.CreateTable(
                name: "facility_months",
                columns: table => new
                {
                    facility = table.Column<string>(maxLength: 11, nullable: false),
                    month = table.Column<int>(nullable: false),
                    prescriptions = table.Column<int>(nullable: false),
                    statements = table.Column<int>(nullable: false),
                    version = table.Column<int>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_facility_months", x => new { x.facility, x.month });
                    table.CheckConstraint("ck_facility_months", "prescriptions >= 0 AND statements >= 0");
                });

            migrationBuilder.CreateTable(
                name: "from_demand_approvals",
                columns: table => new
                {
                    as_of = table.Column<int>(nullable: false),
                    facility = table.Column<string>(maxLength: 11, nullable: false),
                    clave = table.Column<string>(maxLength: 15, nullable: false),
                    by = table.Column<string>(maxLength: 200, nullable: false),
                    at = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_from_demand_approvals", x => new { x.facility, x.as_of, x.clave });
                });

            migrationBuilder.CreateTable(
                name: "inbox",
                columns: table => new
                {
                    message_id = table.Column<Guid>(nullable: false),
                    handler = table.Column<string>(maxLength: 100, nullable: false),
                    at = table.Column<long>(nullable: false),
                    outcome = table.Column<string>(maxLength: 10, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_inbox", x => new { x.message_id, x.handler });
                });

            migrationBuilder.CreateTable(
                name: "job_runs",
                columns: table => new
                {
                    id = table.Column<Guid>(nullable: false),
                    job = table.Column<string>(maxLength: 60, nullable: false),
                    started_at = table.Column<long>(nullable: false),
                    finished_at = table.Column<long>(nullable: true),
                    status = table.Column<string>(maxLength: 10, nullable: false),
                    items = table.Column<long>(nullable: false),
                    note = table.Column<string>(maxLength: 1000, nullable: true),
                    by = table.Column<string>(maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_job_runs", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "known_buyers",
                columns: table => new
                {
                    code = table.Column<string>(maxLength: 200, nullable: false),
                    version = table.Column<int>(nullable: false),
                    name = table.Column<string>(maxLength: 200, nullable: false),
                    kind = table.Column<string>(maxLength: 10, nullable: false),
                    state = table.Column<string>(maxLength: 2, nullable: false),
                    aliases = table.Column<byte[]>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_known_buyers", x => x.code);
                });

            migrationBuilder.CreateTable(
                name: "known_facilities",
                columns: table => new
                {
                    code = table.Column<string>(maxLength: 11, nullable: false),
                    version = table.Column<int>(nullable: false),
                    latest = table.Column<bool>(nullable: false),
                    valid_from = table.Column<DateOnly>(nullable: false),
                    name = table.Column<string>(maxLength: 200, nullable: false),
                    state = table.Column<string>(maxLength: 2, nullable: false),
                    kind = table.Column<string>(maxLength: 20, nullable: false),
                    time_zone = table.Column<string>(maxLength: 40, nullable: false),
                    municipality = table.Column<string>(maxLength: 200, nullable: true),
                    care_level = table.Column<int>(nullable: true),
                    unit_type = table.Column<string>(maxLength: 200, nullable: true),
                    rural = table.Column<bool>(nullable: true),
                    latitude = table.Column<decimal>(precision: 18, scale: 4, nullable: true),
                    longitude = table.Column<decimal>(precision: 18, scale: 4, nullable: true),
                    opens_on = table.Column<DateOnly>(nullable: true),
                    closes_on = table.Column<DateOnly>(nullable: true),
                    buyer = table.Column<string>(maxLength: 200, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_known_facilities", x => new { x.code, x.version });
                });

            migrationBuilder.CreateTable(
                name: "known_formularies",
                columns: table => new
                {
                    unit_type = table.Column<string>(maxLength: 200, nullable: false),
                    version = table.Column<int>(nullable: false),
                    claves = table.Column<byte[]>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_known_formularies", x => x.unit_type);
                });

            migrationBuilder.CreateTable(
                name: "known_items",
                columns: table => new
                {
                    clave = table.Column<string>(maxLength: 15, nullable: false),
                    version = table.Column<int>(nullable: false),
                    description = table.Column<string>(maxLength: 10000, nullable: false),
                    product_class = table.Column<string>(maxLength: 20, nullable: false),
                    ven = table.Column<string>(maxLength: 1, nullable: true),
                    active = table.Column<bool>(nullable: false),
                    controlled = table.Column<bool>(nullable: false),
                    cold_chain = table.Column<bool>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_known_items", x => x.clave);
                });

            migrationBuilder.CreateTable(
                name: "known_predecessors",
                columns: table => new
                {
                    code = table.Column<string>(maxLength: 11, nullable: false),
                    current = table.Column<string>(maxLength: 11, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_known_predecessors", x => x.code);
                });

            migrationBuilder.CreateTable(
                name: "outbox",
                columns: table => new
                {
                    id = table.Column<Guid>(nullable: false),
                    type = table.Column<string>(maxLength: 200, nullable: false),
                    body = table.Column<byte[]>(nullable: false),
                    producer = table.Column<string>(maxLength: 40, nullable: false),
                    created_at = table.Column<long>(nullable: false),
                    due_at = table.Column<long>(nullable: false),
                    attempts = table.Column<int>(nullable: false),
                    correlation_id = table.Column<Guid>(nullable: false),
                    causation_id = table.Column<Guid>(nullable: true),
                    trace_parent = table.Column<string>(maxLength: 60, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_outbox", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "pair_months",
                columns: table => new
                {
                    facility = table.Column<string>(maxLength: 11, nullable: false),
                    clave = table.Column<string>(maxLength: 15, nullable: false),
                    month = table.Column<int>(nullable: false),
                    dispensed = table.Column<long>(nullable: false),
                    prescribed = table.Column<long>(nullable: false),
                    documents = table.Column<int>(nullable: false),
                    dispensed_days = table.Column<int>(nullable: false),
                    days = table.Column<byte[]>(nullable: false),
                    version = table.Column<int>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_pair_months", x => new { x.facility, x.clave, x.month });
                    table.CheckConstraint("ck_pair_months", "dispensed >= 0 AND prescribed >= 0 AND documents > 0");
                });

            migrationBuilder.CreateTable(
                name: "parked",
                columns: table => new
                {
                    message_id = table.Column<Guid>(nullable: false),
                    handler = table.Column<string>(maxLength: 100, nullable: false),
                    type = table.Column<string>(maxLength: 200, nullable: false),
                    body = table.Column<byte[]>(nullable: false),
                    producer = table.Column<string>(maxLength: 40, nullable: false),
                    created_at = table.Column<long>(nullable: false),
                    correlation_id = table.Column<Guid>(nullable: false),
                    causation_id = table.Column<Guid>(nullable: true),
                    trace_parent = table.Column<string>(maxLength: 60, nullable: true),
                    parked_at = table.Column<long>(nullable: false),
                    attempts = table.Column<int>(nullable: false),
                    error = table.Column<string>(maxLength: 2000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_parked", x => new { x.message_id, x.handler });
                });

            migrationBuilder.CreateTable(
                name: "stock_months",
                columns: table => new
                {
                    facility = table.Column<string>(maxLength: 11, nullable: false),
                    clave = table.Column<string>(maxLength: 15, nullable: false),
                    month = table.Column<int>(nullable: false),
                    version = table.Column<int>(nullable: false),
                    empty_days = table.Column<int>(nullable: false),
                    closed_empty = table.Column<bool>(nullable: false),
                    known_from = table.Column<DateOnly>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_stock_months", x => new { x.facility, x.clave, x.month });
                });

            migrationBuilder.CreateTable(
                name: "stock_positions",
                columns: table => new
                {
                    facility = table.Column<string>(maxLength: 11, nullable: false),
                    clave = table.Column<string>(maxLength: 15, nullable: false),
                    version = table.Column<int>(nullable: false),
                    usable = table.Column<long>(nullable: false),
                    in_transit = table.Column<long>(nullable: false),
                    known_from = table.Column<DateOnly>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_stock_positions", x => new { x.facility, x.clave });
                });

            migrationBuilder.CreateIndex(
                name: "IX_audit_day_id",
                table: "audit",
                columns: new[] { "day", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_audit_document",
                table: "audit",
                column: "document");

            migrationBuilder.CreateIndex(
                name: "IX_cpm_runs_as_of_window",
                table: "cpm_runs",
                columns: new[] { "as_of", "window" },
                unique: true,
                filter: "finished_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_cpm_runs_number",
                table: "cpm_runs",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_cpm_values_run_level_clave_code",
                table: "cpm_values",
                columns: new[] { "run", "level", "clave", "code" });

            migrationBuilder.CreateIndex(
                name: "IX_demand_lines_period_edition_clave_buyer",
                table: "demand_lines",
                columns: new[] { "period", "edition", "clave", "buyer" });

            migrationBuilder.CreateIndex(
                name: "IX_inbox_at",
                table: "inbox",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "IX_job_runs_job_started_at",
                table: "job_runs",
                columns: new[] { "job", "started_at" });

            migrationBuilder.CreateIndex(
                name: "IX_known_facilities_latest_buyer",
                table: "known_facilities",
                columns: new[] { "latest", "buyer" });

            migrationBuilder.CreateIndex(
                name: "IX_known_facilities_latest_state",
                table: "known_facilities",
                columns: new[] { "latest", "state" });

            migrationBuilder.CreateIndex(
                name: "IX_outbox_due_at_id",
                table: "outbox",
                columns: new[] { "due_at", "id" });
            migrationBuilder.RefuseChanges("audit");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "answers");

            migrationBuilder.DropTable(
                name: "audit");

            migrationBuilder.DropTable(
                name: "audit_seals");

            migrationBuilder.DropTable(
                name: "counted_documents");

            migrationBuilder.DropTable(
                name: "counted_reports");

            migrationBuilder.DropTable(
                name: "cpm_runs");

            migrationBuilder.DropTable(
                name: "cpm_values");

            migrationBuilder.DropTable(
                name: "demand_editions");

            migrationBuilder.DropTable(
                name: "demand_lines");

            migrationBuilder.DropTable(
                name: "demand_requests");

            migrationBuilder.DropTable(
                name: "facility_months");

            migrationBuilder.DropTable(
                name: "from_demand_approvals");

            migrationBuilder.DropTable(
                name: "inbox");

            migrationBuilder.DropTable(
                name: "job_runs");

            migrationBuilder.DropTable(
                name: "known_buyers");

            migrationBuilder.DropTable(
                name: "known_facilities");

            migrationBuilder.DropTable(
                name: "known_formularies");

            migrationBuilder.DropTable(
                name: "known_items");

            migrationBuilder.DropTable(
                name: "known_predecessors");

            migrationBuilder.DropTable(
                name: "outbox");

            migrationBuilder.DropTable(
                name: "pair_months");

            migrationBuilder.DropTable(
                name: "parked");

            migrationBuilder.DropTable(
                name: "stock_months");

            migrationBuilder.DropTable(
                name: "stock_positions");
        }
    }
}
