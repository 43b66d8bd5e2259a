using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Supply.Platform.Persistence;

#nullable disable

namespace Supply.Authority.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "accounts",
                columns: table => new
                {
                    id = table.Column<Guid>(nullable: false),
                    user_name = table.Column<string>(maxLength: 60, nullable: false),
                    name = table.Column<string>(maxLength: 120, nullable: false),
                    password_hash = table.Column<string>(maxLength: 200, nullable: true),
                    administrator = table.Column<bool>(nullable: false),
                    locked_at = table.Column<long>(nullable: true),
                    second_factor_key = table.Column<string>(maxLength: 400, nullable: true),
                    last_code_step = table.Column<long>(nullable: false),
                    created_at = table.Column<long>(nullable: false),
                    last_sign_in_at = table.Column<long>(nullable: true),
                    version = table.Column<int>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_accounts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "audit",
                columns: table => new
                {
                    id = table.Column<Guid>(nullable: false),
                    at = table.Column<long>(nullable: false),
                    day = table.Column<DateOnly>(nullable: false),
                    subject = table.Column<string>(nullable: false),
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
                name: "failures",
                columns: table => new
                {
                    key = table.Column<string>(maxLength: 80, nullable: false),
                    count = table.Column<int>(nullable: false),
                    last_at = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_failures", x => x.key);
                });

            migrationBuilder.CreateTable(
                name: "one_time_links",
                columns: table => new
                {
                    account_id = table.Column<Guid>(nullable: false),
                    hash = table.Column<string>(maxLength: 64, nullable: false),
                    expires_at = table.Column<long>(nullable: false),
                    resets_second_factor = table.Column<bool>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_one_time_links", x => x.account_id);
                });

            migrationBuilder.CreateTable(
                name: "open_iddict_applications",
                columns: table => new
                {
                    id = table.Column<string>(nullable: false),
                    application_type = table.Column<string>(maxLength: 50, nullable: true),
                    client_id = table.Column<string>(maxLength: 100, nullable: true),
                    client_secret = table.Column<string>(nullable: true),
                    client_type = table.Column<string>(maxLength: 50, nullable: true),
                    concurrency_token = table.Column<string>(maxLength: 50, nullable: true),
                    consent_type = table.Column<string>(maxLength: 50, nullable: true),
                    display_name = table.Column<string>(nullable: true),
                    display_names = table.Column<string>(nullable: true),
                    json_web_key_set = table.Column<string>(nullable: true),
                    permissions = table.Column<string>(nullable: true),
                    post_logout_redirect_uris = table.Column<string>(nullable: true),
                    properties = table.Column<string>(nullable: true),
                    redirect_uris = table.Column<string>(nullable: true),
                    requirements = table.Column<string>(nullable: true),
                    settings = table.Column<string>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_open_iddict_applications", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "open_iddict_scopes",
                columns: table => new
                {
                    id = table.Column<string>(nullable: false),
                    concurrency_token = table.Column<string>(maxLength: 50, nullable: true),
                    description = table.Column<string>(nullable: true),
                    descriptions = table.Column<string>(nullable: true),
                    display_name = table.Column<string>(nullable: true),
                    display_names = table.Column<string>(nullable: true),
                    name = table.Column<string>(maxLength: 200, nullable: true),
                    properties = table.Column<string>(nullable: true),
                    resources = table.Column<string>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_open_iddict_scopes", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "sessions",
                columns: table => new
                {
                    id = table.Column<Guid>(nullable: false),
                    account_id = table.Column<Guid>(nullable: false),
                    started_at = table.Column<long>(nullable: false),
                    ended_at = table.Column<long>(nullable: true),
                    second_factor = table.Column<bool>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sessions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "account_roles",
                columns: table => new
                {
                    account_id = table.Column<Guid>(nullable: false),
                    role = table.Column<string>(maxLength: 32, nullable: false),
                    place = table.Column<string>(maxLength: 11, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_account_roles", x => new { x.account_id, x.role, x.place });
                    table.ForeignKey(
                        name: "FK_account_roles_accounts_account_id",
                        column: x => x.account_id,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "recovery_codes",
                columns: table => new
                {
                    account_id = table.Column<Guid>(nullable: false),
                    hash = table.Column<string>(maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_recovery_codes", x => new { x.account_id, x.hash });
                    table.ForeignKey(
                        name: "FK_recovery_codes_accounts_account_id",
                        column: x => x.account_id,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "open_iddict_authorizations",
                columns: table => new
                {
                    id = table.Column<string>(nullable: false),
                    application_id = table.Column<string>(nullable: true),
                    concurrency_token = table.Column<string>(maxLength: 50, nullable: true),
                    creation_date = table.Column<DateTime>(nullable: true),
                    properties = table.Column<string>(nullable: true),
                    scopes = table.Column<string>(nullable: true),
                    status = table.Column<string>(maxLength: 50, nullable: true),
                    subject = table.Column<string>(maxLength: 400, nullable: true),
                    type = table.Column<string>(maxLength: 50, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_open_iddict_authorizations", x => x.id);
                    table.ForeignKey(
                        name: "FK_open_iddict_authorizations_open_iddict_applications_application_id",
                        column: x => x.application_id,
                        principalTable: "open_iddict_applications",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "open_iddict_tokens",
                columns: table => new
                {
                    id = table.Column<string>(nullable: false),
                    application_id = table.Column<string>(nullable: true),
                    authorization_id = table.Column<string>(nullable: true),
                    concurrency_token = table.Column<string>(maxLength: 50, nullable: true),
                    creation_date = table.Column<DateTime>(nullable: true),
                    expiration_date = table.Column<DateTime>(nullable: true),
                    payload = table.Column<string>(nullable: true),
                    properties = table.Column<string>(nullable: true),
                    redemption_date = table.Column<DateTime>(nullable: true),
                    reference_id = table.Column<string>(maxLength: 100, nullable: true),
                    status = table.Column<string>(maxLength: 50, nullable: true),
                    subject = table.Column<string>(maxLength: 400, nullable: true),
                    type = table.Column<string>(maxLength: 150, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_open_iddict_tokens", x => x.id);
                    table.ForeignKey(
                        name: "FK_open_iddict_tokens_open_iddict_applications_application_id",
                        column: x => x.application_id,
                        principalTable: "open_iddict_applications",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "FK_open_iddict_tokens_open_iddict_authorizations_authorization_id",
                        column: x => x.authorization_id,
                        principalTable: "open_iddict_authorizations",
                        principalColumn: "id");
                });

            migrationBuilder.CreateIndex(
                name: "IX_accounts_user_name",
                table: "accounts",
                column: "user_name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_audit_document",
                table: "audit",
                column: "document");

            migrationBuilder.CreateIndex(
                name: "IX_failures_last_at",
                table: "failures",
                column: "last_at");

            migrationBuilder.CreateIndex(
                name: "IX_one_time_links_hash",
                table: "one_time_links",
                column: "hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_open_iddict_applications_client_id",
                table: "open_iddict_applications",
                column: "client_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_open_iddict_authorizations_application_id_status_subject_type",
                table: "open_iddict_authorizations",
                columns: new[] { "application_id", "status", "subject", "type" });

            migrationBuilder.CreateIndex(
                name: "IX_open_iddict_scopes_name",
                table: "open_iddict_scopes",
                column: "name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_open_iddict_tokens_application_id_status_subject_type",
                table: "open_iddict_tokens",
                columns: new[] { "application_id", "status", "subject", "type" });

            migrationBuilder.CreateIndex(
                name: "IX_open_iddict_tokens_authorization_id",
                table: "open_iddict_tokens",
                column: "authorization_id");

            migrationBuilder.CreateIndex(
                name: "IX_open_iddict_tokens_reference_id",
                table: "open_iddict_tokens",
                column: "reference_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_sessions_account_id",
                table: "sessions",
                column: "account_id");
            migrationBuilder.RefuseChanges("audit");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "account_roles");

            migrationBuilder.DropTable(
                name: "audit");

            migrationBuilder.DropTable(
                name: "failures");

            migrationBuilder.DropTable(
                name: "one_time_links");

            migrationBuilder.DropTable(
                name: "open_iddict_scopes");

            migrationBuilder.DropTable(
                name: "open_iddict_tokens");

            migrationBuilder.DropTable(
                name: "recovery_codes");

            migrationBuilder.DropTable(
                name: "sessions");

            migrationBuilder.DropTable(
                name: "open_iddict_authorizations");

            migrationBuilder.DropTable(
                name: "accounts");

            migrationBuilder.DropTable(
                name: "open_iddict_applications");
        }
    }
}
