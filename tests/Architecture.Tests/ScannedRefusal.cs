namespace Supply.Architecture.Tests;

/// <param name="Status">The HTTP status of the answer; 0: whichever the framework chose.</param>
/// <param name="Text">Spanish; a hole that is filled with the case at hand is shown as <c>…</c>.</param>
/// <param name="File">From the top of the checkout.</param>
internal sealed record ScannedRefusal(string Code, int Status, string Text, string File);
