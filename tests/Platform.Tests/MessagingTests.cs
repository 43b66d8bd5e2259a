using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Supply.Platform.Messaging;
using Supply.Platform.Persistence;
using Supply.Samples;

namespace Supply.Platform.Tests;

public sealed class MessagingTests(Samples samples) : IClassFixture<Samples>
{
    [Fact]
    public async Task A_message_reaches_every_handler_and_what_they_enqueue_follows()
    {
        var id = await samples.Put("followed");
        await samples.Until("all three handlers have run", async () => await samples.Effects(id) == (1, 1, 1));
        await samples.Host.Settle();
    }

    [Fact]
    public async Task Delivered_twice_has_one_effect()
    {
        var message = new NoteWritten(Guid.CreateVersion7(), "twice");
        await samples.Host.Deliver(message, times: 3);
        var (index, count, _) = await samples.Effects(message.Id);
        Assert.Equal((1, 1), (index, count));
    }

    [Fact]
    public async Task Delivered_twice_at_once_has_one_effect()
    {
        var message = new NoteWritten(Guid.CreateVersion7(), "at once");
        var envelope = ServiceHost.Envelope(message);
        for (var attempt = 0; attempt < 3; attempt++)
            await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => samples.Host.DeliverOnce(envelope)));
        var (index, count, _) = await samples.Effects(message.Id);
        Assert.Equal((1, 1), (index, count));
    }

    [Fact]
    public async Task Failing_twice_then_succeeding_has_one_effect()
    {
        samples.Trouble.Fail("stumbles", 2);
        var id = await samples.Put("stumbles");
        await samples.Until("it was taken", async () => await samples.Effects(id) == (1, 1, 1));
        Assert.Equal(3, samples.Trouble.Met.Count(x => x == "stumbles"));
        Assert.DoesNotContain(await samples.Parked(), x => MessageJson.Read<NoteWritten>(x.Body).Id == id);
    }

    [Fact]
    public async Task What_a_handler_enqueues_inherits_correlation_and_names_its_cause()
    {
        var correlation = Guid.CreateVersion7();
        var id = Guid.CreateVersion7();
        using var request = new HttpRequestMessage(HttpMethod.Put,
            $"/alpha/notes/{id}") { Content = System.Net.Http.Json.JsonContent.Create(new { text = "traced",
            facility = Samples.Facility }) };
        request.Headers.Authorization = new("Bearer", samples.Host.Token(Http.Roles.Central));
        request.Headers.Add("X-Correlation-Id", correlation.ToString());
        using var answer = await samples.Host.Http.SendAsync(request);
        Assert.Equal(correlation.ToString(), answer.Headers.GetValues("X-Correlation-Id").Single());
        await samples.Until("all three handlers have run", async () => await samples.Effects(id) == (1, 1, 1));

        var alpha = await samples.Alpha(db => db.Effects.AsNoTracking().Where(x => x.Note == id).ToDictionaryAsync(x => x.Handler));
        var counted = await samples.Beta(db => db.Effects.AsNoTracking().SingleAsync(x => x.Note == id));
        Assert.All([.. alpha.Values, counted], x => Assert.Equal(correlation, x.Correlation));
        Assert.Equal(alpha["index"].Causation, counted.Causation);
        Assert.NotEqual(counted.Causation, alpha["mark"].Causation);
        Assert.True(await samples.Beta(db => db.Inbox.AnyAsync(x => x.MessageId == counted.Causation && x.Handler == "beta-count-note")));
        Assert.True(await samples.Alpha(db =>
            db.Inbox.AnyAsync(x => x.MessageId == alpha["mark"].Causation && x.Handler == "alpha-mark-counted")));
    }

    [Fact]
    public async Task Messages_that_nobody_hears_leave_the_outbox()
    {
        await samples.Alpha(db =>
            db.Write(() => { db.Enqueue(new NoteForgotten(Guid.CreateVersion7())); return Task.FromResult(true); }, default));
        await samples.Until("it has left", async () => !(await samples.Waiting()).Any(x => x.Type == typeof(NoteForgotten).FullName));
    }

    [Fact]
    public async Task A_group_shares_a_transaction_and_falls_back_to_one_by_one_when_one_of_it_fails()
    {
        var subscription = samples.Host.Services.GetServices<ISubscription>().Single(x => x.Handler == "beta-count-note");
        var good = Enumerable.Range(0, 5).Select(i => new NoteWritten(Guid.CreateVersion7(), $"grouped {i}")).ToList();
        Assert.All(await subscription.Run([.. good.Select(ServiceHost.Envelope)], default), x => Assert.Null(x.Error));
        Assert.All(Enumerable.Range(0, 5), i => Assert.Single(samples.Trouble.Met, x => x == $"grouped {i}"));

        for (var attempt = 1; ; attempt++) // a group ends after 100 ms, on a busy machine before its bad message
        {
            List<NoteWritten> mixed = [.. Enumerable.Range(0, 5)
                .Select(i => new NoteWritten(Guid.CreateVersion7(), i == 2 ? "poison in a group" : $"mixed {attempt} {i}"))];
            var verdicts = await subscription.Run([.. mixed.Select(ServiceHost.Envelope)], default);
            Assert.Equal([true, true, false, true, true], verdicts.Select(x => x.Error is null));
            Assert.False(verdicts[2].Unavailable);
            foreach (var message in mixed)
                Assert.Equal(message.Text.StartsWith("poison", StringComparison.Ordinal) ? 0 : 1,
                    (await samples.Effects(message.Id)).Count);
            if (samples.Trouble.Met.Count(x => x == mixed[0].Text) == 2) // in the group, rolled back, and alone
                return;
            Assert.True(attempt < 20, "no group of five ever shared a transaction");
        }
    }

    [Fact]
    public async Task A_group_that_is_saved_together_sees_what_its_messages_wrote_and_is_taken_once()
    {
        var subscription = samples.Host.Services.GetServices<ISubscription>().Single(x => x.Handler == "alpha-mark-counted");
        var (first, second) = (new NoteCounted(Guid.CreateVersion7(), 1), new NoteCounted(Guid.CreateVersion7(), 1));
        Envelope[] group = [.. new[] { first, second, first, first }.Select(ServiceHost.Envelope)];
        for (var delivery = 0; delivery < 2; delivery++)
            Assert.All(await subscription.Run([.. group, group[0]], default), x => Assert.Null(x.Error));
        Assert.Equal((3, 1), ((await samples.Effects(first.Id)).Mark, (await samples.Effects(second.Id)).Mark));
    }

    [Fact]
    public async Task The_same_message_twice_in_one_group_has_one_effect()
    {
        var subscription = samples.Host.Services.GetServices<ISubscription>().Single(x => x.Handler == "beta-count-note");
        var message = new NoteWritten(Guid.CreateVersion7(), "doubled");
        var envelope = ServiceHost.Envelope(message);
        Assert.All(await subscription.Run([envelope, envelope], default), x => Assert.Null(x.Error));
        Assert.Equal(1, (await samples.Effects(message.Id)).Count);
    }

    [Fact]
    public async Task A_long_run_of_messages_is_cut_into_short_transactions_and_all_of_it_is_done()
    {
        var subscription = samples.Host.Services.GetServices<ISubscription>().Single(x => x.Handler == "beta-count-note");
        var messages = Enumerable.Range(0, 450).Select(i => new NoteWritten(Guid.CreateVersion7(), $"long {i}")).ToList();
        Assert.All(await subscription.Run([.. messages.Select(ServiceHost.Envelope)], default), x => Assert.Null(x.Error));
        var ids = messages.Select(x => x.Id).ToList();
        Assert.Equal(450, await samples.Beta(db => db.Effects.CountAsync(x => ids.Contains(x.Note) && x.Times == 1)));
    }

    [Fact]
    public async Task A_message_that_always_times_out_is_blamed_while_the_database_answers_and_the_others_of_its_group_are_taken()
    {
        var subscription = samples.Host.Services.GetServices<ISubscription>().Single(x => x.Handler == "beta-count-note");
        List<NoteWritten> group = [.. Enumerable.Range(0, 5)
            .Select(i => new NoteWritten(Guid.CreateVersion7(), i == 2 ? "endless query" : $"beside it {i}"))];
        var verdicts = await subscription.Run([.. group.Select(ServiceHost.Envelope)], default);
        Assert.Equal([true, true, false, true, true], verdicts.Select(x => x.Error is null));
        Assert.False(verdicts[2].Unavailable);
        Assert.Null(subscription.PausedSince);
        foreach (var note in group)
            Assert.Equal(note.Text == "endless query" ? 0 : 1, (await samples.Effects(note.Id)).Count);
    }

    [Fact]
    public async Task A_message_that_alone_meets_a_busy_database_again_and_again_is_blamed_in_the_end()
    {
        var subscription = samples.Host.Services.GetServices<ISubscription>().Single(x => x.Handler == "beta-count-note");
        var message = ServiceHost.Envelope(new NoteWritten(Guid.CreateVersion7(), "waits for a lock that nobody gives back"));
        samples.Trouble.Busy = "waits for a lock";
        for (var attempt = 1; attempt < 20; attempt++)
        {
            Assert.True(Assert.Single(await subscription.Run([message], default)).Unavailable);
            samples.Host.Clock.Advance(TimeSpan.FromSeconds(30));
        }
        Assert.False(Assert.Single(await subscription.Run([message], default)).Unavailable);
        samples.Trouble.Busy = null;
        Assert.Null(Assert.Single(await subscription.Run([message], default)).Error);
    }

    [Fact]
    public async Task A_group_is_handled_in_one_order_whatever_the_order_of_arrival()
    {
        var subscription = samples.Host.Services.GetServices<ISubscription>().Single(x => x.Handler == "beta-count-note");
        var notes = Enumerable.Range(0, 5).Select(i => new NoteWritten(Guid.CreateVersion7(), $"in order {i}"))
            .OrderBy(x => x.Id.ToString(), StringComparer.Ordinal).ToList();
        Envelope[] shuffled = [.. new[] { 3, 0, 4, 1, 2 }.Select(i => ServiceHost.Envelope(notes[i]))];
        Assert.All(await subscription.Run(shuffled, default), x => Assert.Null(x.Error));
        Assert.Equal(notes.Select(x => x.Text), samples.Trouble.Met.Where(x => x.StartsWith("in order", StringComparison.Ordinal))
            .Distinct());
    }

    [Fact]
    public void A_handler_that_loses_a_version_for_good_is_at_fault_itself_and_not_the_machine()
    {
        // The row is gone when the context saves: that never gets better by waiting, and nobody else should wait behind it.
        var verdict = Verdict.Of(new DbUpdateConcurrencyException("expected 1 row, affected 0"));
        Assert.False(verdict.Unavailable);
        Assert.True(Verdict.Of(new StoreBusyException("busy")).Unavailable);
        Assert.True(Verdict.Of(new OperationCanceledException()).Unavailable);
        Assert.False(Verdict.Of(new InvalidOperationException()).Unavailable);
    }
}
