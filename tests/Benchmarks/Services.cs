using System.ComponentModel.DataAnnotations;
using System.Data.Common;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Supply.Platform.Hosting;
using Supply.Platform.Messaging;
using Supply.Platform.Persistence;

namespace Supply.Benchmarks;

/// <summary>What a slice records, and what a handler makes of it.</summary>
public sealed class Document
{
    public required Guid Id { get; init; }
    public int Version { get; set; }
    [MaxLength(11)] public string Facility { get; set; } = "";
    public int Pieces { get; set; }
    public DateOnly LocalDate { get; set; }
}

public sealed class SenderDb(DbContextOptions<SenderDb> options, Origin origin) : SupplyDb(options, origin)
{
    public override string Service => "sender";

    public DbSet<Document> Documents => Set<Document>();

    protected override void Tables(ModelBuilder model) => model.Entity<Document>().ToTable("documents").HasKey(x => x.Id);
}

public sealed class ReceiverDb(DbContextOptions<ReceiverDb> options, Origin origin) : SupplyDb(options, origin)
{
    public override string Service => "receiver";

    public DbSet<Document> Documents => Set<Document>();

    protected override void Tables(ModelBuilder model) => model.Entity<Document>().ToTable("documents").HasKey(x => x.Id);
}

public sealed class SenderService() : SupplyService<SenderDb>("sender")
{
    protected override void Routes(RouteGroupBuilder api)
    {
    }
}

public sealed class ReceiverService() : SupplyService<ReceiverDb>("receiver")
{
    protected override void Routes(RouteGroupBuilder api)
    {
    }

    protected override void Handlers(HandlerList<ReceiverDb> on) => on.On<ToAdd, AddDocument>("add-document").On<ToFind, FindDocument>("find-document").On<ToQuery, QueryDocument>("query-document");
}

public sealed class AddDocument(ReceiverDb db, Finish finish) : IHandleGroup<ToAdd>
{
    public Task Load(IReadOnlyList<ToAdd> group, CancellationToken ct) => Task.CompletedTask;

    public Task Handle(ToAdd message, CancellationToken ct)
    {
        db.Documents.Add(new Document { Id = message.Id, Version = message.Version, Facility = message.Facility, Pieces = message.Lines.Sum(x => x.Dispensed), LocalDate = message.LocalDate });
        finish.Handled(message.Id);
        return Task.CompletedTask;
    }
}

/// <summary>Is there a row of the document, and of which version? Those of the whole group are loaded at once.</summary>
public sealed class FindDocument(ReceiverDb db, Finish finish) : IHandleGroup<ToFind>
{
    private Dictionary<Guid, Document> known = [];

    public async Task Load(IReadOnlyList<ToFind> group, CancellationToken ct)
    {
        var ids = group.Select(x => x.Id).ToList();
        known = await db.Documents.Where(x => ids.Contains(x.Id)).ToDictionaryAsync(x => x.Id, ct);
    }

    public Task Handle(ToFind message, CancellationToken ct)
    {
        if (!known.TryGetValue(message.Id, out var row))
            known[message.Id] = db.Documents.Add(row = new Document { Id = message.Id }).Entity;
        else if (row.Version >= message.Version)
            return Task.CompletedTask;
        (row.Version, row.Facility, row.Pieces, row.LocalDate) = (message.Version, message.Facility, message.Lines.Sum(x => x.Dispensed), message.LocalDate);
        finish.Handled(message.Id);
        return Task.CompletedTask;
    }
}

/// <summary>The same by a query for each message, which sees only what is saved, so that each message is.</summary>
public sealed class QueryDocument(ReceiverDb db, Finish finish) : IHandle<ToQuery>
{
    public async Task Handle(ToQuery message, CancellationToken ct)
    {
        var known = await db.Documents.SingleOrDefaultAsync(x => x.Id == message.Id, ct);
        if (known is null)
            db.Documents.Add(known = new Document { Id = message.Id });
        else if (known.Version >= message.Version)
            return;
        (known.Version, known.Facility, known.Pieces, known.LocalDate) = (message.Version, message.Facility, message.Lines.Sum(x => x.Dispensed), message.LocalDate);
        finish.Handled(message.Id);
    }
}

/// <summary>Which messages' effects have committed, and when. A handler has one transaction at a time, and only one handler works at a time here.</summary>
public sealed class Finish : DbTransactionInterceptor
{
    private readonly Lock turn = new();
    private readonly List<Guid> handled = [];
    private readonly Dictionary<Guid, long> began = [];
    private readonly Dictionary<Guid, long> ended = [];
    private TaskCompletionSource done = new();
    private int left;

    /// <summary>Completes when so many more have committed.</summary>
    public Task Expect(int count)
    {
        lock (turn)
        {
            (left, done) = (count, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
            handled.Clear();
            began.Clear();
            ended.Clear();
            return done.Task;
        }
    }

    /// <summary>The slice has committed.</summary>
    public void Began(Guid id, long timestamp)
    {
        lock (turn)
            began[id] = timestamp;
    }

    public void Handled(Guid id)
    {
        lock (turn)
            handled.Add(id);
    }

    public List<double> Milliseconds()
    {
        lock (turn)
            return [.. ended.Where(x => began.ContainsKey(x.Key)).Select(x => TimeProvider.System.GetElapsedTime(began[x.Key], x.Value).TotalMilliseconds).Order()];
    }

    public void Committed()
    {
        var now = TimeProvider.System.GetTimestamp();
        lock (turn)
        {
            foreach (var id in handled)
                ended[id] = now;
            left -= handled.Count;
            handled.Clear();
            if (left <= 0)
                done.TrySetResult();
        }
    }

    public override Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Committed();
        return Task.CompletedTask;
    }
}
