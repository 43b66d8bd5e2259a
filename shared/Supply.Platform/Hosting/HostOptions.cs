using Microsoft.AspNetCore.Builder;
using Supply.Platform.Messaging;

namespace Supply.Platform.Hosting;

/// <summary>How a host is to run.</summary>
public sealed record HostOptions
{
    /// <summary>Addresses to listen on, separated by semicolons.</summary>
    public string Urls { get; init; } = "http://127.0.0.1:8080";

    /// <summary>The development issuer; refused on any address but loopback.</summary>
    public bool DevTokens { get; init; }

    /// <summary>Messages go from the outbox to the handlers of this process. False: a bus is added by <see cref="Configure"/>.</summary>
    public bool Embedded { get; init; } = true;

    /// <summary>Outgoing messages leave the outbox. Off only in tests that look at them there.</summary>
    public bool Relay { get; init; } = true;

    /// <summary>Jobs run on their schedules. Off where somebody else fires them.</summary>
    public bool Schedule { get; init; } = true;

    /// <summary>
    /// An empty database is filled from the other services. Off in a program that only migrates, and in tests of one service.
    /// </summary>
    public bool Fill { get; init; } = true;

    /// <summary>Applies pending migrations at start.</summary>
    public bool Migrate { get; init; } = true;

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    public RetryPolicy Retry { get; init; } = RetryPolicy.Default;

    /// <summary>Further registrations: the bus of the distributed mode, or what a test replaces.</summary>
    public Action<WebApplicationBuilder>? Configure { get; init; }

    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();
}
