using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Supply.Platform.Persistence;

#nullable disable

namespace Supply.Indicators.Persistence.Migrations
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
                name: "closed_periods",
                columns: table => new
                {
                    period = table.Column<string>(maxLength: 200, nullable: false),
                    grain = table.Column<string>(maxLength: 32, nullable: false),
                    ends_on = table.Column<DateOnly>(nullable: false),
                    at = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_closed_periods", x => x.period);
                });

            migrationBuilder.CreateTable(
                name: "document_facts",
                columns: table => new
                {
                    kind = table.Column<string>(maxLength: 20, nullable: false),
                    document_id = table.Column<string>(maxLength: 40, nullable: false),
                    version = table.Column<int>(nullable: false),
                    facility = table.Column<string>(maxLength: 200, nullable: false),
                    state = table.Column<string>(maxLength: 200, nullable: false),
                    local_date = table.Column<DateOnly>(nullable: false),
                    outcome = table.Column<string>(maxLength: 200, nullable: false),
                    counts = table.Column<byte[]>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_document_facts", x => new { x.kind, x.document_id });
                });

            migrationBuilder.CreateTable(
                name: "facility_days",
                columns: table => new
                {
                    family = table.Column<string>(maxLength: 32, nullable: false),
                    facility = table.Column<string>(maxLength: 200, nullable: false),
                    date = table.Column<DateOnly>(nullable: false),
                    state = table.Column<string>(maxLength: 200, nullable: false),
                    counts = table.Column<byte[]>(nullable: false),
                    dirty = table.Column<bool>(nullable: false),
                    changes = table.Column<int>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_facility_days", x => new { x.family, x.facility, x.date });
                });

            migrationBuilder.CreateTable(
                name: "fact_log",
                columns: table => new
                {
                    sequence = table.Column<long>(nullable: false),
                    kind = table.Column<string>(maxLength: 20, nullable: false),
                    document_id = table.Column<string>(maxLength: 40, nullable: false),
                    version = table.Column<int>(nullable: false),
                    recorded_at = table.Column<long>(nullable: false),
                    facility = table.Column<string>(maxLength: 200, nullable: false),
                    state = table.Column<string>(maxLength: 200, nullable: false),
                    local_date = table.Column<DateOnly>(nullable: false),
                    body = table.Column<byte[]>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_fact_log", x => x.sequence);
                });

            migrationBuilder.CreateTable(
                name: "figures",
                columns: table => new
                {
                    family = table.Column<string>(maxLength: 32, nullable: false),
                    level = table.Column<string>(maxLength: 32, nullable: false),
                    code = table.Column<string>(maxLength: 200, nullable: false),
                    period = table.Column<string>(maxLength: 10, nullable: false),
                    grain = table.Column<string>(maxLength: 32, nullable: false),
                    ends_on = table.Column<DateOnly>(nullable: false),
                    state = table.Column<string>(maxLength: 200, nullable: true),
                    kind = table.Column<string>(maxLength: 200, nullable: true),
                    unit_level = table.Column<string>(maxLength: 200, nullable: true),
                    unit_type = table.Column<string>(maxLength: 200, nullable: true),
                    rural = table.Column<string>(maxLength: 200, nullable: true),
                    counts = table.Column<byte[]>(nullable: false),
                    reporting = table.Column<int>(nullable: false),
                    expected = table.Column<int>(nullable: false),
                    reporting_days = table.Column<int>(nullable: false),
                    expected_days = table.Column<int>(nullable: false),
                    states_reporting = table.Column<int>(nullable: false),
                    states_expected = table.Column<int>(nullable: false),
                    final = table.Column<bool>(nullable: false),
                    published = table.Column<int>(nullable: false),
                    published_at = table.Column<long>(nullable: true),
                    computed_at = table.Column<long>(nullable: false),
                    revision = table.Column<int>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_figures", x => new { x.family, x.level, x.code, x.period });
                });

            migrationBuilder.CreateTable(
                name: "group_marks",
                columns: table => new
                {
                    stage = table.Column<int>(nullable: false),
                    family = table.Column<string>(maxLength: 32, nullable: false),
                    level = table.Column<string>(maxLength: 32, nullable: false),
                    code = table.Column<string>(maxLength: 200, nullable: false),
                    day = table.Column<DateOnly>(nullable: false),
                    changes = table.Column<int>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_group_marks", x => new { x.stage, x.family, x.level, x.code, x.day });
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
                name: "log_head",
                columns: table => new
                {
                    id = table.Column<int>(nullable: false),
                    last = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_log_head", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "order_claves",
                columns: table => new
                {
                    clave = table.Column<string>(maxLength: 200, nullable: false),
                    document_id = table.Column<string>(maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_order_claves", x => new { x.clave, x.document_id });
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
                name: "pending_references",
                columns: table => new
                {
                    kind = table.Column<string>(maxLength: 200, nullable: false),
                    code = table.Column<string>(maxLength: 200, nullable: false),
                    changes = table.Column<int>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_pending_references", x => new { x.kind, x.code });
                });

            migrationBuilder.CreateTable(
                name: "places",
                columns: table => new
                {
                    code = table.Column<string>(maxLength: 200, nullable: false),
                    version = table.Column<int>(nullable: false),
                    valid_from = table.Column<DateOnly>(nullable: false),
                    state = table.Column<string>(maxLength: 200, nullable: false),
                    kind = table.Column<string>(maxLength: 200, nullable: false),
                    care_level = table.Column<int>(nullable: true),
                    unit_type = table.Column<string>(maxLength: 200, nullable: true),
                    rural = table.Column<bool>(nullable: true),
                    opens_on = table.Column<DateOnly>(nullable: true),
                    closes_on = table.Column<DateOnly>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_places", x => new { x.code, x.version });
                });

            migrationBuilder.CreateTable(
                name: "products",
                columns: table => new
                {
                    clave = table.Column<string>(maxLength: 200, nullable: false),
                    version = table.Column<int>(nullable: false),
                    @class = table.Column<string>(name: "class", maxLength: 32, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_products", x => x.clave);
                });

            migrationBuilder.CreateTable(
                name: "publications",
                columns: table => new
                {
                    id = table.Column<Guid>(nullable: false),
                    family = table.Column<string>(maxLength: 32, nullable: false),
                    level = table.Column<string>(maxLength: 32, nullable: false),
                    code = table.Column<string>(maxLength: 200, nullable: false),
                    period = table.Column<string>(maxLength: 10, nullable: false),
                    version = table.Column<int>(nullable: false),
                    grain = table.Column<string>(maxLength: 32, nullable: false),
                    ends_on = table.Column<DateOnly>(nullable: false),
                    state = table.Column<string>(maxLength: 200, nullable: true),
                    kind = table.Column<string>(maxLength: 200, nullable: true),
                    unit_level = table.Column<string>(maxLength: 200, nullable: true),
                    unit_type = table.Column<string>(maxLength: 200, nullable: true),
                    rural = table.Column<string>(maxLength: 200, nullable: true),
                    at = table.Column<long>(nullable: false),
                    position = table.Column<long>(nullable: false),
                    counts = table.Column<byte[]>(nullable: false),
                    reporting = table.Column<int>(nullable: false),
                    expected = table.Column<int>(nullable: false),
                    reporting_days = table.Column<int>(nullable: false),
                    expected_days = table.Column<int>(nullable: false),
                    states_reporting = table.Column<int>(nullable: false),
                    states_expected = table.Column<int>(nullable: false),
                    statements = table.Column<byte[]>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_publications", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "rollover",
                columns: table => new
                {
                    id = table.Column<int>(nullable: false),
                    through = table.Column<DateOnly>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_rollover", x => x.id);
                });

            migrationBuilder.InsertData(
                table: "log_head",
                columns: new[] { "id", "last" },
                values: new object[] { 1, 0L });

            migrationBuilder.CreateIndex(
                name: "IX_audit_day_id",
                table: "audit",
                columns: new[] { "day", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_audit_document",
                table: "audit",
                column: "document");

            migrationBuilder.CreateIndex(
                name: "IX_document_facts_kind_facility_local_date",
                table: "document_facts",
                columns: new[] { "kind", "facility", "local_date" });

            migrationBuilder.CreateIndex(
                name: "IX_document_facts_kind_local_date",
                table: "document_facts",
                columns: new[] { "kind", "local_date" });

            migrationBuilder.CreateIndex(
                name: "IX_document_facts_kind_state_local_date",
                table: "document_facts",
                columns: new[] { "kind", "state", "local_date" });

            migrationBuilder.CreateIndex(
                name: "IX_facility_days_dirty_date",
                table: "facility_days",
                columns: new[] { "dirty", "date" });

            migrationBuilder.CreateIndex(
                name: "IX_fact_log_facility_local_date",
                table: "fact_log",
                columns: new[] { "facility", "local_date" });

            migrationBuilder.CreateIndex(
                name: "IX_fact_log_kind_document_id_version",
                table: "fact_log",
                columns: new[] { "kind", "document_id", "version" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_fact_log_local_date_kind_sequence",
                table: "fact_log",
                columns: new[] { "local_date", "kind", "sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_figures_family_level_period_state",
                table: "figures",
                columns: new[] { "family", "level", "period", "state" });

            migrationBuilder.CreateIndex(
                name: "IX_figures_final_ends_on",
                table: "figures",
                columns: new[] { "final", "ends_on" });

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

            migrationBuilder.CreateIndex(
                name: "IX_places_state",
                table: "places",
                column: "state");

            migrationBuilder.CreateIndex(
                name: "IX_publications_family_level_code_period_version",
                table: "publications",
                columns: new[] { "family", "level", "code", "period", "version" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_publications_family_level_period_state",
                table: "publications",
                columns: new[] { "family", "level", "period", "state" });

            migrationBuilder.CreateIndex(
                name: "IX_publications_period_family_position",
                table: "publications",
                columns: new[] { "period", "family", "position" });
            migrationBuilder.RefuseChanges("audit");
            migrationBuilder.RefuseChanges("fact_log");
            migrationBuilder.RefuseChanges("publications");
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
                name: "closed_periods");

            migrationBuilder.DropTable(
                name: "document_facts");

            migrationBuilder.DropTable(
                name: "facility_days");

            migrationBuilder.DropTable(
                name: "fact_log");

            migrationBuilder.DropTable(
                name: "figures");

            migrationBuilder.DropTable(
                name: "group_marks");

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
                name: "log_head");

            migrationBuilder.DropTable(
                name: "order_claves");

            migrationBuilder.DropTable(
                name: "outbox");

            migrationBuilder.DropTable(
                name: "parked");

            migrationBuilder.DropTable(
                name: "pending_references");

            migrationBuilder.DropTable(
                name: "places");

            migrationBuilder.DropTable(
                name: "products");

            migrationBuilder.DropTable(
                name: "publications");

            migrationBuilder.DropTable(
                name: "rollover");
        }
    }
}
