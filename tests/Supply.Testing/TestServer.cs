namespace Supply.Testing;

/// <summary>The kinds of server that tests may need.</summary>
public enum TestServer
{
    Postgres,
    RabbitMq,
    SqlServer,
}
